"""Drafts of imports: what was read comes back as it was read, and a record tells who says so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.originals import drafts
from articles.originals.piece import Confidence, Kind, Picture, Piece, Source
from articles.originals.provenance import record_of, sayings
from tests.factories import make_editor

READ = Piece(
    headline="Bridge to shut",
    standfirst="For six weeks.",
    authors=("Elin Marsh", "Tomas Lind"),
    first_published_at=datetime(2026, 3, 1, 8, 0, 0, 250, tzinfo=timezone(timedelta(hours=9))),
    language="en",
    canonical_url="https://observer.example/a",
    blocks=[{"kind": "paragraph", "html": "a <em>b</em>"}, {"kind": "quote", "html": "c"}],
    page=b"<html>\xff\x00",
    site_name="Observer",
    picture=Picture("https://observer.example/a.jpg", "A bridge", "", "Mona Lind"),
    licence="CC BY 4.0",
    sources={
        "headline": Source(Kind.MARKUP, Confidence.LIKELY),
        "first_published_at": Source(Kind.JSON_LD),
    },
)


@pytest.mark.django_db
@pytest.mark.parametrize("piece", [READ, Piece(headline="Alone")])
def test_what_was_read_comes_back_as_it_was_read(piece, monkeypatch):
    monkeypatch.setattr(drafts, "read_text", lambda *_arguments, **_options: piece)
    draft = drafts.from_text("Text", "https://observer.example/a", by=make_editor("sv"))

    draft.refresh_from_db()

    assert drafts.piece_of(draft) == piece
    assert drafts.piece_of(draft).first_published_at == piece.first_published_at


def test_record_names_source_and_what_stood_there_before():
    kept = replace(
        READ, headline="Bridge to close", authors=(), standfirst="", picture=None, blocks=READ.blocks[:1]
    )

    record = record_of(READ, kept, by="elin", way="address")

    assert record == {
        "by": "elin",
        "way": "address",
        "values": {
            "headline": {"kind": "markup", "confidence": "likely", "read": "Bridge to shut"},
            "standfirst": {"read": "For six weeks."},
            "authors": {"read": ["Elin Marsh", "Tomas Lind"]},
            "first_published_at": {"kind": "json-ld", "confidence": "certain"},
            "picture": {
                "read": {
                    "url": "https://observer.example/a.jpg",
                    "alternative_text": "A bridge",
                    "caption": "",
                    "credit": "Mona Lind",
                }
            },
        },
        "left_out": ["c"],
    }


def test_record_is_read_for_people():
    kept = replace(READ, headline="Bridge to close", modified_at=datetime(2026, 3, 2, tzinfo=UTC), authors=())

    said = {saying.label: saying for saying in sayings(record_of(READ, kept))}

    assert set(said) == {"Headline", "Authors", "First published", "Last modified"}
    assert (said["Headline"].read, said["Headline"].is_put_right) == ("Bridge to shut", True)
    assert (said["Headline"].confidence, said["Authors"].read) == ("likely", "Elin Marsh, Tomas Lind")
    assert (said["Last modified"].read, said["Last modified"].is_put_right) == ("", True)
    assert (said["First published"].is_put_right, said["First published"].confidence) == (False, "certain")
    assert sayings({}) == []
