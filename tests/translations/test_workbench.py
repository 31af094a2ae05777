"""The workbench through the test client: who sees it, what it answers, what it never loses."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from articles import workflow
from articles.models import Article, Status
from tests.factories import bring_to, make_editor, make_own_piece, make_section, make_translator
from tests.translations.builders import body_of, fill, headline_of, make_image, taken
from translations import segments
from translations.models import Assignment, Segment

pytestmark = pytest.mark.django_db
State = Segment.State


def address(article, name=""):
    suffix = f"_{name}" if name else ""
    return reverse(f"admin:translations_workbench{suffix}", args=[article.pk])


def signed_in(user, **options):
    client = Client(**options)
    client.force_login(user)
    return client


def entry(segment, **fields):
    segment.refresh_from_db()
    return {"segment": segment.pk, "base": segment.revision, "target": segment.target, **fields}


def post(client, article, segment, name="save", **fields):
    return client.post(address(article, name), entry(segment, **fields))


def post_json(client, article, segment, **fields):
    body = json.dumps(entry(segment, **fields))
    return client.post(address(article, "save"), body, content_type="application/json")


def text_of(response):
    return response.content.decode()


def told(segment):
    segment.refresh_from_db()
    return segment.target, segment.state, segment.revision


class TestPage:
    def test_it_shows_both_columns_each_in_its_language(self):
        article, translator = taken("The bridge.", standfirst="Ferry.", language="ar")

        page = text_of(signed_in(translator).get(address(article)))

        assert '<p class="text src" lang="en" dir="ltr">' in page
        assert 'lang="ar" dir="rtl"' in page
        assert "0 of 3 confirmed" in page
        assert "Send for review" in page

    def test_the_first_unfinished_block_is_open_and_any_other_can_be_asked_for(self):
        article, translator = taken()
        client = signed_in(translator)
        fill(article, translator)
        segment = body_of(article)[0]
        segments.save(segment, by=translator, target="Nytt", base=segment.revision)

        assert client.get(address(article)).context["bench"].current.segment == segment
        asked = client.get(address(article), {"block": 1}).context["bench"].current.segment
        assert asked == headline_of(article)
        for nonsense in ("99", "x", "-1", "1" * 30, "\x00", "٣"):
            assert client.get(address(article), {"block": nonsense}).status_code == 200

    def test_text_is_escaped_everywhere(self):
        article, translator = taken("<strong>5 &lt; 6</strong>")
        evil = "</textarea></script><script>alert(1)</script>"
        segment = body_of(article)[0]
        segments.save(segment, by=translator, target=evil, base=0)

        page = text_of(signed_in(translator).get(address(article), {"block": segment.position}))

        assert "<script>alert" not in page
        assert escape(evil) in page
        assert "<strong>5 &lt; 6</strong>" in page

    def test_it_says_when_the_work_is_due_and_that_it_is_late(self):
        article, translator = taken()
        Assignment.objects.update(due_at=timezone.now() - timedelta(minutes=1), is_urgent=True)

        page = text_of(signed_in(translator).get(address(article)))

        assert '<b class="late">late</b>' in page
        assert '<b class="late">urgent</b>' in page

    def test_it_says_why_the_piece_was_sent_back_until_it_is_sent_again(self):
        article, translator = taken()
        fill(article, translator)
        editor = make_editor("sv")
        workflow.take_step(article, "submit", by=translator, revision=article.revision)
        workflow.take_step(
            article, "send_back", by=editor, revision=article.revision, reason="Mend the second <b>line</b>."
        )
        client = signed_in(translator)

        before = text_of(client.get(address(article)))
        workflow.take_step(article, "submit", by=translator, revision=article.revision)
        after = text_of(client.get(address(article)))

        assert f"{editor.get_full_name()} sent this back" in before
        assert "Mend the second &lt;b&gt;line&lt;/b&gt;." in before
        assert "Mend the second" not in after

    def test_alternative_texts_show_their_picture(self):
        from articles.models import ImageUse, Rendition
        from articles.originals.own import original_of
        from translations import claims

        piece, image = make_own_piece(), make_image()
        Rendition.objects.create(image=image, width=480, height=270, format="jpeg", file="renditions/b.jpeg")
        ImageUse.objects.create(article=piece, image=image, alternative_text="A bridge", caption="Bridge")
        bring_to(piece, Status.PUBLISHED, translator=piece.created_by)
        translator = make_translator("sv")
        article = claims.take(original_of(piece), "sv", by=translator)

        page = text_of(signed_in(translator).get(address(article)))

        assert page.count("/media/renditions/b.jpeg") == 1

    @pytest.mark.parametrize("blocks", [6, 60])
    def test_it_takes_a_fixed_number_of_queries(self, blocks, django_assert_num_queries):
        article, translator = taken(*(f"Sentence {number}." for number in range(blocks)), standfirst="S")
        segment = body_of(article)[0]
        segments.save(segment, by=translator, target="Ett", base=0)
        segments.leave_out(body_of(article)[1], by=translator, reason="No", base=0)
        client = signed_in(translator)
        client.get(address(article))

        with django_assert_num_queries(19):
            client.get(address(article))

    @pytest.mark.parametrize(
        ("language", "text", "told_size"),
        [
            ("sv", "Ett **par** ord", "3 words, original 3"),
            ("sv", "Ett", "1 word, original 3"),
            ("zh-hans", "港务局的 数字", "6 characters, original 3 words"),
        ],
    )
    def test_it_tells_how_long_a_translation_is(self, language, text, told_size):
        article, translator = taken("A [few] words.", language=language)
        segment = body_of(article)[0]
        segments.save(segment, by=translator, target=text, base=0)

        bench = signed_in(translator).get(address(article), {"block": segment.position}).context["bench"]

        assert bench.current.size_text == told_size


class TestWhoMayWhat:
    def test_another_desk_finds_nothing(self):
        article, _translator = taken()
        client = signed_in(make_editor("de"))
        segment = body_of(article)[0]

        answers = {client.get(address(article, name)).status_code for name in ("", "preview")}
        for name in ("save", "leave_out", "submit", "take"):
            fields = {"target": "Text", "action": "save", "reason": "No", "revision": article.revision}
            answers.add(post(client, article, segment, name, **fields).status_code)

        assert answers == {404}
        assert told(segment) == ("", State.EMPTY, 0)

    def test_an_own_piece_has_no_workbench(self):
        piece = make_own_piece()

        assert signed_in(piece.created_by).get(address(piece)).status_code == 404

    def test_a_colleague_reads_and_does_not_write(self):
        article, translator = taken()
        segment = body_of(article)[0]
        client = signed_in(make_translator("sv"))

        page = client.get(address(article))
        saved = post(client, article, segment, target="Mitt")

        assert f"{translator.get_full_name()} translates this piece." in text_of(page)
        assert 'name="target"' not in text_of(page)
        assert saved.status_code == 403
        assert "Mitt</textarea>" in text_of(saved)
        assert told(segment) == ("", State.EMPTY, 0)

    @pytest.mark.parametrize(
        ("status", "sentence"),
        [
            (Status.TRANSLATED, "This piece waits for review."),
            (Status.PUBLISHED, "This piece is published. Revise it first"),
            (Status.RETRACTED, "This piece was retracted."),
        ],
    )
    def test_a_translator_reads_what_is_handed_in(self, status, sentence):
        article, translator = taken()
        fill(article, translator)
        Article.objects.update(section=make_section())
        article.refresh_from_db()
        bring_to(article, status, translator=translator)
        segment = body_of(article)[0]
        client = signed_in(translator)

        page = client.get(address(article))
        answer = post_json(client, article, segment, target="Nytt", action="save")

        assert sentence in text_of(page)
        assert (answer.status_code, answer.json()["code"]) == (403, "refused")
        assert sentence in answer.json()["problem"]
        assert told(segment)[0] == "Text c"

    def test_an_editor_works_on_what_waits_for_review(self):
        article, translator = taken()
        fill(article, translator)
        workflow.take_step(article, "submit", by=translator, revision=article.revision)
        segment = body_of(article)[0]

        answer = post(signed_in(make_editor("sv")), article, segment, target="Bättre", action="save")

        assert answer.status_code == 302
        assert told(segment)[0] == "Bättre"

    def test_a_segment_of_another_article_is_not_reached_through_this_one(self):
        article, translator = taken()
        other, _somebody = taken()
        segment = body_of(other)[0]

        answer = post(signed_in(translator), article, segment, target="Mitt")

        assert answer.status_code == 404
        assert told(segment) == ("", State.EMPTY, 0)

    def test_free_work_is_taken_with_a_button(self):
        article, _translator = taken()
        Assignment.objects.update(translator=None)
        other = make_translator("sv")
        client = signed_in(other)

        assert "Take it" in text_of(client.get(address(article)))
        client.post(address(article, "take"))

        assert Assignment.objects.get().translator == other
        assert "Take it" not in text_of(client.get(address(article)))

    def test_work_that_another_took_first_is_not_taken(self):
        article, translator = taken()

        answer = signed_in(make_editor("sv")).post(address(article, "take"), follow=True)

        assert f"{translator.get_full_name()} translates this into Swedish." in text_of(answer)
        assert Assignment.objects.get().translator == translator


class TestForms:
    def test_confirming_goes_on_to_the_next_unconfirmed_block(self):
        article, translator = taken("One.", "Two.", "Three.")
        one, two, three = body_of(article)
        client = signed_in(translator)
        segments.save(two, by=translator, target="Två", base=0, state=State.CONFIRMED)

        answer = post(client, article, one, target="Ett", action="confirm")

        assert answer.url == f"{address(article)}?block={three.position}#target"
        assert told(one) == ("Ett", State.CONFIRMED, 1)

    def test_saving_stays(self):
        article, translator = taken()
        one = body_of(article)[0]

        answer = post(signed_in(translator), article, one, target="Ett", action="save")

        assert answer.url == f"{address(article)}?block={one.position}#target"
        assert told(one) == ("Ett", State.DRAFT, 1)

    @pytest.mark.parametrize(
        ("target", "action", "status", "sentence"),
        [
            ("", "confirm", 400, "Write a translation first"),
            ("Bron\u202e", "save", 400, "a character that nobody can see (U+202E)"),
            ("Bron\x00", "save", 400, "a character that nobody can see (U+0000)"),
            ("Ett " + "x" * 20_000, "save", 413, "The text may have at most 20000 characters"),
        ],
    )
    def test_a_refused_text_is_shown_again_with_the_reason(self, target, action, status, sentence):
        article, translator = taken()
        one = body_of(article)[0]

        answer = post(signed_in(translator), article, one, target=target, action=action)

        assert answer.status_code == status
        assert sentence in text_of(answer)
        assert f">\n{target}</textarea>" in text_of(answer)
        assert told(one) == ("", State.EMPTY, 0)

    def test_a_conflict_shows_mine_theirs_and_before(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Det var förut", base=0)
        editor = make_editor("sv")
        segments.save(one, by=editor, target="Det var <deras>", base=1)

        answer = post(signed_in(translator), article, one, target="Det var mitt", base=1, action="save")

        page = text_of(answer)
        assert answer.status_code == 409
        assert ">\nDet var mitt</textarea>" in page
        assert "Det var<del> förut</del>" in page
        assert "&lt;deras&gt;" in page.replace("<ins>", "").replace("</ins>", "")
        assert "Det var förut</p>" in page
        assert editor.get_full_name() in page
        assert 'name="base" value="2"' in page
        assert told(one) == ("Det var <deras>", State.DRAFT, 2)

    def test_theirs_can_be_kept(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=make_editor("sv"), target="Deras", base=0, state=State.CONFIRMED)

        post(signed_in(translator), article, one, target="Mitt", base=1, action="use_theirs")

        assert told(one) == ("Deras", State.CONFIRMED, 3)
        assert one.versions.get(revision=2).target == "Mitt"

    def test_the_original_is_copied_into_the_field_and_what_stood_there_is_saved(self):
        article, translator = taken("See <em>this</em>.")
        one = body_of(article)[0]

        answer = post(signed_in(translator), article, one, target="Ett", action="copy")

        assert ">\nSee _this_.</textarea>" in text_of(answer)
        assert told(one) == ("Ett", State.DRAFT, 1)

    def test_leaving_out_keeps_what_stands_in_the_field(self):
        article, translator = taken()
        one, two = body_of(article)
        client = signed_in(translator)
        headline = headline_of(article)
        segments.save(headline, by=translator, target="Bron", base=0, state=State.CONFIRMED)

        answer = post(client, article, one, "leave_out", target="Ett", reason="No room", action="leave_out")

        assert answer.url == f"{address(article)}?block={two.position}#target"
        assert told(one) == ("Ett", State.LEFT_OUT, 2)
        assert "Left out: No room" in text_of(client.get(address(article)))
        post(client, article, one, "leave_out", action="put_back")
        assert told(one) == ("Ett", State.DRAFT, 3)

    def test_leaving_out_without_a_reason_loses_nothing(self):
        article, translator = taken()
        one = body_of(article)[0]

        answer = post(signed_in(translator), article, one, "leave_out", target="Ett", reason=" ")

        assert answer.status_code == 400
        assert "Write why the paragraph is left out." in text_of(answer)
        assert ">\nEtt</textarea>" in text_of(answer)
        assert told(one) == ("", State.EMPTY, 0)

    def test_a_rule_is_left_out_by_its_own_form(self):
        article, translator = taken()
        rule = Segment.objects.create(article=article, position=9, kind="rule", source_numbers=[3])

        page = text_of(signed_in(translator).get(address(article)))
        post(signed_in(translator), article, rule, "leave_out", reason="Not needed", action="leave_out")

        assert "Stays as it is" in page
        assert told(rule) == ("", State.LEFT_OUT, 1)

    def test_a_text_that_no_request_may_carry_is_refused(self, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 500
        article, translator = taken()
        one = body_of(article)[0]
        client = signed_in(translator, enforce_csrf_checks=True)

        answers = [
            client.post(address(article, "save"), f"target={'x' * 600}", content_type=kind)
            for kind in ("application/x-www-form-urlencoded", "application/json")
        ]

        assert [answer.status_code for answer in answers] == [413, 403]
        assert told(one) == ("", State.EMPTY, 0)

    @pytest.mark.parametrize("name", ["save", "leave_out", "submit", "take"])
    def test_the_address_of_an_answer_leads_back_to_the_page(self, name):
        # A browser's bar keeps it, and a link like "?block=2" starts from it.
        article, translator = taken()

        answer = signed_in(translator).get(address(article, name), {"block": 2})

        assert (answer.status_code, answer.headers["Location"]) == (302, f"{address(article)}?block=2")
        assert signed_in(make_translator("fi")).get(address(article, name)).status_code == 404

    def test_what_no_page_sends_is_refused_and_shown_again(self):
        article, translator = taken()

        answer = post(signed_in(translator), article, body_of(article)[0], base="x", target="Ett")

        assert answer.status_code == 400
        assert ">\nEtt</textarea>" in text_of(answer)


class TestJson:
    def test_a_save_is_answered_with_the_row_and_the_progress(self):
        article, translator = taken('See <a href="https://a.example/">it</a>.', "Two.")
        one = body_of(article)[0]

        answer = post_json(signed_in(translator), article, one, target="Se [**den**](1).", action="confirm")

        told_row = answer.json()["row"]
        assert answer.status_code == 200
        assert (told_row["revision"], told_row["state"], told_row["sign"]) == (1, "confirmed", "●")
        assert (
            'Se <span class="link"><strong>den</strong></span><sup class="hold">1</sup>.' in told_row["html"]
        )
        assert answer.json()["progress"]["confirmed"] == "1 of 3 confirmed"
        assert answer.json()["saved"].startswith("Saved ")

    @pytest.mark.parametrize("blocks", [3, 30])
    def test_a_save_takes_a_fixed_number_of_queries(self, blocks, django_assert_num_queries):
        article, translator = taken(*(f"Sentence {number}." for number in range(blocks)))
        one = body_of(article)[0]
        client = signed_in(translator)
        post_json(client, article, one, target="Ett", action="save")
        body = json.dumps(entry(one, target="Ett till", action="save"))

        with django_assert_num_queries(16):
            answer = client.post(address(article, "save"), body, content_type="application/json")

        assert answer.json()["row"]["target"] == "Ett till"

    def test_a_text_that_stands_there_already_is_answered_like_any_other(self):
        article, translator = taken("One.")
        one = body_of(article)[0]
        client = signed_in(translator)
        saved = post_json(client, article, one, target="Ett", action="save").json()

        again = post_json(client, article, one, target="Ett", action="save").json()

        assert (again["row"], again["progress"]) == (saved["row"], saved["progress"])

    def test_a_conflict_carries_both_texts(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=make_editor("sv"), target="Deras", base=0)

        answer = post_json(signed_in(translator), article, one, target="Mitt", base=0, action="save")

        assert answer.status_code == 409
        assert answer.json()["theirs"] == "Deras"
        assert (answer.json()["before"], answer.json()["revision"]) == ("", 1)
        assert "<ins>Deras</ins>" in answer.json()["html"]

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"[]",
            b"{",
            b'"x"',
            b'{"segment": "x"}',
            b'{"segment": 1, "base": -1}',
            b'{"segment": 1, "base": 0, "target": "\\ud800"}',
            b"[" * 100_000,
            b"\xff\xfe",
        ],
    )
    def test_nonsense_is_refused(self, body):
        article, translator = taken()

        answer = signed_in(translator).post(address(article, "save"), body, content_type="application/json")

        assert answer.status_code in (400, 404)
        assert not Segment.objects.exclude(target="").exists()


class TestSession:
    def test_whoever_is_signed_out_gets_the_text_back(self):
        article, _translator = taken()
        one = body_of(article)[0]

        page = post(Client(), article, one, target="Mitt <b>", reason="Skäl")
        answer = post_json(Client(), article, one, target="Mitt")

        assert (page.status_code, answer.status_code) == (401, 401)
        assert ">\nMitt &lt;b&gt;</textarea>" in text_of(page)
        assert ">\nSkäl</textarea>" in text_of(page)
        assert "You are signed out." in answer.json()["problem"]
        assert told(one) == ("", State.EMPTY, 0)

    def test_looking_without_a_session_leads_to_the_sign_in_page(self):
        article, _translator = taken()

        assert Client().get(address(article)).url.startswith(reverse("admin:login"))

    @pytest.mark.parametrize("name", ["save", "leave_out", "submit", "take"])
    def test_a_post_without_a_form_token_changes_nothing_and_loses_nothing(self, name):
        article, translator = taken()
        one = body_of(article)[0]
        client = signed_in(translator, enforce_csrf_checks=True)

        answer = post(client, article, one, name, target="Mitt", action="confirm", reason="x")

        assert answer.status_code == 403
        assert ">\nMitt</textarea>" in text_of(answer)
        assert told(one) == ("", State.EMPTY, 0)
        article.refresh_from_db()
        assert (article.status, article.revision) == (Status.DRAFT, 1)

    def test_the_page_that_gives_the_text_back_can_be_sent_again(self):
        article, translator = taken()
        one = body_of(article)[0]
        client = signed_in(translator, enforce_csrf_checks=True)
        refused = post(client, article, one, target="Mitt", action="save")
        token = text_of(refused).split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

        answer = post(client, article, one, target="Mitt", action="save", csrfmiddlewaretoken=token)

        assert answer.status_code == 302
        assert told(one) == ("Mitt", State.DRAFT, 1)

    def test_a_form_token_from_the_page_is_accepted_in_the_header(self):
        article, translator = taken()
        one = body_of(article)[0]
        client = signed_in(translator, enforce_csrf_checks=True)
        client.get(address(article))
        token = client.cookies["csrftoken"].value
        body = json.dumps(entry(one, target="Mitt", action="save"))

        answer = client.post(
            address(article, "save"), body, content_type="application/json", headers={"X-CSRFToken": token}
        )

        assert answer.status_code == 200
