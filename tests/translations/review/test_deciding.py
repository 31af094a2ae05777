"""The decision: nothing before the page that says what will happen, and 409 with both sides."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, PublishedVersion, Status
from articles.workflow import PublishOrder
from tests.factories import make_administrator, make_article, make_editor, make_section
from tests.translations.builders import body_of, handed_in
from tests.translations.review.test_page import address
from tests.translations.test_workbench import signed_in, text_of
from translations import comments, objections, segments
from translations.models import Objection
from translations.objections import Objected

pytestmark = pytest.mark.django_db


def decide(client, article, decision, *, confirmed=False, **fields):
    sent = {"revision": article.revision, "decision": decision, **fields}
    if decision == "publish":
        sent.setdefault("when", "now")
    if confirmed:
        sent["confirmed"] = "yes"
    return client.post(address(article, "decide"), sent)


def state_of(article):
    article.refresh_from_db()
    return article.status, PublishedVersion.objects.count(), Objection.objects.count()


WAITS = (Status.TRANSLATED, 0, 0)


class TestPublishing:
    def test_it_asks_first_and_says_what_will_happen(self):
        article, translator = handed_in()
        editor = make_editor("sv")
        comments.write(body_of(article)[0], by=translator, text="Säkert?")

        answer = decide(signed_in(editor), article, "publish")

        page = text_of(answer)
        assert (answer.status_code, state_of(article)) == (200, WAITS)
        assert "Readers see this text at once." in page
        assert f"/sv/{article.section.slug_in('sv')}/{article.slug}/" in page
        assert "Editor sv, named as reviewer" in page
        assert "1 comment is not resolved." in page

    def test_the_second_button_does_it(self):
        article, _translator = handed_in()

        answer = decide(signed_in(make_editor("sv")), article, "publish", confirmed=True)

        assert answer.status_code == 302
        assert state_of(article) == (Status.PUBLISHED, 1, 0)

    def test_what_stands_in_the_way_is_said_and_nothing_done(self):
        article, _translator = handed_in()
        Article.objects.update(section=None)

        answer = decide(signed_in(make_editor("sv")), article, "publish", confirmed=True)

        assert answer.status_code == 400
        assert "Choose a section." in text_of(answer)
        assert state_of(article) == WAITS

    def test_remarks_that_were_typed_are_not_lost(self):
        article, _translator = handed_in()
        first = body_of(article)[0]
        client = signed_in(make_editor("sv"))
        typed = {f"remark {first.pk}": "Fel ord.", f"class {first.pk}": "terminology"}

        asked = decide(client, article, "publish", **typed)
        back = client.post(address(article), dict(asked.context["kept"]))

        assert "What you wrote for the translator is not sent" in text_of(asked)
        assert dict(asked.context["kept"])[f"remark {first.pk}"] == "Fel ord."
        assert "Fel ord." in text_of(back)
        assert state_of(article) == WAITS

    def test_a_decision_that_nobody_offers_changes_nothing(self):
        article, _translator = handed_in()

        answer = decide(signed_in(make_editor("sv")), article, "retract", confirmed=True)

        assert (answer.status_code, state_of(article)) == (200, WAITS)

    def test_the_address_of_the_decision_leads_to_the_review(self):
        article, _translator = handed_in()

        answer = signed_in(make_editor("sv")).get(address(article, "decide"))

        assert (answer.status_code, answer["Location"]) == (302, address(article))

    def test_a_translation_without_blocks_is_judged_all_the_same(self):
        article = make_article(status=Status.TRANSLATED)
        client = signed_in(make_editor("sv"))

        shown = client.get(address(article))
        decide(client, article, "publish", confirmed=True)

        assert "Nothing differs here." in text_of(shown)
        assert state_of(article) == (Status.PUBLISHED, 1, 0)


class TestClocks:
    """The clocks of the edition are Stockholm's: back on 25 October 2026, forward on 28 March 2027."""

    @pytest.fixture(autouse=True)
    def _before_the_nights(self, monkeypatch, settings):
        settings.TIME_ZONE = "Europe/Stockholm"
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 1, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("day", "clock", "which", "expected"),
        [
            ("2026-10-24", "02:30", "", datetime(2026, 10, 24, 0, 30, tzinfo=UTC)),
            ("2026-10-25", "01:59", "", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
            ("2026-10-25", "02:30", "0", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
            ("2026-10-25", "02:30", "1", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
            ("2026-10-25", "03:00", "", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
            ("2027-03-28", "01:59", "", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
            ("2027-03-28", "03:00", "", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ],
    )
    def test_it_goes_out_when_the_clocks_say_so(self, day, clock, which, expected):
        article, _translator = handed_in()
        when = {"when": "later", "date": day, "time": clock, "which": which}

        answer = decide(signed_in(make_editor("sv")), article, "publish", confirmed=True, **when)

        assert answer.status_code == 302
        assert PublishedVersion.objects.get().visible_from == expected

    def test_an_hour_that_does_not_exist_is_refused_with_a_sentence(self):
        article, _translator = handed_in()
        when = {"when": "later", "date": "2027-03-28", "time": "02:30"}

        answer = decide(signed_in(make_editor("sv")), article, "publish", confirmed=True, **when)

        assert answer.status_code == 400
        assert "this time does not exist" in text_of(answer)
        assert state_of(article) == WAITS

    def test_an_hour_that_comes_twice_is_asked_for(self):
        article, _translator = handed_in()
        when = {"when": "later", "date": "2026-10-25", "time": "02:30"}

        answer = decide(signed_in(make_editor("sv")), article, "publish", confirmed=True, **when)

        page = text_of(answer)
        assert answer.status_code == 400
        assert "The first time (UTC+0200)" in page
        assert "The second time (UTC+0100)" in page
        assert 'value="2026-10-25"' in page
        assert state_of(article) == WAITS

    def test_the_summary_tells_the_two_hours_apart(self):
        article, _translator = handed_in()
        client = signed_in(make_editor("sv"))
        when = {"when": "later", "date": "2026-10-25", "time": "02:30"}

        first = decide(client, article, "publish", **when, which="0").context["summary"]
        second = decide(client, article, "publish", **when, which="1").context["summary"]

        assert "CEST (UTC+02:00)" in first.sentence
        assert "CET (UTC+01:00)" in second.sentence
        assert "nothing of it until then" in first.sentence

    def test_a_time_that_has_passed_is_refused(self):
        article, _translator = handed_in()
        when = {"when": "later", "date": "2026-09-30", "time": "12:00"}

        answer = decide(signed_in(make_editor("sv")), article, "publish", confirmed=True, **when)

        assert (answer.status_code, state_of(article)) == (400, WAITS)


class TestSendingBack:
    def test_it_asks_first_and_says_what_the_translator_reads(self):
        article, _translator = handed_in()
        first = body_of(article)[0]
        typed = {
            "remark piece": "Lättare ton.",
            "class piece": "style",
            f"remark {first.pk}": "Fel ord.",
            f"class {first.pk}": "terminology",
        }

        answer = decide(signed_in(make_editor("sv")), article, "send_back", **typed)

        summary = answer.context["summary"]
        assert summary.sentence.startswith("Translator sv gets the piece back")
        assert [(line.name, line.text) for line in summary.lines] == [
            ("The whole piece · Style", "Lättare ton."),
            ("Paragraph 1 · Terminology", "Fel ord."),
        ]
        assert state_of(article) == WAITS

    def test_the_second_button_does_it(self):
        article, _translator = handed_in()
        first = body_of(article)[0]
        typed = {f"remark {first.pk}": "Fel ord.", f"class {first.pk}": "terminology"}

        answer = decide(signed_in(make_editor("sv")), article, "send_back", confirmed=True, **typed)

        assert answer.status_code == 302
        assert state_of(article) == (Status.DRAFT, 0, 1)
        objection = Objection.objects.get()
        assert (objection.segment, objection.kind, objection.text, objection.revision) == (
            first,
            "terminology",
            "Fel ord.",
            first.revision,
        )
        assert article.events.order_by("-pk").first().reason == "Paragraph 1: Fel ord."

    @pytest.mark.parametrize("text", ["", "  \n", "x" * 2001])
    def test_it_needs_a_reason_of_a_bearable_length(self, text):
        article, _translator = handed_in()

        answer = decide(
            signed_in(make_editor("sv")), article, "send_back", confirmed=True, **{"remark piece": text}
        )

        assert (answer.status_code, state_of(article)) == (400, WAITS)

    def test_an_unknown_class_is_the_first_one(self):
        article, _translator = handed_in()
        typed = {"remark piece": "Nej.", "class piece": "mood"}

        decide(signed_in(make_editor("sv")), article, "send_back", confirmed=True, **typed)

        assert Objection.objects.get().kind == "accuracy"

    def test_a_block_of_another_piece_is_not_objected_to(self):
        article, _translator = handed_in()
        other, _translator = handed_in(language="fi")
        typed = {"remark piece": "Nej.", f"remark {body_of(other)[0].pk}": "Ja."}

        decide(signed_in(make_editor("sv")), article, "send_back", confirmed=True, **typed)

        assert [row.text for row in Objection.objects.all()] == ["Nej."]

    def test_signs_that_nobody_can_see_are_taken_out(self):
        article, _translator = handed_in()

        decide(
            signed_in(make_editor("sv")),
            article,
            "send_back",
            confirmed=True,
            **{"remark piece": "Nej\x00\u202e."},
        )

        assert Objection.objects.get().text == "Nej."

    def test_a_piece_of_hundreds_of_paragraphs_fits_into_the_form(self):
        article, _translator = handed_in()
        fields = {f"{name} {number}": "" for number in range(600) for name in ("class", "remark", "say")}

        answer = decide(
            signed_in(make_editor("sv")), article, "send_back", **fields, **{"remark piece": "Nej."}
        )

        assert (answer.status_code, state_of(article)) == (200, WAITS)


class TestSchedule:
    def test_it_is_cancelled_after_the_page_that_says_so(self):
        article, _translator = handed_in()
        editor = make_editor("sv")
        at = timezone.now() + timedelta(days=1)
        workflow.publish(article, by=editor, revision=article.revision, order=PublishOrder(at=at))
        client = signed_in(editor)

        asked = decide(client, article, "cancel_schedule")
        assert asked.context["summary"].sentence.endswith("Readers see nothing of it.")
        assert state_of(article)[0] == Status.PUBLISHED

        assert decide(client, article, "cancel_schedule", confirmed=True).status_code == 302
        assert state_of(article)[0] == Status.TRANSLATED


class TestTwoEditors:
    def test_the_second_sees_the_others_decision_and_their_own(self):
        article, _translator = handed_in()
        first, second = body_of(article)
        theirs = [Objected(first, Objection.Kind.STYLE, "Stelt.")]
        seen = article.revision
        objections.send_back(article, by=make_editor("sv"), revision=seen, objected=theirs)

        answer = signed_in(make_editor("sv")).post(
            address(article, "decide"),
            {
                "revision": seen,
                "decision": "send_back",
                "confirmed": "yes",
                f"remark {second.pk}": "Fel årtal.",
                f"class {second.pk}": "accuracy",
            },
        )

        conflict = answer.context["conflict"]
        assert answer.status_code == 409
        assert [event.name for event in conflict.events] == ["send_back"]
        assert [(said.label, said.text) for said in conflict.their_objections] == [("Paragraph 1", "Stelt.")]
        assert [(said.label, said.text) for said in conflict.my_objections] == [("Paragraph 2", "Fel årtal.")]
        assert Objection.objects.count() == 1

    def test_the_second_sees_both_texts_of_what_was_changed_meanwhile(self):
        article, _translator = handed_in()
        first = body_of(article)[0]
        seen, base = article.revision, first.revision
        segments.save(first, by=make_editor("sv"), target="Bättre", base=base)
        sent = {
            "revision": seen,
            "seen": f"{first.pk}:{base}",
            "decision": "publish",
            "when": "later",
            "date": "2031-01-01",
            "time": "10:00",
        }

        answer = signed_in(make_editor("sv")).post(address(article, "decide"), {**sent, "confirmed": "yes"})

        conflict = answer.context["conflict"]
        assert answer.status_code == 409
        assert [(part.kind, part.text) for part in conflict.texts[0].parts] == [
            ("removed", "Text c"),
            ("added", "Bättre"),
        ]
        assert conflict.my_fields == [("Date", "2031-01-01"), ("Time", "10:00")]
        page = text_of(answer)
        assert 'value="2031-01-01"' in page
        article.refresh_from_db()
        assert f'name="revision" value="{article.revision}"' in page
        assert state_of(article) == WAITS

    @pytest.mark.parametrize("revision", ["", "x", "0", "99999", "-1"])
    def test_a_revision_that_no_page_sends_is_a_stale_one(self, revision):
        article, _translator = handed_in()

        answer = signed_in(make_editor("sv")).post(
            address(article, "decide"), {"revision": revision, "decision": "publish", "when": "now"}
        )

        assert (answer.status_code, state_of(article)) == (409, WAITS)


class TestOverride:
    def test_it_is_offered_where_four_eyes_stand_in_the_way_and_needs_a_reason(self):
        administrator = make_administrator()
        article, _translator = handed_in(translator=administrator)
        client = signed_in(administrator)

        shown = client.get(address(article))
        refused = decide(client, article, "publish", confirmed=True)
        asked = decide(client, article, "publish", override_reason="Ensam i natt.")

        assert "override_reason" in shown.context["form"].fields
        assert refused.status_code == 400
        assert "nobody is named until a second editor approves. Reason: Ensam i natt." in text_of(asked)
        assert state_of(article) == WAITS

        taken = decide(client, article, "publish", confirmed=True, override_reason="Ensam i natt.")
        assert taken.status_code == 302
        assert PublishedVersion.objects.get().override_reason == "Ensam i natt."

    def test_an_editor_without_the_permission_cannot(self):
        editor = make_editor("sv")
        article, _translator = handed_in(translator=editor)

        answer = decide(
            signed_in(editor), article, "publish", confirmed=True, override_reason="Ensam i natt."
        )

        assert answer.status_code == 400
        assert "somebody else must approve it" in text_of(answer)
        assert state_of(article) == WAITS

    def test_it_does_not_set_other_gates_aside(self):
        administrator = make_administrator()
        article, _translator = handed_in(translator=administrator)
        Article.objects.update(section=None)

        answer = decide(
            signed_in(administrator), article, "publish", confirmed=True, override_reason="Ensam i natt."
        )

        assert answer.status_code == 400
        assert answer.context["problems"] == ("Choose a section.",)
        assert make_section().pk
        assert state_of(article) == WAITS
