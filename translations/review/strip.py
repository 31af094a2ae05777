"""What must be right besides the words: licence, numbers and credits, each in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article, Credit, Original, Permission
from translations.quality import Unit
from translations.quality.quantities import quantities
from translations.workbench.rows import Row


@dataclass(frozen=True)
class Licence:
    """What permits the translation, in the words of the register; `is_settled` when something does."""

    kind: str
    note: str
    licence: str
    url: str
    is_settled: bool


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


def licence_of(root: Original) -> Licence:
    """Say what permits to publish translations of an original; a piece of our own needs nothing."""
    known = Permission(root.permission)
    return Licence(
        kind=str(known.label),
        note=root.permission_note,
        licence=root.licence,
        url=root.licence_url,
        is_settled=known != Permission.UNKNOWN or not root.is_external,
    )


def strip_of(article: Article, units: Sequence[tuple[Row, Unit]], differing: set[int]) -> Strip:
    """Gather the strip; `differing` are blocks (primary keys) whose numbers the checks object to."""
    return Strip(
        licence=licence_of(article.first_original()),
        numbers=[each for row, unit in units if (each := _numbers_of(row, unit, differing))],
        credits=list(article.credits.select_related("person")),
    )


def _numbers_of(row: Row, unit: Unit, differing: set[int]) -> NumbersOf | None:
    source = [each.text for each in quantities(unit.source_prose, unit.source_lang)]
    target = [each.text for each in quantities(unit.target_prose, unit.target_lang)]
    if not (source or target):
        return None
    return NumbersOf(row, source, target, row.segment.pk in differing)
