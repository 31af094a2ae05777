"""Handing in and the preview, through the test client."""

import pytest

from articles.models import Status
from tests.factories import make_editor, make_translator
from tests.translations.builders import body_of, fill, override, taken
from tests.translations.test_workbench import State, address, post, signed_in, text_of, told
from translations import segments

pytestmark = pytest.mark.django_db


class TestSubmit:
    def test_it_is_sent_when_everything_is_finished(self):
        article, translator = taken()
        fill(article, translator)

        answer = signed_in(translator).post(
            address(article, "submit"), {"revision": article.revision}, follow=True
        )

        article.refresh_from_db()
        assert article.status == Status.TRANSLATED
        assert "Sent for review." in text_of(answer)
        assert article.events.last().name == "submit"

    def test_what_is_missing_is_listed_with_links_and_can_be_sent_all_the_same(self):
        article, translator = taken()
        client = signed_in(translator)
        one = body_of(article)[0]
        segments.save(one, by=translator, target="Ett", base=0)
        article.refresh_from_db()

        answer = client.post(address(article, "submit"), {"revision": article.revision})
        page = text_of(answer)
        article.refresh_from_db()
        status_before = article.status
        client.post(address(article, "submit"), {"revision": article.revision, "action": "anyway"})

        article.refresh_from_db()
        assert (status_before, article.status) == (Status.DRAFT, Status.TRANSLATED)
        for row, state in [("Headline", "Empty"), ("Paragraph 1", "Draft"), ("Paragraph 2", "Empty")]:
            assert f">{row}</a> " in page
            assert state in page

    def test_the_text_in_the_open_field_comes_along(self):
        article, translator = taken("One.")
        fill(article, translator)
        one = body_of(article)[0]

        client = signed_in(translator)
        listed = post(client, article, one, "submit", target="Nytt", revision=article.revision)
        article.refresh_from_db()
        sent = client.post(address(article, "submit"), {"revision": article.revision, "action": "anyway"})

        assert (listed.status_code, sent.status_code) == (200, 302)
        assert told(one)[:2] == ("Nytt", State.DRAFT)

    def test_a_text_in_conflict_is_not_sent_over(self):
        article, translator = taken("One.")
        fill(article, translator)
        one = body_of(article)[0]
        segments.save(one, by=make_editor("sv"), target="Deras", base=1)

        answer = post(
            signed_in(translator), article, one, "submit", target="Mitt", base=1, revision=article.revision
        )

        article.refresh_from_db()
        assert (answer.status_code, article.status) == (409, Status.DRAFT)
        assert ">\nMitt</textarea>" in text_of(answer)

    def test_an_article_that_somebody_changed_meanwhile_is_looked_at_again(self):
        article, translator = taken("One.")
        fill(article, translator)
        one = body_of(article)[0]
        segments.save(one, by=make_editor("sv"), target="Deras", base=1, state=State.CONFIRMED)

        answer = signed_in(translator).post(address(article, "submit"), {"revision": article.revision})

        article.refresh_from_db()
        assert (answer.status_code, article.status) == (409, Status.DRAFT)
        assert "Somebody else changed this article meanwhile." in text_of(answer)

    def test_whoever_may_not_write_may_not_send(self):
        article, translator = taken()
        fill(article, translator)

        answer = signed_in(make_translator("sv")).post(
            address(article, "submit"), {"revision": article.revision}
        )

        article.refresh_from_db()
        assert (answer.status_code, article.status) == (400, Status.DRAFT)


def test_the_preview_shows_the_working_text_and_is_kept_nowhere():
    article, translator = taken("One.", "Two.")
    fill(article, translator, text="Förhandsvisad text {}")

    answer = signed_in(translator).get(address(article, "preview"))

    page = text_of(answer)
    assert answer.status_code == 200
    assert "Förhandsvisad text c" in page
    assert '<html lang="sv"' in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_piece_without_a_word_can_be_previewed():
    article, translator = taken()

    assert signed_in(translator).get(address(article, "preview")).status_code == 200


class TestMustFix:
    @pytest.fixture
    def wrong(self):
        article, translator = taken("It cost 50 euros.")
        fill(article, translator)
        segment = body_of(article)[0]
        segments.save(segment, by=translator, target="Det kostade 60 euro.", base=1, state=State.CONFIRMED)
        article.refresh_from_db()
        return article, translator

    def test_what_must_be_fixed_is_listed_with_links_and_is_not_sent(self, wrong):
        article, translator = wrong

        answer = signed_in(translator).post(
            address(article, "submit"), {"revision": article.revision, "action": "anyway"}
        )

        page = text_of(answer)
        article.refresh_from_db()
        position = body_of(article)[0].position
        assert (answer.status_code, article.status) == (400, Status.DRAFT)
        assert page.count(f'<a href="?block={position}#target">Paragraph 1</a>') == 2
        assert "The number 50 of the original is missing. Add it." in page
        assert "The number 60 is not in the original. Correct it." in page
        assert "Send for review as it is" not in page

    def test_it_is_sent_once_an_editor_lets_it_stand(self, wrong):
        article, translator = wrong
        override(article, by=make_editor("sv"))

        answer = signed_in(translator).post(address(article, "submit"), {"revision": article.revision})

        article.refresh_from_db()
        assert (answer.status_code, article.status) == (302, Status.TRANSLATED)

    def test_whoever_reads_only_is_told_that_alone(self, wrong):
        article, _translator = wrong

        answer = signed_in(make_translator("sv")).post(
            address(article, "submit"), {"revision": article.revision}
        )

        assert answer.status_code == 400
        assert "The number 50" not in text_of(answer).partition('class="desk"')[0]
