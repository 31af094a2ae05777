"""Long lists in pages of twenty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

A_PAGE = 20
NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def page_of(rows: QuerySet[Any, Any] | Sequence[int], request: HttpRequest) -> Page[Any]:
    """Give the page that `?page=` asks for, the first without it; 404 for what is no page of the list."""
    number = request.GET.get("page", "1")
    if not NUMBER.fullmatch(number):
        raise Http404
    try:
        return Paginator(rows, A_PAGE).page(int(number))
    except EmptyPage as error:
        raise Http404 from error
