"""Forms that know what the person saw: a stale one is refused, and both texts are shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import diffs
from articles.richtext import normalise_text
from articles.typed_numbers import numbers_in


@dataclass(frozen=True)
class Difference:
    """One field in which the stored row and the posted form are not the same."""

    label: str
    folds: list[diffs.Fold]


class PlainTextForm(forms.ModelForm):
    """Texts are NFC and without characters that hide or reorder others."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if type(value) is str:
                cleaned[name] = normalise_text(value)
        return cleaned


class SeenForm(PlainTextForm):
    """Carries what the person saw in the hidden field `revision`, and refuses to overwrite anything newer.

    After a refusal the form holds what was typed and the newest `revision`: whoever has read the
    differences may save on purpose.
    """

    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember the stored row before the posted values cover it."""
        super().__init__(*args, **kwargs)
        self.is_stale = False
        self.differences: list[Difference] = []
        self.newest = self.mark() if self.instance.pk else ""
        self.initial["revision"] = self.newest

    def mark(self) -> str:
        """Give what tells this state of the row from any other."""
        return digest(self.initial.get(name) for name in self.own_fields())

    def is_newest(self, posted: str) -> bool:
        """Say whether nothing that this form would overwrite is newer than what the person saw."""
        return posted == self.newest

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.newest and not self.is_newest(cleaned.get("revision", "")):
            self.is_stale = True
            self.differences = list(self._differences())
            data: Any = self.data
            data = data.copy()
            data[self.add_prefix("revision")] = self.newest
            self.data = data
            raise ValidationError(
                _("Somebody else changed this meanwhile. Nothing was saved; what you wrote is still here."),
                code="stale",
            )
        return cleaned

    def own_fields(self) -> list[str]:
        """Name the fields that a person fills in."""
        return [name for name in self.fields if name not in {"revision", "password"}]

    def _differences(self) -> Iterator[Difference]:
        for name in self.own_fields():
            bound = self[name]
            paragraphs = self.compare(name, bound.data, self.initial.get(name))
            if diffs.is_different(paragraphs):
                yield Difference(str(bound.label), diffs.folded(paragraphs))

    def compare(self, name: str, yours: Any, theirs: Any) -> list[diffs.Paragraph]:
        """Compare what was typed into a field with what is stored."""
        field = self.fields[name]
        return diffs.of_lines(_in_words(field, theirs), _in_words(field, yours))


def digest(values: Iterable[Any]) -> str:
    """Give a short word that is another one as soon as any of the values is."""
    return hashlib.sha256("\n".join(map(repr, values)).encode()).hexdigest()[:16]


def _in_words(field: forms.Field, value: Any) -> str:
    """Say a field's value as the person reads it on the screen."""
    value = field.prepare_value(value)
    if isinstance(field, forms.MultiValueField) and not isinstance(value, list):
        value = ["" if part is None else str(part) for part in field.widget.decompress(value)]
    if isinstance(field, forms.BooleanField):
        return gettext("yes") if value and value != "False" else gettext("no")
    if isinstance(field, forms.ModelChoiceField):
        return _chosen(field, value)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(str(dict(choices).get(each, each or "")) for each in chosen)
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)


def _chosen(field: forms.ModelChoiceField, value: Any) -> str:
    keys = value if isinstance(value, list | tuple) else [value]
    rows = field.queryset.filter(pk__in=numbers_in(keys)) if field.queryset else []
    return ", ".join(sorted(field.label_from_instance(row) for row in rows))
