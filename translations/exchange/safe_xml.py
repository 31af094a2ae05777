"""Reading XML from outside: no DOCTYPE, no entities, no network, a limit of size and of depth."""

from __future__ import annotations

import codecs
import re
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from translations.exchange.base import LARGEST_FILE, ExchangeError

DEEPEST = 40
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def parse(content: bytes) -> Any:
    """Give the root element. Raises ExchangeError with a sentence for whatever is not plain XML."""
    if len(content) > LARGEST_FILE:
        raise ExchangeError([_("The file is larger than %(count)d MB.") % {"count": LARGEST_FILE >> 20}])
    text = _decoded(content)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ExchangeError([_("The file has a DOCTYPE. Remove it: files with one are not read.")])
    parser: Any = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).strip().encode(), parser)
    except etree.XMLSyntaxError as problem:
        line = problem.lineno or 1
        raise ExchangeError(
            [
                _("Line %(line)d: the file is not well-formed XML (%(why)s).")
                % {"line": line, "why": problem.msg}
            ]
        ) from None
    if _depth(root) > DEEPEST:
        raise ExchangeError([_("The elements of the file are nested too deeply.")])
    return root


def name_of(element: Any) -> str:
    """Give the name of an element without its namespace; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _decoded(content: bytes) -> str:
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise ExchangeError([_("The file is not in UTF-8. Save it in UTF-8 and try again.")]) from None


def _depth(root: Any) -> int:
    deepest = depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
