"""Check translations that stand in no newsroom: a line of JSON in, a line of JSON out."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from translations.quality import GlossaryEntry, Unit, findings

FIELDS = ("source", "target", "source_lang", "target_lang")


class UnreadableLineError(Exception):
    """A line that is no unit; the message says what is wrong with it."""


class Command(BaseCommand):
    help = "Check translations from standard input: one JSON object a line in, one a line out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--jsonl", action="store_true", help="Read JSON lines from standard input.")

    def handle(self, *, jsonl: bool, **options: object) -> None:
        if not jsonl:
            raise CommandError(_("Say --jsonl and give one JSON object a line on standard input."))
        for line in sys.stdin.buffer:
            if line.strip():
                self.stdout.write(json.dumps(answer(line), ensure_ascii=False))
                self.stdout.flush()


def answer(line: bytes) -> dict[str, Any]:
    """Give the codes for one line, or the error that it has; always with its id, where it has one."""
    said: Any = None
    try:
        said = json.loads(line)
        unit = unit_of(said)
    except (ValueError, RecursionError, UnreadableLineError) as error:
        known = said.get("id") if isinstance(said, dict) else None
        return {"id": known, "error": _("This line cannot be read: %(why)s") % {"why": error}}
    return {"id": said.get("id"), "checks": sorted({finding.code for finding in findings(unit)})}


def unit_of(said: Any) -> Unit:
    """Read a unit from what JSON gave. Raises UnreadableLineError with the field that is wrong."""
    if not isinstance(said, dict):
        raise UnreadableLineError(_("it must be one object, in braces."))
    for name in FIELDS:
        if not isinstance(said.get(name), str):
            raise UnreadableLineError(_("“%(name)s” must be a text.") % {"name": name})
    entries = said.get("glossary") or []
    if not isinstance(entries, list):
        raise UnreadableLineError(_("“%(name)s” must be a list.") % {"name": "glossary"})
    return Unit(**{name: said[name] for name in FIELDS}, glossary=[entry_of(entry) for entry in entries])


def entry_of(said: Any) -> GlossaryEntry:
    """Read a term; `forbidden` is true (its target must not be used), a word, or a list of words."""
    if not isinstance(said, dict) or not isinstance(said.get("source"), str):
        raise UnreadableLineError(_("a term of the glossary must have a “source”."))
    target, forbidden = said.get("target") or "", said.get("forbidden") or ()
    if forbidden is True:
        target, forbidden = "", [target]
    words = [forbidden] if isinstance(forbidden, str) else forbidden
    if not isinstance(target, str) or not is_list_of_texts(words):
        raise UnreadableLineError(_("a term's “target” must be a text, “forbidden” words or true."))
    return GlossaryEntry(said["source"], target, tuple(words))


def is_list_of_texts(words: Any) -> bool:
    return isinstance(words, list | tuple) and all(isinstance(word, str) for word in words)
