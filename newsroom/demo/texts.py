"""What the demo newsroom is made of (`newsroom/demo_texts`), as far as the site has the languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path(__file__).resolve().parent.parent / "demo_texts"
Entry = dict[str, Any]


def load(name: str) -> list[Entry]:
    """Read one list of the demo's texts."""
    entries: list[Entry] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return entries


def originals() -> list[Entry]:
    """Read the originals, the oldest first, with the translations whose language the site has."""
    found = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "originals").glob("*.json"))
    ]
    found.sort(key=lambda entry: str(entry["first_published_at"]))
    return [_with_known_languages(entry) for entry in found]


def own_pieces() -> list[Entry]:
    """Read the newsroom's own pieces in the languages that the site has."""
    pieces = [entry for entry in load("own_pieces") if is_known(entry["language"])]
    return [_with_known_languages(entry) for entry in pieces]


def is_known(language: str) -> bool:
    """Say whether the site has this language."""
    return language in settings.NEWSROOM_LANGUAGES


def _with_known_languages(entry: Entry) -> Entry:
    """Leave out editions in other languages; relays come after what they follow."""
    kept = [edition for edition in entry["translations"] if is_known(edition["language"])]
    known = {edition["language"] for edition in kept}
    kept = [edition for edition in kept if edition.get("relay_of", edition["language"]) in known]
    return {**entry, "translations": sorted(kept, key=lambda edition: "relay_of" in edition)}
