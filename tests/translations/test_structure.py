"""Cutting, merging, adding and moving blocks: no text is lost, whatever happens meanwhile."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Event
from tests.factories import make_editor, make_translator
from tests.translations.builders import body_of, fill, headline_of, taken
from translations import marks, segments, structure
from translations.models import Segment

pytestmark = pytest.mark.django_db
State = Segment.State

LINKED = 'See <a href="https://a.example/">one</a>. And <a href="https://b.example/">two</a>.'


def rows(article):
    return [
        (segment.source, segment.target, segment.state)
        for segment in article.segments.filter(kind=Segment.Kind.PARAGRAPH).order_by("position")
    ]


def body(article):
    article.refresh_from_db()
    return article.body


def refused(action, segment, **names):
    before = rows(segment.article)
    with pytest.raises(segments.SegmentRefusedError) as refusal:
        action(segment, **names)
    assert rows(segment.article) == before
    return refusal.value


class TestSplit:
    def test_original_and_translation_are_cut_behind_the_same_sentence(self):
        article, translator = taken("One. Two! Three?", "Four.")
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Ett. Två! Tre?", base=0, state=State.CONFIRMED)

        structure.split(one, by=translator, sentence=2, base=1)

        assert rows(article) == [
            ("One. Two!", "Ett. Två!", State.DRAFT),
            ("Three?", "Tre?", State.DRAFT),
            ("Four.", "", State.EMPTY),
        ]
        assert body(article) == "<p>Ett. Två!</p>\n<p>Tre?</p>"
        assert [block["sources"] for block in article.blocks] == [[1], [1]]
        assert [version.target for version in one.versions.all()] == ["Ett. Två! Tre?"]

    def test_an_empty_line_of_the_translator_says_where_to_cut(self):
        article, translator = taken("One. Two. Three.")
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Ett, två.\n\nTre.\n\nFyra.", base=0)

        structure.split(one, by=translator, sentence=2, base=1)

        assert [target for _source, target, _state in rows(article)] == ["Ett, två.", "Tre.\n\nFyra."]

    def test_a_translation_with_fewer_sentences_stays_whole(self):
        article, translator = taken("One. Two.")
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Ett och två.", base=0)

        structure.split(one, by=translator, sentence=1, base=1)

        assert rows(article)[1:] == [("Two.", "", State.EMPTY)]
        second = body_of(article)[1]
        assert (second.first_filled_by, second.revision) == (None, 0)

    def test_the_history_keeps_the_second_half_too(self):
        article, translator = taken("One. Two.")
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Ett. Två.", base=0)
        structure.split(one, by=translator, sentence=1, base=1)

        second = body_of(article)[1]
        segments.save(second, by=translator, target="Annat.", base=second.revision)

        assert [version.target for version in second.versions.all()] == ["Två."]

    def test_no_cut_goes_through_a_mark_or_a_small_letter(self):
        article, _translator = taken("<strong>One. Two.</strong> At 5 p.m. it ends. So <em>it</em> is.")
        one = body_of(article)[0]

        ends = structure.sentence_ends(one.source, one)

        assert [one.source[:end].strip() for end in ends] == [
            "**One. Two.**",
            "**One. Two.** At 5 p.m. it ends.",
        ]

    @pytest.mark.parametrize("sentence", [0, 2, 99])
    def test_what_cannot_be_cut_is_refused(self, sentence):
        article, translator = taken("One. Two.")

        refusal = refused(structure.split, body_of(article)[0], by=translator, sentence=sentence, base=0)

        assert refusal.problems[0].startswith("The original cannot be cut there.")

    def test_a_headline_is_not_cut(self):
        article, translator = taken(headline="One. Two.")

        refused(structure.split, headline_of(article), by=translator, sentence=1, base=0)

    def test_whoever_did_not_see_the_newest_text_is_refused_with_it(self):
        article, translator = taken("One. Two.")
        one = body_of(article)[0]
        segments.save(one, by=make_editor("sv"), target="Ett.", base=0)

        refusal = refused(structure.split, one, by=translator, sentence=1, base=0)

        assert isinstance(refusal, segments.StaleSegmentError)

    def test_a_colleague_may_not(self):
        article, _translator = taken("One. Two.")
        refusal = refused(structure.split, body_of(article)[0], by=make_translator("sv"), sentence=1, base=0)

        assert isinstance(refusal, segments.NotAllowedError)


class TestMerge:
    def test_originals_and_translations_are_joined_and_links_count_on(self):
        article, translator = taken(LINKED, '<a href="https://c.example/">Three</a>.')
        one, two = body_of(article)
        segments.save(one, by=translator, target="Se [ett](1). Och [två](2).", base=0)
        segments.save(two, by=translator, target="[Tre](1).", base=0)

        structure.merge_with_next(one, by=translator, base=1)

        assert rows(article)[0] == (
            "See [one](1). And [two](2).\n\n[Three](3).",
            "Se [ett](1). Och [två](2). [Tre](3).",
            State.DRAFT,
        )
        assert rows(article)[1][1:] == ("[Tre](1).", State.MERGED)
        assert '<a href="https://c.example/">Tre</a>' in body(article)
        assert [block["sources"] for block in article.blocks] == [[1, 2]]

    def test_undoing_gives_both_their_own_again(self):
        article, translator = taken(LINKED, '<a href="https://c.example/">Three</a>.')
        one, two = body_of(article)
        segments.save(one, by=translator, target="Se [ett](1). Och [två](2).", base=0)
        segments.save(two, by=translator, target="[Tre](1).", base=0)
        before = rows(article)
        structure.merge_with_next(one, by=translator, base=1)

        structure.undo_merge(two, by=translator, base=2)

        assert rows(article) == before
        assert len(Segment.objects.get(pk=one.pk).source_links) == 2

    def test_undoing_keeps_what_was_rewritten_meanwhile(self):
        article, translator = taken("One.", "Two.")
        one, two = body_of(article)
        fill(article, translator)
        one.refresh_from_db()
        structure.merge_with_next(one, by=translator, base=one.revision)
        one.refresh_from_db()
        segments.save(one, by=translator, target="Ett och två.", base=one.revision)
        two.refresh_from_db()

        structure.undo_merge(two, by=translator, base=two.revision)

        assert rows(article) == [
            ("One.", "Ett och två.", State.DRAFT),
            ("Two.", "Text d", State.DRAFT),
        ]

    def test_three_are_merged_and_undone_from_the_end(self):
        article, translator = taken("One.", "Two.", "Three.")
        one, two, three = body_of(article)
        structure.merge_with_next(one, by=translator, base=0)
        one.refresh_from_db()
        structure.merge_with_next(one, by=translator, base=one.revision)

        two.refresh_from_db()
        refusal = refused(structure.undo_merge, two, by=translator, base=two.revision)
        three.refresh_from_db()
        structure.undo_merge(three, by=translator, base=three.revision)

        assert refusal.problems == ("Undo the merge of the paragraph that follows first.",)
        assert [source for source, _target, _state in rows(article)] == ["One.\n\nTwo.", "Two.", "Three."]

    @pytest.mark.parametrize("state", ["left_out", "heading2", "rule", "last"])
    def test_only_what_follows_and_is_alike_is_merged(self, state):
        article, translator = taken("One.", "Two.")
        one, two = body_of(article)
        if state == "left_out":
            segments.leave_out(two, by=translator, reason="No", base=0)
        elif state == "last":
            two.delete()
        else:
            Segment.objects.filter(pk=two.pk).update(kind=state)

        refused(structure.merge_with_next, one, by=translator, base=0)

    def test_nothing_stands_between_sentences_of_chinese(self):
        article, translator = taken("One.", "Two.", language="zh-hans")
        one, two = body_of(article)
        segments.save(one, by=translator, target="一。", base=0)
        segments.save(two, by=translator, target="二。", base=0)

        structure.merge_with_next(one, by=translator, base=1)

        assert rows(article)[0][1] == "一。二。"

    def test_a_text_that_somebody_typed_into_the_merged_block_meets_a_conflict(self):
        article, translator = taken("One.", "Two.")
        one, two = body_of(article)
        structure.merge_with_next(one, by=translator, base=0)

        stale = refused(segments.save, two, by=translator, target="Två", base=0)
        told = refused(segments.save, two, by=translator, target="Två", base=1)

        assert isinstance(stale, segments.StaleSegmentError)
        assert told.problems[0].startswith("This paragraph was merged into the one before.")


class TestAdd:
    def test_a_paragraph_of_the_newsroom_is_marked_as_added(self):
        article, translator = taken("One.", "Two.")
        fill(article, translator)
        one = body_of(article)[0]

        added = structure.add_after(one, by=translator, kind="paragraph", base=one.revision)
        segments.save(added, by=translator, target="Bakgrund.", base=0)

        assert body(article) == "<p>Text c</p>\n<p>Bakgrund.</p>\n<p>Text d</p>"
        assert [block.get("added", False) for block in article.blocks] == [False, True, False]

    def test_one_that_is_taken_away_again_leaves_no_trace_for_readers(self):
        article, translator = taken("One.")
        fill(article, translator)
        one = body_of(article)[0]
        added = structure.add_after(one, by=translator, kind="paragraph", base=one.revision)

        segments.leave_out(added, by=translator, reason="Not needed", base=0)

        assert body(article) == "<p>Text c</p>"
        assert len(article.blocks) == 1

    def test_it_stands_behind_merged_ones(self):
        article, translator = taken("One.", "Two.", "Three.")
        one = body_of(article)[0]
        structure.merge_with_next(one, by=translator, base=0)
        one.refresh_from_db()

        structure.add_after(one, by=translator, kind="paragraph", base=one.revision)

        assert [source for source, _target, _state in rows(article)] == [
            "One.\n\nTwo.",
            "Two.",
            "",
            "Three.",
        ]

    @pytest.mark.parametrize("kind", ["headline", "rule", "", "x" * 30])
    def test_only_text_is_added(self, kind):
        article, translator = taken()

        refused(structure.add_after, body_of(article)[0], by=translator, kind=kind, base=0)


class TestMove:
    def test_an_editor_changes_the_order_and_it_is_recorded(self):
        article, _translator = taken("One.", "Two.", "Three.")
        editor = make_editor("sv")
        three = body_of(article)[2]

        structure.move(three, by=editor, distance=-1, base=0)
        structure.move(three, by=editor, distance=-1, base=0)

        assert [source for source, _target, _state in rows(article)] == ["Three.", "One.", "Two."]
        event = Event.objects.filter(name="move").last()
        assert (event.by, event.reason) == (editor, "“Three. …” moved up")

    def test_merged_blocks_move_along(self):
        article, translator = taken("One.", "Two.", "Three.")
        one = body_of(article)[0]
        structure.merge_with_next(one, by=translator, base=0)
        one.refresh_from_db()

        structure.move(one, by=make_editor("sv"), distance=1, base=one.revision)

        assert [source for source, _target, _state in rows(article)] == ["Three.", "One.\n\nTwo.", "Two."]

    @pytest.mark.parametrize(("place", "distance"), [(0, -1), (1, 1)])
    def test_nothing_moves_out_of_the_text(self, place, distance):
        article, _translator = taken("One.", "Two.")

        refused(structure.move, body_of(article)[place], by=make_editor("sv"), distance=distance, base=0)

    def test_a_translator_may_not(self):
        article, translator = taken()

        refusal = refused(structure.move, body_of(article)[1], by=translator, distance=-1, base=0)

        assert refusal.problems == ("Only an editor changes the order of paragraphs.",)
        assert not Event.objects.filter(name="move").exists()


PIECES = ("a", "b c", " ", "**", "_", "[", "](1)", "⟦1⟧", "⟦/1⟧", "\\*", "\n")


# A machine that has much else to do draws slowly, which says nothing about the texts.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_counting_numbers_up_changes_no_word(text):
    own = [{"open": "<sub>", "close": "</sub>"}]
    wide = [{"open": "<br>", "close": ""}, *own]

    moved = marks.shifted(text, (1, 1), (1, 1))

    shown = marks.html_of(moved, ["https://x.example/", "https://a.example/"], wide)
    renumbered = text.replace("⟦1⟧", "⟦2⟧").replace("⟦/1⟧", "⟦/2⟧")
    # A mark without a partner is shown as it was typed, with its number.
    assert shown.replace("](2)", "](1)") == marks.html_of(renumbered, ["https://a.example/"], wide)
    assert marks.shifted(text, (1, 1), (0, 0)) == text


def test_the_whole_is_counted_in_the_article_s_revision():
    article, translator = taken("One. Two.", "Three.")
    one = body_of(article)[0]

    structure.split(one, by=translator, sentence=1, base=0)

    assert Article.objects.get().revision > article.revision
