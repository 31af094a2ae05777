"""What a browser sends to the workbench: a form, or JSON from the page's script."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.typed_numbers import is_number

JSON = "application/json"
FIELDS = ("segment", "base", "target", "action", "reason", "revision", "version", "sentence", "kind")


class UnreadableEntryError(Exception):
    """What was sent is no entry of a block; the sentence says what was wrong with it."""


@dataclass(frozen=True)
class Entry:
    """One block's text as somebody sent it; `segment` is 0 when none was sent."""

    segment: int
    base: int
    target: str
    action: str = ""
    reason: str = ""
    revision: int = 0
    version: int = 0
    sentence: int = 0
    kind: str = ""


def wants_json(request: HttpRequest) -> bool:
    """Say whether the page's script asks, which shows an answer in place."""
    return request.content_type == JSON


def raw_fields(request: HttpRequest) -> dict[str, str]:
    """Give what was sent, as far as it can be read, to show it again."""
    if not wants_json(request):
        return {name: request.POST.get(name, "") for name in FIELDS}
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        sent = {}
    values = sent if isinstance(sent, dict) else {}
    return {name: str(values.get(name, "")) for name in FIELDS}


def read(request: HttpRequest) -> Entry:
    """Read one block's text; raise UnreadableEntryError for what no page of ours sends."""
    fields = raw_fields(request)
    for text in (fields["target"], fields["reason"]):
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise UnreadableEntryError(_("The text contains a broken character."))
    return Entry(
        segment=_number(fields["segment"]),
        base=_number(fields["base"]),
        target=fields["target"],
        action=fields["action"],
        reason=fields["reason"],
        revision=_number(fields["revision"]),
        version=_number(fields["version"]),
        sentence=_number(fields["sentence"]),
        kind=fields["kind"],
    )


def field(request: HttpRequest, name: str) -> str:
    """Read one text of a form, or of what the page's script sends; normalised later, never trusted."""
    if not wants_json(request):
        return request.POST.get(name, "")
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        sent = {}
    return str(sent.get(name, "")) if isinstance(sent, dict) else ""


def position(request: HttpRequest) -> int | None:
    """Read which block the page is asked to open."""
    wanted = request.GET.get("block", "")
    return int(wanted) if is_number(wanted) else None


def _number(text: Any) -> int:
    if text == "":
        return 0
    if not is_number(text):
        raise UnreadableEntryError(_("The request could not be read."))
    return int(text)
