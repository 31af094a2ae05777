"""What the settings read from the environment: every wrong word stops the start with a sentence.

`var/local.env` lies underneath: a variable that is set, even to nothing, hides the one in the file.
"""

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

# What an address of a mail server may begin with, and the port where it names none.
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
KNOWN_LANGUAGES = frozenset(code for code, _name in global_settings.LANGUAGES)


def read_file(path: Path) -> dict[str, str]:
    """Read KEY=VALUE lines; blank lines and lines that begin with # are passed over."""
    if not path.is_file():
        return {}
    values = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, separator, value = line.partition("=")
        if not separator:
            message = f"{path}, line {number}: write NAME=VALUE."
            raise ImproperlyConfigured(message)
        values[name.strip()] = value.strip()
    return values


class MailServer(NamedTuple):
    """Where mail is handed over; an empty host sends none. TLS begins at once, or after a greeting."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    is_encrypted: bool = False
    is_upgraded: bool = False


class Environment:
    """The variables of this process over those of one file."""

    def __init__(self, path: Path, process: Mapping[str, str] = os.environ) -> None:
        """Read the file once; the process's own variables win."""
        self._values = {**read_file(path), **process}

    def text(self, name: str, default: str = "") -> str:
        """Give a variable as it stands; set to nothing means nothing, not the default."""
        return self._values.get(name, default)

    def flag(self, name: str, *, default: bool) -> bool:
        """Read True or False; nothing means False, any other word is a mistake."""
        match self.text(name, str(default)).strip().lower():
            case "true":
                return True
            case "false" | "":
                return False
            case other:
                message = f"{name} must be True or False, not {other!r}."
                raise ImproperlyConfigured(message)

    def seconds(self, name: str, *, default: float) -> float:
        """Read a number of seconds from 0 to 60."""
        text = self.text(name).strip() or str(default)
        if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?", text) or float(text) > 60:
            message = f"{name}: {text!r} is no number of seconds from 0 to 60."
            raise ImproperlyConfigured(message)
        return float(text)

    def number(self, name: str, *, default: int, most: int) -> int:
        """Read a whole number from 0 to a limit."""
        text = self.text(name).strip() or str(default)
        if not (text.isascii() and text.isdigit() and int(text) <= most):
            message = f"{name}: {text!r} is no number from 0 to {most}."
            raise ImproperlyConfigured(message)
        return int(text)

    def words(self, name: str, default: str = "") -> list[str]:
        """Read a list parted by commas; empty places are passed over."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def web_address(self, name: str) -> str:
        """Read one address that begins with http:// or https:// and names a host."""
        address = self.text(name).strip()
        parts = urlsplit(address)
        if address and not (parts.scheme in {"http", "https"} and parts.hostname):
            message = f"{name}: {address!r} is no address, such as https://newsroom.example."
            raise ImproperlyConfigured(message)
        return address

    def mail_server(self, name: str) -> MailServer:
        """Read an address such as `smtp+tls://user:password@mail.example:587`."""
        address = self.text(name).strip()
        if not address:
            return MailServer()
        try:
            parts = urlsplit(address)
            port = parts.port or MAIL_PORTS[parts.scheme]
        except (KeyError, ValueError):
            port = 0
        if not (port and parts.hostname):
            # Not what was written: it may hold a password.
            message = f"{name} is no mail server, such as smtp+tls://user:password@mail.example:587."
            raise ImproperlyConfigured(message)
        return MailServer(
            parts.hostname,
            port,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            is_encrypted=parts.scheme == "smtps",
            is_upgraded=parts.scheme == "smtp+tls",
        )

    def languages(self, name: str, default: str) -> tuple[str, ...]:
        """Read language codes, each one that Django knows, none twice, at least one."""
        codes = [code.lower().replace("_", "-") for code in self.words(name, default)]
        if not codes:
            message = f"{name} names no language. Write for example {default}."
            raise ImproperlyConfigured(message)
        if unknown := [code for code in codes if code not in KNOWN_LANGUAGES]:
            message = f"{name}: {', '.join(unknown)} is no language code that Django knows."
            raise ImproperlyConfigured(message)
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            message = f"{name} names {', '.join(twice)} twice."
            raise ImproperlyConfigured(message)
        return tuple(codes)

    def per_language(self, name: str, allowed: Collection[str]) -> dict[str, str]:
        """Read code:word pairs, such as `th:gregorian`, with words from a list."""
        chosen = {}
        for pair in self.words(name):
            code, _colon, word = pair.lower().partition(":")
            if code not in KNOWN_LANGUAGES or word not in allowed:
                message = f"{name}: {pair!r} is no language with one of {', '.join(sorted(allowed))}."
                raise ImproperlyConfigured(message)
            chosen[code] = word
        return chosen

    def addresses(self, name: str) -> frozenset[str]:
        """Read exact host:port pairs."""
        pairs = self.words(name)
        for pair in pairs:
            host, _colon, port = pair.rpartition(":")
            if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
                message = f"{name}: {pair!r} is no host:port pair, such as 127.0.0.1:8899."
                raise ImproperlyConfigured(message)
        return frozenset(pair.lower() for pair in pairs)
