"""Readers report an error: by the form, without a cookie; within limits; nothing typed is lost."""

from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import override
from lxml import html

from articles import error_reports, workflow
from articles.error_reports import MOST_ABOUT_ONE_ARTICLE, MOST_OF_ONE_SENDER
from articles.models import ErrorReport, Status
from articles.paragraphs import paragraphs_of, with_places
from articles.richtext import blocks_of, clean
from articles.senders import sender_of
from newsroom import worker
from tests.factories import make_article, make_editor, make_translator
from translations.models import Notice
from translations.notices import sentence_of

pytestmark = pytest.mark.django_db
OURS = "http://testserver"
WORDS = "Bron öppnar i maj, inte i april."


def live_path(article):
    return article.versions.live().get().get_absolute_url()


def page_of(response):
    return html.fromstring(response.content.decode())


def texts(page, selector):
    return [" ".join(element.text_content().split()) for element in page.cssselect(selector)]


def form_at(client, article, query=""):
    return page_of(client.get(f"{live_path(article)}report/{query}")).cssselect("form.report")[0]


def send(client, article, *, headers=None, **changes):
    values = {"paragraph": "2", "text": WORDS, "email": "", **changes}
    values.setdefault("ticket", form_at(client, article).fields["ticket"])
    headers = {"origin": OURS} if headers is None else headers
    return client.post(f"{live_path(article)}report/", values, headers=headers)


def refusal_in(response):
    return texts(page_of(response), "[role=alert], .report strong")


def kept_in(response):
    fields = page_of(response).cssselect("form.report")[0].fields
    # The first line break of a text area is none.
    return {
        name: (fields[name] or "").removeprefix("\n") for name in ("paragraph", "text", "email", "homepage")
    }


# The way of a reader


def test_reader_goes_from_the_article_to_the_form_and_back_to_the_paragraph(client):
    article = make_article(status=Status.PUBLISHED)
    page = page_of(client.get(live_path(article)))
    link = page.cssselect('a[href$="/report/"]')[0]

    form = page_of(client.get(link.get("href"))).cssselect("form.report")[0]
    choices = [option.text for option in form.cssselect("option")]
    response = client.post(
        form.action, {**dict(form.form_values()), "paragraph": "2", "text": WORDS}, headers={"origin": OURS}
    )
    thanks = page_of(client.get(response["Location"]))

    assert link.text == "Rapportera ett fel"
    assert choices == [
        "Rubriken, en bild eller hela artikeln",
        "1. Bron stängs på måndag.",
        "2. Den öppnar igen i april.",
    ]
    assert response.status_code == 303
    assert texts(thanks, "[role=status] strong") == ["Tack. Redaktionen har fått din rapport."]
    back = thanks.cssselect(".kicker a")[0].get("href")
    assert back == f"{live_path(article)}#p2"
    assert texts(page, f"#{back.partition('#')[2]}") == ["Den öppnar igen i april."]


def test_report_is_kept_with_what_it_is_about(client):
    article = make_article(status=Status.PUBLISHED)

    send(client, article, text=f"  {WORDS}\r\nSe sidan 3. ", email="lasare@example.org")

    report = ErrorReport.objects.get()
    assert (report.article, report.version, report.language) == (article, article.versions.get(), "sv")
    assert (report.paragraph, report.text) == (2, f"{WORDS}\nSe sidan 3.")
    assert (report.email, report.done_at) == ("lasare@example.org", None)
    assert report.get_absolute_url() == f"{live_path(article)}#p2"


def test_paragraph_is_chosen_by_the_address(client):
    article = make_article(status=Status.PUBLISHED)

    chosen = [
        form_at(client, article, f"?paragraph={each}").fields["paragraph"] for each in ("2", "9", "-1", "²")
    ]

    assert chosen == ["2", "0", "0", "0"]


