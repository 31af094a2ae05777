"""Importing in two steps: read it, look it over with its sources beside each value, then store it."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import ImportDraft, Original, Outlet, Permission
from articles.originals import drafts
from tests.articles.originals.loopback import html
from tests.articles.originals.loopback import serving as answering
from tests.factories import make_administrator, make_editor, make_outlet, make_translator, make_user
from tests.loopback import serving
from tests.word_files import paragraph, word_file

pytestmark = pytest.mark.django_db

ADD = "admin:articles_original_add"
CHECK = "admin:articles_original_check"
URL = "https://observer.example/n2/content/view/16765/"
PAGE = """<!doctype html><html lang="en"><head><title>Bridge to shut</title>
<meta property="og:title" content="Bridge to shut"><meta name="author" content="Elin Marsh">
<meta property="og:site_name" content="The Observer">
<meta property="article:published_time" content="2026-03-01T08:00:00+09:00">
<meta property="og:image" content="{address}/bridge.jpg">
<meta property="og:image:alt" content="The bridge, open">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
<link rel="canonical" href="{address}/story"></head><body><article><h1>Bridge to shut</h1>
<p>The harbour bridge shuts for six weeks while its hinge bearings are swapped one at a time.</p>
<p>During the works a ferry sails every ten minutes between half past five and midnight.</p>
<p>It will be crowded the first week, says the skipper, and then people find their own times.</p>
</article></body></html>"""
TEXT = """Bridge to shut

The harbour bridge shuts for six weeks while its hinge bearings are swapped one at a time.

