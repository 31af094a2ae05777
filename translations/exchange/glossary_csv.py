"""The glossary as a table: CSV with a line of headings, in UTF-8 as spreadsheets write and read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from articles.languages import code_of
from articles.tables import FORMULA, table
from translations.exchange.base import LARGEST_FILE, ExchangeError
from translations.exchange.glossary_rows import GlossaryRow, accepted, at_line, one_line

COLUMNS = (
    "source_language",
    "source",
    "target_language",
    "target",
    "forbidden",
    "case_sensitive",
    "forms",
    "note",
)
REQUIRED = COLUMNS[:4]
YES, NO = frozenset({"yes", "true", "1", "ja", "x"}), frozenset({"", "no", "false", "0", "nej"})


def write(rows: Iterable[GlossaryRow]) -> bytes:
    """Write a file that spreadsheets open as it is; forms stand under each other in one cell."""
    return table(COLUMNS, map(_cells, rows))


def read(content: bytes) -> list[GlossaryRow]:
    """Read a file; raise ExchangeError with a sentence for every line that is wrong."""
    if len(content) > LARGEST_FILE:
        raise ExchangeError([_("The file is larger than %(count)d MB.") % {"count": LARGEST_FILE >> 20}])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExchangeError([_("The file is not in UTF-8. Save it in UTF-8 and try again.")]) from None
    try:
        return accepted(_rows(text))
    except csv.Error as problem:
        raise ExchangeError([_("The file is not a table (%(why)s).") % {"why": problem}]) from None


def _rows(text: str) -> Iterator[GlossaryRow]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    heading = [cell.strip().lower() for cell in next(reader, [])]
    missing = [name for name in REQUIRED if name not in heading]
    if missing:
        raise ExchangeError(
            [at_line(1, _("the heading lacks %(columns)s") % {"columns": ", ".join(missing)})]
        )
    line = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield _row(dict(zip(heading, map(_as_typed, cells), strict=False)), line)
        line = reader.line_num + 1


def _cells(row: GlossaryRow) -> tuple[str, ...]:
    return (
        row.source_language,
        row.source,
        row.target_language,
        row.target,
        "yes" if row.is_forbidden else "no",
        "yes" if row.is_case_sensitive else "no",
        "\n".join(row.forms),
        row.note,
    )


def _row(cells: dict[str, str], line: int) -> GlossaryRow:
    flags = {name: cells.get(name, "").strip().lower() for name in ("forbidden", "case_sensitive")}
    return GlossaryRow(
        source_language=code_of(cells.get("source_language", "").strip()),
        source=one_line(cells.get("source", "")),
        target_language=code_of(cells.get("target_language", "").strip()),
        target=one_line(cells.get("target", "")),
        is_forbidden=flags["forbidden"] in YES,
        is_case_sensitive=flags["case_sensitive"] in YES,
        forms=tuple(filter(None, map(one_line, cells.get("forms", "").split("\n")))),
        note=one_line(cells.get("note", "")),
        line=line,
        unclear=tuple(word for word in flags.values() if word not in YES | NO),
    )


def _as_typed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