def test_form_is_never_cached_found_or_watched_and_the_article_stays_as_it_was(client):
    article = make_article(status=Status.PUBLISHED)

    answers = [
        client.get(f"{live_path(article)}report/"),
        send(client, article),
        send(client, article, text=""),
    ]

    assert [answer["Cache-Control"] for answer in answers] == ["private, no-store"] * 3
    assert [list(answer.cookies) for answer in answers] == [[], [], []]
    assert ["Cookie" in answer.get("Vary", "") for answer in answers] == [False] * 3
    assert page_of(answers[0]).cssselect('meta[name="robots"]')[0].get("content") == "noindex"
    shown = [client.get(live_path(article)) for _time in "ab"]
    assert shown[0].content == shown[1].content
    assert shown[0]["Cache-Control"] == "public, no-cache"


def test_version_that_the_reader_saw_is_kept_though_a_newer_one_came(client):
    article = make_article(status=Status.PUBLISHED)
    form = form_at(client, article)
    editor = make_editor()
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    workflow.publish(article, by=make_editor(), revision=article.revision)

    send(client, article, ticket=form.fields["ticket"])

    assert ErrorReport.objects.get().version == article.versions.get(number=1)


def test_former_address_leads_to_the_form_and_a_withdrawn_article_has_none(client):
    article = make_article(status=Status.PUBLISHED)
    former = f"{live_path(article)}report/"
    editor = make_editor()
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    article.slug = "ny"
    article.save()
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    workflow.publish(article, by=make_editor(), revision=article.revision)

    moved = client.get(former)
    ticket = form_at(client, article).fields["ticket"]
    values = {"paragraph": "1", "text": WORDS, "ticket": ticket}
    sent = client.post(former, values, headers={"origin": OURS})
    workflow.retract(article, by=editor, revision=article.revision, reason="Fel", statement="Fel.")

    assert (moved.status_code, moved["Location"]) == (301, f"{former.rsplit('/', 3)[0]}/ny/report/")
    assert (sent.status_code, ErrorReport.objects.count()) == (303, 1)
    assert client.get(former).status_code == 410


@pytest.mark.parametrize("code", settings.NEWSROOM_LANGUAGES)
def test_form_speaks_every_language(client, code):
    article = make_article(language=code, status=Status.PUBLISHED, translator=make_translator(code))

    response = client.get(f"{live_path(article)}report/")

    assert (response.status_code, page_of(response).get("lang")) == (
        200,
        page_of(client.get(f"/{code}/")).get("lang"),
    )


# Refusals: each says why, none loses a word


def test_nothing_typed_is_lost_whatever_is_refused(client):
    article = make_article(status=Status.PUBLISHED)
    typed = {"paragraph": "2", "text": WORDS, "email": "lasare@example.org"}
    cases = {
        "no words": send(client, article, **{**typed, "text": " "}),
        "too long": send(client, article, **{**typed, "text": "å" * 2001}),
        "no address": send(client, article, **{**typed, "email": "lasare"}),
        "machine": send(client, article, **typed, homepage="http://spam.example"),
        "other site": send(client, article, **typed, headers={"origin": "https://evil.example"}),
        "nobody": send(client, article, **typed, headers={}),
        "forged": send(client, article, **typed, ticket="forged"),
    }

    assert {name: response.status_code for name, response in cases.items()} == {
        **dict.fromkeys(cases, 400),
        "other site": 403,
        "nobody": 403,
    }
    kept = {**typed, "homepage": ""}
    changed = {"no words": {"text": " "}, "too long": {"text": "å" * 2001}, "no address": {"email": "lasare"}}
    assert {name: kept_in(response) for name, response in cases.items()} == {
        name: {**kept, **changed.get(name, {})} for name in cases
    }
    assert {name: len(refusal_in(response)) for name, response in cases.items()} == dict.fromkeys(cases, 1)
    assert refusal_in(cases["no words"]) == ["Skriv vad som är fel."]
    assert ErrorReport.objects.count() == 0


def test_file_is_refused_before_it_is_read(client):
    article = make_article(status=Status.PUBLISHED)

    response = send(client, article, file=SimpleUploadedFile("a.bin", bytes(65 * 1024)))

    assert (response.status_code, len(refusal_in(response))) == (413, 1)
    assert response.wsgi_request._read_started is False
    assert send(client, article, text="漢" * 2000).status_code == 303


