"""The contract: every output, for every kind of original, says where the piece comes from.

A new output gets a function in OUTPUTS, a new kind of original one in KINDS.
"""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.utils import timezone
from lxml import etree, html

from articles import people, workflow
from articles.models import Permission, PublishedVersion, Status
from articles.models.people import Role
from articles.originals.own import original_of
from articles.workflow import PublishOrder
from tests.factories import (
    make_article,
    make_editor,
    make_original,
    make_outlet,
    make_own_piece,
    make_translator,
)

pytestmark = pytest.mark.django_db
ADDRESS = "https://news.example/n2/content/view/16765/"
HEADLINE = "Harbour bridge to shut"
STYLES = Path(__file__).parents[2] / "static/css/site.css"
NAMES = {"a": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/"}


# What is published: each gives the article, and what its outputs must say.


def facts_of(article, **other):
    version = live(article)
    translators = [each.name for each in version.credits.all() if each.role == Role.TRANSLATOR]
    return {
        "headline": [version.source_headline],
        "author": version.source_authors or [version.source_outlet],
        "outlet": [version.source_outlet],
        "address": [version.source_url],
        "translator": translators,
        "language": ["en", "engelska"],
        **other,
    }


def live(article):
    return PublishedVersion.objects.live().get(article=article)


def external():
    outlet = make_outlet("Harbour Observer")
    return make_article(original=make_original(url=ADDRESS, outlet=outlet), status=Status.PUBLISHED)


def with_status(status):
    def build():
        article = external()
        root = article.root
        root.status, root.changed_at = status, timezone.now()
        root.save()
        return article

    return build


def author_unknown():
    return make_article(original=make_original(url=ADDRESS, authors=[]), status=Status.PUBLISHED)


def several_translators():
    article = make_article(original=make_original(url=ADDRESS), status=Status.DRAFT)
    for name in ("Ann Ek", "Bo Ek"):
        people.credit(article, people.person_named(name), Role.TRANSLATOR)
    return publish(article)


def under_a_licence():
    rights = {
        "permission": Permission.LICENCE,
        "licence": "CC BY 4.0",
        "licence_url": "https://cc.example/by",
    }
    return make_article(original=make_original(url=ADDRESS, **rights), status=Status.PUBLISHED)


def relay():
    finnish = make_article(
        original=make_original(url=ADDRESS),
        language="fi",
        status=Status.PUBLISHED,
        translator=make_translator("fi"),
    )
    return make_article(original=original_of(finnish), status=Status.PUBLISHED)


def translated_own_piece():
    own = make_own_piece(language="en", headline=HEADLINE, status=Status.PUBLISHED)
    return make_article(original=original_of(own), status=Status.PUBLISHED)


def corrected_by_us():
    article = external()
    editor = make_editor()
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    order = PublishOrder(kind="correction", right="Bron öppnade 1932.")
    workflow.publish(article, by=make_editor(), revision=article.revision, order=order)
    return article


def publish(article):
    editor = make_editor()
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    workflow.publish(article, by=make_editor(), revision=article.revision)
    return article


KINDS = {
    "external": external,
    "author unknown": author_unknown,
    "several translators": several_translators,
    "under a licence": under_a_licence,
    "relay": relay,
    "own piece, translated": translated_own_piece,
    "original changed": with_status("changed"),
    "original corrected": with_status("corrected"),
    "original withdrawn": with_status("withdrawn"),
    "original unreachable": with_status("unreachable"),
    "corrected by us": corrected_by_us,
}


# How it is read: each gives, for every fact, the words in which it must stand.


def everywhere(words):
    words = " ".join(words.split())
    return dict.fromkeys(("headline", "author", "outlet", "address", "translator", "language"), words)


def page_at(client, path):
    return html.fromstring(client.get(path).content.decode())


def words_and_links(element):
    return " ".join([element.text_content(), *element.xpath(".//@href")])


def page_top(client, path):
    return everywhere(words_and_links(page_at(client, path).cssselect("article > header")[0]))


def page_foot(client, path):
    return everywhere(page_at(client, path).cssselect(".about")[0].text_content())


def print_out(client, path):
    """Everything that the style sheet leaves on paper; addresses must be readable there."""
    page = page_at(client, path)
    on_paper = STYLES.read_text(encoding="utf-8").partition("@media print{")[2].partition("\n}")[0]
    for selectors in re.findall(r"([^{}]+)\{[^{}]*display:none", on_paper):
        for element in page.cssselect(re.sub(r":is\((.*)\)", r"\1", selectors.strip())):
            element.drop_tree()
    return everywhere(page.text_content())


def plain_text(client, path):
    return everywhere(client.get(f"{path}index.txt").content.decode())


def rss(client, path):
    feed = etree.fromstring(client.get("/sv/feed.rss").content)
    return everywhere(
        html.fromstring(feed.xpath("string(//content:encoded)", namespaces=NAMES)).text_content()
    )


def atom(client, path):
    feed = etree.fromstring(client.get("/sv/feed.atom").content)
    return everywhere(html.fromstring(feed.xpath("string(//a:content)", namespaces=NAMES)).text_content())


def json_feed(client, path):
    (item,) = json.loads(client.get("/sv/feed.json").content)["items"]
    return of_translation(item["_translation"])


def oembed(client, path):
    answer = client.get("/oembed", {"url": f"http://testserver{path}"})
    return of_translation(json.loads(answer.content)["translation"])


def of_translation(said):
    return {
        "headline": said["original_title"],
        "author": " ".join(said["authors"]),
        "outlet": said["outlet"],
        "address": said["original_url"],
        "translator": " ".join(said["translators"]),
        "language": said["from"],
    }


def structured_data(client, path):
    (block,) = page_at(client, path).xpath("//script[@type='application/ld+json']/text()")
    said = json.loads(block)
    work = said["translationOfWork"]
    return {
        "headline": work["headline"],
        "author": " ".join(author["name"] for author in said["author"]),
        "outlet": work["publisher"]["name"],
        "address": work["url"],
        "translator": " ".join(person["name"] for person in said["translator"]),
        "language": work["inLanguage"],
    }


def open_graph(client, path):
    said = {}
    for element in page_at(client, path).xpath("//meta[@property or @name]"):
        name = element.get("property") or element.get("name")
        said[name] = f"{said.get(name, '')} {element.get('content')}"
    return {
        "headline": said["twitter:data2"],
        "author": said["article:author"],
        "outlet": said["og:description"],
        "address": said["og:see_also"],
        "translator": said["twitter:data1"],
        "language": said["og:description"],
    }


def embedded(client, path):
    return everywhere(page_at(client, f"{path}embed/").text_content())


def page_for_others(client, path):
    return everywhere(page_at(client, f"{path}republish/").text_content())


def mail(client, path):
    (link,) = page_at(client, path).xpath("//a[starts-with(@href, 'mailto:')]/@href")
    return everywhere(parse_qs(urlsplit(link).query)["body"][0])


OUTPUTS = {
    "top of the page": page_top,
    "foot of the page": page_foot,
    "paper": print_out,
    "plain text": plain_text,
    "RSS": rss,
    "Atom": atom,
    "JSON Feed": json_feed,
    "JSON-LD": structured_data,
    "Open Graph": open_graph,
    "embed": embedded,
    "oEmbed": oembed,
    "page for re-publishers": page_for_others,
    "e-mail": mail,
}


def says(words, fact, wanted):
    """A language is said in words or as a code, everything else in full."""
    found = [each in words for each in wanted]
    return any(found) if fact == "language" else all(found)


@pytest.mark.parametrize("kind", KINDS)
def test_every_output_names_headline_author_outlet_address_translator_and_language(client, kind):
    article = KINDS[kind]()
    facts = facts_of(article)
    if facts["address"][0].startswith("/"):
        facts["address"] = [f"http://testserver{facts['address'][0]}"]
    path = live(article).get_absolute_url()
    PublishedVersion.objects.exclude(article=article).in_language("sv").update(visible_until=timezone.now())

    said = {name: output(client, path) for name, output in OUTPUTS.items()}

    assert all(facts.values())
    missing = [
        (name, fact, wanted)
        for name, words in said.items()
        for fact, wanted in facts.items()
        if not says(words[fact], fact, wanted)
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("kind", "notice"),
    [
        ("original changed", "Originalet har ändrats."),
        ("original corrected", "Originalet har rättats."),
        ("original withdrawn", "Originalet har dragits tillbaka av Harbour Observer"),
        ("original unreachable", "Originalet är inte längre tillgängligt på webben."),
        ("corrected by us", "Bron öppnade 1932."),
    ],
)
def test_every_output_that_holds_the_text_warns_in_the_same_words(client, kind, notice):
    path = live(KINDS[kind]()).get_absolute_url()

    for name in ("paper", "plain text", "RSS", "Atom", "embed", "e-mail"):
        assert notice in OUTPUTS[name](client, path)["headline"], name


def test_permission_that_has_ended_is_said_wherever_the_piece_was(client):
    article = external()
    path = live(article).get_absolute_url()
    how = {"reason": "Slut", "statement": "Avtalet gick ut.", "kind": "permission"}
    workflow.retract(article, by=make_editor(), revision=article.revision, **how)
    reason = "Borttagen: tillståndet har upphört."

    for suffix in ("", "index.txt", "embed/"):
        answer = client.get(f"{path}{suffix}")
        assert (answer.status_code, reason in answer.content.decode()) == (410, True), suffix
        assert article.root.get_absolute_url("sv") in answer.content.decode()
    for form in ("atom", "rss", "json"):
        feed = client.get(f"/sv/feed.{form}").content.decode()
        assert f"{reason} Avtalet gick ut." in feed
        assert "Den öppnar igen" not in feed
    assert client.get("/oembed", {"url": f"http://testserver{path}"}).status_code == 404


def test_own_piece_speaks_of_no_original_in_any_output(client):
    path = live(make_own_piece(language="sv", status=Status.PUBLISHED)).get_absolute_url()

    page = page_at(client, path)
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    card = json.loads(client.get("/oembed", {"url": f"http://testserver{path}"}).content)

    assert {"translationOfWork", "translator", "isBasedOn"} & json.loads(block).keys() == set()
    assert page.xpath("//meta[@property='og:see_also' or starts-with(@name, 'twitter:label')]") == []
    assert card["translation"] == {}
    for name in ("plain text", "e-mail", "embed"):
        assert "Översatt" not in OUTPUTS[name](client, path)["headline"], name
    assert unquote(page.xpath("//a[starts-with(@href, 'mailto:')]/@href")[0]).count("We built a ferry") == 2