During the works a ferry sails every ten minutes between half past five and midnight."""


@pytest.fixture
def editor(client):
    user = make_editor("sv")
    client.force_login(user)
    return user


@pytest.fixture
def publication(settings):
    pages = {}
    with serving(pages) as address:
        settings.NEWSROOM_FETCH_ALLOW = frozenset({address.removeprefix("http://")})
        story = PAGE.format(address=address)
        empty = "<html><body><nav>x</nav></body></html>"
        pages |= {"/story": story, "/story?utm_source=mail": story, "/empty": empty}
        yield address


def read(client, url=URL, **values):
    return client.post(reverse(ADD), {"url": url, **values})


def look_over(client, response):
    """The form of the second page, as it stands after reading."""
    return client.get(response["Location"]).context["adminform"].form


def posted(form, **changes):
    data = {name: form[name].value() for name in form.fields} | {"permission": "granted"} | changes
    for name in ("first_published_at", "modified_at"):
        if isinstance(data[name], datetime):
            data[name] = data[name].strftime("%Y-%m-%dT%H:%M:%S")
    return {name: value for name, value in data.items() if value not in (None, False)}


def bring_in(client, address=URL, *, values=None, **changes):
    """Both steps; gives the answer to the second."""
    first = read(client, address, **(values or {"text": TEXT}))
    return client.post(first["Location"], posted(look_over(client, first), **changes))


def address_of(original):
    return reverse("admin:articles_original_change", args=[original.pk])


def errors(response):
    return response.context["adminform"].form.errors


# Reading


def test_page_is_read_and_nothing_is_imported_before_somebody_has_looked(client, editor, publication):
    response = read(client, f"{publication}/story?utm_source=mail")

    draft = ImportDraft.objects.get()
    assert response["Location"] == reverse(CHECK, args=[draft.pk])
    assert (draft.by, draft.way, draft.url) == (editor, "address", f"{publication}/story")
    assert not Original.objects.exists()
    assert not Outlet.objects.exists()


def test_page_is_not_fetched_again_between_the_steps(client, editor, publication, monkeypatch):
    first = read(client, f"{publication}/story")
    monkeypatch.setattr(drafts, "fetch", None)

    for _reload in range(2):
        form = look_over(client, first)
    client.post(first["Location"], posted(form))

    snapshot = Original.objects.get().snapshots.get()
    assert len(snapshot.blocks) == 3
    assert snapshot.captured_at == ImportDraft.objects.get().captured_at
    assert b"hinge bearings" in gzip.decompress(snapshot.page)


def test_network_is_used_outside_any_transaction(client, editor, publication, monkeypatch):
    depth = len(transaction.get_connection().savepoint_ids)
    seen = []
    fetch = drafts.fetch

    def watched(url):
        seen.append(len(transaction.get_connection().savepoint_ids))
        return fetch(url)

    monkeypatch.setattr(drafts, "fetch", watched)

    read(client, f"{publication}/story")

    assert seen == [depth]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("/empty", "There is no article on this page"), ("/missing", "There is no page at this address (404).")],
)
def test_page_that_cannot_be_read_leaves_one_sentence_and_what_was_typed(
    client, editor, publication, path, sentence
):
    response = read(client, publication + path)

    assert response.status_code == 200
    assert list(errors(response)) == ["url"]
    assert sentence in str(errors(response)["url"])
    assert response.context["adminform"].form["url"].value() == publication + path
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((410, {}, b""), "The page is gone for good (410): the publisher has withdrawn it."),
        (
            html('<h1>Story</h1><p>It begins.</p><div class="paywall">Subscribe to read on</div>'),
            (
                "The page shows the beginning of the article alone; the rest is for subscribers. If you may"
                " read it, paste the text."
            ),
        ),
        (
            html('<meta http-equiv="refresh" content="0; url=http://10.0.0.1/">'),
            "This address, or the one it sends us on to, is not one of the public web.",
        ),
    ],
)
def test_answer_that_is_no_article_is_told_to_the_editor(client, editor, settings, answer, sentence):
    with answering(settings, {"/story": answer}) as server:
        response = read(client, f"{server.url}/story")

    assert errors(response) == {"url": [sentence]}
    assert response.context["adminform"].form["url"].value() == f"{server.url}/story"
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize("url", ["", "harbour", "ftp://x.example/a", "https://user@x.example/", "http://"])
def test_what_is_no_address_is_refused(client, editor, url):
    for values in ({}, {"text": TEXT}):
        response = read(client, url, **values)

        assert list(errors(response)) == ["url"]
        assert response.context["adminform"].form["text"].value() == values.get("text")


def test_address_of_this_machine_is_not_fetched(client, editor):
    response = read(client, "http://127.0.0.1:9/secret")

    assert "not one of the public web" in response.content.decode()


def test_pasted_text_is_stored_under_its_address(client, editor):
    bring_in(client, language="en")

    original = Original.objects.get()
    assert (original.url, original.headline, original.language) == (URL, "Bridge to shut", "en")
    assert len(original.snapshots.get().blocks) == 2


def test_pasted_text_without_any_text_stays_on_the_form(client, editor):
    response = read(client, text="Headline alone")

    assert list(errors(response)) == ["text"]
    assert response.context["adminform"].form["text"].value() == "Headline alone"


def test_file_is_stored_under_the_address_of_the_original(client, editor):
    file = SimpleUploadedFile(
        "ferry.docx", word_file(paragraph("Ferry"), paragraph("It – waits."), paragraph("é"))
    )

    bring_in(client, values={"file": file}, language="en")

    original = Original.objects.get()
    assert (original.url, original.headline, original.language) == (URL, "Ferry", "en")
    assert [block["html"] for block in original.snapshots.get().blocks] == ["It – waits.", "é"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ferry.pdf", b"%PDF-1.7", "Only .txt, .html and .docx files can be read."),
        ("ferry.txt", b"a" * (5 * 1024**2 + 1), "The file is larger than 5 megabytes."),
        ("ferry.docx", b"PK", "This Word file cannot be read."),
        ("ferry.html", b"<nav>x</nav>", "There is no article on this page"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_a_sentence(client, editor, name, content, sentence):
    response = read(client, file=SimpleUploadedFile(name, content))

    assert list(errors(response)) == ["file"]
    assert sentence in str(errors(response)["file"])
    assert not ImportDraft.objects.exists()


def test_file_without_an_address_is_not_lost_and_not_imported_before_there_is_one(client, editor):
    first = read(client, "", file=SimpleUploadedFile("ferry.txt", TEXT.encode()))
    form = look_over(client, first)

    refused = client.post(first["Location"], posted(form, outlet_name="The Quay"))
    accepted = client.post(first["Location"], posted(form, outlet_name="The Quay", url=URL))

    assert list(errors(refused)) == ["url"]
    assert accepted["Location"] == address_of(Original.objects.get(url=URL))


def test_text_and_file_at_once_are_refused(client, editor):
    response = read(client, text=TEXT, file=SimpleUploadedFile("ferry.txt", b"x"))

    assert list(errors(response)) == ["file"]
    assert response.context["adminform"].form["text"].value() == TEXT


# Looking over


def test_each_value_says_where_it_stood_and_how_sure_it_is(client, editor, publication):
    form = look_over(client, read(client, f"{publication}/story"))

    assert {name: form[name].value() for name in ("headline", "authors", "standfirst", "language")} == {
        "headline": "Bridge to shut",
        "authors": "Elin Marsh",
        "standfirst": "",
        "language": "en",
    }
    assert "Head of the page" in form.fields["authors"].help_text
    assert "Head of the page, 2026-03-01 08:00 UTC+09:00" in form.fields["first_published_at"].help_text
    assert "Not on the page." in form.fields["standfirst"].help_text
    assert form["picture_url"].value() == f"{publication}/bridge.jpg"
    assert form["picture_alternative_text"].value() == "The bridge, open"


def test_text_is_shown_before_it_is_imported(client, editor):
    file = SimpleUploadedFile(
        "a.html",
        b"<html><body><article><h1>Ferry</h1><p>The <em>ferry</em> waits for whoever runs along the quay."
        b"</p><script>alert(1)</script><ol><li>One of them ran</li><li>Another walked</li></ol></article>",
    )
    first = read(client, file=file)

    content = client.get(first["Location"]).content.decode()

    assert "The <em>ferry</em> waits for whoever runs along the quay." in content
    assert '<span class="import-marker" aria-hidden="true">2.</span> Another walked' in content
    assert "alert(1)" not in content


def test_pictures_are_shown_by_their_words_and_never_loaded(client, editor):
    text = "<p>The ferry waits for whoever runs along the quay, says the skipper.</p>"
    sources = [
        'src="/a.jpg" alt="Alt &amp;"><figcaption>Quay</figcaption>',
        'src="/b.jpg" alt="Waves &amp; wind">',
    ]
    figures = "".join(f"<figure><img {source}</figure>{text}" for source in [*sources, 'src="/c.jpg">'])
    page = f"<html><body><article><h1>Ferry</h1>{text}{figures}</article></body></html>"
    first = read(client, file=SimpleUploadedFile("a.html", page.encode()))

    response = client.get(first["Location"])

    shown = [block.html for block in response.context["adminform"].form.preview() if block.kind == "image"]
    assert shown == ["Picture: Quay", "Picture: Waves &amp; wind", "Picture: https://observer.example/c.jpg"]
    assert "<img" not in response.content.decode().partition('class="import-blocks"')[2].partition("</ol>")[0]


def test_original_is_captured_with_what_the_editor_put_right(client, editor, publication):
    first = read(client, f"{publication}/story")
    data = posted(
        look_over(client, first),
        headline="Bridge to close",
        standfirst="The ferry takes over.",
        authors="Elin Marsh\n\n Tomas   Lind ",
        first_published_at="2026-03-01T07:30:00",
        language="sv",
        url=f"{publication}/n2/16765",
        left_out=["1"],
        picture_credit="Mona Lind",
        protect_sources="on",
    )

    client.post(first["Location"], data)

    original = Original.objects.get()
    snapshot = original.snapshots.get()
    assert (original.headline, original.language) == ("Bridge to close", "sv")
    assert (original.url, original.authors) == (f"{publication}/n2/16765", ["Elin Marsh", "Tomas Lind"])
    assert original.first_published_at == datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
    assert original.protect_sources is True
    assert original.lead_picture == {
        "url": f"{publication}/bridge.jpg",
        "alternative_text": "The bridge, open",
        "caption": "",
        "credit": "Mona Lind",
    }
    assert (snapshot.headline, snapshot.standfirst) == ("Bridge to close", "The ferry takes over.")
    assert [block["html"][:12] for block in snapshot.blocks] == ["The harbour ", "It will be c"]


def test_record_tells_who_says_so(client, editor, publication):
    bring_in(client, f"{publication}/story", values={"text": ""}, headline="Bridge to close", left_out=["0"])

    record = Original.objects.get().snapshots.get().record
    values = record["values"]
    assert (record["by"], record["way"]) == (editor.username, "address")
    assert values["headline"]["read"] == "Bridge to shut"
    assert values["authors"] == {"kind": "meta", "confidence": "certain"}
    assert "read" not in values["first_published_at"]
    assert record["left_out"] == [
        "The harbour bridge shuts for six weeks while its hinge bearings are swapped one at a time."
    ]


def test_page_of_protected_sources_is_not_kept(client, editor, publication):
    bring_in(client, f"{publication}/story", values={"text": ""}, protect_sources="on")

    assert bytes(Original.objects.get().snapshots.get().page) == b""
    assert bytes(ImportDraft.objects.get().page) == b""


def test_address_that_is_known_leads_to_its_original(client, editor, publication):
    bring_in(client, f"{publication}/story", values={"text": ""})
    original = Original.objects.get()

    for again in ("/story", "/story#top", "/story?utm_source=x"):
        response = client.post(reverse(ADD), {"url": publication + again}, follow=True)
        assert response.redirect_chain[0][0] == address_of(original)
        assert "imported before" in response.content.decode()
    assert (Original.objects.count(), ImportDraft.objects.count()) == (1, 1)


def test_address_that_became_known_meanwhile_leads_to_its_original(client, editor):
    first = read(client, text=TEXT)
    data = posted(look_over(client, first))
    bring_in(client, values={"text": TEXT.replace("six", "seven")})

    response = client.post(first["Location"], data)

    assert response["Location"] == address_of(Original.objects.get())


def test_import_that_is_sent_twice_makes_one_original(client, editor):
    first = read(client, text=TEXT)
    data = posted(look_over(client, first))

    answers = [client.post(first["Location"], data) for _click in range(2)]

    original = Original.objects.get()
    assert {answer["Location"] for answer in answers} == {address_of(original)}
    assert Outlet.objects.count() == 1


def test_draft_can_be_thrown_away(client, editor):
    first = read(client, text=TEXT)

    client.post(first["Location"], {"_discard": "1"})

    assert client.get(first["Location"]).status_code == 404
    assert not Original.objects.exists()


# Publication, permission, licence


def test_publication_is_found_by_host(client, editor):
    make_outlet("The Quay", home_page="https://quay.example/")
    outlet = make_outlet("The Observer", home_page="https://www.observer.example/")

    form = look_over(client, read(client, text=TEXT))

    assert (form["outlet"].value(), form["outlet_name"].value()) == (outlet.pk, "")


def test_new_publication_is_proposed_and_named_by_the_editor(client, editor, publication):
    first = read(client, f"{publication}/story")
    form = look_over(client, first)

    client.post(first["Location"], posted(form, outlet_name="The Harbour Observer"))

    assert (form["outlet_name"].value(), form["outlet_home_page"].value()) == (
        "The Observer",
        "https://127.0.0.1/",
    )
    outlet = Outlet.objects.get()
    assert (outlet.name, outlet.language, outlet.permission) == (
        "The Harbour Observer",
        "en",
        Permission.UNKNOWN,
    )
    assert Original.objects.get().outlet == outlet


def test_name_of_another_publication_is_not_taken_from_a_page(client, editor, publication):
    make_outlet("The observer", home_page="https://observer.example/")
    first = read(client, f"{publication}/story")
    form = look_over(client, first)

    response = client.post(first["Location"], posted(form, outlet_name="the Observer"))

    assert form["outlet_name"].value() == "The Observer (127.0.0.1)"
    assert list(errors(response)) == ["outlet_name"]
    assert not Original.objects.exists()


def test_licence_that_the_page_declares_is_proposed(client, editor, publication):
    form = look_over(client, read(client, f"{publication}/story"))

    assert [form[name].value() for name in ("permission", "licence", "licence_url")] == [
        Permission.LICENCE,
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ]


def test_permission_is_taken_over_from_the_publication(client, editor):
    chosen = make_outlet("The Quay", permission=Permission.LICENCE, licence="CC BY 4.0")
    by_host = make_outlet("The Buoy", home_page="https://www.buoy.example/")

    bring_in(client, "https://quay.example/a", permission="", outlet=chosen.pk)
    bring_in(client, "https://buoy.example/a", permission="", outlet=by_host.pk)

    second, first = Original.objects.order_by("-pk")
    assert (first.outlet, first.permission, first.licence) == (chosen, Permission.LICENCE, "CC BY 4.0")
    assert (second.outlet, second.permission) == (by_host, Permission.GRANTED)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"permission": ""}, "permission"),
        ({"permission": "licence"}, "licence"),
        ({"permission": "not_needed"}, "permission_note"),
        ({"permission": "made_up"}, "permission"),
        ({"outlet_name": ""}, "outlet_name"),
        ({"outlet": "999"}, "outlet"),
        ({"headline": " "}, "headline"),
        ({"language": ""}, "language"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"picture_url": "javascript:alert(1)"}, "picture_url"),
        ({"first_published_at": "yesterday"}, "first_published_at"),
        ({"left_out": ["0", "1"]}, "__all__"),
        ({"left_out": ["7"]}, "left_out"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_stays(client, editor, values, field):
    response = bring_in(client, **{"standfirst": "Typed by hand", **values})

    assert list(errors(response)) == [field]
    assert response.context["adminform"].form["standfirst"].value() == "Typed by hand"
    assert not Original.objects.exists()
    assert not Outlet.objects.exists()


# Who may, how long, how many queries


@pytest.mark.parametrize(
    ("who", "code"), [("translator", 403), ("editor", 200), ("administrator", 200), ("no_desk", 403)]
)
def test_import_is_for_editors(client, who, code):
    people = {
        "translator": make_translator,
        "editor": make_editor,
        "administrator": make_administrator,
        "no_desk": lambda: make_user("nobody", group="Editor"),
    }
    user = people[who]()
    client.force_login(user)
    draft = drafts.from_text(TEXT, URL, by=user)

    for page in (reverse(ADD), reverse(CHECK, args=[draft.pk])):
        assert client.get(page).status_code == code
        assert client.post(page, {"url": "x"}).status_code == code


def test_draft_is_its_readers_alone(client, editor):
    theirs = drafts.from_text(TEXT, URL, by=make_editor("sv"))
    page = reverse(CHECK, args=[theirs.pk])

    assert client.get(page).status_code == 404
    assert client.post(page, {"_discard": "1"}).status_code == 404
    assert list(client.get(reverse(ADD)).context["unfinished"]) == []
    assert ImportDraft.objects.filter(pk=theirs.pk).exists()


def test_draft_is_forgotten_after_a_week(client, editor):
    from newsroom import worker

    old, new = (drafts.from_text(TEXT, URL, by=editor) for _draft in range(2))
    ImportDraft.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=7, minutes=1))

    worker.tick()

    assert list(client.get(reverse(ADD)).context["unfinished"]) == [new]
    assert ImportDraft.objects.get() == new


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_a_fixed_number_of_queries(client, django_assert_num_queries, editor, rows):
    for number in range(rows):
        make_outlet()
        draft = drafts.from_text(f"{TEXT}\n\nOne more." * rows, f"{URL}{number}", by=editor)

    with django_assert_num_queries(7):
        client.get(reverse(ADD))
    with django_assert_num_queries(11):
        client.get(reverse(CHECK, args=[draft.pk]))
