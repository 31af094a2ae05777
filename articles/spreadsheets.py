"""Tables for spreadsheets: CSV that opens as it is, in which no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

# A spreadsheet takes a cell that begins like this for a formula; an apostrophe makes it a text.
FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")
# What spreadsheets recognise UTF-8 by.
MARK = "\ufeff"


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Write one line of CSV for each row."""
    yield MARK
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line).writerow([_cell(value) for value in row])
        yield line.getvalue()


def csv_answer(rows: Iterable[Iterable[Any]], name: str) -> StreamingHttpResponse:
    """Answer with a file to be saved, a row at a time."""
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
