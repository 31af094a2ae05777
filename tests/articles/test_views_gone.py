"""What readers must not see, and what they get instead: 404, 410, 451, and the record of an original."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.utils import timezone
from lxml import html

from articles import people, workflow
from articles.models import Status, Tag, Withdrawal
from articles.originals.own import original_of
from articles.workflow import PublishOrder
from tests.factories import (
    add_snapshot,
    make_article,
    make_editor,
    make_original,
    make_own_piece,
    make_section,
    make_translator,
    take_away,
)

pytestmark = pytest.mark.django_db
CANARY = "kanariefågel"


def path_of(article):
    return article.addresses.get().get_absolute_url()


def page_of(response):
    return html.fromstring(response.content.decode())


def texts(page, selector):
    return [" ".join(element.text_content().split()) for element in page.cssselect(selector)]


def retract(article, **how):
    take_away(article, **{"reason": "Fel", "statement": "Uppgifterna var fel.", **how})


# 404


def test_unknown_page_offers_the_five_newest(client):
    for number in range(6):
        make_article(status=Status.PUBLISHED, headline=f"Nyhet {number}")

    response = client.get("/sv/finns/inte/")

    assert response.status_code == 404
    assert texts(page_of(response), ".newest a") == [f"Nyhet {number}" for number in (5, 4, 3, 2, 1)]


def test_unknown_page_offers_to_search_in_its_language(client):
    form = page_of(client.get("/sv/finns/inte/")).cssselect("form.search")[0]
    form.fields["q"] = "nattfärja"

    answer = page_of(client.get(form.action, dict(form.form_values())))

    assert form.action == "/sv/search/"
    assert answer.cssselect("form.search")[0].fields["q"] == "nattfärja"


def test_story_that_is_not_in_this_language_says_where_it_can_be_read(client):
    original = make_original()
    article = make_article(original=original, status=Status.PUBLISHED, headline="Bara på svenska")
    make_article(original=original, language="fi", status=Status.PUBLISHED, translator=make_translator("fi"))

    response = client.get(path_of(article).replace("/sv/", "/ar/"))
    page = page_of(response)

    assert response.status_code == 404
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    cited = page.cssselect(".lead cite")[0]
    assert (cited.text, cited.get("lang"), cited.get("dir")) == ("Bara på svenska", "sv", "ltr")
    links = {link.get("hreflang"): link.get("href") for link in page.cssselect(".choices a")}
    assert links["sv"] == path_of(article)
    assert sorted(links) == ["en", "fi", "sv"]
    assert links["en"] == original.url
    assert "English (النص الأصلي)" in texts(page, ".choices a")


def test_draft_with_the_same_slug_in_another_language_is_not_mentioned(client):
    make_article(slug="hemlig", headline=CANARY)

    response = client.get("/de/nix/hemlig/")

    assert CANARY not in response.content.decode()
    assert page_of(response).cssselect(".choices") == []


@pytest.mark.parametrize("amount", [1, 3])
def test_not_found_takes_a_fixed_number_of_queries(client, django_assert_num_queries, amount):
    original = make_original()
    for code in ("sv", "fi", "ar")[:amount]:
        make_article(
            original=original,
            language=code,
            slug="samma",
            status=Status.PUBLISHED,
            translator=make_translator(code),
        )

    with django_assert_num_queries(6):
        assert client.get("/de/nix/samma/").status_code == 404


def test_address_without_its_last_slash_leads_on(client):
    path = path_of(make_article(status=Status.PUBLISHED))

    response = client.get(path.removesuffix("/"))

    assert (response.status_code, response["Location"]) == (301, path)


@pytest.mark.parametrize(("code", "status"), [("sv", 500), ("ar", 500), ("sv", 403), ("sv", 400)])
def test_fault_is_answered_without_anything_that_could_be_broken_too(client, monkeypatch, code, status):
    faults = {500: ValueError, 403: PermissionDenied, 400: SuspiciousOperation}

    def fail(_code, _limit):
        raise faults[status]

    monkeypatch.setattr("articles.views.editions.front_stories", fail)
    client.raise_request_exception = False

    response = client.get(f"/{code}/")

    assert response.status_code == status
    assert page_of(response).get("dir") == ("rtl" if code == "ar" else "ltr")
    assert len(page_of(response).cssselect("h1")) == 1


# 410 and 451


@pytest.mark.parametrize(
    ("kind", "status"), [("decision", 410), ("permission", 410), ("source", 410), ("legal", 451)]
)
def test_withdrawn_article_gives_the_statement_and_nothing_of_its_text(client, kind, status):
    article = make_article(status=Status.PUBLISHED, headline=CANARY, standfirst=CANARY)
    retract(article, kind=kind)

    for suffix in ("", "index.txt"):
        response = client.get(path_of(article) + suffix)
        page = page_of(response)
        assert response.status_code == status
        assert CANARY not in response.content.decode()
        assert texts(page, ".statement") == ["Uppgifterna var fel."]
        assert len(page.cssselect("p.line time")) == 1
        assert page.cssselect(f'a[href="{article.root.get_absolute_url("sv")}"]') != []
    assert ("blocked-by" in response.get("Link", "")) == (status == 451)


def test_legal_order_is_named_with_authority_country_and_date(client):
    article = make_article(status=Status.PUBLISHED)
    order = workflow.LegalOrder("Tribunal judiciaire de Paris", "FR", date(2026, 3, 14), "26/00017")
    retract(article, kind="legal", order=order)

    page = page_of(client.get(path_of(article)))

    assert texts(page, ".about dt") == ["Beslutat av", "Land", "Beslutets datum"]
    assert texts(page, ".about dd") == ["Tribunal judiciaire de Paris", "Frankrike", "14 mars 2026"]
    assert page.cssselect(".about time")[0].get("datetime") == "2026-03-14"


def test_nothing_is_said_of_an_order_that_is_not_known(client):
    article = make_article(status=Status.PUBLISHED)
    retract(article, kind="legal")
    Withdrawal.objects.update(authority="", country="", ordered_on=None)

    assert texts(page_of(client.get(path_of(article))), ".about") == []


def test_every_address_of_a_withdrawn_article_is_gone(client):
    article = make_article(status=Status.PUBLISHED)
    editor = make_editor()
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    article.slug = "ny"
    article.save()
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    workflow.publish(article, by=make_editor(), revision=article.revision)
    retract(article)

    paths = [address.get_absolute_url() for address in article.addresses.all()]

    assert len(paths) == 2
    assert [client.get(path).status_code for path in paths] == [410, 410]


def test_article_that_was_never_live_is_not_found(client):
    scheduled = make_article(status=Status.TRANSLATED)
    order = PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(scheduled, by=make_editor(), revision=scheduled.revision, order=order)

    assert client.get(path_of(scheduled)).status_code == 404


# Nothing leaks


def every_public_path(article):
    """Paths at which an article, or something that belongs to it, could show."""
    code, section = article.language, article.section
    here = f"/{code}/{section.slug_in(code)}/"
    people_pages = [credit.person.get_absolute_url(code) for credit in article.credits.all()]
    tag_pages = [f"/{code}/tag/{tag.slug_in(code)}/" for tag in article.tags.all()]
    fronts = [f"/{each}/" for each in settings.NEWSROOM_LANGUAGES]
    others = [f"/{each}/{section.slug_in(each)}/{article.slug}/" for each in settings.NEWSROOM_LANGUAGES]
    return [
        *fronts,
        *[f"{front}feed.atom" for front in fronts],
        *others,
        here,
        f"{here}{article.slug}/",
        f"{here}{article.slug}/index.txt",
        *people_pages,
        *tag_pages,
        *[original.get_absolute_url(code) for original in {article.root, article.original} if original],
    ]


def canary_article(status, **fields):
    translator = make_translator()
    tag = Tag.objects.create(name_sv=CANARY, slug_sv=f"{CANARY}-amne")
    words = {"headline": CANARY, "standfirst": CANARY, "slug": CANARY}
    blocks = [{"kind": "paragraph", "html": CANARY, "sources": [1], "origin": "human"}]
    article = make_article(
        original=make_original(CANARY),
        translator=translator,
        status=Status.TRANSLATED,
        blocks=blocks,
        section=make_section(CANARY),
        seo_title=CANARY,
        seo_description=CANARY,
        **words,
        **fields,
    )
    article.tags.add(tag)
    person = people.person_of(translator)
    person.name, person.biography = CANARY, CANARY
    person.save()
    return article


def leaks(client, article):
    found = []
    for path in every_public_path(article):
        response = client.get(path)
        body = response.content.decode()
        if CANARY in body.replace(f'href="{path}"', "") or CANARY in str(response.headers):
            found.append((path, response.status_code))
    return found


@pytest.fixture
def beside():
    """Something live, so that lists, feeds and pages are not empty."""
    return make_article(status=Status.PUBLISHED)


def test_canary_shows_everywhere_once_it_is_live(client, beside):
    article = canary_article(Status.PUBLISHED)
    workflow.publish(article, by=make_editor(), revision=article.revision)

    # Front, feed, section, page, text, translator's page, tag, record; in other languages as "elsewhere".
    assert len(leaks(client, article)) >= 8


def test_draft_shows_nowhere(client, beside):
    article = canary_article(Status.TRANSLATED)

    assert leaks(client, article) == []


def test_scheduled_version_shows_nowhere_before_its_time(client, beside):
    article = canary_article(Status.TRANSLATED)
    order = PublishOrder(at=timezone.now() + timedelta(hours=1))
    workflow.publish(article, by=make_editor(), revision=article.revision, order=order)

    assert leaks(client, article) == []


def test_scheduled_update_shows_nowhere_before_its_time(client):
    article = make_article(status=Status.PUBLISHED)
    editor = make_editor()
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    article.headline = article.standfirst = CANARY
    article.blocks = [{"kind": "paragraph", "html": CANARY, "sources": [1]}]
    article.body = f"<p>{CANARY}</p>"
    article.save()
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    order = PublishOrder(at=timezone.now() + timedelta(hours=1))
    workflow.publish(article, by=make_editor(), revision=article.revision, order=order)

    assert leaks(client, article) == []
    assert "Bron stängs" in client.get(f"{path_of(article)}").content.decode()


@pytest.mark.parametrize("is_retracted", [False, True])
def test_path_of_a_version_that_waits_leads_nowhere_yet(client, is_retracted):
    article, editor = make_article(status=Status.PUBLISHED), make_editor("sv")
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    type(article).objects.filter(pk=article.pk).update(slug="ministern-ar-gripen")
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    later = PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(article, by=editor, revision=article.revision, order=later)
    if is_retracted:
        retract(article)
    path = article.addresses.get(slug="ministern-ar-gripen").get_absolute_url()

    answers = [client.get(address).status_code for address in (path, f"{path}index.txt")]

    assert answers == [404, 404]


def test_scheduled_headline_of_an_own_piece_is_not_in_its_record(client):
    own = make_own_piece(language="sv", status=Status.PUBLISHED, headline="Vi byggde en färja")
    make_article(
        original=original_of(own), language="fi", status=Status.PUBLISHED, translator=make_translator("fi")
    )
    editor = make_editor()
    workflow.take_step(own, "revise", by=editor, revision=own.revision)
    own.headline = CANARY
    own.save()
    workflow.take_step(own, "submit", by=editor, revision=own.revision)
    order = PublishOrder(at=timezone.now() + timedelta(hours=1))
    workflow.publish(own, by=make_editor(), revision=own.revision, order=order)
    own.root.refresh_from_db()

    page = page_of(client.get(own.root.get_absolute_url("sv")))

    assert own.root.headline == CANARY
    assert texts(page, "h1") == ["Vi byggde en färja"]
    assert len(page.cssselect(".log li")) == 1


def test_retracted_article_shows_nowhere(client, beside):
    article = canary_article(Status.TRANSLATED)
    workflow.publish(article, by=make_editor(), revision=article.revision)
    retract(article)

    assert leaks(client, article) == []


# The record of an original


def test_record_exists_once_an_edition_has_been_live(client):
    original = make_original()
    path = original.get_absolute_url("sv")
    article = make_article(original=original, status=Status.TRANSLATED)
    order = PublishOrder(at=timezone.now() + timedelta(days=1))

    assert client.get(path).status_code == 404
    workflow.publish(article, by=make_editor(), revision=article.revision, order=order)
    assert client.get(path).status_code == 404
    workflow.take_step(article, "cancel_schedule", by=make_editor(), revision=article.revision)
    workflow.publish(article, by=make_editor(), revision=article.revision)
    assert client.get(path).status_code == 200
    retract(article)
    assert client.get(path).status_code == 200


def test_record_shows_facts_dates_and_live_editions_but_no_text(client):
    original = make_original(CANARY, language="de", headline="Die Brücke", authors=["Ann", "Bo"])
    article = make_article(original=original, status=Status.PUBLISHED)
    make_article(original=original, language="fi")
    add_snapshot(original, f"{CANARY} två")
    original.status, original.checked_at = "changed", timezone.now()
    original.save()

    response = client.get(original.get_absolute_url("sv"))
    page = page_of(response)

    cited = page.cssselect("h1 cite")[0]
    assert (cited.text, cited.get("lang")) == ("Die Brücke", "de")
    assert texts(page, "dd")[1:3] == ["Ann", "Bo"]
    assert page.cssselect(".src a")[0].get("href") == original.url
    assert [link.get("href") for link in page.cssselect(".langs a")] == [path_of(article)]
    assert [item.get("value") for item in page.cssselect(".log li")] == ["2", "1"]
    assert CANARY not in response.content.decode()


@pytest.mark.parametrize("amount", [1, 3])
def test_record_takes_a_fixed_number_of_queries(client, django_assert_num_queries, amount):
    original = make_original()
    for number, code in enumerate(("sv", "fi", "ar")[:amount]):
        make_article(
            original=original, language=code, status=Status.PUBLISHED, translator=make_translator(code)
        )
        add_snapshot(original, f"Text {number}")

    with django_assert_num_queries(6):
        client.get(original.get_absolute_url("sv"))


def test_record_of_an_edition_in_between_is_that_of_the_first_original(client):
    swedish = make_article(status=Status.PUBLISHED)
    make_article(
        original=original_of(swedish),
        language="fi",
        status=Status.PUBLISHED,
        translator=make_translator("fi"),
    )

    response = client.get(swedish.as_original.get_absolute_url("fi"))

    assert (response.status_code, response["Location"]) == (301, swedish.root.get_absolute_url("fi"))


def test_record_of_an_own_piece_that_was_withdrawn_keeps_its_headline_to_itself(client):
    own = make_own_piece(language="sv", status=Status.PUBLISHED, headline=CANARY)
    retract(own)

    response = client.get(own.root.get_absolute_url("sv"))

    assert response.status_code == 200
    assert CANARY not in response.content.decode()


# No cookie, ever


def test_public_pages_set_no_cookie_and_do_not_vary_by_one(client, beside):
    gone = make_article(status=Status.RETRACTED)
    paths = [*every_public_path(beside), path_of(gone), "/", "/sv/finns/inte/", "/nix"]
    client.cookies["sessionid"] = "somebody"

    for path in paths:
        response = client.get(path)
        assert "Set-Cookie" not in response, path
        assert not response.cookies, path
        assert "cookie" not in response.get("Vary", "").lower(), path
        assert "no-store" not in response["Cache-Control"], path


def test_page_is_not_sent_again_while_it_is_the_same(client, beside):
    path = path_of(beside)
    first = client.get(path)

    again = client.get(path, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_content_policy_of_readers_allows_nothing_inline(client, beside):
    policy = client.get("/sv/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_language_that_was_taken_away_leaves_nothing_behind(client, beside, settings):
    path = path_of(beside)
    original = beside.root
    make_article(original=original, language="fi", status=Status.PUBLISHED, translator=make_translator("fi"))
    settings.NEWSROOM_LANGUAGES = tuple(code for code in settings.NEWSROOM_LANGUAGES if code != "fi")

    assert client.get("/fi/").status_code == 404
    assert 'hreflang="fi"' not in client.get(path).content.decode()
