"""The glossary as TBX: written as version 3 (ISO 30042:2019), read as version 3 and as version 2 (2008).

A concept is one source term; its language stands first. Words carry their administrative status:
preferred, or deprecated for what must never be used. `x-form` and `x-case-sensitive` are notes of
ours, which other programs pass over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from lxml import etree

from articles.languages import bcp47, code_of
from translations.exchange import safe_xml
from translations.exchange.base import ExchangeError
from translations.exchange.glossary_rows import GlossaryRow, accepted, one_line

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATUS, FORM, CASE = "administrativeStatus", "x-form", "x-case-sensitive"
PREFERRED, DEPRECATED = "preferredTerm-admn-sts", "deprecatedTerm-admn-sts"
NEVER = frozenset({DEPRECATED, "deprecatedTerm", "supersededTerm-admn-sts", "supersededTerm", "deprecated"})
TITLE = "Glossary"


class Names(NamedTuple):
    """What a version of the standard calls its elements."""

    root: str
    header: str
    concept: str
    language: str
    term: str
    namespace: str
    attributes: dict[str, str]


VERSION_3 = Names(
    "tbx",
    "tbxHeader",
    "conceptEntry",
    "langSec",
    "termSec",
    "urn:iso:std:iso:30042:ed-2",
    {"type": "TBX-Basic", "style": "dca"},
)
VERSION_2 = Names("martif", "martifHeader", "termEntry", "langSet", "tig", "", {"type": "TBX-Basic"})
ROOTS = {VERSION_3.root, VERSION_2.root}
CONCEPTS = {VERSION_3.concept, VERSION_2.concept}
LANGUAGES = {VERSION_3.language, VERSION_2.language}
TERMS = {VERSION_3.term, VERSION_2.term, "ntig"}


def write(rows: Iterable[GlossaryRow], names: Names = VERSION_3) -> bytes:
    """Write a file with one concept for each source term, in the order of the rows' terms."""
    ordered = sorted(rows, key=lambda row: row.key)
    nsmap: Any = {None: names.namespace} if names.namespace else None
    root = etree.Element(_q(names, names.root), nsmap=nsmap)
    for name, value in names.attributes.items():
        root.set(name, value)
    root.set(XML_LANG, bcp47(ordered[0].source_language) if ordered else "en")
    header = _add(root, names, names.header)
    description = _add(header, names, "fileDesc")
    _add(_add(description, names, "titleStmt"), names, "title", TITLE)
    _add(_add(description, names, "sourceDesc"), names, "p", TITLE)
    body = _add(_add(root, names, "text"), names, "body")
    concepts = groupby(ordered, key=lambda row: (row.source_language, row.source))
    for number, ((language, source), words) in enumerate(concepts, start=1):
        concept = _add(body, names, names.concept)
        concept.set("id", f"c{number}")
        _add(_term(_language(concept, names, language), names), names, "term", source)
        for target, group in groupby(words, key=lambda row: row.target_language):
            section = _language(concept, names, target)
            for row in group:
                _write_word(_term(section, names), names, row)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def read(content: bytes, *, source_language: str = "") -> list[GlossaryRow]:
    """Read a file; raise ExchangeError with a sentence for every entry that is wrong.

    The source of a concept is its terms in `source_language`, else its first language.
    """
    root = safe_xml.parse(content)
    if safe_xml.name_of(root) not in ROOTS:
        raise ExchangeError([_("This is no TBX file: its root is <%(name)s>.") % {"name": root.tag}])
    return accepted(_rows(root, source_language))


def _rows(root: Any, source_language: str) -> Iterator[GlossaryRow]:
    for concept in _all(root.iter(), CONCEPTS):
        sections = list(_all(concept, LANGUAGES))
        own = [each for each in sections if _code(each) == source_language] or sections[:1]
        sources = [term for section in own for term in _all(section, TERMS)]
        for section in sections:
            if section in own:
                continue
            for term in _all(section, TERMS):
                yield from (_row(own[0], source, section, term) for source in sources)


def _row(own: Any, source: Any, section: Any, term: Any) -> GlossaryRow:
    return GlossaryRow(
        source_language=_code(own),
        source=_word(source),
        target_language=_code(section),
        target=_word(term),
        is_forbidden=any(status in NEVER for status in _notes(term, STATUS)),
        is_case_sensitive="yes" in _notes(term, CASE),
        forms=tuple(_notes(term, FORM)),
        note=one_line(" ".join("".join(each.itertext()) for each in _all(term.iter(), {"note"}))),
        line=term.sourceline or 0,
    )


def _word(term: Any) -> str:
    return one_line("".join("".join(each.itertext()) for each in _all(term.iter(), {"term"})))


def _notes(term: Any, kind: str) -> list[str]:
    notes = (each for each in _all(term.iter(), {"termNote"}) if each.get("type") == kind)
    return [text for text in (one_line("".join(each.itertext())) for each in notes) if text]


def _code(section: Any) -> str:
    return code_of(section.get(XML_LANG, ""))


def _all(elements: Iterable[Any], names: set[str]) -> Iterator[Any]:
    return (element for element in elements if safe_xml.name_of(element) in names)


def _write_word(term: Any, names: Names, row: GlossaryRow) -> None:
    _add(term, names, "term", row.target)
    status = DEPRECATED if row.is_forbidden else PREFERRED
    for kind, text in [
        (STATUS, status),
        *([(CASE, "yes")] if row.is_case_sensitive else []),
        *((FORM, form) for form in row.forms),
    ]:
        _add(term, names, "termNote", text).set("type", kind)
    if row.note:
        _add(term, names, "note", row.note)


def _language(concept: Any, names: Names, code: str) -> Any:
    section = _add(concept, names, names.language)
    section.set(XML_LANG, bcp47(code))
    return section


def _term(section: Any, names: Names) -> Any:
    return _add(section, names, names.term)


def _add(parent: Any, names: Names, name: str, text: str | None = None) -> Any:
    element = etree.SubElement(parent, _q(names, name))
    element.text = text
    return element


def _q(names: Names, name: str) -> str:
    return f"{{{names.namespace}}}{name}" if names.namespace else name
