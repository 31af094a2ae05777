"""Answers that other sites may read or show: feeds, pictures, cards."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase

CSP_REPLACE = "_csp_replace"  # what django-csp reads from a response


def open_to_others(response: HttpResponseBase) -> None:
    """Let other sites use an answer: it is public, and nobody's cookie changes it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"


def may_be_framed(response: HttpResponse) -> None:
    """Let any page show an answer in a frame."""
    setattr(response, CSP_REPLACE, {"frame-ancestors": ["*"]})
    response.xframe_options_exempt = True
