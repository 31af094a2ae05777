"""Comments, forms for the glossary and findings that may stand, through the buttons of the help column."""

import json
import re

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Event
from tests.factories import make_administrator, make_editor, make_translator
from tests.translations.builders import body_of, fill, taken
from tests.translations.test_workbench import address, signed_in, text_of, told
from translations import comments, quality, segments, waivers
from translations.checking import check_article
from translations.glossary import glossary_of
from translations.models import Comment, Notice, Segment, Term, TermTranslation
from translations.quality.base import Check

pytestmark = pytest.mark.django_db
State = Segment.State


def make_entry(source, target, *, language="sv", **fields):
    term, _is_new = Term.objects.get_or_create(language="en", text=source)
    return TermTranslation.objects.create(term=term, language=language, text=target, **fields)


def press(client, article, segment, action, text="", **fields):
    """Press a button of the column, as a browser without the page's script does."""
    body = {"segment": segment.pk, "action": action, f"text {action}": text, **fields}
    return client.post(address(article, "aside"), body)


def press_in_form(client, article, segment, action, text, *, target):
    """Press a button that belongs to the form of the open field."""
    return press(client, article, segment, action, text, target=target, base=segment.revision)


def press_with_script(client, article, segment, action, text=""):
    body = json.dumps({"segment": segment.pk, "action": action, "text": text})
    return client.post(address(article, "aside"), body, content_type="application/json")


def column(client, article, segment):
    return text_of(client.get(address(article, "help"), {"block": segment.position}))


def remarks(segment):
    return [(row.author, row.text, row.answers_id, row.resolved_by) for row in segment.comments.all()]


def told_to(user):
    return [(row.kind, row.values) for row in Notice.objects.filter(user=user).order_by("pk")]


class TestComments:
    def test_a_remark_is_written_answered_resolved_and_taken_up_again(self):
        article, translator = taken()
        editor = make_editor("sv")
        one = body_of(article)[0]

        press(signed_in(editor), article, one, "say", "Which  bridge?\r\nSay so.")
        remark = one.comments.get()
        press(signed_in(translator), article, one, f"reply {remark.pk}", "The bascule bridge.")
        press(signed_in(editor), article, one, f"resolve {remark.pk}")
        settled = remarks(one)
        press(signed_in(translator), article, one, f"reopen {remark.pk}")

        assert settled == [
            (editor, "Which  bridge?\nSay so.", None, editor),
            (translator, "The bascule bridge.", remark.pk, None),
        ]
        assert remarks(one)[0] == (editor, "Which  bridge?\nSay so.", None, None)

    def test_the_column_and_the_row_show_them(self):
        article, translator = taken()
        one, two = body_of(article)
        comments.write(one, by=translator, text="<b>Look</b>")
        comments.resolve(comments.write(one, by=translator, text="Old"), by=translator)
        client = signed_in(make_editor("sv"))

        beside = column(client, article, one)
        page = text_of(client.get(address(article)))

        assert "&lt;b&gt;Look&lt;/b&gt;" in beside
        assert f"✓ Resolved by {translator.get_full_name()}" in beside
        assert "Nobody has commented" in column(client, article, two)
        assert page.count("1 comment<") == 1

    def test_only_its_author_changes_a_remark(self):
        article, translator = taken()
        one = body_of(article)[0]
        remark = comments.write(one, by=translator, text="First")

        mine = press(signed_in(translator), article, one, f"edit {remark.pk}", "Second")
        theirs = press(signed_in(make_editor("sv")), article, one, f"edit {remark.pk}", "Third")

        assert (mine.status_code, theirs.status_code) == (302, 400)
        assert "Only who wrote a remark can change it." in text_of(theirs)
        remark.refresh_from_db()
        assert (remark.text, remark.edited_at is not None) == ("Second", True)

    def test_a_colleague_who_only_reads_can_comment(self):
        article, _translator = taken()
        one = body_of(article)[0]
        colleague = make_translator("sv")
        client = signed_in(colleague)

        page = text_of(client.get(address(article), {"block": one.position}))
        press(client, article, one, "say", "I know her.")

        assert 'form="aside"' in page
        assert 'form="editor"' not in page
        assert remarks(one) == [(colleague, "I know her.", None, None)]

    def test_another_desk_finds_nothing_and_says_nothing(self):
        article, translator = taken()
        one = body_of(article)[0]
        remark = comments.write(one, by=translator, text="Secret")
        client = signed_in(make_editor("de"))

        answers = {
            press(client, article, one, action, "x").status_code
            for action in ("say", f"reply {remark.pk}", f"edit {remark.pk}", f"resolve {remark.pk}")
        }

        assert answers == {404}
        assert remarks(one) == [(translator, "Secret", None, None)]

    def test_a_remark_of_another_paragraph_is_not_found(self):
        article, translator = taken()
        one, two = body_of(article)
        remark = comments.write(one, by=translator, text="Here")
        client = signed_in(translator)

        answers = {
            press(client, article, two, f"{verb} {key}", "x").status_code
            for verb in ("reply", "edit", "resolve", "reopen")
            for key in (remark.pk, "0", "x", "9" * 30, "")
        }

        assert answers == {404}
        assert Comment.objects.count() == 1

    def test_what_stands_in_the_field_comes_along(self):
        article, translator = taken()
        one = body_of(article)[0]

        answer = press_in_form(signed_in(translator), article, one, "say", "Hm", target="Bron")

        assert answer.url == f"{address(article)}?block={one.position}#help"
        assert told(one) == ("Bron", State.DRAFT, 1)

    def test_a_conflict_loses_neither_the_text_nor_the_comment(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=make_editor("sv"), target="Deras", base=0)

        answer = press(signed_in(translator), article, one, "say", "Hm", target="Mitt", base=0)

        assert answer.status_code == 409
        assert ">\nMitt</textarea>" in text_of(answer)
        assert ">\nHm</textarea>" in text_of(answer)
        assert remarks(one) == []

    @pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "\u202e"])
    def test_what_is_no_comment_is_refused_and_shown_again(self, text):
        article, translator = taken()
        one = body_of(article)[0]
        client = signed_in(translator)

        page = press(client, article, one, "say", text)
        answer = press_with_script(client, article, one, "say", text)

        assert (page.status_code, answer.status_code) == (400, 400)
        assert answer.json()["problem"] in text_of(page)
        assert remarks(one) == []

    def test_a_nonsensical_button_does_nothing(self):
        article, translator = taken()

        assert press(signed_in(translator), article, body_of(article)[0], "explode 1").status_code == 400

    @pytest.mark.parametrize("threads", [1, 3])
    def test_the_column_takes_a_fixed_number_of_queries(self, threads, django_assert_num_queries):
        article, translator = taken("The ferry and the bridge shut.")
        one = body_of(article)[0]
        for number in range(threads):
            make_entry(["ferry", "bridge", "shut"][number], f"ord {number}")
            remark = comments.write(one, by=translator, text="One")
            comments.write(one, by=make_editor("sv"), text="Two", answers=remark)
        client = signed_in(translator)
        column(client, article, one)

        with django_assert_num_queries(13):
            column(client, article, one)


