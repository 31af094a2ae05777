from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from articles import workflow
from articles.models import Article, Status
from tests.factories import bring_to, make_editor, make_translator
from tests.translations.builders import body_of, fill, headline_of, taken
from translations import segments
from translations.models import Segment, SegmentVersion

pytestmark = pytest.mark.django_db
State = Segment.State


def told(segment):
    fresh = Segment.objects.get(pk=segment.pk)
    return fresh.target, fresh.state, fresh.revision


def refused(action, segment, **names):
    before = (told(segment), Article.objects.get().revision, SegmentVersion.objects.count())
    with pytest.raises(segments.SegmentRefusedError) as refusal:
        action(segment, **names)
    assert (told(segment), Article.objects.get().revision, SegmentVersion.objects.count()) == before
    return refusal.value


def test_save_stores_the_text_and_puts_the_article_together():
    article, translator = taken()
    segment = body_of(article)[0]

    segments.save(segment, by=translator, target=" Bron stängs. ", base=0)

    assert told(segment) == ("Bron stängs.", State.DRAFT, 1)
    article.refresh_from_db()
    assert (article.body, article.revision) == ("<p>Bron stängs.</p>", 2)
    assert segment.article.revision == 2


def test_the_first_text_credits_its_writer_as_translator():
    article, translator = taken()
    one, two = body_of(article)

    segments.save(one, by=translator, target="Bron stängs.", base=0)
    segments.save(two, by=translator, target="Den öppnar.", base=0)
    editor = make_editor("sv")
    segments.save(one, by=editor, target="Bron stängs!", base=1)

    one.refresh_from_db()
    assert (one.first_filled_by, one.updated_by) == (translator, editor)
    assert [row.person.user for row in article.credits.filter(role="translator")] == [translator]


def test_an_editor_who_fills_an_empty_block_is_a_translator_too():
    article, translator = taken()
    one, two = body_of(article)
    editor = make_editor("sv")

    segments.save(one, by=translator, target="Bron stängs.", base=0)
    segments.save(two, by=editor, target="Den öppnar.", base=0)

    assert {row.person.user for row in article.credits.filter(role="translator")} == {translator, editor}


def test_the_replaced_text_is_kept_with_its_writer():
    article, translator = taken()
    segment = body_of(article)[0]
    segments.save(segment, by=translator, target="Ett", base=0, state=State.CONFIRMED)
    written_at = segment.updated_at
    editor = make_editor("sv")

    segments.save(segment, by=editor, target="Två", base=1)

    kept = segment.versions.get()
    assert (kept.revision, kept.target, kept.state, kept.by, kept.at) == (
        1,
        "Ett",
        State.CONFIRMED,
        translator,
        written_at,
    )


@pytest.mark.parametrize("state", [State.DRAFT, State.CONFIRMED])
def test_saving_what_stands_there_changes_nothing(state):
    article, translator = taken()
    segment = body_of(article)[0]
    segments.save(segment, by=translator, target="Ett", base=0, state=State.CONFIRMED)

    segments.save(segment, by=translator, target="Ett ", base=1, state=state)
    segments.save(segment, by=translator, target="Ett", base=0, state=state)

    article.refresh_from_db()
    assert told(segment) == ("Ett", State.CONFIRMED, 1)
    assert (article.revision, SegmentVersion.objects.count()) == (2, 0)


def test_a_changed_text_is_a_draft_until_it_is_confirmed_again():
    article, translator = taken()
    segment = body_of(article)[0]
    segments.save(segment, by=translator, target="Ett", base=0, state=State.CONFIRMED)

    segments.save(segment, by=translator, target="Två", base=1)

    assert told(segment) == ("Två", State.DRAFT, 2)


def test_confirming_needs_a_text():
    article, translator = taken()

    refusal = refused(
        segments.save, body_of(article)[0], by=translator, target=" \n", base=0, state=State.CONFIRMED
    )

    assert refusal.problems == ("Write a translation first, or leave the paragraph out with a reason.",)


def test_emptying_keeps_the_history():
    article, translator = taken()
    segment = body_of(article)[0]
    segments.save(segment, by=translator, target="Ett", base=0)

    segments.save(segment, by=translator, target="", base=1)

    assert told(segment) == ("", State.EMPTY, 2)
    assert [row.target for row in segment.versions.all()] == ["Ett"]
    segment.refresh_from_db()
    assert segment.first_filled_by == translator


