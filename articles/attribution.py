"""Where an edition comes from: one function for the page, the plain text, the feed and every other output.

Everything is finished words in the edition's language (`articles.phrases`), without markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from articles.dates import date_in, list_pieces, moment_in
from articles.languages import bcp47
from articles.listings import web_address
from articles.models import Correction, Original, Permission, PublishedVersion
from articles.models.people import Role
from articles.phrases import (
    Part,
    Sentence,
    Words,
    closed,
    colon,
    foreign,
    label,
    language_name,
    noun,
    phrase,
    relay_phrase,
    sentence,
)

LABELS_OF_ROLES = {
    Role.AUTHOR: "author",
    Role.TRANSLATOR: "translation",
    Role.REVIEWER: "review",
    Role.PHOTOGRAPHER: "photo",
}
# How long a correction of ours stands above the text; at the foot it stands for ever.
CORRECTION_ON_TOP = timedelta(days=7)


@dataclass(frozen=True)
class Name:
    """Somebody in the byline: as printed, the slug of the person's page, the name in its own script.

    `language` is that of the name's own form, where it is known.
    """

    printed: str
    person: str = ""
    own: str = ""
    language: str = ""


@dataclass(frozen=True)
class Byline:
    """One role of the byline: its label, the people, and both as a sentence ("Text: Elin Marsh")."""

    role: str
    label: str
    names: tuple[Name, ...]
    sentence: Sentence


@dataclass(frozen=True)
class Row:
    """One line of the list at the foot: its label and one or more values."""

    key: str
    label: str
    values: tuple[Sentence, ...]


@dataclass(frozen=True)
class Notice:
    """What readers must know before the text: withdrawn, corrected, correction, changed or unreachable."""

    kind: str
    title: Sentence
    text: Sentence | None = None

    def __str__(self) -> str:
        # Chinese and Japanese leave no space between sentences.
        space = "" if str(self.title).endswith(("。", "：")) else " "
        return f"{self.title}{space}{self.text}" if self.text else str(self.title)


@dataclass(frozen=True)
class Attribution:
    """Who made an edition, and from what; all that speaks of an original is None or empty for own pieces.

    `language` and `direction` are filled where labels and rows are not in the edition's language.
    `last_line` is `last_line_lead`, a space and `last_line_url`. `relay` names the editions of ours
    in between, nearest first; `source_language` is the first original's (BCP 47).
    """

    byline: tuple[Byline, ...]
    notice: Notice | None
    corrections: tuple[Sentence, ...]
    rows: tuple[Row, ...]
    language: str = ""
    direction: str = ""
    heading: Sentence | None = None
    translated_from: Sentence | None = None
    first_published: Sentence | None = None
    read_original: Sentence | None = None
    remarks: tuple[Sentence, ...] = ()
    relay: tuple[Sentence, ...] = ()
    is_abridged: bool = False
    is_external: bool = False
    source_language: str = ""
    last_line: str | None = None
    last_line_lead: Sentence | None = None
    last_line_url: str = ""


def attribution_of(version: PublishedVersion, *, absolute: Callable[[str], str]) -> Attribution:
    """Say everything about where a version comes from. `absolute` makes a path of this site an address.

    Reads `article`, `root`, `credits`, `credits.person` and `article.corrections`: load them beforehand.
    """
    voice = _Voice(version)
    bylines = tuple(_bylines(voice))
    corrections = _visible_corrections(version)
    relay = tuple(_step(voice, step, absolute) for step in version.relay)
    sentences = tuple(_correction(voice, each) for each in corrections)
    about_original = _about_original(voice, absolute) if version.is_translation else {}
    return Attribution(
        byline=bylines,
        notice=_notice(voice, corrections[0] if corrections else None),
        corrections=sentences,
        rows=tuple(_rows(voice, bylines, sentences, relay)),
        relay=relay,
        is_abridged=version.is_abridged,
        **{**foreign(voice.reader, version.language), **about_original},
    )


def role_name(role: str, code: str) -> Sentence:
    """Name what somebody did, as a heading over what they did."""
    return sentence(noun(LABELS_OF_ROLES[Role(role)], code), code)


def origin_of(version: PublishedVersion) -> Sentence | None:
    """Say "translated from X" for a line in a list; None for an own piece. Needs nothing but the row."""
    if not version.is_translation:
        return None
    return sentence(_origin_words(version), version.language)


class _Voice:
    """Speaks for one version; `reader` is the language of its labels."""

    def __init__(self, version: PublishedVersion) -> None:
        self.version = version
        self.reader = label("about", version.language).language

    def say(self, key: str, **values: Part | tuple[Part, ...]) -> Sentence:
        return sentence(label(key, self.version.language), self.version.language, **values)

    def noun(self, key: str) -> str:
        return noun(key, self.version.language).text

    def close(self, unfinished: Sentence) -> Sentence:
        return closed(unfinished, self.reader)

    def day(self, moment: datetime) -> Part:
        return Part(date_in(moment, self.reader), "date", machine=_local(moment).date().isoformat())

    def moment(self, moment: datetime) -> Part:
        return Part(
            moment_in(moment, self.reader), "date", machine=_local(moment).isoformat(timespec="minutes")
        )

    def dated(self, parts: Iterable[Part], on: datetime | None) -> Sentence:
        parts = tuple(parts)
        return self.say("with_date", text=parts, date=self.day(on)) if on else Sentence(parts)

    def language(self, code: str) -> Part:
        return Part(language_name(code, self.reader))

    def publication(self) -> Part:
        return self.of_the_source(self.version.source_outlet, "publication")

    def of_the_source(self, text: str, kind: str) -> Part:
        return Part(text, kind, **foreign(self.version.source_language, self.reader))


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())


def _origin_words(version: PublishedVersion) -> Words:
    if version.relay:
        return relay_phrase(version.language, version.relay[0]["language"], version.source_language)
    return phrase(version.language, version.source_language)


def _about_original(voice: _Voice, absolute: Callable[[str], str]) -> dict[str, Any]:
    version = voice.version
    words = _origin_words(version)
    origin = sentence(words, version.language)
    lead = Sentence((*origin.parts, Part(colon(words.language))), origin.language, origin.direction)
    is_external = not version.source_url.startswith("/")
    address = version.source_url if is_external else absolute(version.source_url)
    return {
        "heading": voice.say("about"),
        "translated_from": closed(origin, words.language),
        "first_published": voice.close(_first_published(voice)),
        "read_original": voice.say("read", language=voice.language(version.source_language)),
        "remarks": tuple(_remarks(voice)),
        "is_external": is_external,
        "source_language": bcp47(version.source_language),
        "last_line": f"{lead} {address}",
        "last_line_lead": lead,
        "last_line_url": address,
    }


def _first_published(voice: _Voice) -> Sentence:
    published_at = voice.version.source_first_published_at
    if published_at is None:
        return voice.say("first_undated", publication=voice.publication())
    return voice.say("first", publication=voice.publication(), date=voice.day(published_at))


def _remarks(voice: _Voice) -> Iterator[Sentence]:
    if voice.version.is_abridged:
        yield voice.close(voice.say("abridged"))
    if any(block.get("origin") == "machine" for block in voice.version.blocks):
        yield voice.close(voice.say("machine"))


def _step(voice: _Voice, step: dict[str, str], absolute: Callable[[str], str]) -> Sentence:
    """Name one edition of ours between this one and the first original."""
    address = absolute(step["path"]) if step["path"] else ""
    title = Part(step["headline"], "title", url=address, **foreign(step["language"], voice.reader))
    return voice.say("with_note", text=title, note=voice.language(step["language"]))


# The byline


def _bylines(voice: _Voice) -> Iterator[Byline]:
    for role, key in LABELS_OF_ROLES.items():
        if names := tuple(_names(voice.version, role)):
            parts = tuple(_listed(voice, [(_printed(voice, name),) for name in names]))
            yield Byline(role.value, voice.noun(key), names, voice.say(key, name=parts))


def _names(version: PublishedVersion, role: Role) -> Iterator[Name]:
    """List who did something; the original's author may be known by name alone, or not at all."""
    wrote_the_original = role == Role.AUTHOR and version.is_translation
    language = version.source_language if wrote_the_original else ""
    credited = [credit for credit in version.credits.all() if credit.role == role]
    for credit in credited:
        own = credit.person.name if credit.person.name != credit.name else ""
        yield Name(credit.name, credit.person.slug, own, language)
    if wrote_the_original and not credited:
        for author in version.source_authors or [version.source_outlet]:
            yield Name(author, language=language)


