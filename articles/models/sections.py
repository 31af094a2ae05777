"""Sections and tags: names and slugs in every language of the newsroom."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from taggit.models import ItemBase, TagBase

from articles.slugs import validate_section_slug, validate_slug


class PerLanguageField(models.CharField):
    """A text with a column for each language; the column that bears its own name stays empty.

    django-modeltranslation would fill that one with the current language's text, so that one row's
    Swedish slug could not be another's English one. In migrations it is a CharField like any other.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Give the text of a language's column, nothing for the field's own."""
        is_a_language = hasattr(self, "translated_field")  # what django-modeltranslation makes of this field
        return super().pre_save(model_instance, add) if is_a_language else None

    def deconstruct(self) -> Any:
        """Leave no trace in migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class NamedPerLanguage(models.Model):
    """What a section and a tag have in common: a name and a slug in every language, or not yet."""

    class Meta:
        abstract = True

    def name_in(self, language: str) -> str:
        """Give the name in one language, empty where there is none: never another language's."""
        return getattr(self, build_localized_fieldname("name", language), None) or ""

    def slug_in(self, language: str) -> str:
        """Give the slug in one language, empty where there is none."""
        return getattr(self, build_localized_fieldname("slug", language), None) or ""


class Section(NamedPerLanguage):
    """One section of the site; read for the article's language, without fallback.

    `name`, `slug` and `description` stand in a column per language (`articles.translated_names`).
    """

    name = PerLanguageField(_("name"), max_length=80, null=True, blank=True)
    slug = PerLanguageField(
        _("slug"), max_length=80, null=True, blank=True, unique=True, validators=[validate_section_slug]
    )
    description = PerLanguageField(_("description"), max_length=300, null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


class Tag(NamedPerLanguage, TagBase):
    """One subject; its name and slug stand in a column per language."""

    name = PerLanguageField(_("name"), max_length=100, null=True, blank=True, unique=True)
    slug = PerLanguageField(
        _("slug"), max_length=100, null=True, blank=True, unique=True, validators=[validate_slug]
    )

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


class TaggedArticle(ItemBase):
    """One tag on the working text of one article."""

    content_object: Any = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="tagged_items"
    )
    tag: Any = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="tagged_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_per_article")]