@pytest.mark.parametrize(("text", "status"), [("a\x00b", 303), ("\x00", 400), ("\ud800", 303)])
def test_character_that_no_text_may_contain_is_never_stored(client, text, status):
    article = make_article(status=Status.PUBLISHED)
    encoded = quote(text, errors="surrogatepass")
    data = f"paragraph=1&text={encoded}&ticket={form_at(client, article).fields['ticket']}"

    response = client.post(
        f"{live_path(article)}report/",
        data,
        content_type="application/x-www-form-urlencoded",
        headers={"origin": OURS},
    )

    assert response.status_code == status
    assert {"\x00", "\ud800"} & set("".join(ErrorReport.objects.values_list("text", flat=True))) == set()


def test_unknown_paragraph_is_refused(client):
    article = make_article(status=Status.PUBLISHED)

    response = send(client, article, paragraph="3")

    assert refusal_in(response) == ["Det finns inget sådant stycke. Välj ett i listan."]


def test_referer_stands_in_for_an_origin(client):
    article = make_article(status=Status.PUBLISHED)

    headers = {"referer": f"{OURS}{live_path(article)}report/"}

    assert send(client, article, headers=headers).status_code == 303
    assert send(client, article, headers={"referer": "http://[broken"}).status_code == 403


def test_ticket_is_old_after_twelve_hours(client, monkeypatch):
    article = make_article(status=Status.PUBLISHED)
    monkeypatch.setattr(signing.time, "time", (timezone.now() - timedelta(hours=12, minutes=1)).timestamp)
    ticket = error_reports.ticket_for(article.versions.get())
    monkeypatch.undo()

    response = send(client, article, ticket=ticket)
    again = send(client, article, ticket=page_of(response).cssselect("[name=ticket]")[0].get("value"))

    assert (response.status_code, kept_in(response)["text"]) == (400, WORDS)
    assert again.status_code == 303


def test_ticket_of_another_article_does_not_move_a_report_there(client):
    article, other = (make_article(status=Status.PUBLISHED) for _each in "ab")

    send(client, article, ticket=form_at(client, other).fields["ticket"])

    assert ErrorReport.objects.get().article == article


def test_sixth_report_of_a_sender_within_an_hour_waits(client):
    article = make_article(status=Status.PUBLISHED)

    answers = [send(client, article, text=f"{WORDS} {number}") for number in range(MOST_OF_ONE_SENDER + 1)]
    elsewhere = send(client, make_article(status=Status.PUBLISHED))
    ErrorReport.objects.update(at=timezone.now() - timedelta(hours=1, seconds=1))

    assert [answer.status_code for answer in answers] == [303] * MOST_OF_ONE_SENDER + [429]
    assert (answers[-1]["Retry-After"], kept_in(answers[-1])["text"]) == (
        "3600",
        f"{WORDS} {MOST_OF_ONE_SENDER}",
    )
    assert len(refusal_in(answers[-1])) == 1
    assert elsewhere.status_code == 429
    assert send(client, article, text="En timme senare.").status_code == 303


def test_one_article_takes_so_many_reports_an_hour_and_others_still_do(client):
    article = make_article(status=Status.PUBLISHED)
    version = article.versions.get()
    for number in range(MOST_ABOUT_ONE_ARTICLE):
        error_reports.receive(version, paragraph=1, text=f"{number}", sender=f"{number}")

    assert send(client, article).status_code == 429
    assert send(client, make_article(status=Status.PUBLISHED)).status_code == 303


def test_same_report_sent_twice_is_kept_once(client):
    article = make_article(status=Status.PUBLISHED)

    assert [send(client, article).status_code for _time in "ab"] == [303, 303]
    assert ErrorReport.objects.count() == 1


# Who sends


def asked_from(address, forwarded=""):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return SimpleNamespace(META={"REMOTE_ADDR": address}, headers=headers)


