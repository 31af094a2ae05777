"""The page of one article: which version a path means, and all that the templates show of it.

Never the working text: an `Article` is joined for its corrections, without its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from articles.attribution import Attribution, attribution_of
from articles.context import EditionLink, by_own_name, edition_menu
from articles.dates import reading_minutes
from articles.languages import language
from articles.listings import live_stories, stories_in, tag_link, web_address
from articles.models import Correction, PublishedVersion, Tag, VersionCredit
from articles.models.people import Role
from articles.models.versions import PublishedVersionQuerySet
from articles.phrases import Part, Sentence, foreign, label, sentence
from articles.pictures import pictures_of
from articles.richtext import plain_text
from articles.sharing import head_of

WORKING_TEXT = ("headline", "slug", "standfirst", "body", "blocks", "seo_title", "seo_description")
MORE = 3
LANGUAGES_SHOWN = 8
# Stands for the key of a version that is not saved yet: newer than any that is.
NEWEST = 2**63 - 1


def live_version_at(code: str, section: str, slug: str) -> PublishedVersion | None:
    """Find what readers see at a path, whether that is its primary path or a former one.

    The path of a version that waits leads nowhere yet: it tells the headline.
    """
    here = Q(
        article__addresses__language=code,
        article__addresses__section=section,
        article__addresses__slug=slug,
    )
    read_here = versions_read_at(section, slug).filter(article=OuterRef("article"))
    live = complete(PublishedVersion.objects.live())
    return live.filter(here, Exists(read_here)).order_by("-number").first()


def versions_read_at(section: str, slug: str) -> PublishedVersionQuerySet:
    """Select what readers see or have seen under a section and a slug, in any language."""
    return PublishedVersion.objects.has_been_live().filter(section_slug=section, slug=slug)


def complete(versions: PublishedVersionQuerySet) -> PublishedVersionQuerySet:
    """Load with versions all that their attribution reads, but for corrections."""
    named = Prefetch("credits", VersionCredit.objects.select_related("person"))
    return (
        versions.select_related("article", "root")
        .defer(*(f"article__{field}" for field in WORKING_TEXT))
        .annotate(has_corrections=Exists(visible_corrections().filter(article=OuterRef("article"))))
        .prefetch_related(named, "tags")
    )


def visible_corrections() -> Any:
    """Select corrections of versions that readers see or have seen."""
    seen = PublishedVersion.objects.has_been_live().filter(pk=OuterRef("version"))
    return Correction.objects.filter(Q(version=None, at__lte=timezone.now()) | Exists(seen))


def load_corrections(versions: Sequence[PublishedVersion]) -> None:
    """Load the corrections of several versions in one query; none where none of them has any."""
    corrected = [version for version in versions if getattr(version, "has_corrections", True)]
    for version in versions:
        _keep(version.article, corrections=[])
    for version in corrected:
        _forget(version.article, "corrections")
    prefetch_related_objects(corrected, Prefetch("article__corrections", visible_corrections()))


def article_context(
    version: PublishedVersion,
    *,
    request: HttpRequest,
    preview: bool = False,
    credits: Sequence[VersionCredit] = (),  # noqa: A002 - what they are
    tags: Sequence[Tag] = (),
) -> dict[str, Any]:
    """Give what `articles/article.html` shows of a version that was loaded by `complete`.

    For a preview: an unsaved version made of the working text, with `article`, `root` and, for a
    translation, `original` and `source_*` filled as `articles.versions.freeze` fills them; `credits`
    are unsaved rows with `person`, `name` and `role`. Render it under
    `translation.override(version.language)`; it gets no address, no list of alternates, and noindex.
    """
    if preview:
        version.pk = version.pk or NEWEST
        _keep(version, credits=list(credits), tags=list(tags))
    load_corrections([version])
    attribution = attribution_of(version, absolute=request.build_absolute_uri)
    editions, more = _family_and_more(version)
    paths = {edition.language: edition.get_absolute_url() for edition in editions}
    pictures = pictures_of(version)
    lead = pictures[0] if pictures else None
    return {
        "version": version,
        "preview": preview,
        "page_language": language(version.language),
        "attribution": attribution,
        "byline": byline_of(attribution),
        "reading_minutes": _minutes(version),
        "updated_at": None if version.kind == PublishedVersion.Kind.FIRST else version.visible_from,
        "lead_picture": lead,
        "more_pictures": pictures[1:],
        "more": more,
        "tags": [link for tag in version.tags.all() if (link := tag_link(tag, version.language))],
        "edition_menu": edition_menu(version.language, paths),
        "head": None if preview else head_of(version, attribution, paths, lead, request.build_absolute_uri),
        **_other_languages(version, editions),
    }


def _other_languages(version: PublishedVersion, editions: list[PublishedVersion]) -> dict[str, Any]:
    """Give the list of other languages, the first ones outside the fold."""
    links = language_links(version, editions, reader=version.language, without=version.language)
    return {
        "languages": links[:LANGUAGES_SHOWN],
        "languages_folded": links[LANGUAGES_SHOWN:],
        "languages_count": len(links),
        "languages_heading": sentence(label("others", version.language), version.language),
    }


def byline_of(attribution: Attribution) -> list[Any]:
    """Give the roles that stand above the text: who wrote it, who translated it."""
    return [entry for entry in attribution.byline if entry.role in {Role.AUTHOR, Role.TRANSLATOR}]


def _family_and_more(version: PublishedVersion) -> tuple[list[PublishedVersion], list[PublishedVersion]]:
    """Load all live editions of the same original, and other stories of the section, in one query."""
    others = stories_in(version.language).filter(section=version.section_id).exclude(root=version.root_id)
    family = PublishedVersion.objects.editions_of(version).order_by().values("pk")
    newest = PublishedVersion.objects.filter(pk__in=others.values("pk")[:MORE]).order_by().values("pk")
    # A union of two short lists: "this or that" would read the whole table on PostgreSQL.
    found = list(live_stories().filter(pk__in=family.union(newest, all=True)))
    editions = [story for story in found if story.root_id == version.root_id]
    return editions, [story for story in found if story.root_id != version.root_id]


def language_links(
    version: PublishedVersion, editions: Iterable[PublishedVersion], *, reader: str, without: str = ""
) -> list[EditionLink]:
    """List where a piece can be read: our live editions, but for one language, and the original."""
    links = [
        EditionLink(
            language(edition.language),
            edition.get_absolute_url(),
            is_original=not edition.is_translation,
            original_name=_original_name(edition.language, reader),
        )
        for edition in editions
        if edition.language != without
    ]
    if original := web_address(version.source_url):
        name = _original_name(version.source_language, reader)
        source = language(version.source_language)
        links.append(EditionLink(source, original, is_original=True, original_name=name, is_external=True))
    links.sort(key=by_own_name)
    place = next((at for at, link in enumerate(links) if link.is_original), 0)
    if place >= LANGUAGES_SHOWN:
        # The original is always among the first, which stand outside the fold.
        links.insert(LANGUAGES_SHOWN - 1, links.pop(place))
    return links


def _original_name(code: str, reader: str) -> Sentence:
    """Say that a language is the original's: "English (original)"."""
    name = Part(language(code).name, **foreign(code, reader))
    return sentence(label("as_original", reader), reader, language=name)


def _minutes(version: PublishedVersion) -> int:
    """Give the minutes a reader needs; 0, which is not shown, for less than two."""
    minutes = reading_minutes(plain_text(version.blocks), version.language)
    return minutes if minutes > 1 else 0


def _keep(row: Model, **related: list[Any]) -> None:
    """Say what a row's related rows are, so that nobody asks the database for them."""
    cache = row.__dict__.setdefault("_prefetched_objects_cache", {})
    cache.update(related)


def _forget(row: Model, related: str) -> None:
    row.__dict__["_prefetched_objects_cache"].pop(related)