def test_a_stale_save_is_refused_with_both_texts():
    article, translator = taken()
    segment = body_of(article)[0]
    segments.save(segment, by=translator, target="Ett", base=0)
    editor = make_editor("sv")
    segments.save(Segment.objects.get(pk=segment.pk), by=editor, target="Två", base=1, state=State.CONFIRMED)

    refusal = refused(segments.save, segment, by=translator, target="Tre", base=1)

    assert isinstance(refusal, segments.StaleSegmentError)
    assert refusal.before == "Ett"
    assert refusal.theirs[:4] == ("Två", State.CONFIRMED, 2, editor.get_full_name())


def test_giving_way_keeps_their_text_and_puts_mine_into_the_history():
    article, translator = taken()
    segment = body_of(article)[0]
    segments.save(segment, by=translator, target="Ett", base=0)
    segments.save(segment, by=make_editor("sv"), target="Två", base=1, state=State.CONFIRMED)

    segments.give_way(segment, by=translator, target="Tre", base=2)

    assert told(segment) == ("Två", State.CONFIRMED, 4)
    assert [row.target for row in segment.versions.order_by("revision")] == ["Ett", "Två", "Tre"]


def test_giving_way_to_somebody_who_left_it_out():
    article, translator = taken()
    segment = body_of(article)[0]
    segments.leave_out(segment, by=make_editor("sv"), reason="Doubled", base=0)

    segments.give_way(segment, by=translator, target="Tre", base=1)

    assert told(segment) == ("", State.LEFT_OUT, 3)
    assert segment.versions.get(revision=2).target == "Tre"
    segment.refresh_from_db()
    assert segment.reason == "Doubled"


@pytest.mark.parametrize(
    ("character", "code"),
    [("\u202e", "U+202E"), ("\u2066", "U+2066"), ("\x07", "U+0007"), ("\ufeff", "U+FEFF")],
)
def test_characters_that_hide_or_turn_text_are_refused_by_name(character, code):
    article, translator = taken()

    refusal = refused(
        segments.save, body_of(article)[0], by=translator, target=f"Bron{character} stängs", base=0
    )

    assert refusal.problems == (f"After “Bron” stands a character that nobody can see ({code}). Remove it.",)


def test_text_is_composed_and_keeps_the_marks_that_scripts_need():
    article, translator = taken(language="ar")
    segment = body_of(article)[0]

    segments.save(segment, by=translator, target="e\u0301\u200f\u200d\r\nx", base=0)

    assert told(segment)[0] == "é\u200f\u200d\nx"


def test_a_headline_is_one_line_of_limited_length():
    article, translator = taken()
    headline = headline_of(article)

    segments.save(headline, by=translator, target="Bron\n stängs", base=0)

    assert told(headline)[0] == "Bron stängs"
    refusal = refused(segments.save, headline, by=translator, target="x" * 301, base=1)
    assert isinstance(refusal, segments.TooLongError)
    assert refusal.problems == ("The text may have at most 300 characters; it has 301.",)


def test_leaving_out_needs_a_reason_and_keeps_the_text():
    article, translator = taken()
    segment = body_of(article)[0]
    segments.save(segment, by=translator, target="Ett", base=0)

    refused(segments.leave_out, segment, by=translator, reason=" ", base=1)
    segments.leave_out(segment, by=translator, reason="Local prices", base=1)

    segment.refresh_from_db()
    assert (segment.target, segment.state, segment.reason) == ("Ett", State.LEFT_OUT, "Local prices")
    article.refresh_from_db()
    assert article.body == ""
    assert article.blocks[0] | {"origin": ""} == {
        "kind": "paragraph",
        "html": "",
        "sources": [1],
        "origin": "",
        "left_out": True,
    }


def test_a_block_that_is_left_out_is_not_translated_until_it_is_back():
    article, translator = taken()
    segment = body_of(article)[0]
    segments.leave_out(segment, by=translator, reason="Local prices", base=0)

    refusal = refused(segments.save, segment, by=translator, target="Ett", base=1)
    segments.put_back(segment, by=translator, base=1)
    segments.save(segment, by=translator, target="Ett", base=2)

    assert refusal.problems == ("This paragraph is left out. Put it back before you translate it.",)
    assert told(segment) == ("Ett", State.DRAFT, 3)
    segment.refresh_from_db()
    assert segment.reason == ""


