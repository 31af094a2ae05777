"""Answers that other sites may read or show: feeds, pictures, cards."""

from __future__ import annotations

from django.http import HttpResponseBase


def open_to_others(response: HttpResponseBase) -> None:
    """Let other sites use an answer: it is public, and nobody's cookie changes it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
