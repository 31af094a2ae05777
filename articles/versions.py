"""Freezing what an editor approved, and the windows in which readers see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles import people
from articles.models import Address, Article, Original, PublishedVersion, VersionCredit
from articles.models.people import Role
from articles.originals.own import authors_of, follow_publication, seen_version


def freeze(
    article: Article, *, approved_by: Any, visible_from: datetime, kind: str, override_reason: str = ""
) -> PublishedVersion:
    """Copy the working text into a version that readers see from a moment on.

    Ends the version that is open now at that moment. Runs inside `articles.workflow`'s transaction,
    after the gates; the database refuses what is incomplete.
    """
    before = article.versions.has_been_live().order_by("number").last()
    numbered = article.versions.order_by("-number").values_list("number", flat=True).first() or 0
    article.versions.filter(visible_until=None).update(visible_until=visible_from)
    version = PublishedVersion.objects.create(
        article=article,
        number=numbered + 1,
        kind=kind,
        visible_from=visible_from,
        first_published_at=before.first_published_at if before else visible_from,
        approved_by=approved_by,
        approved_at=timezone.now(),
        override_reason=override_reason,
        root=article.first_original(),
        **working_text(article),
        **source_facts(article),
    )
    version.tags.set(article.tags.all())
    _copy_credits(article, version)
    Address.objects.get_or_create(
        language=version.language,
        section=version.section_slug,
        slug=version.slug,
        defaults={"article": article},
    )
    follow_publication(version)
    return version


def working_text(article: Article) -> dict[str, Any]:
    """Give what a version copies from the working text: also what a preview shows."""
    return {
        "language": article.language,
        "headline": article.headline,
        "slug": article.slug,
        "standfirst": article.standfirst,
        "body": article.body,
        "blocks": article.blocks,
        "seo_title": article.seo_title,
        "seo_description": article.seo_description,
        "section": article.section,
        "section_slug": article.section.slug_in(article.language) if article.section else "",
        "pictures": pictures_of(article),
    }


def pictures_of(article: Article) -> list[dict[str, Any]]:
    """List what is shown, with the renditions that stand at this moment, the lead first."""
    return [
        {
            "image": use.image_id,
            "caption": use.caption,
            "alternative_text": "" if use.is_decorative else use.alternative_text,
            "credit": use.image.credit,
            "width": use.image.width,
            "height": use.image.height,
            "focal_x": use.image.focal_x,
            "focal_y": use.image.focal_y,
            "shared": use.image.shared.name or "",
            "renditions": [
                {
                    "format": rendition.format,
                    "width": rendition.width,
                    "height": rendition.height,
                    "name": rendition.file.name,
                }
                for rendition in use.image.renditions.all()
            ],
        }
        for use in article.image_uses.select_related("image").prefetch_related("image__renditions")
    ]


def source_facts(article: Article) -> dict[str, Any]:
    """Copy what is known of the original at this moment; nothing for an own piece in its own language."""
    if article.is_own_piece:
        return {}
    root = article.first_original()
    original, snapshot = article.source()
    return {
        "original": original,
        "snapshot": snapshot,
        **_facts_of_root(root),
        "source_outlet": root.outlet.name if root.outlet else settings.SITE_NAME,
        "source_language": root.language,
        "source_captured_at": snapshot.captured_at,
        "source_permission": root.permission if root.is_external else "",
        "source_permission_note": root.permission_note,
        "source_licence": root.licence,
        "source_licence_url": root.licence_url,
        "relay": relay_chain(article),
    }


def _facts_of_root(root: Original) -> dict[str, Any]:
    """Describe the first original; of our own piece only what readers have seen, never what waits."""
    seen = None if root.is_external else seen_version(root)
    return {
        "source_headline": seen.headline if seen else root.headline,
        "source_authors": authors_of(seen) if seen else root.authors,
        "source_url": seen.get_absolute_url() if seen else root.url,
        "source_first_published_at": seen.first_published_at if seen else root.first_published_at,
    }


def relay_chain(article: Article) -> list[dict[str, str]]:
    """List our editions between an article and the first original, nearest first."""
    chain = []
    original = article.original
    while original and not original.is_external and not original.own_edition().is_own_piece:
        seen = seen_version(original)
        chain.append(
            {
                "language": original.language,
                "headline": seen.headline if seen else original.headline,
                "path": seen.get_absolute_url() if seen else "",
            }
        )
        original = original.own_edition().original
    return chain


def _copy_credits(article: Article, version: PublishedVersion) -> None:
    """Copy the byline; the approver is named as a reviewer unless four eyes were overridden."""
    binding = Role.AUTHOR if article.is_own_piece else Role.TRANSLATOR
    rows = [
        VersionCredit(
            person=entry.person,
            name=entry.printed_name(),
            role=entry.role,
            order=entry.order,
            user=entry.person.user if entry.role == binding else None,
        )
        for entry in article.credits.select_related("person__user")
    ]
    reviewer = people.person_of(version.approved_by)
    is_named = any(row.person_id == reviewer.pk and row.role == Role.REVIEWER for row in rows)
    if not version.override_reason and not is_named:
        rows.append(VersionCredit(person=reviewer, name=reviewer.name, role=Role.REVIEWER, order=len(rows)))
    for row in rows:
        row.version = version
        row.approved_by = version.approved_by
        row.override_reason = version.override_reason
    VersionCredit.objects.bulk_create(rows)


def cancel(waiting: PublishedVersion) -> PublishedVersion:
    """Empty the window of the version that waits, then reopen the one that ended at that moment."""
    versions = waiting.article.versions
    versions.filter(pk=waiting.pk).update(visible_until=waiting.visible_from)
    ended_then = versions.filter(visible_until=waiting.visible_from, visible_from__lt=waiting.visible_from)
    ended_then.with_a_window().update(visible_until=None)
    waiting.refresh_from_db()
    return waiting


def end_all(article: Article, *, at: datetime) -> PublishedVersion | None:
    """Empty a waiting window and end the live version now; give the one that was last live."""
    for version in article.versions.waiting(at):
        article.versions.filter(pk=version.pk).update(visible_until=version.visible_from)
    article.versions.live(at).update(visible_until=at)
    return article.versions.has_been_live(at).order_by("-number").first()
