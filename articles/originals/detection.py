"""Which language a text is in: what its page says, checked against the words."""

from __future__ import annotations

from articles import languages
from articles.originals.piece import Confidence, Found, Kind, Source

# Where the same language is written in two ways, the code says which; other regions do not matter here.
WRITTEN_APART = frozenset({"pt-br", "zh-hans", "zh-hant", "sr-latn"})
# Detectors cannot tell these apart; the page can.
_ALIKE = (
    frozenset({"nb", "nn", "no", "da"}),
    frozenset({"hr", "sr", "bs", "sh"}),
    frozenset({"id", "ms"}),
    frozenset({"gl", "pt"}),
    frozenset({"ur", "fa"}),
)
_ENOUGH = 100
_SAMPLE = 4000
_TRADITIONAL = frozenset({"zh-tw", "zh-hk", "zh-mo"})


def language_of(text: str, stated: str = "") -> str:
    """Give a lower-case code; `stated` wins where the text is short or agrees, empty when nobody knows."""
    code = code_of(stated)
    if sum(character.isalpha() for character in text) < _ENOUGH:
        return code
    found = detected(text)
    base = languages.base_of(code) if code else ""
    if found in {"zh", "sr"} and base in {found, ""}:
        return written(found, text)
    if not found or base == found or any({base, found} <= group for group in _ALIKE):
        return code or found
    return written(found, text)


def language_found(text: str, stated: Found[str] | None) -> Found[str] | None:
    """Give the code with where it comes from: the page's word where it stands, else the text itself."""
    code = language_of(text, stated.value if stated else "")
    if not code:
        return None
    if stated and code_of(stated.value) == code:
        return Found(code, stated.source)
    return Found(code, Source(Kind.GUESS, Confidence.LIKELY))


def code_of(stated: str) -> str:
    """Give our code for what a page calls its language: `en-GB` is `en`, `zh-TW` is `zh-hant`."""
    code = languages.code_of(stated)
    if code == languages.UNKNOWN:
        return ""
    if languages.base_of(code) == "zh":
        return "zh-hant" if "hant" in code or code in _TRADITIONAL else "zh-hans"
    return next((each for each in (code, *_shorter(code)) if each in WRITTEN_APART), languages.base_of(code))


def detected(text: str) -> str:
    """Ask a detector about the words alone."""
    # It brings numpy and takes 130 MB: only commands, workers and imports load it, never a page for readers.
    from py3langid import langid  # noqa: PLC0415

    return str(langid.classify(text[:_SAMPLE])[0])


def written(base: str, text: str) -> str:
    """Add to a language the way in which a text is written, where that makes another code."""
    if base == "zh":
        strange = {name: len(text.encode(name, "ignore")) for name in ("big5", "gb2312")}
        return "zh-hant" if strange["big5"] > strange["gb2312"] else "zh-hans"
    if base == "sr" and not any("\u0400" <= character <= "\u04ff" for character in text):
        return "sr-latn"
    return base


def _shorter(code: str) -> list[str]:
    parts = code.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]