def test_put_back_brings_the_text_back_as_a_draft():
    article, translator = taken()
    segment = body_of(article)[0]
    segments.save(segment, by=translator, target="Ett", base=0, state=State.CONFIRMED)
    segments.leave_out(segment, by=translator, reason="No", base=1)

    segments.put_back(segment, by=translator, base=2)

    assert told(segment) == ("Ett", State.DRAFT, 3)


def test_the_headline_cannot_be_left_out():
    article, translator = taken()

    refusal = refused(segments.leave_out, headline_of(article), by=translator, reason="No", base=0)

    assert refusal.problems == ("A piece needs its headline; it cannot be left out.",)


def test_there_is_nothing_to_translate_in_a_locked_block():
    article, translator = taken()
    locked = Segment.objects.create(article=article, position=9, kind="rule", source_numbers=[3])

    refused(segments.save, locked, by=translator, target="x", base=0)
    segments.leave_out(locked, by=translator, reason="Not needed", base=0)

    assert told(locked) == ("", State.LEFT_OUT, 1)


class TestRights:
    def test_another_translator_may_not_write(self):
        article, holder = taken()

        refusal = refused(segments.save, body_of(article)[0], by=make_translator("sv"), target="Ett", base=0)

        assert isinstance(refusal, segments.NotAllowedError)
        assert refusal.problems == (f"{holder.get_full_name()} translates this piece.",)

    def test_somebody_of_another_desk_may_not_write(self):
        article, _holder = taken()

        refusal = refused(segments.save, body_of(article)[0], by=make_editor("de"), target="Ett", base=0)

        assert refusal.problems == ("You do not work on the desk of this language.",)

    @pytest.mark.parametrize(
        ("status", "who", "problem"),
        [
            (
                Status.TRANSLATED,
                "translator",
                "This piece waits for review. An editor can send it back to you.",
            ),
            (
                Status.PUBLISHED,
                "editor",
                "This piece is published. Revise it first; readers keep what they see meanwhile.",
            ),
            (Status.RETRACTED, "editor", "This piece was retracted. Its text is not changed any more."),
        ],
    )
    def test_a_text_that_is_handed_in_or_published_is_not_changed(self, status, who, problem):
        from tests.factories import make_section

        article, translator = taken()
        fill(article, translator)
        Article.objects.update(section=make_section())
        article.refresh_from_db()
        bring_to(article, status, translator=translator)
        people = {"translator": translator, "editor": make_editor("sv")}

        segment = body_of(article)[0]
        for action, values in [
            (segments.save, {"target": "Nytt"}),
            (segments.leave_out, {"reason": "No"}),
            (segments.put_back, {}),
        ]:
            refusal = refused(action, segment, by=people[who], base=segment.revision, **values)
            assert refusal.problems == (problem,)

    def test_an_editor_mends_what_waits_for_review(self):
        article, translator = taken()
        fill(article, translator)
        workflow.take_step(article, "submit", by=translator, revision=article.revision)
        segment = body_of(article)[0]

        segments.save(segment, by=make_editor("sv"), target="Bättre", base=segment.revision)

        assert told(segment)[0] == "Bättre"

    def test_nobody_else_is_told_anything_before_the_rights(self):
        article, _holder = taken()
        editor = make_editor("sv")

        assert segments.why_not(editor, article) == ""
        assert segments.why_not(make_translator("sv"), article) != ""


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_told_about_the_other():
    article, _translator = taken()
    editors = [make_editor("sv") for _ in range(6)]
    segment = body_of(article)[0]
    start = Barrier(len(editors))

    def save(editor):
        try:
            mine = Segment.objects.get(pk=segment.pk)
            start.wait(timeout=20)
            segments.save(mine, by=editor, target=f"Text {editor.pk}", base=0)
        except segments.StaleSegmentError as refusal:
            return refusal.theirs.text
        else:
            return f"Text {editor.pk}"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(editors)) as pool:
        answers = set(pool.map(save, editors))

    assert answers == {told(segment)[0]}
    assert told(segment)[2] == 1
    article.refresh_from_db()
    assert article.revision == 2
