"""The form in which readers say what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import ErrorReport, PublishedVersion
from articles.paragraphs import paragraphs_of
from articles.richtext import normalise_text

SHOWN = 80
# Nobody sees it, so that whoever fills it in is a machine.
TRAP = "homepage"
NO_CHARACTER = gettext_lazy("There is a character that no text may contain. Type the words anew.")


class WordsField(forms.CharField):
    """A text in NFC, without what hides or reorders others; a line break counts as one character."""

    def to_python(self, value: Any) -> str:
        """Give the text as it is stored."""
        return normalise_text(str(super().to_python(value) or "")).strip()


class ReportForm(forms.Form):
    """What is wrong, in which paragraph, and perhaps where to send an answer."""

    paragraph = forms.TypedChoiceField(
        label=gettext_lazy("Where"),
        coerce=int,
        error_messages={
            "invalid_choice": gettext_lazy("There is no such paragraph. Choose one from the list."),
            "required": gettext_lazy("There is no such paragraph. Choose one from the list."),
        },
    )
    text = WordsField(
        label=gettext_lazy("What is wrong, and what is right?"),
        max_length=ErrorReport.LONGEST,
        error_messages={
            "required": gettext_lazy("Write what is wrong."),
            "max_length": gettext_lazy("This is too long. Write %(limit_value)d characters at most."),
            "null_characters_not_allowed": NO_CHARACTER,
        },
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail, if you want an answer"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": gettext_lazy("This is no e-mail address. Correct it, or leave the field empty."),
            "max_length": gettext_lazy("This is too long. Write %(limit_value)d characters at most."),
            "null_characters_not_allowed": NO_CHARACTER,
        },
        help_text=gettext_lazy(
            "Only the newsroom sees it. It is deleted a month after your report was dealt with."
        ),
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, version: PublishedVersion, chosen: int = 0) -> None:
        """Offer the paragraphs of the version that was read."""
        super().__init__(data, label_suffix="", initial={"paragraph": chosen})
        words = [Truncator(each).chars(SHOWN, truncate="…") for each in paragraphs_of(version.blocks)]
        choices: Any = self.fields["paragraph"]
        choices.choices = [
            (0, _("The headline, a picture or the whole article")),
            *((number, f"{number}. {each}") for number, each in enumerate(words, start=1)),
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse what a machine filled in."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get(TRAP):
            raise ValidationError(
                _("A field that people do not see was filled in. It is empty now: send the form once more.")
            )
        return cleaned
