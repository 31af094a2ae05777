"""Originals, translations and own pieces of the demo newsroom, each brought to its state by real steps."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles import workflow
from articles.editing import store
from articles.models import Article, Image, ImageUse, Original, Outlet, Section, Tag
from articles.originals.capture import capture
from articles.originals.own import original_of
from articles.originals.piece import Piece
from articles.own_pieces import create_own_piece
from articles.renditions import store_picture
from articles.richtext import html_of
from newsroom.demo import texts
from newsroom.demo_pictures import draw
from translations import claims, marks, objections, segments, waivers
from translations.gates import must_fixes_of
from translations.models import Segment
from translations.objections import Objected

LINK = re.compile(r"(?<!\\)\]\((\d+)\)")
DESKS_PACE = timedelta(hours=26)


@dataclass
class Newsroom:
    """Everything that a piece may point at, by the keys of the demo's texts."""

    accounts: dict[str, User]
    outlets: dict[str, Outlet]
    sections: dict[str, Section]
    tags: dict[str, Tag]
    pictures: dict[str, Image]


def draw_pictures() -> dict[str, Image]:
    """Draw and store the pictures that the texts name; pieces with one picture and credit share it."""
    stored: dict[tuple[str, str], Image] = {}
    pictures = {}
    for entry in [*texts.originals(), *texts.own_pieces()]:
        key, credit = entry["picture"]["key"], entry["picture"]["credit"].rpartition(": ")[2]
        if (key, credit) not in stored:
            file = io.BytesIO()
            draw(key).save(file, "PNG", compress_level=1)
            file.seek(0)
            stored[key, credit] = store_picture(file, title=key.capitalize(), credit=credit)
        pictures[entry["key"]] = stored[key, credit]
    return pictures


def make_original(newsroom: Newsroom, entry: texts.Entry) -> Original:
    """Capture one original as the importer does."""
    outlet = newsroom.outlets[entry["outlet"]]
    published = datetime.fromisoformat(entry["first_published_at"])
    piece = Piece(
        headline=entry["headline"],
        standfirst=entry["standfirst"],
        authors=tuple(entry["authors"]),
        first_published_at=published,
        language=entry["language"],
        canonical_url=entry["url"],
        blocks=entry["blocks"],
    )
    captured = capture(
        piece,
        url=entry["url"],
        outlet=outlet,
        captured_at=min(published + timedelta(hours=3), timezone.now()),
    )
    return captured.original


def make_editions(newsroom: Newsroom, entry: texts.Entry, original: Original) -> dict[str, Article]:
    """Translate one original into every language that the texts have, as far as each came."""
    made: dict[str, Article] = {}
    start = original.first_published_at or timezone.now()
    corrections = {c["language"]: c for c in texts.load("corrections") if c["original"] == entry["key"]}
    for number, edition in enumerate(entry["translations"], start=1):
        correction = corrections.get(edition["language"])
        source = original_of(made[edition["relay_of"]]) if "relay_of" in edition else original
        printed = _with_the_mistake(edition, correction) if correction else edition
        article = translate(newsroom, entry, printed, source)
        bring_to_state(newsroom, article, edition, at=start + DESKS_PACE * number)
        if correction:
            correct(newsroom, correction, edition, article)
        made[edition["language"]] = article
    return made


def translate(newsroom: Newsroom, entry: texts.Entry, edition: texts.Entry, source: Original) -> Article:
    """Take, fill in, and leave out, as the edition's translator does in the workbench."""
    translator = newsroom.accounts[edition["translator"]]
    article = claims.take(source, edition["language"], by=translator)
    described = {**entry, "slug": edition.get("slug", "")}
    _describe(newsroom, article, described, edition, by=translator)
    for segment in Segment.objects.filter(article=article).order_by("position"):
        fill(segment, edition, by=translator)
    article.refresh_from_db()
    return article


def fill(segment: Segment, edition: texts.Entry, *, by: User) -> None:
    """Save one segment's text, if the edition has one yet."""
    html = _text_for(segment, edition)
    if html:
        target = _with_the_sources_numbers(html, segment)
        segments.save(segment, by=by, target=target, base=segment.revision, state=Segment.State.CONFIRMED)
    elif html is None and edition.get("left_out_reason") and segment.source_numbers:
        segments.leave_out(segment, by=by, reason=edition["left_out_reason"], base=segment.revision)


def _text_for(segment: Segment, edition: texts.Entry) -> str | None:
    if segment.source_numbers:
        text: str | None = edition["blocks"][segment.source_numbers[0] - 1]
        return text
    return str(edition.get(segment.kind) or "")


def _with_the_sources_numbers(html: str, segment: Segment) -> str:
    """Write the text with marks; a link takes the number that its address has in the source."""
    written = marks.marked(html)

    def renumber(match: re.Match[str]) -> str:
        address = written.links[int(match[1]) - 1]
        return f"]({segment.source_links.index(address) + 1})"

    return LINK.sub(renumber, written.text)


