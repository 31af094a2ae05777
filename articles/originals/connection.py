"""The only way out to the network: connects to the very address that was checked, within one time limit.

A name can answer with another address the next time it is asked, so the guard sits where the
connection is made: it resolves once, checks every address, and connects to what it checked.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore2
import httpx2

PORTS = frozenset({80, 443})
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenTargetError(Exception):
    """The server must not speak with this host or port."""


class Deadline:
    """One moment by which everything must be done, however many steps it takes."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Give the seconds that are left, or raise the time-out that httpx knows."""
        if (seconds := self._end - time.monotonic()) > 0:
            return seconds
        raise httpcore2.ReadTimeout


class TimedStream(httpcore2.NetworkStream):
    """A connection on which every wait ends at the deadline, so that a drip of bytes cannot outlast it."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore2.SyncBackend):
    """Makes connections to public addresses on the ports of the web, and to what the settings allow."""

    def __init__(self, allow: frozenset[str], deadline: Deadline) -> None:
        self._allow = allow
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        is_allowed = name.lower() in self._allow
        if port not in PORTS and not is_allowed:
            raise ForbiddenTargetError(name)
        addresses = resolve(host, port, self._deadline.left())
        if not is_allowed and not all(is_public(address) for address in addresses):
            raise ForbiddenTargetError(name)
        return self._connect_to_one_of(addresses, port, socket_options)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        raise ForbiddenTargetError(path)

    def _connect_to_one_of(
        self, addresses: list[str], port: int, options: Iterable[httpcore2.SOCKET_OPTION] | None
    ) -> httpcore2.NetworkStream:
        for number, address in enumerate(addresses, start=1):
            share = self._deadline.left() / (len(addresses) - number + 1)
            try:
                stream = super().connect_tcp(address, port, share, None, options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return TimedStream(stream, self._deadline)
        raise httpcore2.ConnectError


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """Give every address of a host, or raise ConnectError.

    In a thread of its own, because the system's resolver keeps no time limit.
    """
    found: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        raise httpcore2.ConnectError
    return list(found)


def is_public(text: str) -> bool:
    """Say whether an address is one of the public internet, whatever it is wrapped in."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    if address in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    inner = address.ipv4_mapped or address.sixtofour
    if inner is not None:
        return is_public(str(inner))
    return address in _GLOBAL_UNICAST and address.is_global


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)


def client(allow: frozenset[str], deadline: Deadline, headers: dict[str, str]) -> httpx2.Client:
    """Give a client that follows no redirect by itself and reads no setting of this machine."""
    transport = httpx2.HTTPTransport(verify=_ssl_context(), trust_env=False)
    # httpx has no public place for a network backend; the pinned minor version has this one.
    transport._pool = httpcore2.ConnectionPool(  # noqa: SLF001
        ssl_context=_ssl_context(), network_backend=GuardedBackend(allow, deadline), max_connections=1
    )
    return httpx2.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        headers=headers,
        timeout=deadline.left(),
    )
