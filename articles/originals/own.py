"""Editions of ours as originals: own pieces that are translated, and relay translations.

Their snapshots are made from published versions, never from working text.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Original, PublishedVersion, Snapshot
from articles.models.people import Role
from articles.originals.snapshots import text_hash


class NotPublishedError(Exception):
    """Raised for an edition that readers have never seen: only published text is translated further."""


@transaction.atomic
def original_of(article: Article) -> Original:
    """Give the original that an edition of ours is, made on first use.

    Raises NotPublishedError with a sentence when the edition has no published version.
    """
    version = article.versions.has_been_live().order_by("-number").first()
    if version is None:
        raise NotPublishedError(_("Publish the piece first: only published text is translated further."))
    original = Original.objects.filter(own_article=article).first()
    if original is None:
        original = Original.objects.create(
            own_article=article, language=article.language, headline=version.headline
        )
        follow_publication(version)
        original.refresh_from_db()
    return original


def follow_publication(version: PublishedVersion) -> None:
    """Make the snapshot of a version that was just frozen, where the edition is an original too.

    A version whose text is the same as the snapshot before it makes none; what was cancelled before
    anybody saw it does not count as one before.
    """
    original = Original.objects.filter(own_article=version.article_id).first()
    if original is None:
        return
    kept = PublishedVersion.objects.with_a_window().filter(article=version.article_id)
    before = original.snapshots.filter(version__in=kept).order_by("-number").first()
    digest = text_hash(version.headline, version.standfirst, version.blocks)
    if before is None or before.text_hash != digest:
        Snapshot.objects.create(
            original=original,
            number=original.snapshots.count() + 1,
            captured_at=version.visible_from,
            text_hash=digest,
            previous_hash=before.text_hash if before else "",
            headline=version.headline,
            standfirst=version.standfirst,
            blocks=[block for block in version.blocks if not block.get("left_out")],
            version=version,
        )
    original.headline = version.headline
    original.authors = authors_of(version)
    original.first_published_at = version.first_published_at
    original.save(update_fields=["headline", "authors", "first_published_at"])


def seen_version(original: Original) -> PublishedVersion | None:
    """Give the version of our own edition behind an original that readers see, or last saw.

    The original's own columns may know more: they follow what is scheduled too.
    """
    return original.own_edition().versions.has_been_live().order_by("-number").first()


def authors_of(version: PublishedVersion) -> list[str]:
    """Name the authors as one version prints them."""
    return list(version.credits.filter(role=Role.AUTHOR).values_list("name", flat=True))
