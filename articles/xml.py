"""Writing XML that no stray character can break: feeds, lists of feeds, site maps.

Names are written with the prefixes that the document declares: `dc:creator`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

Namespaces = Mapping[str | None, str]
Element = etree._Element  # noqa: SLF001 - lxml gives the class of its elements no other name

# Everything that XML 1.0 has no place for.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML = "http://www.w3.org/XML/1998/namespace"


def root(name: str, namespaces: Namespaces, attributes: Mapping[str, str] | None = None) -> Element:
    """Begin a document that declares its namespaces; the prefix None is the default one."""
    written = _written(attributes or {}, namespaces)
    return etree.Element(_qualified(name, namespaces), written, nsmap=dict(namespaces))


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Add one element with its text and attributes; an attribute without a value is left out."""
    element = etree.SubElement(parent, _qualified(name, parent.nsmap), _written(attributes, {}))
    if text:
        element.text = _UNWRITABLE.sub("", text)
    return element


def document(top: Element) -> bytes:
    """Write the whole document in UTF-8, with its declaration."""
    return etree.tostring(top, encoding="utf-8", xml_declaration=True)


def _qualified(name: str, namespaces: Namespaces) -> str:
    prefix, _colon, local = name.rpartition(":")
    namespace = _XML if prefix == "xml" else namespaces.get(prefix or None)
    return f"{{{namespace}}}{local}" if namespace else local


def _written(attributes: Mapping[str, str], namespaces: Namespaces) -> dict[str, str]:
    # An attribute without a prefix has no namespace, whatever the default one is.
    prefixed: Namespaces = {prefix: namespace for prefix, namespace in namespaces.items() if prefix}
    return {
        _qualified(name, prefixed): _UNWRITABLE.sub("", value) for name, value in attributes.items() if value
    }
