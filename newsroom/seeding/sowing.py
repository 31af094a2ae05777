"""From a seed to published articles: originals first, then our own pieces, then the translations of both.

One transaction for each few hundred articles; the database's constraints and triggers stay in place.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Subquery

from articles import versions
from articles.models import Article, Original, Person, PublishedVersion, Snapshot
from articles.originals.addresses import url_key
from articles.originals.snapshots import text_hash
from newsroom.seeding import cast as casts
from newsroom.seeding import plans
from newsroom.seeding.cast import Cast, Publication
from newsroom.seeding.editions import Edition, edition_of, publish
from newsroom.seeding.insertion import insert
from newsroom.seeding.plans import Family, Text, text_of
from newsroom.seeding.vocabulary import SOURCE_LANGUAGE

ARTICLES_IN_ONE_TRANSACTION = 500
OBJECTS_BETWEEN_COLLECTIONS = 100_000
FROM_ORIGINAL_TO_CAPTURE = timedelta(hours=11)
FROM_CAPTURE_TO_EDITION = timedelta(hours=9)


@dataclass
class Source:
    """What a family's translations are made from; `facts` are what each of their versions says of it."""

    original: Original
    snapshot: Snapshot
    authors: list[Person]
    facts: dict[str, Any] = field(default_factory=dict)


def is_sown(seed: int) -> bool:
    """Say whether articles of this seed are in the database."""
    return Original.objects.filter(public_id=plans.public_id(seed, 1)).exists()


def sow(
    articles: int, languages: tuple[str, ...], *, seed: int, tell: Callable[[int], None] = lambda _done: None
) -> int:
    """Store so many published articles of a seed; `tell` is told how many there are so far."""
    with transaction.atomic():
        cast = casts.assemble(seed, languages)
    done = 0
    tell(done)
    with _garbage_is_left_for_longer():
        for families in _batches(plans.families(seed, languages, articles)):
            with transaction.atomic():
                done += _store(families, cast)
            tell(done)
    return done


@contextmanager
def _garbage_is_left_for_longer() -> Iterator[None]:
    """Spare a fifth of the time: all rows of a batch live to its end, and looking through them finds none."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _batches(families: Iterator[Family]) -> Iterator[list[Family]]:
    batch: list[Family] = []
    for family in families:
        batch.append(family)
        if sum(len(each.languages) for each in batch) >= ARTICLES_IN_ONE_TRANSACTION:
            yield batch
            batch = []
    if batch:
        yield batch


def _store(families: list[Family], cast: Cast) -> int:
    external = [family for family in families if not family.is_own]
    own = [family for family in families if family.is_own]
    sources = {**_capture(external, cast), **_publish_own(own, cast)}
    translations = [
        _translation(family, language, sources[family.number], cast)
        for family in families
        for language in (family.languages[1:] if family.is_own else family.languages)
    ]
    insert([edition.article for edition in translations])
    publish(translations, cast)
    return len(own) + len(translations)


def _capture(families: list[Family], cast: Cast) -> dict[int, Source]:
    """Store originals of other publications and what they said."""
    texts = [text_of(family, SOURCE_LANGUAGE) for family in families]
    publications = [cast.publications[family.staff % len(cast.publications)] for family in families]
    writers = [
        publication.writers[family.staff // 8 % len(publication.writers)]
        for family, publication in zip(families, publications, strict=True)
    ]
    originals = Original.objects.bulk_create(map(_external, families, texts, publications, writers))
    snapshots = _store_snapshots(
        Snapshot(
            original=original,
            captured_at=family.first_published_at - FROM_CAPTURE_TO_EDITION,
            headline=text.headline,
            standfirst=text.standfirst,
            blocks=text.blocks,
        )
        for family, text, original in zip(families, texts, originals, strict=True)
    )
    found = zip(families, originals, snapshots, writers, strict=True)
    return {
        family.number: Source(original, snapshot, [writer]) for family, original, snapshot, writer in found
    }


def _external(family: Family, text: Text, publication: Publication, writer: Person) -> Original:
    captured_at = family.first_published_at - FROM_CAPTURE_TO_EDITION
    first_published_at = captured_at - FROM_ORIGINAL_TO_CAPTURE
    outlet = publication.outlet
    url = f"{outlet.home_page}{first_published_at:%Y/%m}/{text.slug}/"
    return Original(
        public_id=family.public_id,
        outlet=outlet,
        url=url,
        url_key=url_key(url),
        language=SOURCE_LANGUAGE,
        headline=text.headline,
        authors=[writer.name],
        first_published_at=first_published_at,
        checked_at=captured_at,
        permission=outlet.permission,
        permission_note=outlet.permission_note,
        licence=outlet.licence,
        licence_url=outlet.licence_url,
    )


def _store_snapshots(snapshots: Iterator[Snapshot]) -> list[Snapshot]:
    """Store each original's first snapshot, and say that the original came in then, not in this run."""
    rows = list(snapshots)
    for row in rows:
        row.number = 1
        row.text_hash = text_hash(row.headline, row.standfirst, row.blocks)
    insert(rows)
    captured = Snapshot.objects.filter(original=OuterRef("pk")).values("captured_at")[:1]
    originals = Original.objects.filter(pk__in=[row.original_id for row in rows])
    originals.update(created_at=Subquery(captured))
    return rows


