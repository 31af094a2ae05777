"""What must be right besides the words: licence, numbers and credits, each in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles import clearances
from articles.gates import Publication
from articles.models import Article, Clearance, Credit, Permission
from translations.quality import Unit
from translations.quality.quantities import quantities
from translations.workbench.rows import Row


@dataclass(frozen=True)
class Licence:
    """What permits the translation: the original's own word, and the entries of the rights register.

    `problem` says why nothing covers this language now; empty when something does.
    """

    kind: str
    note: str
    licence: str
    url: str
    entries: list[Clearance]
    problem: str


@dataclass(frozen=True)
class NumbersOf:
    """The numbers of one block on both sides, as they are written; `differ` is what the checks say."""

    row: Row
    source: list[str]
    target: list[str]
    differ: bool


@dataclass(frozen=True)
class Strip:
    """The three of them."""

    licence: Licence
    numbers: list[NumbersOf]
    credits: list[Credit]

    @property
    def differing(self) -> list[NumbersOf]:
        """Give the blocks whose numbers are not those of the original."""
        return [each for each in self.numbers if each.differ]

    @property
    def count(self) -> int:
        """Count the numbers of the original."""
        return sum(len(each.source) for each in self.numbers)


def licence_of(article: Article, user: Any) -> Licence:
    """Say what permits to publish the piece in its language now; a piece of our own needs nothing."""
    root = article.first_original()
    known = Permission(root.permission)
    problems = [str(each) for each in clearances.rights_are_cleared(Publication(article=article, by=user))]
    if root.is_external and known == Permission.UNKNOWN and not problems:
        problems = [str(known.label)]
    return Licence(
        kind=str(known.label),
        note=root.permission_note,
        licence=root.licence,
        url=root.licence_url,
        entries=clearances.deciding(root),
        problem=problems[0] if problems else "",
    )


def strip_of(article: Article, user: Any, units: Sequence[tuple[Row, Unit]], differing: set[int]) -> Strip:
    """Gather the strip; `differing` are blocks (primary keys) whose numbers the checks object to."""
    return Strip(
        licence=licence_of(article, user),
        numbers=[each for row, unit in units if (each := _numbers_of(row, unit, differing))],
        credits=list(article.credits.select_related("person")),
    )


def _numbers_of(row: Row, unit: Unit, differing: set[int]) -> NumbersOf | None:
    source = [each.text for each in quantities(unit.source_prose, unit.source_lang)]
    target = [each.text for each in quantities(unit.target_prose, unit.target_lang)]
    if not (source or target):
        return None
    return NumbersOf(row, source, target, row.segment.pk in differing)
