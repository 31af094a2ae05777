"""The review page: what it compares, what it puts first, and how much it asks the database."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Permission
from tests.factories import make_administrator, make_editor, make_original
from tests.translations.builders import body_of, handed_in, headline_of, override
from tests.translations.test_workbench import signed_in, text_of
from translations import comments, objections, readings, segments, waivers
from translations.gates import must_fixes_of
from translations.models import Comment, Objection, Reading, Segment
from translations.objections import Objected

pytestmark = pytest.mark.django_db

Kind = Objection.Kind


def address(article, name="", **query):
    page = reverse(f"admin:translations_review{name and '_'}{name}", args=[article.pk])
    return page + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


def board(client, article, **query):
    return client.get(address(article, **query)).context["board"]


def sent_back_and_mended(text="Bättre"):
    """Give a piece whose first paragraph was objected to and mended."""
    article, translator = handed_in()
    editor = make_editor("sv")
    first = body_of(article)[0]
    said = [Objected(first, Kind.TERMINOLOGY, "Fel ord.")]
    objections.send_back(article, by=editor, revision=article.revision, objected=said)
    first.refresh_from_db()
    confirmed = Segment.State.CONFIRMED
    segments.save(first, by=translator, target=text, base=first.revision, state=confirmed)
    article.refresh_from_db()
    workflow.take_step(article, "submit", by=translator, revision=article.revision)
    return article, editor


def spoiled(article, editor, *, block=0, number=14):
    """Have an editor write a number into a paragraph whose original has none: that must be fixed."""
    segment = body_of(article)[block]
    segments.save(segment, by=editor, target=f"Text {number}", base=segment.revision)
    return article


def parts(block):
    return [(part.kind, part.text) for part in block.parts]


@pytest.mark.parametrize("name", ["decide", "read", "talk"])
def test_the_address_of_an_answer_leads_back_to_the_page_with_its_view(name):
    article, _translator = handed_in()

    answer = signed_in(make_editor("sv")).get(address(article, name, view="original"))

    assert (answer.status_code, answer.headers["Location"]) == (302, address(article, view="original"))
    assert signed_in(make_editor("fi")).get(address(article, name)).status_code == 404


class TestViews:
    def test_a_first_review_compares_with_the_original_and_shows_everything(self):
        article, _translator = handed_in()

        shown = board(signed_in(make_editor("sv")), article)

        assert [view.name for view in shown.views] == ["original"]
        assert (shown.view.name, shown.shows_all, shown.folded) == ("original", True, 0)
        assert [block.row.label for block in shown.blocks][:3] == ["Headline", "Paragraph 1", "Paragraph 2"]

    def test_after_sending_back_only_what_was_changed_stands_there_word_by_word(self):
        article, editor = sent_back_and_mended("Text d och mer")

        shown = board(signed_in(editor), article)

        assert (shown.view.name, shown.shows_all) == ("since", False)
        assert [block.row.label for block in shown.shown] == ["Paragraph 1"]
        assert parts(shown.shown[0]) == [("same", "Text"), ("removed", " c"), ("added", " d och mer")]
        assert shown.shown[0].objection.text == "Fel ord."
        assert shown.shown[0].objection.is_mended

    def test_the_switch_shows_all_blocks(self):
        article, editor = sent_back_and_mended()

        shown = board(signed_in(editor), article, view="since", show="all")

        assert len(shown.shown) == len(shown.blocks)
        assert [block.is_changed for block in shown.blocks][:3] == [False, True, False]

    def test_against_what_readers_see(self):
        article, _translator = handed_in()
        editor = make_editor("sv")
        workflow.publish(article, by=editor, revision=article.revision)
        workflow.take_step(article, "revise", by=editor, revision=article.revision)
        headline = headline_of(article)
        segments.save(headline, by=editor, target="Ny rubrik", base=headline.revision)
        article.refresh_from_db()
        workflow.take_step(article, "submit", by=editor, revision=article.revision)

        shown = board(signed_in(editor), article, view="published")

        assert [block.row.label for block in shown.shown] == ["Headline"]
        assert parts(shown.shown[0]) == [("removed", "Text b"), ("added", "Ny rubrik")]

    def test_a_block_that_was_left_out_since_is_struck_through(self):
        article, editor = sent_back_and_mended()
        second = body_of(article)[1]
        segments.leave_out(second, by=editor, reason="Gammalt", base=second.revision)

        shown = board(signed_in(editor), article, view="since")

        assert [parts(block) for block in shown.shown][-1] == [("removed", "Text d")]

    def test_an_unknown_view_is_the_default_one(self):
        article, editor = sent_back_and_mended()

        assert board(signed_in(editor), article, view="drafts").view.name == "since"


class TestWhatComesFirst:
    def test_waivers_and_their_reasons_stand_before_the_text(self):
        editor = make_editor("sv")
        article = spoiled(handed_in()[0], editor)
        page = text_of(signed_in(editor).get(address(article)))
        assert "must be fixed or overridden" in page

        override(article, by=editor, reason="Rundat.")

        page = text_of(signed_in(editor).get(address(article)))
        assert page.index("“Rundat.”") < page.index('id="blocks"')
        assert "must be fixed or overridden" not in page

    def test_must_fixes_are_listed_with_links(self):
        editor = make_editor("sv")
        article = spoiled(handed_in()[0], editor)

        shown = board(signed_in(editor), article)

        assert [(block.row.label, finding.code) for block, finding in shown.must_fixes] == [
            ("Paragraph 1", "numbers")
        ]

    def test_the_strip_says_licence_numbers_and_credits(self):
        original = make_original(
            "It took days.", permission=Permission.LICENCE, licence="CC BY 4.0", authors=["Elin Marsh"]
        )
        editor = make_editor("sv")
        article = spoiled(handed_in(original=original)[0], editor)

        strip = board(signed_in(editor), article).strip

        assert (strip.licence.kind, strip.licence.licence) == ("a licence allows it", "CC BY 4.0")
        assert strip.licence.problem == ""
        assert [(each.source, each.target, each.differ) for each in strip.numbers] == [([], ["14"], True)]
        assert [(row.role, row.printed_name()) for row in strip.credits] == [
            ("author", "Elin Marsh"),
            ("translator", "Translator sv"),
        ]

    def test_no_permission_is_told(self):
        article, _translator = handed_in(original=make_original(permission=Permission.UNKNOWN))

        page = text_of(signed_in(make_editor("sv")).get(address(article)))

        assert "! not settled yet" in page


class TestReading:
    def test_a_mark_holds_for_the_text_that_was_read(self):
        article, _translator = handed_in()
        editor = make_editor("sv")
        client = signed_in(editor)
        first = body_of(article)[0]

        answer = client.post(
            address(article, "read"), {"mark": f"{first.pk}:{first.revision}", "view": "original"}
        )

        assert answer.status_code == 302
        assert answer["Location"].endswith(f"#block-{first.position}")
        assert Reading.objects.get().revision == first.revision
        assert [block.is_read for block in board(client, article).blocks][:3] == [False, True, False]

        segments.save(first, by=editor, target="Annat", base=first.revision)
        assert [block.is_read for block in board(client, article).blocks][:3] == [False, False, False]

    def test_it_is_taken_back(self):
        article, _translator = handed_in()
        editor = make_editor("sv")
        first = body_of(article)[0]
        readings.mark_read(first, by=editor, base=first.revision)

        signed_in(editor).post(address(article, "read"), {"mark": f"-{first.pk}:{first.revision}"})

        assert Reading.objects.count() == 0

    def test_it_is_each_editors_own(self):
        article, _translator = handed_in()
        first = body_of(article)[0]
        readings.mark_read(first, by=make_editor("sv"), base=first.revision)

        shown = board(signed_in(make_editor("sv")), article)

        assert [block for block in shown.blocks if block.is_read] == []

    def test_a_text_that_somebody_changed_meanwhile_is_not_marked(self):
        article, _translator = handed_in()
        editor = make_editor("sv")
        first = body_of(article)[0]
        seen = first.revision
        segments.save(first, by=make_editor("sv"), target="Annat", base=seen)

        answer = signed_in(editor).post(address(article, "read"), {"mark": f"{first.pk}:{seen}"})

        assert answer.status_code == 409
        assert Reading.objects.count() == 0

    def test_still_correct_confirms_a_block_whose_original_changed(self):
        article, _translator = handed_in()
        editor = make_editor("sv")
        first = body_of(article)[0]
        Segment.objects.filter(pk=first.pk).update(state=Segment.State.CHANGED)

        answer = signed_in(editor).post(
            address(article, "read"),
            {"mark": f"{first.pk}:{first.revision}"},
            content_type="application/json",
        )

        first.refresh_from_db()
        assert first.state == Segment.State.CONFIRMED
        assert answer.json() == {"mark": f"-{first.pk}:{first.revision}", "steps": 1}

    @pytest.mark.parametrize("mark", ["", "x", "1", "1:x", ":", "99999999999:1"])
    def test_nonsense_is_refused(self, mark):
        article, _translator = handed_in()

        answer = signed_in(make_editor("sv")).post(address(article, "read"), {"mark": mark})

        assert answer.status_code == 400

    def test_what_is_typed_elsewhere_stays(self):
        article, _translator = handed_in()
        first, second = body_of(article)

        answer = signed_in(make_editor("sv")).post(
            address(article, "read"),
            {"mark": f"{first.pk}:{first.revision}", f"remark {second.pk}": "Fel årtal."},
        )

        assert answer.status_code == 200
        assert "Fel årtal." in text_of(answer)


class TestTalk:
    def test_comments_are_written_answered_and_resolved(self):
        article, translator = handed_in()
        editor = make_editor("sv")
        client = signed_in(editor)
        first = body_of(article)[0]
        talk = address(article, "talk")

        client.post(talk, {"act": f"say {first.pk}", f"say {first.pk}": "Vilken bro?"})
        remark = first.comments.get()
        client.post(talk, {"act": f"reply {remark.pk}", f"reply {remark.pk}": "Den gamla."})
        client.post(talk, {"act": f"resolve {remark.pk}"})

        remark.refresh_from_db()
        assert [row.text for row in first.comments.order_by("pk")] == ["Vilken bro?", "Den gamla."]
        assert remark.resolved_by == editor
        assert translator.notices.count() == 2

        client.post(talk, {"act": f"reopen {remark.pk}"})
        remark.refresh_from_db()
        assert remark.resolved_at is None

    def test_a_comment_on_another_piece_is_not_found(self):
        article, _translator = handed_in()
        other, translator = handed_in(language="fi")
        remark = comments.write(body_of(other)[0], by=translator, text="Mitä?")

        answer = signed_in(make_editor("sv")).post(address(article, "talk"), {"act": f"resolve {remark.pk}"})

        assert answer.status_code == 404
        remark.refresh_from_db()
        assert remark.resolved_at is None

    @pytest.mark.parametrize("act", ["", "shout 1", "say", "reply 0"])
    def test_nonsense_is_not_found(self, act):
        article, _translator = handed_in()

        assert signed_in(make_editor("sv")).post(address(article, "talk"), {"act": act}).status_code == 404


def test_translator_sees_in_the_workbench_what_was_objected_to():
    article, translator = handed_in()
    first = body_of(article)[0]
    said = [
        Objected(None, Kind.STYLE, "Lättare ton."),
        Objected(first, Kind.TERMINOLOGY, "Fel ord <för> bro."),
    ]
    objections.send_back(article, by=make_editor("sv"), revision=article.revision, objected=said)

    page = text_of(signed_in(translator).get(reverse("admin:translations_workbench", args=[article.pk])))

    assert "Lättare ton." in page
    assert "Sent back: Terminology" in page
    assert page.count("Fel ord &lt;för&gt; bro.") == 2
    assert "changed since" not in page


def test_history_repeats_what_was_said_of_blocks_when_nothing_was_said_of_the_piece():
    article, _translator = handed_in()
    first = body_of(article)[0]

    event = objections.send_back(
        article,
        by=make_editor("sv"),
        revision=article.revision,
        objected=[Objected(first, Kind.LOCALE, "Skriv 14.30.")],
    )

    assert event.reason == "Paragraph 1: Skriv 14.30."


def test_notice_of_what_was_handed_in_leads_to_the_review():
    editor = make_editor("sv")
    article, _translator = handed_in()
    notice = editor.notices.get(kind="submitted")

    answer = signed_in(editor).post(reverse("admin:translations_notice_open", args=[notice.pk]))

    assert answer["Location"] == address(article)


def test_page_of_the_article_leads_to_the_review_while_it_waits():
    article, translator = handed_in()
    page = reverse("admin:articles_article_change", args=[article.pk])
    editor = signed_in(make_editor("sv"))

    assert f'href="{address(article)}"' in text_of(editor.get(page))
    assert f'href="{address(article)}"' not in text_of(signed_in(translator).get(page))
    workflow.publish(article, by=make_editor("sv"), revision=article.revision)
    assert f'href="{address(article)}"' not in text_of(editor.get(page))


@pytest.mark.parametrize(
    ("who", "queries", "blocks"),
    [("editor", 35, 6), ("editor", 35, 60), ("translating administrator", 37, 60)],
)
def test_page_takes_a_fixed_number_of_queries(django_assert_max_num_queries, who, queries, blocks):
    editor = make_editor("sv") if who == "editor" else make_administrator()
    paragraphs = [f"It took {chr(97 + number % 26)} days." for number in range(blocks)]
    article, translator = handed_in(*paragraphs, translator=None if who == "editor" else editor)
    body = body_of(article)
    Comment.objects.bulk_create(Comment(segment=each, author=translator, text="Hm?") for each in body)
    Reading.objects.bulk_create(Reading(segment=each, user=editor, revision=1) for each in body)
    said = [Objected(segment, Kind.OTHER, "Nej.") for segment in body_of(article)]
    objections.send_back(article, by=editor, revision=article.revision, objected=said)
    workflow.take_step(article, "submit", by=translator, revision=article.revision)
    for place in range(blocks):
        spoiled(article, editor, block=place)
    waive_half(article, editor)
    client = signed_in(editor)
    client.get(address(article))

    with django_assert_max_num_queries(40) as captured:
        answer = client.get(address(article, view="since", show="all"))

    assert len(answer.context["board"].blocks) >= blocks
    assert len(captured) == queries


def waive_half(article, editor):
    for segment, finding in must_fixes_of(article)[::2]:
        waivers.waive(segment, by=editor, fingerprint=waivers.fingerprint_of(finding), reason="Ja.")
