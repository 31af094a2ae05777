"""Tables for spreadsheets: CSV in UTF-8 whose cells are never taken for formulas."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import HttpResponse

# A spreadsheet takes a cell that begins like this for a formula; an apostrophe makes it a text.
FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")


def as_text(cell: object) -> str:
    """Write a cell so that a spreadsheet shows it and does not run it."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def table_lines(columns: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Write a table line by line, for lists that are too long to be held: headings first, then the rows."""
    yield BOM_UTF8
    for cells in chain([columns], rows):
        line = io.StringIO(newline="")
        csv.writer(line).writerow([as_text(cell) for cell in cells])
        yield line.getvalue().encode()


def table(columns: Iterable[object], rows: Iterable[Iterable[object]]) -> bytes:
    """Write a file that spreadsheets open as it is."""
    return b"".join(table_lines(columns, rows))


def table_response(name: str, columns: Iterable[object], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """Answer with a table to be kept under a name."""
    response = HttpResponse(table(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