class TestNotices:
    def test_translator_earlier_speakers_and_mentioned_colleagues_are_told_not_the_author(self):
        article, translator = taken()
        one, two = body_of(article)
        editor, earlier, mentioned, stranger = (
            make_editor("sv"),
            make_editor("sv"),
            make_translator("sv"),
            make_editor("de"),
        )
        comments.write(two, by=earlier, text="Elsewhere")
        Notice.objects.all().delete()

        text = f"Ask @{mentioned.username}. And @{stranger.username}, @nobody, @{editor.username}"
        press(signed_in(editor), article, one, "say", text)

        values = {"name": editor.get_full_name(), "excerpt": text}
        assert told_to(translator) == [("comment", values)]
        assert told_to(earlier) == [("comment", values)]
        assert told_to(mentioned) == [("mention", values)]
        assert (told_to(editor), told_to(stranger)) == ([], [])

    def test_an_answer_and_a_resolution_are_told(self):
        article, translator = taken()
        one = body_of(article)[0]
        editor = make_administrator()
        remark = comments.write(one, by=editor, text="Really?")
        comments.write(one, by=translator, text="Yes", answers=remark)
        comments.resolve(remark, by=translator)
        comments.resolve(remark, by=translator)

        assert [kind for kind, _values in told_to(editor)] == ["reply", "resolved"]
        assert [kind for kind, _values in told_to(translator)] == ["comment"]

    def test_a_name_that_is_added_later_is_told_once(self):
        article, translator = taken()
        one = body_of(article)[0]
        editor = make_editor("sv")
        remark = comments.write(one, by=translator, text="Hm")

        for text in (f"Hm @{editor.username}", f"Hm, @{editor.username}!"):
            comments.edit(remark, by=translator, text=text)

        assert [kind for kind, _values in told_to(editor)] == ["mention"]


