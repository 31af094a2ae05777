"""The glossary: what a language pair calls things, and what it never calls them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_TERM = 200


class Term(models.Model):
    """One expression of a source language whose translation the newsroom has settled."""

    language = models.CharField(_("language"), max_length=16)
    text = models.CharField(_("term"), max_length=LONGEST_TERM)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["language", "text"]
        constraints = [
            models.UniqueConstraint(fields=["language", "text"], name="term_once_per_language"),
            models.CheckConstraint(condition=~Q(text=""), name="term_has_a_text"),
        ]

    def __str__(self) -> str:
        return self.text


class TermTranslation(models.Model):
    """One word for a term in one target language: to be used, or never to be used (`is_forbidden`).

    Several words that may be used are synonyms, each a row. `forms` are inflected forms (texts) that
    a translator called fine and no stem explains; they count like the word itself. `note` is the
    rule that translators read.
    """

    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="translations", verbose_name=_("term")
    )
    language = models.CharField(_("target language"), max_length=16)
    text = models.CharField(_("translation"), max_length=LONGEST_TERM)
    is_forbidden = models.BooleanField(_("never to be used"), default=False)
    is_case_sensitive = models.BooleanField(_("capital letters matter"), default=False)
    note = models.CharField(_("note"), max_length=500, blank=True)
    forms = models.JSONField(_("other forms"), default=list, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("glossary entry")
        verbose_name_plural = _("glossary")
        ordering = ["term__language", "term__text", "language", "is_forbidden", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language", "text"],
                name="term_translation_once_per_word",
                violation_error_message=_("The glossary has this word for this term already."),
            ),
            models.CheckConstraint(condition=~Q(text=""), name="term_translation_has_a_text"),
        ]
        indexes = [models.Index(fields=["language"], name="term_translation_of_desk")]

    def __str__(self) -> str:
        return f"{self.term} → {self.text}"
