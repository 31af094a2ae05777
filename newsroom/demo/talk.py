"""The glossary of the demo newsroom, and what its people say about single blocks."""

from __future__ import annotations

from django.contrib.auth.models import User

from newsroom.demo import texts
from translations import comments, glossary_files
from translations.exchange.glossary_rows import GlossaryRow
from translations.models import Segment


def make_glossary() -> None:
    """Fill the glossary for the languages that the site has."""
    rows = [
        GlossaryRow(
            source_language=entry["source_language"],
            source=entry["source"],
            target_language=entry["language"],
            target=entry["text"],
            is_forbidden=entry.get("is_forbidden", False),
            is_case_sensitive=entry.get("is_case_sensitive", False),
            note=entry.get("note", ""),
        )
        for entry in texts.load("glossary")
        if texts.is_known(entry["language"])
    ]
    glossary_files.take(rows)


def make_comments(key: str, language: str, article: int, accounts: dict[str, User]) -> None:
    """Write what is said about one translation (its primary key) of the original with this key."""
    for entry in texts.load("comments"):
        if (entry["original"], entry["language"]) != (key, language):
            continue
        segment = Segment.objects.get(article=article, source_numbers=[entry["block"]])
        remark = comments.write(segment, by=accounts[entry["author"]], text=entry["text"])
        for answer in entry.get("answers", []):
            comments.write(segment, by=accounts[answer["author"]], text=answer["text"], answers=remark)
        if "resolved_by" in entry:
            comments.resolve(remark, by=accounts[entry["resolved_by"]])