class TestGlossary:
    def test_terms_are_underlined_and_explained(self):
        article, translator = taken("The <strong>motorway</strong> bridge and the ferries.", "Nothing.")
        one, two = body_of(article)
        make_entry("motorway bridge", "motorvägsbro")
        make_entry("bridge", "bro")
        make_entry("ferry", "färja", note="Feminine.")
        make_entry("ferry", "båt", is_forbidden=True)
        make_entry("ferry", "Fähre", language="de")
        client = signed_in(translator)

        page = text_of(client.get(address(article)))
        beside = column(client, article, one)

        assert '<strong><dfn title="motorvägsbro">motorway</dfn></strong>' in page
        assert '<dfn title="motorvägsbro"> bridge</dfn>' in page
        assert '<dfn title="färja, never “båt”">ferries</dfn>' in page
        assert "Feminine." in beside
        assert "Fähre" not in beside
        assert "No term of the glossary" in column(client, article, two)

    def test_a_form_that_is_fine_is_learned(self):
        article, translator = taken("The ferry.")
        one = body_of(article)[0]
        row = make_entry("ferry", "färja")
        client = signed_in(translator)

        answer = press_in_form(client, article, one, f"learn {row.pk}", "Lotsen", target="Lotsen går.")
        press_with_script(client, article, one, f"learn {row.pk}", "Lotsen")

        row.refresh_from_db()
        assert answer.status_code == 302
        assert (row.forms, row.updated_by) == (["Lotsen"], translator)
        (known,) = glossary_of(article).for_checks()
        assert (known.source, known.target, known.forms) == ("ferry", "färja", ("Lotsen",))

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ("", "Write the word that stands for the term in your translation."),
            ("Hamnen", "“Hamnen” does not stand in the saved translation of this paragraph."),
            ("båten", "“båten” must never be used; only an editor can change that."),
        ],
    )
    def test_what_is_no_form_is_refused(self, form, sentence):
        article, translator = taken("The ferry.")
        one = body_of(article)[0]
        row = make_entry("ferry", "färja")
        make_entry("ferry", "båten", is_forbidden=True)
        segments.save(one, by=translator, target="Lotsen och båten", base=0)

        answer = press_with_script(signed_in(translator), article, one, f"learn {row.pk}", form)

        assert (answer.status_code, answer.json()) == (400, {"problem": sentence})
        row.refresh_from_db()
        assert row.forms == []

    def test_only_words_of_this_pair_are_taught_and_only_by_who_may_write(self):
        article, translator = taken("The ferry.")
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Lotsen", base=0)
        german, swedish = make_entry("ferry", "Fähre", language="de"), make_entry("ferry", "färja")

        other_pair = press(signed_in(translator), article, one, f"learn {german.pk}", "Lotsen")
        reader = press(signed_in(make_translator("sv")), article, one, f"learn {swedish.pk}", "Lotsen")

        assert (other_pair.status_code, reader.status_code) == (404, 400)
        assert [row.forms for row in TermTranslation.objects.all()] == [[], []]


class Shouting(Check):
    """A check that any test can fail: capital letters."""

    code = "shouting"

    def findings(self, unit):
        for word in re.findall("[A-Z]{2,}", unit.target):
            yield self.finding("“%(word)s” is loud.", word=word)


class Swearing(Shouting):
    code = "swearing"
    blocking = True


@pytest.fixture
def checks(monkeypatch):
    monkeypatch.setattr(quality, "CHECKS", (Shouting(), Swearing()))


def keys_of(segment, article):
    """Give the fingerprints of what the checks say, warning first."""
    findings = next(found for known, found in check_article(article) if known.pk == segment.pk)
    return [waivers.fingerprint_of(finding) for finding in findings]


def left(article):
    return [
        (segment.position, finding.code, finding.message)
        for segment, findings in waivers.unwaived(article, check_article(article))
        for finding in findings
        if finding.code != "empty"
    ]


def waived(article):
    return [(row.code, row.reason, row.by, row.is_override) for row in waivers.waivers_of(article)]


