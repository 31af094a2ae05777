"""What a site asks of programs that read it (robots.txt, RFC 9309).

The standard library's parser knows no wildcards and takes the first rule instead of the longest; news
sites use both. A rule is matched without regular expressions, so that no file can make it slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

# What is beyond counts for nothing (RFC 9309, 2.5).
LARGEST = 500 * 1024
MOST_RULES = 5000
LONGEST_DELAY = 10.0
_PRODUCT = re.compile(r"[A-Za-z_-]+")
_KEPT = "%/:@!$&'()*+,;=?~[]|-._"


@dataclass(frozen=True)
class Rules:
    """What one robots.txt asks of us: (path, may it be read), and seconds between two requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """Say whether the page may be read: the longest rule that fits counts, allowing at a draw."""
        parts = urlsplit(url)
        path = _escaped(parts.path or "/") + (f"?{_escaped(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


EVERYTHING = Rules()
NOTHING = Rules((("/", False),))


def read(text: str, user_agent: str) -> Rules:
    """Read the groups that name us, else those for everybody."""
    product = _PRODUCT.match(user_agent)
    me = product[0].lower() if product else ""
    found: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    is_between = True
    for line in text[:LARGEST].lstrip("\ufeff").splitlines():
        key, _colon, value = (word.strip() for word in line.partition("#")[0].partition(":"))
        match key.lower():
            case "user-agent":
                names = [value.lower()] if is_between else [*names, value.lower()]
                is_between = False
                found.setdefault(value.lower(), [])
            case "allow" | "disallow" | "crawl-delay":
                is_between = True
                for name in names:
                    found[name].append((key.lower(), value))
    return _rules(found.get(me, found.get("*", [])))


def _rules(lines: list[tuple[str, str]]) -> Rules:
    """Give rules of lines; one without a path says nothing."""
    paths = [(_escaped(value), key == "allow") for key, value in lines if key != "crawl-delay" and value]
    delays = [float(value) for key, value in lines if key == "crawl-delay" and _is_number(value)]
    return Rules(tuple(paths[:MOST_RULES]), min(max(delays, default=0.0), LONGEST_DELAY))


def _is_number(text: str) -> bool:
    return text.isascii() and len(text) < 8 and text.replace(".", "", 1).isdigit()


def _escaped(path: str) -> str:
    """Write a path with one spelling for what means the same."""
    return quote(path, safe=_KEPT, errors="replace")


def fits(pattern: str, path: str) -> bool:
    """Match the beginning of a path; `*` is anything, `$` at the end is the end."""
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not is_whole or path == first
    position = len(first)
    for part in others[:-1]:
        position = path.find(part, position)
        if position < 0:
            return False
        position += len(part)
    last = others[-1]
    if is_whole:
        return path.endswith(last) and len(path) - len(last) >= position
    return path.find(last, position) >= 0
