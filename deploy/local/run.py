"""`make run`: from a fresh checkout to a site that answers, and everything stopped again at Ctrl-C."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator, NamedTuple  # noqa: UP035 - an older Python has to get as far as being refused

from environment import (
    PYTHON,
    ROOT,
    VAR,
    RefusedError,
    check_python,
    install,
    one_at_a_time,
    say,
    write_local_env,
)
from processes import die_with_parent

# What gunicorn and the worker get to finish in; gunicorn itself gives its threads eight seconds.
SECONDS_TO_STOP = 10
SECONDS_TO_ANSWER = 60


class Child(NamedTuple):
    """One of the two processes of the site."""

    name: str
    process: subprocess.Popen[bytes]


def wanted_address() -> tuple[str, int]:
    """Read HOST and PORT, and refuse what nothing could listen on."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not (port.isdigit() and 0 < int(port) < 65536):
        message = f"PORT must be a number from 1 to 65535, not {port!r}."
        raise RefusedError(message)
    try:
        family, _kind, _protocol, _name, address = socket.getaddrinfo(
            host, int(port), type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as error:
        message = f"Nothing can listen on {host}:{port} ({error.strerror}). Try `make run PORT=8001`, say."
        raise RefusedError(message) from None
    return host, int(port)


def prepare() -> dict:
    """Run `prepare.py` in .venv and read what it left."""
    finished = subprocess.run([PYTHON, ROOT / "deploy" / "local" / "prepare.py"], cwd=ROOT, check=False)
    if finished.returncode:
        message = "The site could not be prepared. The reason stands above."
        raise RefusedError(message)
    site: dict = json.loads((VAR / "prepared.json").read_text("utf-8"))
    return site


def spawn(name: str, *command: str | Path, **environment: str) -> Child:
    """Start a process in a session of its own, so that Ctrl-C reaches it through `stop` alone."""
    process = subprocess.Popen(
        [PYTHON, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent(),  # noqa: PLW1509 - there is one thread here
    )
    return Child(name, process)


def stop(children: list[Child]) -> None:
    """End the processes: kindly first, then whatever is left of them by force."""
    deadline = time.monotonic() + SECONDS_TO_STOP
    # A second Ctrl-C means at once.
    with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
        for child in children:
            if child.process.poll() is None:
                child.process.terminate()
        for child in children:
            child.process.wait(max(0.0, deadline - time.monotonic()))
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()


@contextlib.contextmanager
def running(host: str, port: int) -> Iterator[list[Child]]:
    """Keep gunicorn and the worker running for as long as the block does."""
    children: list[Child] = []
    try:
        address = {"HOST": f"[{host}]" if ":" in host else host, "PORT": str(port)}
        gunicorn = ("-m", "gunicorn", "--config", "newsroom/gunicorn.conf.py", "--log-level", "warning")
        children.append(spawn("web server", *gunicorn, **address))
        children.append(spawn("worker", "manage.py", "worker"))
        yield children
    finally:
        stop(children)


def has_ended(children: list[Child]) -> bool:
    return any(child.process.poll() is not None for child in children)


def wait_for_answer(children: list[Child], host: str, port: int) -> None:
    """Wait until the site says anything at all, or one of the processes has ended."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - names what was asked for
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline and not has_ended(children):
        connection = http.client.HTTPConnection(reachable, port, timeout=SECONDS_TO_ANSWER)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", "/healthz")
            connection.getresponse()
            return
        time.sleep(0.1)


def tell(site: dict, host: str, port: int) -> None:
    """Say where the site is and who can sign in."""
    name = f"[{host}]" if ":" in host else host
    root = f"http://{name}:{port}"
    say(f"\n{site['name']} is running. Ctrl-C stops it.\n")
    languages = [(f"{root}/{code}/", own_name) for code, own_name in site["languages"]]
    places = [(f"{root}/", "the site"), *languages, (f"{root}/admin/", "the newsroom, to sign in")]
    width = max(len(address) for address, _what in places)
    for address, what in places:
        say(f"  {address:{width}}  {what}")
    if site["told"]:
        say(f"\n{site['told'].rstrip()}")
    if name not in site["hosts"] and "*" not in site["hosts"]:
        say(
            f"\nNEWSROOM_ALLOWED_HOSTS does not name {name}: requests by that name are refused until it does."
        )
    say()


def serve() -> int:
    """Prepare, start, and wait until somebody or something ends it."""
    check_python()
    host, port = wanted_address()
    with one_at_a_time():
        install("production")
        write_local_env()
        site = prepare()
    with running(host, port) as children:
        wait_for_answer(children, host, port)
        if not has_ended(children):
            tell(site, host, port)
        gone = first_to_end(children)
    others = " and the ".join(child.name for child in children if child is not gone)
    message = (
        f"The {gone.name} ended by itself (exit status {gone.process.returncode}); the {others} was stopped."
    )
    raise RefusedError(message)


def first_to_end(children: list[Child]) -> Child:
    while True:
        for child in children:
            if child.process.poll() is not None:
                return child
        time.sleep(0.2)


def main() -> int:
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)
    try:
        return serve()
    except RefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):  # the terminal may be gone
            say("\nStopped.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
