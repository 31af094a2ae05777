"""Looking again: what is asked, what is kept, what the desks are told."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.models import Event, Original
from articles.originals.capture import capture
from articles.originals.extract import extract
from articles.originals.failures import FetchError, NoArticleError, Reason
from articles.originals.fetch import fetch
from articles.originals.pasted import read_text
from articles.originals.rechecking import recheck, remember
from tests.articles.originals.loopback import html, serving
from tests.factories import make_article, make_editor, make_outlet, make_own_piece, make_translator

pytestmark = pytest.mark.django_db

FIRST = "The harbour was closed on Monday after the storm had torn two cranes from their rails."
SECOND = "Nobody was hurt, because the men had gone home an hour before the wind came."
CORRECTED = SECOND.replace("an hour", "two hours")


def page(*paragraphs, title="Harbour closed", **headers):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    body = f"<html lang='en'><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"
    return html(body, **headers)


@pytest.fixture
def publication(settings):
    with serving(settings, {"/story": page(FIRST, SECOND, ETag='"v1"')}) as server:
        yield server


@pytest.fixture
def original(publication):
    found = fetch(f"{publication.url}/story")
    return capture(
        extract(found.content, found.url), url=found.url, page=found, outlet=make_outlet()
    ).original


def events(name):
    return [(event.article, event.by) for event in Event.objects.filter(name=name).order_by("pk")]


@pytest.mark.parametrize(
    ("header", "value", "condition"),
    [
        ("ETag", '"v1"', "If-None-Match"),
        ("Last-Modified", "Fri, 20 Nov 2026 08:00:00 GMT", "If-Modified-Since"),
    ],
)
def test_server_is_asked_for_what_is_new_alone(publication, header, value, condition):
    publication.answers["/story"] = page(FIRST, **{header: value})
    found = fetch(f"{publication.url}/story")
    original = capture(extract(found.content, found.url), url=found.url).original
    remember(original, found)
    checked = original.checked_at
    publication.answers["/story"] = (304, {header: value}, b"")

    looked = recheck(original)

    assert publication.asked[-1][1][condition] == value
    assert (looked.is_changed, looked.differences, original.snapshots.count()) == (False, {}, 1)
    assert Original.objects.get().checked_at > checked


def test_same_text_in_other_markup_is_no_change(original, publication):
    publication.answers["/story"] = page(f"<em>{FIRST}</em>", SECOND, ETag='"v2"')

    assert not recheck(original).is_changed
    stored = Original.objects.get()
    assert (stored.status, stored.etag, stored.changed_at) == (Original.Status.LIVE, '"v2"', None)


def test_change_is_kept_told_and_compared(original, publication):
    editor, edition = make_editor("sv"), make_article(original=original)
    publication.answers["/story"] = page(FIRST, CORRECTED, title="Harbour shut", ETag='"v2"')

    found = recheck(original, by=editor)

    stored = Original.objects.get()
    assert (stored.status, stored.etag, stored.changed_at) == ("changed", '"v2"', stored.checked_at)
    assert (found.after.number, found.after.previous_hash) == (2, found.before.text_hash)
    assert found.after == stored.latest_snapshot()
    assert list(found.differences) == ["headline", "blocks"]
    # What readers are told the headline is follows a person, not a page.
    assert stored.headline == "Harbour closed"
    assert events("original_changed") == [(edition, editor)]
    assert not recheck(original).is_changed


def test_gone_original_is_marked_and_told_once(original, publication):
    editor, edition = make_editor("sv"), make_article(original=original)
    publication.answers["/story"] = (410, {}, b"")

    for _time in range(2):
        with pytest.raises(FetchError) as failure:
            recheck(original, by=editor)
        assert failure.value.reason == Reason.GONE

    assert Original.objects.get().status == Original.Status.GONE
    assert events("original_gone") == [(edition, editor)]
    publication.answers["/story"] = page(FIRST, SECOND)
    assert not recheck(original).is_changed
    assert Original.objects.get().status == Original.Status.LIVE


def test_withdrawal_that_a_person_wrote_down_stays(original, publication):
    Original.objects.update(status=Original.Status.WITHDRAWN)
    publication.answers["/story"] = (410, {}, b"")
    with pytest.raises(FetchError):
        recheck(original)

    assert Original.objects.get().status == Original.Status.WITHDRAWN
    assert events("original_gone") == []


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ((404, {}, b""), FetchError),
        ((503, {}, b""), FetchError),
        (html("<title>Page not found</title><body><p>Sorry.</p></body>"), NoArticleError),
    ],
)
def test_failure_changes_nothing(original, publication, answer, failure):
    publication.answers["/story"] = answer
    with pytest.raises(failure):
        recheck(original)

    assert (Original.objects.get().status, original.snapshots.count()) == (Original.Status.LIVE, 1)


def test_pasted_text_is_compared_by_a_person(publication):
    piece = read_text(f"Harbour closed\n\n{FIRST}", "", has_headline=True, language="en")
    original = capture(piece, url=f"{publication.url}/story").original

    assert recheck(original).is_changed
    assert Original.objects.get().status == Original.Status.LIVE
    assert not recheck(original).is_changed


def test_page_of_protected_sources_is_read_again_by_a_person_alone(original, publication):
    original.protect_sources = True
    original.save()
    with pytest.raises(FetchError, match="protected sources"):
        recheck(original, automatic=True)

    assert len(publication.asked) == 1
    assert not recheck(original, by=make_editor("sv")).is_changed


def test_command_shows_what_differs(original, publication):
    publication.answers["/story"] = page(FIRST, CORRECTED, ETag='"v2"')
    out = io.StringIO()
    for _time in range(2):
        call_command("import_original", original.url, stdout=out)

    assert out.getvalue().splitlines() == [
        f"Changed since it was captured: Harbour closed ({original.url})",
        f"- {SECOND}",
        f"+ {CORRECTED}",
        f"Known already: Harbour closed ({original.url})",
    ]
    publication.answers["/story"] = (410, {}, b"")
    with pytest.raises(CommandError):
        call_command("import_original", original.url)
    assert Original.objects.get().status == Original.Status.GONE


def test_editor_looks_again_and_sees_what_differs(client, original, publication):
    client.force_login(make_editor("sv"))
    publication.answers["/story"] = page(FIRST, CORRECTED, ETag='"v2"')
    address = reverse("admin:articles_original_recheck", args=[original.pk])

    shown = client.post(address, follow=True).content.decode()
    again = client.post(address, follow=True).content.decode()

    assert "The original says something else now. See what differs." in shown
    words = re.findall(r"<(del|ins)><span[^>]*>[^<]*</span>([^<]*)</", shown)
    assert [(tag, text.strip()) for tag, text in words] == [("del", "an hour"), ("ins", "two hours")]
    assert "The original says what it said when it was captured." in again


def test_looking_again_is_an_editors_step(client, original):
    address = reverse("admin:articles_original_recheck", args=[original.pk])
    own = reverse("admin:articles_original_recheck", args=[make_own_piece().as_original.pk])
    client.force_login(make_translator("sv"))
    assert client.post(address).status_code == 404
    client.force_login(make_editor("sv"))
    assert (client.get(address).status_code, client.post(own).status_code) == (405, 404)