def test_sender_is_the_same_word_for_a_household_and_tells_no_address():
    senders = [
        sender_of(asked_from(each)) for each in ("2001:db8::1", "2001:db8::2", "2001:db8:1::1", "192.0.2.1")
    ]

    assert senders[0] == senders[1]
    assert len(set(senders)) == 3
    assert sender_of(asked_from("::ffff:192.0.2.1")) == senders[3]
    assert [len(each) for each in senders] == [32] * 4


def test_sender_is_told_by_our_own_proxy_alone(settings):
    direct, claimed = sender_of(asked_from("192.0.2.1")), sender_of(asked_from("192.0.2.1", "198.51.100.1"))
    settings.NEWSROOM_PROXIES = 1
    behind = sender_of(asked_from("127.0.0.1", "198.51.100.1, 192.0.2.1"))

    assert direct == claimed == behind
    assert sender_of(asked_from("192.0.2.1")) == direct


def test_worker_forgets_senders_after_a_day_and_addresses_a_month_after_the_answer():
    version = make_article(status=Status.PUBLISHED).versions.get()
    now = timezone.now()
    said = {
        "article": version.article,
        "version": version,
        "language": "sv",
        "email": "a@example.org",
        "sender": "x",
    }
    editor = make_editor()
    new = ErrorReport.objects.create(text="ny", **said)
    old = ErrorReport.objects.create(text="gammal", at=now - timedelta(days=2), **said)
    done = ErrorReport.objects.create(text="klar", done_at=now - timedelta(days=31), done_by=editor, **said)

    worker.tick()

    kept = {each.text: (each.email, each.sender) for each in ErrorReport.objects.all()}
    assert kept == {new.text: ("a@example.org", "x"), old.text: ("a@example.org", ""), done.text: ("", "x")}


def test_database_refuses_what_nobody_said_and_nobody_dealt_with():
    version = make_article(status=Status.PUBLISHED).versions.get()
    said = {"article": version.article, "version": version, "language": "sv"}

    with pytest.raises(IntegrityError):
        ErrorReport.objects.create(text="", **said)


# Paragraphs


def test_every_paragraph_has_a_place_and_the_count_is_that_of_the_blocks():
    body = clean(
        "<p>Ett</p><h2>Två</h2><blockquote><p>Tre</p></blockquote><ul><li>Fyra</li><li>Fem</li></ul>"
        '<figure><img src="/a.png" alt="a <p> b"><figcaption>Text</figcaption></figure><hr>'
        '<p>Sex <a href="https://example.org/?q=<p>">länk</a></p>'
    )

    page = html.fromstring(f"<main>{with_places(body)}</main>")
    places = {element.get("id"): element.text_content() for element in page.cssselect("[id]")}

    assert list(places) == [f"p{number}" for number in range(1, 7)]
    assert list(places.values()) == paragraphs_of(blocks_of(body))


def test_paragraph_that_was_left_out_is_not_counted():
    blocks = [
        {"kind": "paragraph", "html": "Ett"},
        {"kind": "paragraph", "html": "Borta", "left_out": True},
        {"kind": "image", "html": '<img src="/a.png" alt="">'},
        {"kind": "paragraph", "html": "Två<br>rader"},
    ]

    assert paragraphs_of(blocks) == ["Ett", "Två rader"]


def test_article_page_names_its_paragraphs_for_as_many_as_the_form_offers(client):
    article = make_article(status=Status.PUBLISHED)

    with override("sv"):
        places = page_of(client.get(live_path(article))).cssselect(".text [id]")

    assert [place.get("id") for place in places] == ["p1", "p2"]


def test_the_desk_hears_of_a_report_once(client):
    editor, foreign = make_editor("sv"), make_editor("fi")
    article = make_article(language="sv", status=Status.PUBLISHED)

    for _again in range(2):
        send(client, article)

    with override("en"):
        told = [sentence_of(notice) for notice in Notice.objects.filter(user=editor, kind="report")]
    assert told == [f"A reader reports an error: {WORDS}"]
    assert not Notice.objects.filter(user=foreign).exists()