def _publish_own(families: list[Family], cast: Cast) -> dict[int, Source]:
    """Store our own pieces, which are originals from the first minute, and what they said."""
    editions = [edition_of(family, family.languages[0], cast) for family in families]
    insert([edition.article for edition in editions])
    originals = Original.objects.bulk_create(map(_original_of, editions))
    for edition, original in zip(editions, originals, strict=True):
        edition.article.root = original
    own = Original.objects.filter(own_article=OuterRef("pk")).values("pk")[:1]
    articles = Article.objects.filter(pk__in=[edition.article.pk for edition in editions])
    articles.update(root=Subquery(own))
    publish(editions, cast)
    snapshots = _store_snapshots(_snapshot_of(edition.version) for edition in editions)
    found = zip(editions, originals, snapshots, strict=True)
    return {
        edition.family.number: Source(
            original, snapshot, edition.authors, _facts_of_own(edition.version, original, snapshot)
        )
        for edition, original, snapshot in found
    }


def _facts_of_own(version: PublishedVersion, original: Original, snapshot: Snapshot) -> dict[str, Any]:
    """Say what `articles.versions.source_facts` would, which asks the database for every path."""
    return {
        "original": original,
        "snapshot": snapshot,
        "source_headline": original.headline,
        "source_authors": original.authors,
        "source_outlet": settings.SITE_NAME,
        "source_url": version.get_absolute_url(),
        "source_language": original.language,
        "source_first_published_at": original.first_published_at,
        "source_captured_at": snapshot.captured_at,
    }


def _original_of(edition: Edition) -> Original:
    return Original(
        public_id=edition.family.public_id,
        own_article=edition.article,
        language=edition.article.language,
        headline=edition.article.headline,
        authors=[person.name for person in edition.authors],
        first_published_at=edition.at,
    )


def _snapshot_of(version: PublishedVersion) -> Snapshot:
    return Snapshot(
        original=version.root,
        captured_at=version.visible_from,
        headline=version.headline,
        standfirst=version.standfirst,
        blocks=version.blocks,
        version=version,
    )


def _translation(family: Family, language: str, source: Source, cast: Cast) -> Edition:
    edition = edition_of(family, language, cast, source.authors)
    article = edition.article
    article.original, article.based_on, article.root = source.original, source.snapshot, source.original
    # The same for every edition of a family.
    source.facts = edition.facts = source.facts or versions.source_facts(article)
    return edition