def _describe(
    newsroom: Newsroom, article: Article, entry: texts.Entry, words: texts.Entry, *, by: User
) -> None:
    """Give an article its section, slug, tags and picture."""
    article.section = newsroom.sections[entry["section"]]
    article.slug = entry.get("slug") or article.slug
    store(article, by=by, revision=article.revision, columns=["section", "slug"])
    article.tags.set([newsroom.tags[key] for key in entry["tags"]])
    if words.get("alternative_text"):
        ImageUse.objects.update_or_create(
            article=article,
            image=newsroom.pictures[entry["key"]],
            defaults={"caption": words["caption"], "alternative_text": words["alternative_text"]},
        )


def bring_to_state(newsroom: Newsroom, article: Article, edition: texts.Entry, *, at: datetime) -> None:
    """Take the steps that lead to the edition's state."""
    state = edition["state"]
    translator, editor = newsroom.accounts[edition["translator"]], newsroom.accounts[edition["editor"]]
    if state == "draft":
        return
    if "let_stand" in edition:
        let_stand(article, editor, edition["let_stand"])
    workflow.take_step(article, "submit", by=translator, revision=article.revision)
    if state == "sent_back":
        send_back(article, editor, edition)
    elif state == "scheduled":
        tomorrow = timezone.localtime() + timedelta(days=1)
        order = workflow.PublishOrder(at=tomorrow.replace(hour=6, minute=30, second=0, microsecond=0))
        workflow.publish(article, by=editor, revision=article.revision, order=order)
    elif state in ("published", "retracted"):
        publish_then(article, editor, at)
        if state == "retracted":
            retract(article, editor, edition)


def let_stand(article: Article, editor: User, reason: str) -> None:
    """Override what the checks call a must-fix, as an editor does in the workbench."""
    for segment, finding in must_fixes_of(article):
        waivers.waive(segment, by=editor, fingerprint=waivers.fingerprint_of(finding), reason=reason)


def publish_then(article: Article, editor: User, at: datetime, **order: Any) -> None:
    """Publish as of a moment in the past, though never in the future."""
    wanted = workflow.PublishOrder(at=min(at, timezone.now()), is_backdated=True, **order)
    workflow.publish(article, by=editor, revision=article.revision, order=wanted)


def send_back(article: Article, editor: User, edition: texts.Entry) -> None:
    """Send an edition back for what the texts object to, in the piece and in its paragraphs."""
    body = [each for each in article.segments.order_by("position") if not (each.is_plain or each.is_locked)]
    said = [
        Objected(body[each["block"]], each["kind"], each["text"]) for each in edition.get("objections", ())
    ]
    whole = Objected(None, "style" if not said else "other", edition["reason"])
    objections.send_back(article, by=editor, revision=article.revision, objected=[whole, *said])


def retract(article: Article, editor: User, edition: texts.Entry) -> None:
    """Take a published edition away from readers, with the statement of the texts."""
    kind = edition.get("withdrawal_kind", "decision")
    workflow.retract(
        article,
        by=editor,
        revision=article.revision,
        reason=edition["statement"],
        statement=edition["statement"],
        kind=kind,
    )
    if kind == "source":
        Original.objects.filter(pk=article.first_original().pk).update(
            status=Original.Status.WITHDRAWN, changed_at=timezone.now()
        )


def make_own_edition(newsroom: Newsroom, entry: texts.Entry, *, at: datetime) -> None:
    """Write one piece of our own, publish it, and translate it."""
    author, editor = newsroom.accounts[entry["authors"][0]], newsroom.accounts[entry["editor"]]
    article = create_own_piece(
        language=entry["language"],
        by=author,
        headline=entry["headline"],
        standfirst=entry["standfirst"],
        body=html_of(entry["blocks"]),
        slug=entry["slug"],
        section=newsroom.sections[entry["section"]],
    )
    _describe(newsroom, article, entry, entry["picture"], by=author)
    workflow.take_step(article, "submit", by=author, revision=article.revision)
    publish_then(article, editor, at)
    make_editions(newsroom, entry, article.first_original())


def _with_the_mistake(edition: texts.Entry, correction: texts.Entry) -> texts.Entry:
    right, wrong = correction["first_printed"]
    return {**edition, "blocks": [block and block.replace(right, wrong) for block in edition["blocks"]]}


def correct(newsroom: Newsroom, entry: texts.Entry, edition: texts.Entry, article: Article) -> None:
    """Print a mistake first and put it right two days later, with the note that readers see."""
    right, wrong = entry["first_printed"]
    translator, editor = newsroom.accounts[edition["translator"]], newsroom.accounts[edition["editor"]]
    segment = Segment.objects.get(article=article, target__contains=wrong)
    workflow.take_step(
        article, "correct", by=editor, revision=article.revision, reason=entry["wrong"] or entry["right"]
    )
    segments.save(
        segment,
        by=translator,
        target=segment.target.replace(wrong, right),
        base=segment.revision,
        state=Segment.State.CONFIRMED,
    )
    article.refresh_from_db()
    workflow.take_step(article, "submit", by=translator, revision=article.revision)
    version = article.versions.get()
    publish_then(
        article,
        editor,
        version.visible_from + timedelta(days=2),
        kind="correction",
        wrong=entry["wrong"],
        right=entry["right"],
    )
