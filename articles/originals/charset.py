"""From bytes to text, by the rules of HTML: byte order mark, header, declaration, then detection."""

from __future__ import annotations

import codecs
import re
from email.message import Message

import charset_normalizer

from articles.originals.detection import detected

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings that browsers know (https://encoding.spec.whatwg.org), by their names in Python. Python knows
# others that are no encodings of text (`unicode_escape`) or take very long (`punycode`).
_OF_THE_WEB = frozenset(
    {
        "utf-8",
        "utf-16-le",
        "utf-16-be",
        "gb18030",
        "big5",
        "big5hkscs",
        "euc_jp",
        "iso2022_jp",
        "cp932",
        "cp949",
    }
    | {"koi8-r", "koi8-u", "cp866", "cp874", "mac-roman", "mac-cyrillic"}
    | {f"cp125{number}" for number in range(9)}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)
# Browsers read these labels as what is meant by them, not by their letter.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
_DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{2,40})""",
    re.IGNORECASE,
)
# What the web was written in before UTF-8; other charsets only mislead the detector.
_OLD = ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "koi8_r"]
_OLD += ["gb18030", "big5", "cp932", "euc_jp", "cp949"]
_LATIN = frozenset({"cp1250", "cp1252", "cp1254", "cp1257"})
# Their texts differ in a few letters, and the language, which most words tell, says which.
_LATIN_OF_LANGUAGE = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("az", "tr"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
}
# Declarations stand at the top; detection needs no more than some pages of text.
_TOP = 4096
_SAMPLE = 65536


def decode(content: bytes, content_type: str = "") -> str:
    """Give the text of a page; bytes that mean nothing become U+FFFD."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    name = _known(_in_header(content_type))
    if not name and _is_utf8(content):
        name = "utf-8"  # pages that were converted often keep the declaration of what they were
    name = name or _declared(content) or _detected(content)
    return content.decode(name, "replace")


def is_wide(content: bytes, content_type: str = "") -> bool:
    """Say whether NULs in these bytes are halves of letters (UTF-16), by mark or header."""
    has_mark = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return has_mark or _known(_in_header(content_type)).startswith("utf-16")


def _in_header(content_type: str) -> str:
    message = Message()
    message["Content-Type"] = content_type.replace("\r", " ").replace("\n", " ")
    return str(message.get_content_charset(""))


def _declared(content: bytes) -> str:
    found = _DECLARATION.search(_without_comments(content[:_TOP]))
    name = _known(found[1].decode("ascii", "replace")) if found else ""
    # Whoever could be read so far was not written in it.
    return "utf-8" if name.startswith("utf-16") else name


def _without_comments(top: bytes) -> bytes:
    kept, *commented = top.split(b"<!--")
    return kept + b"".join(part.partition(b"-->")[2] for part in commented)


def _known(label: str) -> str:
    """Give Python's name for a label that browsers know, else nothing."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if name in _OF_THE_WEB else ""


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not content.isascii()


def _detected(content: bytes) -> str:
    if content.isascii():
        return "utf-8"
    sample = content[:_SAMPLE]
    # The sample may end in the middle of a character, with which no charset could be right.
    ends = (len(sample) - cut for cut in range(4))
    found = (charset_normalizer.from_bytes(sample[:end], cp_isolation=_OLD).best() for end in ends)
    best = next((match.encoding for match in found if match), "cp1252")
    if best not in _LATIN:
        return _known(best)
    return _latin(sample)


# In a text that is misread, signs such as ¹ and ³ stand where letters should.
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[\u0080-\u00bf\ufffd]|[\u0080-\u00bf\ufffd](?=[^\W\d_])")


def _latin(sample: bytes) -> str:
    """Choose the charset of Latin letters that leaves fewest signs in words, then by its language."""
    names = ("cp1252", *sorted(set(_LATIN_OF_LANGUAGE.values())))
    texts = {name: sample.decode(name, "replace") for name in names}
    signs = {name: len(_SIGN_IN_WORD.findall(text)) for name, text in texts.items()}
    cleanest = [name for name in names if signs[name] == min(signs.values())]
    found = [(detected(texts[name]), name) for name in cleanest]
    fitting = [
        (sign.share, name) for sign, name in found if _LATIN_OF_LANGUAGE.get(sign.code, "cp1252") == name
    ]
    return max(fitting, default=(0, cleanest[0]))[1]
