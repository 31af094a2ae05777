"""Keeping the index right: written in the step that publishes, so nothing is left to do when readers ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch

from articles.models import Article, Event, PublishedVersion, SearchEntry, VersionCredit, WorkingEntry
from articles.richtext import plain_text
from articles.search.databases import LANGUAGE_SIGN
from articles.search.words import forms_in

A_BATCH = 200
# More than any newspaper prints in one piece; PostgreSQL takes no text without an end.
MOST_WORDS = 50_000


def follow_step(event: Event) -> None:
    """Make what readers may find of an article what they see or will see of it; runs in the step."""
    versions = PublishedVersion.objects.filter(article=event.article_id)
    readable = versions.readable_or_waiting()
    SearchEntry.objects.filter(version__in=versions.exclude(pk__in=readable.values("pk"))).delete()
    write(readable.filter(search_entry=None))


def write(versions: Any) -> int:
    """Store the entries of versions, a queryset, that have none; give how many there were."""
    named = Prefetch("credits", VersionCredit.objects.all())
    return store(versions.prefetch_related(named))


def store(versions: Iterable[PublishedVersion]) -> int:
    """Store entries of stored versions, whose credits are loaded, a few hundred at a time."""
    return sum(
        len(SearchEntry.objects.bulk_create(entry_of(version, names_in(version)) for version in batch))
        for batch in _batches(versions)
    )


def names_in(version: PublishedVersion) -> list[str]:
    """List who is named in a version's byline."""
    return [credit.name for credit in version.credits.all()]


def entry_of(version: PublishedVersion, names: Iterable[str]) -> SearchEntry:
    """Make the entry of one version: its words, its byline, and what its original was called and where."""
    captions = [picture["caption"] for picture in version.pictures if picture.get("caption")]
    text = "\n".join(filter(None, [version.standfirst, plain_text(version.blocks), *captions]))
    byline = [*names, version.source_outlet, version.source_headline]
    return SearchEntry(
        version=version,
        headline=words_of(version.language, version.headline),
        words=words_of(version.language, version.headline, text, *byline),
        text=text,
        section_id=version.section_id,
        first_published_at=version.first_published_at,
    )


def words_of(code: str, *texts: str) -> str:
    """Give the words of texts as an entry holds them: the language, the words in order, their other forms.

    A sign stands between two texts, so that no phrase reaches from one into the next.
    """
    ordered: list[str] = [LANGUAGE_SIGN + code]
    others: dict[str, None] = {}
    for text in texts:
        for forms in islice(forms_in(text, code), MOST_WORDS - len(ordered)):
            ordered.append(forms[0])
            if len(forms) > 1:
                others.update(dict.fromkeys(forms[1:]))
        ordered.append(LANGUAGE_SIGN)
    return " ".join([*ordered, *others])


def rebuild() -> int:
    """Write every entry of published text anew; give how many there are."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        return write(PublishedVersion.objects.readable_or_waiting())


def rebuild_working_texts() -> int:
    """Write every entry of a working text anew, some at a time; give how many there are."""
    WorkingEntry.objects.all().delete()
    while follow_revisions():
        pass
    return WorkingEntry.objects.count()


def catch_up() -> int:
    """Write some entries that are missing or late, for the worker's idle turns; give how many."""
    missing = PublishedVersion.objects.readable_or_waiting().filter(search_entry=None)
    return write(missing.order_by("pk")[:A_BATCH]) + follow_revisions()


def follow_revisions(limit: int = A_BATCH) -> int:
    """Bring so many entries of working texts up to their articles' revisions; give how many there were.

    No hook of any writer: an entry is late when its article has another revision.
    """
    current = WorkingEntry.objects.filter(article=OuterRef("pk"), revision=OuterRef("revision"))
    late = Article.objects.filter(~Exists(current)).select_related("root").order_by("-updated_at")[:limit]
    entries = [_working_entry_of(article) for article in late]
    WorkingEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["revision", "headline", "words"],
    )
    return len(entries)


def _working_entry_of(article: Article) -> WorkingEntry:
    text = "\n".join(filter(None, [article.standfirst, plain_text(article.blocks)]))
    original = article.root.headline if article.root and not article.is_own_piece else ""
    return WorkingEntry(
        article=article,
        revision=article.revision,
        headline=words_of(article.language, article.headline),
        words=words_of(article.language, article.headline, text, original),
    )


def _batches(versions: Iterable[PublishedVersion]) -> Iterator[list[PublishedVersion]]:
    rows = iter(versions.iterator(A_BATCH) if hasattr(versions, "iterator") else versions)
    while batch := list(islice(rows, A_BATCH)):
        yield batch
