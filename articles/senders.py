"""Who sends something to a public form, so far as a limit must know: the same as a while ago, or not."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac


def sender_of(request: HttpRequest) -> str:
    """Give a word that is the same for one address on one day, from which nobody can tell the address."""
    salt = f"articles.senders {timezone.now():%Y-%m-%d}"
    return salted_hmac(salt, _network(_address(request)), algorithm="sha256").hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """Give the address that the nearest of our own proxies saw; what a sender adds stands before it."""
    proxies = settings.NEWSROOM_PROXIES
    forwarded = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    """Take a household's addresses for one: 64 bits of IPv6."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        known = known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64)
    return str(known)
