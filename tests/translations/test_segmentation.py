import pytest

from articles.models import ImageUse, Snapshot, Status
from articles.originals.own import original_of
from tests.factories import add_snapshot, make_editor, make_original, make_own_piece, make_translator
from tests.translations.builders import make_image
from translations.models import Segment
from translations.segmentation import hash_of, one_line, segments_of

pytestmark = pytest.mark.django_db


META = ["slug", "seo_title", "seo_description"]


def snapshot_of(*blocks, **fields):
    return Snapshot(headline="Bridge to shut", blocks=list(blocks), **fields)


def test_headline_and_standfirst_come_before_the_blocks_in_their_order():
    found = segments_of(
        snapshot_of(
            {"kind": "heading2", "html": "The ferry"},
            {"kind": "paragraph", "html": "It <em>sails</em>."},
            {"kind": "rule", "html": ""},
            {"kind": "numbered_item", "html": "One"},
            {"kind": "embed", "html": '<a href="https://v.example/">Film</a>'},
            standfirst="Six weeks.",
        )
    )

    assert [(row.position, row.kind, row.source, row.source_numbers) for row in found] == [
        (1, "headline", "Bridge to shut", []),
        (2, "standfirst", "Six weeks.", []),
        (3, "heading2", "The ferry", [1]),
        (4, "paragraph", "It _sails_.", [2]),
        (5, "rule", "", [3]),
        (6, "numbered_item", "One", [4]),
        (7, "embed", "[Film](1)", [5]),
        (8, "slug", "", []),
        (9, "seo_title", "", []),
        (10, "seo_description", "", []),
    ]


def test_a_snapshot_without_standfirst_has_no_segment_for_it():
    found = segments_of(snapshot_of({"kind": "paragraph", "html": "It sails."}, standfirst="  "))

    assert [row.kind for row in found] == ["headline", "paragraph", *META]


def test_headline_and_standfirst_are_plain_text():
    found = segments_of(snapshot_of(standfirst="The *old_bridge* [1932]\n is shut."))

    assert found[1].source == "The *old_bridge* [1932] is shut."


def test_pictures_of_other_publications_give_no_segment():
    picture = {
        "kind": "image",
        "html": '<img src="https://x.example/a.jpg" alt="A">',
    }

    found = segments_of(snapshot_of(picture, {"kind": "paragraph", "html": "Text"}))

    assert [(row.kind, row.source_numbers) for row in found[:-3]] == [("headline", []), ("paragraph", [2])]


def test_pictures_of_our_own_edition_give_captions_and_alternative_texts():
    piece = make_own_piece()
    for position, title in enumerate(("Ferry", "Quay")):
        ImageUse.objects.create(
            article=piece,
            image=make_image(title),
            position=position,
            caption=f"{title} caption",
            alternative_text=f"{title} seen",
        )
    decorative = make_image("Waves")
    ImageUse.objects.create(article=piece, image=decorative, position=2, is_decorative=True)
    published(piece)

    found = segments_of(original_of(piece).latest_snapshot())

    assert [(row.kind, row.source) for row in found if not row.is_meta] == [
        ("headline", "We built a ferry"),
        ("caption", "Ferry caption"),
        ("alternative_text", "Ferry seen"),
        ("paragraph", "It floats."),
        ("caption", "Quay caption"),
        ("alternative_text", "Quay seen"),
    ]
    assert [row.image.title for row in found if row.image] == ["Ferry", "Ferry", "Quay", "Quay"]


def published(piece):
    from tests.factories import bring_to

    return bring_to(piece, Status.PUBLISHED, translator=piece.created_by, editor=make_editor("en"))


def test_the_hash_knows_a_text_by_its_words_alone():
    one = segments_of(snapshot_of({"kind": "paragraph", "html": "The <em>bridge</em>  shuts."}))[1]
    other = segments_of(snapshot_of({"kind": "quote", "html": "The bridge shuts."}))[1]

    assert one.source_hash == other.source_hash == hash_of("The bridge\nshuts.")
    assert one.source_hash != hash_of("The bridge opens.")


def test_one_line_keeps_spaces_that_do_not_break():
    assert one_line(" Är\n du\t« nöjd »\u202f? ") == "Är du« nöjd »\u202f?".replace("du«", "du «")
    assert one_line("14\u00a0mars") == "14\u00a0mars"


def test_segments_are_not_saved_yet():
    original = make_original("One.")
    add_snapshot(original, "Two.")

    assert segments_of(original.latest_snapshot())[1].source == "Two."
    assert not Segment.objects.exists()
    make_translator()
