"""What readers may ask of the search: words, and what hits must have besides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.listings import SectionLink
from articles.models import Person
from articles.search.filters import Filters
from articles.search.queries import LONGEST_QUERY
from articles.slugs import make_slug

NO_DATE = _("This is no date. Write the year, the month and the day: 2026-03-14.")
ABOUT_LINES = {
    "max_length": _("This is too long. Write %(limit_value)d characters at most."),
    "null_characters_not_allowed": _("There is a character that no text may contain. Type the words anew."),
}


class DayField(forms.DateField):
    """A day, as the browser's own field sends it."""

    def __init__(self, **options: Any) -> None:
        """Take a field's options."""
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        messages = {"invalid": NO_DATE}
        super().__init__(
            required=False, widget=widget, input_formats=["%Y-%m-%d"], error_messages=messages, **options
        )


class SearchForm(forms.Form):
    """The search form; nothing in it is required."""

    q = forms.CharField(
        label=_("Words to search for"),
        required=False,
        max_length=LONGEST_QUERY,
        error_messages=ABOUT_LINES,
        widget=forms.TextInput({"type": "search", "enterkeyhint": "search"}),
    )
    section = forms.ChoiceField(
        label=_("Section"),
        required=False,
        error_messages={"invalid_choice": _("There is no such section here. Choose one from the list.")},
    )
    since = DayField(label=pgettext_lazy("the first day", "Published from"))
    until = DayField(label=pgettext_lazy("the last day", "until"))
    person = forms.CharField(
        label=_("Name in the byline"), required=False, max_length=160, error_messages=ABOUT_LINES
    )

    def __init__(self, asked: QueryDict, *, sections: Iterable[SectionLink], language: str) -> None:
        """Take what was asked, the sections to choose from, and the language in which the site is read."""
        super().__init__(asked, label_suffix="")
        self._sections = {each.slug: each.pk for each in sections}
        self._language = language
        choices: Any = self.fields["section"]
        choices.choices = [("", _("All sections")), *((each.slug, each.name) for each in sections)]
        for field in self.narrowing:
            # Some tools find no label in what is folded away.
            field.field.widget.attrs["aria-label"] = field.label

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """Give the fields beside the words that are searched for."""
        return [self[name] for name in ("section", "since", "until", "person")]

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is asked for besides words."""
        return any(field.value() for field in self.narrowing)

    def filters(self) -> Filters:
        """Give what hits must have; asks who is meant by a name. For a form without mistakes."""
        values = self.cleaned_data
        last: date | None = values["until"]
        return Filters(
            section=self._sections.get(values["section"]),
            since=_midnight(values["since"]),
            until=_midnight(last + timedelta(days=1)) if last and last < date.max else None,
            people=self._people(values["person"]) if values["person"] else None,
        )

    def _people(self, name: str) -> tuple[int, ...]:
        """Find who is meant by a name or the last part of a person's address."""
        slugs = {name, make_slug(name, self._language)} - {""}
        meant = Person.objects.filter(Q(slug__in=slugs) | Q(name=name))
        return tuple(meant.values_list("pk", flat=True))


def _midnight(day: date | None) -> datetime | None:
    """Give the moment at which a day begins where the site is made."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