def _printed(voice: _Voice, name: Name) -> Part:
    of_its_own = {} if name.own else foreign(name.language, voice.reader)
    return Part(name.printed, "name", person=name.person, **of_its_own)


def _with_own_script(voice: _Voice, name: Name) -> tuple[Part, ...]:
    printed = _printed(voice, name)
    if not name.own:
        return (printed,)
    own = Part(name.own, "name", **foreign(name.language, voice.reader))
    return voice.say("with_note", text=printed, note=own).parts


def _listed(voice: _Voice, groups: list[tuple[Part, ...]]) -> Iterator[Part]:
    """Put between names what the language puts there."""
    pieces = list_pieces([group[0].text for group in groups], voice.reader)
    for place, piece in enumerate(pieces):
        yield from ([Part(piece)] if place % 2 else groups[place // 2])


# The list at the foot


def _rows(
    voice: _Voice, bylines: tuple[Byline, ...], corrections: tuple[Sentence, ...], relay: tuple[Sentence, ...]
) -> Iterator[Row]:
    version = voice.version
    if version.is_translation:
        yield _row(voice, "headline", Sentence((voice.of_the_source(version.source_headline, "title"),)))
        published_in = voice.dated([voice.publication()], version.source_first_published_at)
        yield _row(voice, "published_in", published_in)
        yield from _people_rows(voice, bylines)
        if version.source_captured_at:
            yield _row(voice, "follows", Sentence((voice.moment(version.source_captured_at),)))
        yield from _rights_row(voice)
    if corrections or version.is_translation:
        yield _row(voice, "corrections", *(corrections or [voice.say("none")]))
    if relay:
        yield _row(voice, "intermediate", *relay)


def _row(voice: _Voice, key: str, *values: Sentence) -> Row:
    return Row(key, voice.noun(key), values)


def _people_rows(voice: _Voice, bylines: tuple[Byline, ...]) -> Iterator[Row]:
    dates = {Role.TRANSLATOR.value: voice.version.first_published_at}
    for byline in bylines:
        if byline.role != Role.PHOTOGRAPHER:
            people = _listed(voice, [_with_own_script(voice, name) for name in byline.names])
            value = voice.dated(people, dates.get(byline.role))
            yield Row(LABELS_OF_ROLES[Role(byline.role)], byline.label, (value,))


def _rights_row(voice: _Voice) -> Iterator[Row]:
    version = voice.version
    note = version.source_permission_note
    if version.source_permission == Permission.GRANTED:
        yield _row(voice, "permission", voice.say("permitted", publication=voice.publication()))
    elif version.source_permission == Permission.NOT_NEEDED:
        because = voice.say("not_needed_because", reason=Part(note)) if note else voice.say("not_needed")
        yield _row(voice, "permission", because)
    elif version.source_licence:
        licence = Part(version.source_licence, "licence", url=version.source_licence_url)
        yield _row(voice, "licence", Sentence((licence,)))


# What happened since


def _notice(voice: _Voice, newest: Correction | None) -> Notice | None:
    """Choose the most serious thing; one notice at a time."""
    version = voice.version
    status = version.root.status if version.is_translation else Original.Status.LIVE
    if status == Original.Status.WITHDRAWN:
        return Notice("withdrawn", voice.say("withdrawn", publication=voice.publication()))
    if status == Original.Status.CORRECTED and not _follows_the_change(version):
        return Notice("corrected", voice.say("corrected"), voice.say("corrected_text"))
    if newest and newest.at > timezone.now() - CORRECTION_ON_TOP:
        title = voice.say("correction", date=voice.day(newest.at))
        title = replace(title, parts=(*title.parts, Part(colon(voice.reader))))
        return Notice("correction", title, Sentence((Part(newest.right),)))
    if status == Original.Status.CHANGED and not _follows_the_change(version):
        return _changed(voice)
    if status in {Original.Status.UNREACHABLE, Original.Status.GONE}:
        archived = web_address(version.root.archived_url)
        text = Sentence((Part(archived, "name", url=archived),)) if archived else None
        return Notice("unreachable", voice.say("unreachable"), text)
    return None


def _follows_the_change(version: PublishedVersion) -> bool:
    """Say whether this version was made from the text as it reads since the change."""
    captured_at, changed_at = version.source_captured_at, version.root.changed_at
    is_direct = version.original_id == version.root_id
    return bool(is_direct and captured_at and changed_at and captured_at >= changed_at)


def _changed(voice: _Voice) -> Notice:
    changed_at, followed_at = voice.version.root.changed_at, voice.version.source_captured_at
    if not (changed_at and followed_at):
        return Notice("changed", voice.say("changed_since"))
    text = voice.say(
        "changed_text",
        publication=voice.publication(),
        date=voice.day(changed_at),
        version_date=voice.day(followed_at),
    )
    return Notice("changed", voice.say("changed"), text)


def _correction(voice: _Voice, correction: Correction) -> Sentence:
    title = voice.say("correction", date=voice.day(correction.at))
    mark = colon(voice.reader)
    parts = [*title.parts, Part(f"{mark}{'' if mark == '：' else ' '}"), Part(correction.right)]
    if correction.wrong:
        parts += [Part(" "), *voice.say("formerly", wrong=Part(correction.wrong)).parts]
    return Sentence(tuple(parts))


def _visible_corrections(version: PublishedVersion) -> list[Correction]:
    """List corrections, newest first, without those of a later version that still waits."""
    return [
        correction
        for correction in version.article.corrections.all()
        # Versions of one article get rising keys.
        if correction.version_id is None or correction.version_id <= version.pk
    ]
