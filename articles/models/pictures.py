"""Pictures, how an article uses them, and the sizes that are served."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article

# What link previews show: this wide and high, whatever the picture's own shape.
SHARED = (1200, 630)


def original_name(_picture: Image, filename: str) -> str:
    """Name the uploaded file so that nobody can guess it."""
    suffix = filename.rpartition(".")[2].lower()
    return f"pictures/{secrets.token_hex(12)}.{suffix}"


def shared_name(_picture: Image, _filename: str) -> str:
    """Name the picture that link previews show; each focal point has a file of its own."""
    return f"renditions/{secrets.token_hex(8)}-{SHARED[0]}.jpeg"


def rendition_name(rendition: Rendition, _filename: str) -> str:
    """Name a rendition after its size; the random part hides it from guessing."""
    return f"renditions/{secrets.token_hex(8)}-{rendition.width}.{rendition.format}"


class Image(models.Model):
    """One picture, re-encoded and without metadata (`articles.renditions` is the only writer)."""

    title = models.CharField(_("title"), max_length=160, help_text=_("For finding it again in the newsroom."))
    file = models.FileField(_("file"), upload_to=original_name)
    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    focal_x = models.FloatField(
        _("focal point, across"), default=0.5, help_text=_("From 0 (left) to 1 (right).")
    )
    focal_y = models.FloatField(
        _("focal point, down"), default=0.5, help_text=_("From 0 (top) to 1 (bottom).")
    )
    shared = models.FileField(upload_to=shared_name, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)), name="image_focal_point_is_inside"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ImageUse(models.Model):
    """One picture in one article, with its words in the article's language; position 0 leads."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="image_uses")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="uses", verbose_name=_("picture"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    alternative_text = models.CharField(_("alternative text"), max_length=500, blank=True)
    is_decorative = models.BooleanField(_("decorative, needs no alternative text"), default=False)

    class Meta:
        verbose_name = _("picture of the article")
        verbose_name_plural = _("pictures of the article")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "image"], name="image_use_once_per_article"),
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(alternative_text=""),
                name="image_use_has_an_alternative_text",
                violation_error_message=_("Write an alternative text, or mark the picture as decorative."),
            ),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.image)


class Rendition(models.Model):
    """One size and format of one picture."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=8)
    file = models.FileField(upload_to=rendition_name)

    class Meta:
        ordering = ["image", "format", "width"]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "width", "format"], name="rendition_once_per_size_and_format"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image}, {self.width} px, {self.format}"
