"""The help column: history with restore, and what other languages' readers read."""

import pytest

from articles.models import Status
from tests.factories import add_snapshot, bring_to, make_editor, make_original, make_section, make_translator
from tests.translations.builders import body_of, fill, headline_of, taken
from tests.translations.test_workbench import address, post, signed_in, text_of, told
from translations import claims, segments
from translations.block_history import sittings_of
from translations.models import Segment

pytestmark = pytest.mark.django_db
State = Segment.State


def help_for(client, article, segment):
    return client.get(address(article, "help"), {"block": segment.position})


def published(original, language, text="Text {}"):
    """Translate and publish an edition of an original."""
    article, translator = taken(original=original, language=language)
    fill(article, translator, text=text)
    article.section = make_section()
    article.save()
    return bring_to(article, Status.PUBLISHED, translator=translator)


class TestHistory:
    def test_it_shows_earlier_texts_by_sitting(self):
        article, translator = taken()
        editor = make_editor("sv")
        one = body_of(article)[0]
        for base, (text, by) in enumerate(
            [("Ett", translator), ("Ett två", translator), ("Tre", editor), ("Fyra", translator)]
        ):
            segments.save(one, by=by, target=text, base=base)

        sittings = sittings_of(one)
        page = text_of(help_for(signed_in(translator), article, one))

        assert [
            (row.last.version.target, [each.version.target for each in row.others]) for row in sittings
        ] == [
            ("Tre", []),
            ("Ett två", ["Ett"]),
        ]
        assert [row.last.name for row in sittings] == [editor.get_full_name(), translator.get_full_name()]
        assert "1 more of the same sitting" in page
        assert page.count("restore/") == 3

    def test_an_earlier_text_is_restored_as_a_new_draft_and_nothing_is_lost(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Ett", base=0, state=State.CONFIRMED)
        segments.save(one, by=translator, target="Två", base=1)

        answer = post(signed_in(translator), article, one, "restore", target="Tre", version=1)

        assert answer.url == f"{address(article)}?block={one.position}#target"
        assert told(one) == ("Ett", State.DRAFT, 4)
        assert [row.target for row in one.versions.order_by("revision")] == ["Ett", "Två", "Tre"]
        article.refresh_from_db()
        assert article.body == "<p>Ett</p>"

    @pytest.mark.parametrize(
        ("version", "base", "status"), [("9", None, 400), ("1", "0", 409), ("x", None, 400)]
    )
    def test_what_cannot_be_restored_changes_nothing_and_loses_nothing(self, version, base, status):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Ett", base=0)
        segments.save(one, by=translator, target="Två", base=1)
        fields = {"version": version, "target": "Tre", **({"base": base} if base else {})}

        answer = post(signed_in(translator), article, one, "restore", **fields)

        assert answer.status_code == status
        assert ">\nTre</textarea>" in text_of(answer)
        assert told(one) == ("Två", State.DRAFT, 2)

    def test_a_paragraph_that_is_left_out_is_put_back_before_it_is_restored(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Ett", base=0)
        segments.leave_out(one, by=translator, reason="No", base=1)

        answer = post(signed_in(translator), article, one, "restore", version=1)

        assert answer.status_code == 400
        assert told(one) == ("Ett", State.LEFT_OUT, 2)

    def test_whoever_may_not_write_reads_the_history_and_restores_nothing(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Ett", base=0)
        segments.save(one, by=translator, target="Två", base=1)

        answer = post(signed_in(make_translator("sv")), article, one, "restore", version=1)

        assert answer.status_code == 403
        assert told(one) == ("Två", State.DRAFT, 2)
        assert help_for(signed_in(make_translator("de")), article, one).status_code == 404


class TestOtherLanguages:
    def test_published_text_of_the_same_block_is_shown_and_drafts_are_not(self):
        original = make_original("The bridge shuts.", "It opens again.")
        published(original, "de", text="Deutsch {}")
        draft, _translator = taken(original=original, language="fi")
        fill(draft, _translator, text="Suomi {}")
        article, translator = taken(original=original)
        client = signed_in(translator)

        body = text_of(help_for(client, article, body_of(article)[1]))
        headline = text_of(help_for(client, article, headline_of(article)))

        assert "Deutsch d" in body
        assert "Deutsch c" not in body
        assert "Deutsch b" in headline
        assert "Suomi" not in body + headline
        assert 'lang="de"' in body

    def test_an_edition_of_another_snapshot_is_asked_for_blocks_that_read_the_same(self):
        original = make_original("One.", "Two.")
        published(original, "de", text="Deutsch {}")
        add_snapshot(original, "New first.", "One.", "Two, changed.")
        article = claims.take(original, "sv", by=make_translator("sv"))
        client = signed_in(article.assignment.translator)

        pages = [text_of(help_for(client, article, segment)) for segment in body_of(article)]

        assert ["Deutsch" in page for page in pages] == [False, True, False]
        assert "Deutsch c" in pages[1]


@pytest.mark.parametrize("editions", [1, 3])
def test_the_column_takes_a_fixed_number_of_queries(editions, django_assert_num_queries):
    original = make_original("The bridge shuts.")
    for language in ["de", "fi", "fr"][:editions]:
        published(original, language)
    article, translator = taken(original=original)
    one = body_of(article)[0]
    for base in range(editions):
        segments.save(one, by=translator, target=f"Text {base}", base=base)
    client = signed_in(translator)
    help_for(client, article, one)

    with django_assert_num_queries(13):
        help_for(client, article, one)
