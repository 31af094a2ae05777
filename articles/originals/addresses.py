"""The identity of an original: one key for all the ways in which one address is written."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit

import idna
from django.utils.translation import gettext_lazy as _

LONGEST = 2000

# What campaigns, mailing programs and social networks add to an address; none of it chooses a page.
TRACKING_PREFIXES = ("utm_", "at_campaign", "at_custom", "at_link", "at_medium", "at_ptr", "mtm_", "pk_")
TRACKING_NAMES = frozenset(
    {
        *("fbclid", "fb_action_ids", "fb_ref", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid"),
        *("yclid", "ysclid", "twclid", "ttclid", "li_fat_id", "igshid", "igsh", "_ga", "_gl", "_openstat"),
        *("mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id"),
        *("ns_campaign", "ns_linkname", "ns_mchannel", "ns_source", "ref_src", "ref_url", "smid", "wt_mc"),
        *("xtor", "__twitter_impression", "phpsessid", "jsessionid"),
    }
)
_STANDARD_PORTS = {None, 80, 443}
_REFUSED = frozenset({"Cc", "Cs", "Zs", "Zl", "Zp"})
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_KEPT = "%/:@!$&'()*+,;=?[]|"


def url_key(url: str) -> str:
    """Give the same key for addresses of the same page, or raise ValueError with a sentence.

    Path and query stay as old systems wrote them (`/n2/content/view/16765/`), but for escapes that
    mean the same. The key is itself an address, and its own key.
    """
    parts = split(url)
    port = "" if parts.port in _STANDARD_PORTS else f":{parts.port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    key = f"https://{host_of(url)}{port}{_escaped(parts.path) or '/'}" + (
        f"?{_escaped(query)}" if query else ""
    )
    if len(key) > LONGEST:
        raise ValueError(_("The address is too long."))
    return key


def host_of(url: str) -> str:
    """Give the host of an address as the network knows it: lower case, punycode, no closing dot."""
    host = split(url).hostname or ""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host.partition('%')[0]).compressed}]"
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        name = ""
    name = name.lower().removesuffix(".")
    if not _HOST.fullmatch(name):
        raise ValueError(_("The address has no host that could exist."))
    return name


def split(url: str) -> SplitResult:
    """Take an http(s) address apart, or raise ValueError with a sentence that says what is wrong."""
    url = url.strip().partition("#")[0]
    if len(url) > LONGEST:
        raise ValueError(_("The address is too long."))
    if any(unicodedata.category(character) in _REFUSED for character in url) or "\\" in url:
        raise ValueError(_("The address contains a character that no address may contain."))
    try:
        parts = urlsplit(url)
        is_usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise ValueError(_("This is not an address.")) from None
    if parts.scheme not in {"http", "https"}:
        raise ValueError(_("The address must begin with http:// or https://."))
    if not is_usable:
        raise ValueError(_("The address has no host that could exist."))
    if "@" in parts.netloc:
        raise ValueError(_("The address must not contain a user name."))
    return parts


def _is_tracking(pair: str) -> bool:
    name = unquote_plus(pair.partition("=")[0]).lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)


def _escaped(text: str) -> str:
    """Write escapes in one way: none where it is not needed, capital letters where it is."""
    return quote(_ESCAPE.sub(_plain_if_unreserved, text), safe=_KEPT)


def _plain_if_unreserved(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()
