"""Who did what in a month, for those who pay: pieces, words and characters per person and role."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from articles.models import PublishedVersion, VersionCredit
from articles.richtext import plain_text
from newsroom.models import RealName


@dataclass
class Line:
    """What one person did in one role for one language in a month."""

    person: Any
    role: str
    language: str
    real_name: str = ""
    pieces: list[tuple[PublishedVersion, int, int]] = field(default_factory=list)

    @property
    def words(self) -> int:
        """Count the words of all pieces."""
        return sum(words for _version, words, _characters in self.pieces)

    @property
    def characters(self) -> int:
        """Count the characters of all pieces, spaces left out."""
        return sum(characters for _version, _words, characters in self.pieces)


def first_of(month: str) -> date:
    """Read a month such as 2026-03; this month for anything else."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def lines_of(month: date, languages: Collection[str], *, with_real_names: bool) -> list[Line]:
    """List what was first published in a month in some languages, by person; updates do not count."""
    begin, end = _bounds(month)
    named = (
        VersionCredit.objects.filter(
            version__in=PublishedVersion.objects.has_been_live(),
            version__kind=PublishedVersion.Kind.FIRST,
            version__visible_from__gte=begin,
            version__visible_from__lt=end,
            version__language__in=languages,
        )
        .select_related("person", "version")
        .order_by("person__name", "person", "role", "version__language", "version__visible_from")
    )
    names = _real_names() if with_real_names else {}
    return list(_gathered(named, names))


def _gathered(named: Iterable[VersionCredit], names: dict[int, str]) -> Iterable[Line]:
    lines: dict[tuple[int, str, str], Line] = {}
    sizes: dict[int, tuple[int, int]] = {}
    for entry in named:
        version = entry.version
        if version.pk not in sizes:
            words = plain_text(version.blocks).split()
            sizes[version.pk] = len(words), sum(map(len, words))
        key = (entry.person_id, entry.role, version.language)
        real_name = names.get(entry.person.user_id or 0, "")
        line = lines.setdefault(key, Line(entry.person, entry.role, version.language, real_name))
        line.pieces.append((version, *sizes[version.pk]))
    return lines.values()


def _bounds(month: date) -> tuple[datetime, datetime]:
    following = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    zone = timezone.get_default_timezone()
    begin, end = (timezone.make_aware(datetime.combine(day, time.min), zone) for day in (month, following))
    return begin, end


def _real_names() -> dict[int, str]:
    return dict(RealName.objects.values_list("user", "name"))
