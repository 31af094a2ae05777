"""Tables for spreadsheets: CSV in UTF-8 whose cells are never taken for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

# A spreadsheet takes a cell that begins like this for a formula; an apostrophe makes it a text.
FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")


def as_text(cell: object) -> str:
    """Write a cell so that a spreadsheet shows it and does not run it."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def table(columns: Iterable[object], rows: Iterable[Iterable[object]]) -> bytes:
    """Write a file that spreadsheets open as it is: a line of headings, then the rows."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(as_text(column) for column in columns)
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def table_response(name: str, columns: Iterable[object], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """Answer with a table to be kept under a name."""
    response = HttpResponse(table(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
