"""Storing a piece as an original with its first snapshot; the address decides whether it is known."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Original, Outlet, Snapshot
from articles.originals import addresses
from articles.originals.piece import Piece, UnreadableError
from articles.originals.provenance import in_json, record_of
from articles.originals.snapshots import take_snapshot

logger = logging.getLogger(__name__)

LONGEST_OUTLET_NAME = 160
TERMS = ("permission", "permission_note", "licence", "licence_url")
# The same site for phones and for fast pages is the same site.
_PREFIXES = ("www.", "m.", "mobile.", "amp.")


class CaptureError(UnreadableError):
    """Raised with one sentence when a piece lacks what an original must have; nothing is stored."""


class Captured(NamedTuple):
    """The original and what it says; `is_new` is false when it was there before."""

    original: Original
    snapshot: Snapshot
    is_new: bool


def capture(
    piece: Piece,
    *,
    url: str,
    by: AbstractBaseUser | None = None,
    language: str = "",
    outlet: Outlet | str | None = None,
    captured_at: datetime | None = None,
    protect_sources: bool = False,
    record: dict[str, Any] | None = None,
    **terms: str,
) -> Captured:
    """Store a piece under its address, or give the original that is there already, unchanged.

    `outlet` is a publication or the name of one; without it the host decides. `terms` are permission,
    permission_note, licence and licence_url; without a permission, they are the outlet's. The page of
    protected sources is not kept. `record` tells who says so (`articles.originals.provenance`); without
    it, it is what the piece says. Raises CaptureError.
    """
    key, language = _identity(piece, url, language)
    with transaction.atomic():
        known = Original.objects.filter(url_key=key).first()
        if known is not None:
            return Captured(known, known.latest_snapshot(), is_new=False)
        source = outlet if isinstance(outlet, Outlet) else outlet_for(url, named=outlet or "", piece=piece)
        facts = _facts(piece, source) | _terms(terms, source)
        facts |= {"url": url.strip(), "language": language, "protect_sources": protect_sources}
        original, is_new = Original.objects.get_or_create(url_key=key, defaults=facts)
        if is_new:
            said = record or record_of(piece, piece, by=str(by or ""))
            take_snapshot(original, piece, captured_at=captured_at, record=said)
    logger.info("Original %s imported by %s from %s", original.public_id, by or "a command", url)
    return Captured(original, original.latest_snapshot(), is_new)


def _identity(piece: Piece, url: str, language: str) -> tuple[str, str]:
    """Give the key and the language of a piece, or raise CaptureError for what it lacks."""
    try:
        key = addresses.url_key(url)
    except ValueError as error:
        raise CaptureError(str(error)) from None
    if not (language := language or piece.language):
        raise CaptureError(_("The language of the piece is not known. Say which it is."))
    if not piece.headline:
        raise CaptureError(_("The piece has no headline."))
    return key, language


def _facts(piece: Piece, outlet: Outlet) -> dict[str, Any]:
    return {
        "outlet": outlet,
        "headline": piece.headline,
        "authors": list(piece.authors),
        "first_published_at": piece.first_published_at,
        "modified_at": piece.modified_at,
        "lead_picture": in_json(piece.picture) or {},
        "checked_at": timezone.now(),
    }


def _terms(terms: dict[str, str], outlet: Outlet) -> dict[str, str]:
    """Take from the publication what nobody said, unless a permission of the piece's own was."""
    if terms.get("permission"):
        return terms
    return {name: terms.get(name) or getattr(outlet, name) for name in TERMS}


def address_for(piece: Piece, fetched_from: str) -> str:
    """Choose the address that a fetched piece is known by.

    What the page calls its own address counts only where it is of the same site: else any page could
    pass for one of another publication.
    """
    try:
        is_same_site = site_of(piece.canonical_url) == site_of(fetched_from)
    except ValueError:
        is_same_site = False
    return piece.canonical_url if is_same_site else fetched_from


def site_of(url: str) -> str:
    """Give the host of an address without what marks a version of the same site, or raise ValueError."""
    host = addresses.host_of(url)
    return next((host.removeprefix(prefix) for prefix in _PREFIXES if host.startswith(prefix)), host)


def outlet_for(url: str, *, named: str = "", piece: Piece) -> Outlet:
    """Find the publication of an address, by the name that a person gave or by host, or make it.

    A name that only the page claims finds none: it would bring another publication's permission.
    """
    home_page = f"https://{addresses.host_of(url)}/"
    if named:
        return Outlet.objects.get_or_create(
            name=named[:LONGEST_OUTLET_NAME], defaults={"home_page": home_page}
        )[0]
    if known := outlet_at(url):
        return known
    return Outlet.objects.get_or_create(
        name=new_outlet_name(url, piece), defaults={"home_page": home_page, "language": piece.language}
    )[0]


def new_outlet_name(url: str, piece: Piece) -> str:
    """Propose a name for the publication of an address: what the page calls it, unless another is called so.

    Empty when neither the page nor the address says anything.
    """
    try:
        site = site_of(url)
    except ValueError:
        return piece.site_name[:LONGEST_OUTLET_NAME]
    name = piece.site_name or site
    if Outlet.objects.filter(name__iexact=name[:LONGEST_OUTLET_NAME]).exists():
        name = f"{name[:100]} ({site})"
    return name[:LONGEST_OUTLET_NAME]


def outlet_at(url: str) -> Outlet | None:
    """Find the publication on whose site an address is, or raise ValueError for no address."""
    site = site_of(url)
    outlets = Outlet.objects.exclude(home_page="").order_by("pk")
    return next((outlet for outlet in outlets if _is_of_site(outlet, site)), None)


def _is_of_site(outlet: Outlet, site: str) -> bool:
    try:
        return site_of(outlet.home_page) == site
    except ValueError:
        return False