@pytest.mark.usefixtures("checks")
class TestWaivers:
    def test_a_translator_lets_a_warning_stand_and_it_holds_for_this_finding_alone(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="NATO", base=0)
        warning, _must_fix = keys_of(one, article)

        press(signed_in(translator), article, one, f"waive {warning}", "Its  name")
        before = left(article)
        segments.save(one, by=translator, target="Här är NATO", base=1)
        same = left(article)
        segments.save(one, by=translator, target="EU", base=2)

        assert waived(article) == [("shouting", "Its name", translator, False)]
        assert before == same == [(one.position, "swearing", "“NATO” is loud.")]
        assert [code for _position, code, _message in left(article)] == ["shouting", "swearing"]

    def test_a_must_fix_takes_an_editor_and_a_reason_and_is_kept_in_the_log(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="NATO", base=0)
        editor = make_editor("sv")
        _warning, key = keys_of(one, article)

        refused = press(signed_in(translator), article, one, f"waive {key}", "It is fine")
        without = press(signed_in(editor), article, one, f"waive {key}", " ")
        accepted = press(signed_in(editor), article, one, f"waive {key}", "It is fine")
        press(signed_in(editor), article, one, f"waive {key}", "Once more")

        assert (refused.status_code, without.status_code, accepted.status_code) == (400, 400, 302)
        assert "This must be mended." in text_of(refused)
        assert "Write why this may stand." in text_of(without)
        assert waived(article) == [("swearing", "It is fine", editor, True)]
        (event,) = Event.objects.filter(article=article, name="override_check")
        assert (event.by, event.reason) == (editor, "“NATO” is loud. – It is fine")

    def test_who_reviews_sees_what_was_let_stand_overrides_first(self):
        article, translator = taken()
        one = body_of(article)[0]
        fill(article, translator)
        segments.save(one, by=translator, target="NATO 1", base=1)
        editor = make_editor("sv")
        warning, must_fix = keys_of(one, article)
        waivers.waive(one, by=translator, fingerprint=warning, reason="Its name")
        waivers.waive(one, by=editor, fingerprint=must_fix, reason="So be it")
        article.refresh_from_db()
        workflow.take_step(article, "submit", by=translator, revision=article.revision)

        client = signed_in(editor)
        decision = reverse("admin:articles_article_change", args=[article.pk])

        for page in (text_of(client.get(address(article))), text_of(client.get(decision))):
            assert "2 findings of the checks were let stand" in page
            assert page.index("So be it") < page.index("Its name")
            assert "Must fix, overridden:" in page

    def test_it_is_taken_back_by_whoever_may_give_it(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="NATO", base=0)
        editor = make_editor("sv")
        warning, must_fix = keys_of(one, article)
        dismissed = waivers.waive(one, by=translator, fingerprint=warning, reason="Its name")
        override = waivers.waive(one, by=editor, fingerprint=must_fix, reason="So be it")

        answers = [
            press(signed_in(translator), article, one, f"take_back {row.pk}").status_code
            for row in (dismissed, override)
        ]
        press(signed_in(editor), article, one, f"take_back {override.pk}")

        assert answers == [302, 400]
        assert waived(article) == []
        assert [event.name for event in article.events.all()][-1] == "restore_check"

    def test_a_finding_that_the_text_no_longer_has_cannot_stand(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="NATO", base=0)
        warning, _must_fix = keys_of(one, article)
        client = signed_in(translator)

        late = press_in_form(client, article, body_of(article)[0], f"waive {warning}", "Why", target="Nato")
        answers = [
            press(client, article, one, f"waive {key}", "x").status_code for key in ("", "x", "0" * 64)
        ]

        assert late.status_code == 400
        assert "The text has changed, and the check no longer says this." in text_of(late)
        assert (answers, waived(article)) == ([400] * 3, [])

    def test_the_live_check_says_who_lets_a_finding_stand(self):
        article, translator = taken()
        one = body_of(article)[0]
        segments.save(one, by=translator, target="NATO", base=0)
        warning, must_fix = keys_of(one, article)
        waiver = waivers.waive(one, by=translator, fingerprint=warning, reason="Its name")
        body = json.dumps({"segment": one.pk, "base": 1, "target": "NATO"})

        answer = signed_in(translator).post(address(article, "check"), body, content_type="application/json")

        assert [
            (row["fingerprint"], row["waiver"], row["reason"], row["waivedBy"])
            for row in answer.json()["findings"]
        ] == [(warning, waiver.pk, "Its name", translator.get_full_name()), (must_fix, 0, "", "")]

    @pytest.mark.parametrize("number", [1, 3])
    def test_asking_what_stands_takes_one_query(self, number, django_assert_num_queries):
        article, translator = taken(*(f"Text {each}." for each in range(number)))
        fill(article, translator, text="NATO {}")
        for segment in body_of(article):
            waivers.waive(segment, by=translator, fingerprint=keys_of(segment, article)[0], reason="So")
        checked = check_article(article)

        with django_assert_num_queries(1):
            waivers.unwaived(article, checked)
