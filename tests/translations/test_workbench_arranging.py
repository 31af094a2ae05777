"""Cutting, merging, adding and moving through the page's forms."""

import pytest

from tests.factories import make_editor, make_translator
from tests.translations.builders import body_of, headline_of, taken
from tests.translations.test_workbench import address, post, signed_in, text_of, told
from translations import segments
from translations.models import Segment

pytestmark = pytest.mark.django_db
State = Segment.State


def do(user, article, segment, action, **fields):
    return post(signed_in(user), article, segment, "arrange", action=action, **fields)


def texts(article):
    return [
        (segment.target, segment.state)
        for segment in article.segments.filter(kind="paragraph").order_by("position")
    ]


def test_what_was_typed_is_saved_before_a_paragraph_is_split():
    article, translator = taken("One. Two.")
    one = body_of(article)[0]

    answer = do(translator, article, one, "split", target="Ett. Två.", sentence="1")

    assert answer.url == f"{address(article)}?block={one.position}#target"
    assert texts(article) == [("Ett.", State.DRAFT), ("Två.", State.DRAFT)]


def test_two_are_merged_and_parted_again_by_the_form_of_the_merged_one():
    article, translator = taken("One.", "Two.")
    one, two = body_of(article)

    do(translator, article, one, "merge", target="Ett.")
    page = text_of(signed_in(translator).get(address(article), {"block": one.position}))
    do(translator, article, two, "undo_merge")

    assert "Undo the merge" in page
    assert page.count('<p class="text src" lang="en" dir="ltr">') == 4
    assert texts(article) == [("Ett.", State.DRAFT), ("", State.EMPTY)]


def test_an_added_paragraph_opens():
    article, translator = taken("One.", "Two.")
    one = body_of(article)[0]

    answer = do(translator, article, one, "add", kind="paragraph", target="Ett.")
    page = text_of(signed_in(translator).get(address(article), {"block": one.position + 1}))

    assert answer.url == f"{address(article)}?block={one.position + 1}#target"
    assert "Added by the newsroom" in page
    assert texts(article) == [("Ett.", State.DRAFT), ("", State.EMPTY), ("", State.EMPTY)]


def test_an_editor_finds_the_buttons_for_moving_and_a_translator_does_not():
    article, translator = taken("One.", "Two.")
    one, two = body_of(article)
    editor = make_editor("sv")
    segments.save(two, by=translator, target="Två", base=0)

    clients = signed_in(editor), signed_in(translator)
    clients[0].post(address(article, "mend"))
    pages = [text_of(client.get(address(article), {"block": two.position})) for client in clients]
    answer = do(editor, article, two, "up")
    refusal = do(translator, article, one, "up", target="Ett")

    assert ["Move up" in page for page in pages] == [True, False]
    assert answer.url == f"{address(article)}?block=2#target"
    assert texts(article) == [("Två", State.DRAFT), ("", State.EMPTY)]
    assert refusal.status_code == 403
    assert "Only an editor changes the order of paragraphs." in text_of(refusal)
    assert ">\nEtt</textarea>" in text_of(refusal)


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("split", {"sentence": "7"}, 400),
        ("split", {"sentence": "x"}, 400),
        ("add", {"kind": "headline"}, 400),
        ("nonsense", {}, 400),
        ("merge", {"base": "5"}, 409),
    ],
)
def test_what_cannot_be_done_changes_nothing_and_shows_the_text_again(action, fields, status):
    article, translator = taken("One. Two.", "Three.")
    one = body_of(article)[0]

    answer = do(translator, article, one, action, target="Ett", **fields)

    assert answer.status_code == status
    assert ">\nEtt</textarea>" in text_of(answer)
    assert texts(article) == [("", State.EMPTY)] * 2


def test_a_headline_has_no_place_to_change():
    article, translator = taken("One. Two.")
    client = signed_in(translator)

    page = text_of(client.get(address(article), {"block": headline_of(article).position}))

    assert "Merge with the next" not in page


def test_another_desk_finds_nothing():
    article, _translator = taken("One. Two.")
    one = body_of(article)[0]

    assert do(make_translator("de"), article, one, "split", sentence="1").status_code == 404
    assert told(one) == ("", State.EMPTY, 0)
