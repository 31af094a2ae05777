"""A colleague's draft: nobody edits it by accident, and an editor takes it over on purpose."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Status
from articles.originals.own import original_of
from tests.factories import bring_to, make_article, make_editor, make_translator
from tests.translations.builders import body_of, taken
from tests.translations.test_workbench import address, post, signed_in, text_of, told
from translations import claims, relays
from translations.models import Notice

pytestmark = pytest.mark.django_db


def bench_of(client, article, **query):
    return client.get(address(article), query).context["bench"]


def test_an_editor_reads_a_colleagues_draft_until_they_decide():
    article, translator = taken()
    client = signed_in(make_editor("sv"))

    answer = client.get(address(article), {"block": body_of(article)[0].position})

    bench, text = answer.context["bench"], text_of(answer)
    assert (bench.current, bench.may_take_over) == (None, True)
    assert f"{translator.get_full_name()} translates this piece." in text
    assert "Take it over" in text
    assert answer.context["editor"] is None


def test_taking_over_makes_it_the_editors_work_and_tells_the_translator():
    article, translator = taken()
    editor = make_editor("sv")
    client = signed_in(editor)

    answer = client.post(address(article, "take_over"))

    article.assignment.refresh_from_db()
    assert answer.url == address(article)
    assert article.assignment.translator == editor
    assert article.events.get(name="assign").by == editor
    assert [(each.user, each.kind) for each in Notice.objects.all()] == [(translator, "taken_away")]
    assert bench_of(client, article).current is not None


def test_mending_leaves_it_the_translators_work():
    article, translator = taken()
    client = signed_in(make_editor("sv"))

    client.post(address(article, "mend"))
    segment = body_of(article)[0]
    answer = post(client, article, segment, target="Bron stängs.")

    article.assignment.refresh_from_db()
    assert answer.status_code == 302
    assert told(segment)[0] == "Bron stängs."
    assert article.assignment.translator == translator
    assert bench_of(client, article).may_take_over is False
    # A colleague's other draft is still guarded.
    assert bench_of(client, taken()[0]).may_take_over is True


def test_who_opened_a_published_piece_again_writes_in_it_at_once():
    _article, translator = taken()
    editor = make_editor("sv")
    published = make_article(status=Status.PUBLISHED, translator=translator, editor=editor)
    claims.Assignment.objects.create(
        original=published.original, language="sv", article=published, translator=translator
    )

    workflow.take_step(published, "revise", by=editor, revision=published.revision)

    assert bench_of(signed_in(editor), published).why_not == ""
    assert bench_of(signed_in(make_editor("sv")), published).may_take_over is True


@pytest.mark.parametrize("name", ["take_over", "mend", "take"])
def test_a_translator_takes_nothing_from_a_colleague(name):
    article, translator = taken()
    other = make_translator("sv")
    client = signed_in(other)

    client.post(address(article, name))
    answer = client.get(address(article))
    refused = post(client, article, body_of(article)[0], target="Mitt.")

    article.assignment.refresh_from_db()
    assert article.assignment.translator == translator
    assert "ask an editor of the desk to hand it over" in text_of(answer)
    assert refused.status_code == 403
    assert body_of(article)[0].target == ""
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("name", ["take_over", "mend"])
def test_another_desk_does_not_find_it(name):
    article, translator = taken()

    assert signed_in(make_editor("fi")).post(address(article, name)).status_code == 404
    article.assignment.refresh_from_db()
    assert article.assignment.translator == translator


@pytest.mark.parametrize("name", ["take_over", "mend"])
def test_nothing_happens_by_a_link(name):
    article, translator = taken()

    assert signed_in(make_editor("sv")).get(address(article, name)).headers["Location"] == address(article)
    article.assignment.refresh_from_db()
    assert article.assignment.translator == translator


# The chain of a relay translation


def relay():
    """English, translated into Swedish and published, taken further into Finnish."""
    swedish = make_article(headline="Bron stängs")
    bring_to(swedish, Status.PUBLISHED, translator=swedish.created_by)
    finn = make_translator("fi")
    return claims.take(original_of(swedish), "fi", by=finn), swedish, finn


def test_a_relay_shows_its_chain_and_what_the_first_original_says():
    article, swedish, finn = relay()
    block = body_of(article)[0]

    answer = signed_in(finn).get(address(article), {"block": block.position})

    first = reverse("admin:articles_original_change", args=[swedish.original.pk])
    assert relays.chain_of(article) == [swedish.original, article.original]
    assert f'href="{first}"' in text_of(answer)
    assert [(each.language.code, each.text) for each in answer.context["help"]["before"]] == [
        ("en", "The bridge shuts on Monday.")
    ]


def test_the_headline_of_a_relay_shows_the_first_headline():
    article, _swedish, _finn = relay()
    headline = article.segments.get(kind="headline")

    assert [each.text for each in relays.said_before(headline, article)] == ["Harbour bridge to shut"]


def test_a_translation_of_an_original_asks_for_no_chain(django_assert_num_queries):
    article, _translator = taken()
    segment = body_of(article)[0]
    article.based_on, article.original, article.original.own_article  # noqa: B018 - loaded before the clock

    with django_assert_num_queries(0):
        assert (relays.chain_of(article), relays.said_before(segment, article)) == ([article.original], [])
