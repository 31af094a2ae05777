"""What the lists of public pages show: live versions without their texts, sections and tags by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from modeltranslation.utils import build_localized_fieldname

from articles.languages import Language, bcp47, language
from articles.models import PublishedVersion, Section, Tag
from articles.models.versions import PublishedVersionQuerySet
from articles.richtext import safe_url


@dataclass(frozen=True)
class SectionLink:
    """One section as one language's readers know it."""

    pk: int
    name: str
    slug: str
    description: str
    path: str


@dataclass(frozen=True)
class TagLink:
    """One tag on a page of one language; `language` is filled where its name is in another one."""

    name: str
    path: str
    language: Language | None = None


def live_stories() -> PublishedVersionQuerySet:
    """Select what any public list may show, newest first, without the texts.

    Only languages that the site has: the pages of others answer 404.
    """
    live = PublishedVersion.objects.live().filter(language__in=settings.NEWSROOM_LANGUAGES)
    return live.newest_first().defer("body", "blocks")


def stories_in(code: str) -> PublishedVersionQuerySet:
    """Select what the lists of one language show."""
    return live_stories().in_language(code)


def sections_in(code: str) -> list[SectionLink]:
    """List the sections that have a name, a slug and something live in a language."""
    columns = [build_localized_fieldname(field, code) for field in ("name", "slug", "description")]
    something_live = PublishedVersion.objects.live().filter(language=code, section=OuterRef("pk"))
    every_column: Any = Section._default_manager  # modeltranslation's, which would follow the active language
    rows = (
        every_column.rewrite(mode=False)
        .filter(Exists(something_live))
        .order_by("position", "pk")
        .values_list("pk", *columns)
    )
    return [
        SectionLink(pk, name, slug, description or "", reverse("articles:section", args=[code, slug]))
        for pk, name, slug, description in rows
        if name and slug
    ]


def section_of(sections: Iterable[SectionLink], story: PublishedVersion) -> SectionLink | None:
    """Find a story's section among those of its language; None where it has lost its name there."""
    return next((section for section in sections if section.pk == story.section_id), None)


def tag_link(tag: Tag, code: str) -> TagLink | None:
    """Name a tag for readers of a language: there, else in the newsroom's next language that has it."""
    named_in = next((each for each in _from(code) if tag.name_in(each)), None)
    slug = next((tag.slug_in(each) for each in _from(code) if tag.slug_in(each)), None)
    if named_in is None or slug is None:
        return None
    path = reverse("articles:tag", args=[code, slug])
    return TagLink(tag.name_in(named_in), path, None if named_in == code else language(named_in))


def tag_at(code: str, slug: str) -> Tag | None:
    """Find a tag by its slug in a language, else by any of its slugs."""
    columns = [build_localized_fieldname("slug", each) for each in settings.NEWSROOM_LANGUAGES]
    bears_it = reduce(or_, (Q(**{column: slug}) for column in columns))
    found = list(Tag._default_manager.rewrite(mode=False).filter(bears_it).order_by("pk"))
    return next((tag for tag in found if tag.slug_in(code) == slug), found[0] if found else None)


def section_editions(section: SectionLink) -> dict[str, str]:
    """Give the paths of a section by the languages in which it has a page."""
    live = live_stories().filter(section=section.pk)
    every_column: Any = Section._default_manager
    row = every_column.rewrite(mode=False).get(pk=section.pk)
    return {
        code: reverse("articles:section", args=[code, row.slug_in(code)])
        for code in _languages_of(live)
        if row.name_in(code) and row.slug_in(code)
    }


def tag_editions(tag: Tag) -> dict[str, str]:
    """Give the paths of a tag by the languages in which it has a name and something live."""
    links = {code: tag_link(tag, code) for code in _languages_of(live_stories().filter(tags=tag))}
    return {code: link.path for code, link in links.items() if link and not link.language}


def _languages_of(stories: PublishedVersionQuerySet) -> list[str]:
    return list(stories.order_by("language").values_list("language", flat=True).distinct())


def alternates_of(addresses: Mapping[str, str]) -> dict[str, str]:
    """Give the addresses of a page's editions by language tag, and which one serves all other readers.

    `addresses` are by language code. The same set stands in each edition's head and in the site map.
    """
    tagged = {bcp47(code): addresses[code] for code in sorted(addresses)}
    default = next(code for code in (*settings.NEWSROOM_LANGUAGES, *addresses) if code in addresses)
    return {**tagged, "x-default": addresses[default]}


def web_address(url: object) -> str:
    """Give an address elsewhere that may stand in a link, else nothing: checked again when it is shown."""
    text = str(url or "")
    return text if text.startswith(("http://", "https://")) and safe_url(text) else ""


def _from(code: str) -> list[str]:
    return [code, *(each for each in settings.NEWSROOM_LANGUAGES if each != code)]
