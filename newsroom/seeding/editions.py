"""Editions as rows: article, version and all that stands around them, a few hundred at a time.

The rows are what `articles.workflow` leaves behind after submit and publish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from articles.models import (
    Address,
    Article,
    Credit,
    Event,
    ImageUse,
    Person,
    PublishedVersion,
    SearchEntry,
    Section,
    Status,
    Tag,
    TaggedArticle,
    VersionCredit,
)
from articles.models.people import Role
from articles.richtext import Block
from articles.search.index import entry_of
from newsroom.seeding.cast import Cast, Member
from newsroom.seeding.insertion import insert
from newsroom.seeding.plans import Family, Text, text_of

FROM_SUBMISSION_TO_APPROVAL = timedelta(hours=1)
# A new article, after its submission, after its publication.
DRAFTED, SUBMITTED, PUBLISHED = 1, 2, 3


@dataclass
class Edition:
    """One edition of a family: its working text, who made it, and what its version says of the original."""

    family: Family
    article: Article
    writer: Member
    editor: Member
    authors: list[Person]
    facts: dict[str, Any]
    version: PublishedVersion

    @property
    def at(self) -> datetime:
        """Give the time of publication."""
        return self.family.published_at(self.article.language)


def edition_of(family: Family, language: str, cast: Cast, authors: Iterable[Person] = ()) -> Edition:
    """Write one edition, not yet stored; without authors it is an own piece of whoever writes it."""
    text = text_of(family, language)
    authors = list(authors)
    writer = _one_of(cast.translators[language], family.staff)
    editor = _one_of(cast.editors[language], family.staff // 8)
    article = Article(
        language=language,
        status=Status.PUBLISHED,
        revision=PUBLISHED,
        headline=text.headline,
        slug=text.slug,
        standfirst=text.standfirst,
        body=text.body,
        blocks=list(_blocks(text, is_translation=bool(authors))),
        section=_one_of(cast.sections, family.subject),
        created_by=writer.user,
    )
    return Edition(
        family, article, writer, editor, authors or [writer.person], facts={}, version=PublishedVersion()
    )


def _one_of(things: list[Any], draw: int) -> Any:
    return things[draw % len(things)]


def _blocks(text: Text, *, is_translation: bool) -> Iterator[Block]:
    for number, block in enumerate(text.blocks, start=1):
        yield {**block, "sources": [number] if is_translation else [], "origin": "human"}


def publish(editions: list[Edition], cast: Cast) -> None:
    """Store versions and all that stands around them, for editions whose articles are stored."""
    for edition in editions:
        edition.version = _version(edition, cast)
    insert([edition.version for edition in editions])
    Credit.objects.bulk_create(row for edition in editions for row in _credits(edition))
    VersionCredit.objects.bulk_create(row for edition in editions for row in _version_credits(edition))
    SearchEntry.objects.bulk_create(
        entry_of(edition.version, [credit.name for credit in _version_credits(edition)])
        for edition in editions
    )
    _tag(editions, cast)
    Address.objects.bulk_create(
        Address(
            article=edition.article,
            language=edition.version.language,
            section=edition.version.section_slug,
            slug=edition.version.slug,
        )
        for edition in editions
    )
    ImageUse.objects.bulk_create(_image_use(edition, cast) for edition in editions if _has_picture(edition))
    Event.objects.bulk_create(row for edition in editions for row in _events(edition))
    _date_articles(editions)


def _version(edition: Edition, cast: Cast) -> PublishedVersion:
    article = edition.article
    section: Section = _one_of(cast.sections, edition.family.subject)
    picture = _one_of(cast.shown_in[article.language], edition.family.picture // 4)
    return PublishedVersion(
        article=article,
        number=1,
        language=article.language,
        visible_from=edition.at,
        first_published_at=edition.at,
        announced_at=edition.at,
        headline=article.headline,
        slug=article.slug,
        standfirst=article.standfirst,
        body=article.body,
        blocks=article.blocks,
        section=section,
        section_slug=section.slug_in(article.language),
        pictures=[picture] if _has_picture(edition) else [],
        approved_by=edition.editor.user,
        approved_at=edition.at,
        root=article.root,
        **edition.facts,
    )


def _has_picture(edition: Edition) -> bool:
    """Let one in four go without."""
    return edition.family.picture % 4 > 0


def _credits(edition: Edition) -> Iterator[Credit]:
    for order, person in enumerate(edition.authors):
        yield Credit(article=edition.article, person=person, role=Role.AUTHOR, order=order)
    if not edition.article.is_own_piece:
        yield Credit(article=edition.article, person=edition.writer.person, role=Role.TRANSLATOR)


def _version_credits(edition: Edition) -> Iterator[VersionCredit]:
    """Copy the byline as `articles.versions` does: four eyes bind the writer, the approver reviews."""
    binding = Role.AUTHOR if edition.article.is_own_piece else Role.TRANSLATOR
    rows = [
        VersionCredit(
            person=credit.person,
            role=credit.role,
            order=credit.order,
            user=credit.person.user if credit.role == binding else None,
        )
        for credit in _credits(edition)
    ]
    rows.append(VersionCredit(person=edition.editor.person, role=Role.REVIEWER, order=len(rows)))
    for row in rows:
        row.version, row.name, row.approved_by = edition.version, row.person.name, edition.editor.user
        yield row


def _tag(editions: list[Edition], cast: Cast) -> None:
    """Put the same tags on article and version."""
    tagged = [(edition, tag) for edition in editions for tag in _tags(edition.family, cast)]
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=edition.article, tag=tag) for edition, tag in tagged
    )
    through = PublishedVersion.tags.through
    through._default_manager.bulk_create(
        through(publishedversion_id=edition.version.pk, tag_id=tag.pk) for edition, tag in tagged
    )


def _tags(family: Family, cast: Cast) -> list[Tag]:
    """Choose one to three, none twice."""
    first = family.subject // 8
    return [cast.tags[(first + step * 5) % len(cast.tags)] for step in range(1 + family.subject // 128 % 3)]


def _image_use(edition: Edition, cast: Cast) -> ImageUse:
    picture = edition.version.pictures[0]
    return ImageUse(
        article=edition.article,
        image=cast.images[picture["image"]],
        caption=picture["caption"],
        alternative_text=picture["alternative_text"],
    )


def _events(edition: Edition) -> Iterator[Event]:
    yield Event(
        article=edition.article,
        name="submit",
        by=edition.writer.user,
        at=edition.at - FROM_SUBMISSION_TO_APPROVAL,
        from_status=Status.DRAFT,
        to_status=Status.TRANSLATED,
        revision=SUBMITTED,
    )
    yield Event(
        article=edition.article,
        version=edition.version,
        name="publish",
        by=edition.editor.user,
        at=edition.at,
        from_status=Status.TRANSLATED,
        to_status=Status.PUBLISHED,
        revision=PUBLISHED,
    )


def _date_articles(editions: list[Edition]) -> None:
    """Set the times that Django would fill with the time of this run."""
    events = Event.objects.filter(article=OuterRef("pk"))
    submitted, published = (events.filter(name=name).values("at")[:1] for name in ("submit", "publish"))
    Article.objects.filter(pk__in=[edition.article.pk for edition in editions]).update(
        created_at=Subquery(submitted), updated_at=Subquery(published)
    )
