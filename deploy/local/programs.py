"""PostgreSQL, Redis and Chromium for the tests: found, or installed from Debian's packages when root.

The servers are private ones, on free ports of the loopback and in folders of their own, whatever
else runs on the machine, and are stopped after. PostgreSQL refuses to run as root and does not.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from environment import RefusedError, say
from processes import die_with_parent

# What `subprocess` takes to start a program as somebody else; nothing for oneself.
Owner = dict[str, Any]

SECONDS_TO_START = 30
SECONDS_TO_STOP = 10
# Debian starts a server when its package is installed, unless this says no.
POLICY = Path("/usr/sbin/policy-rc.d")


class Program(NamedTuple):
    """Something that the tests need and the lock cannot hold."""

    package: str
    find: Callable[[], Path | None]


def find_postgresql() -> Path | None:
    """Give the folder of the newest server's programs; Debian keeps them off the PATH."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: float(folder.parent.name))
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def find_first(*names: str) -> Path | None:
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


PROGRAMS = {
    "PostgreSQL": Program("postgresql", find_postgresql),
    "Redis": Program("redis-server", lambda: find_first("redis-server", "valkey-server")),
    "Chromium": Program("chromium", lambda: find_first("chromium", "chromium-browser", "google-chrome")),
}


def provide() -> dict[str, Path]:
    """Find the programs, install what is missing if that is allowed, and give those that are there."""
    missing = [program for program in PROGRAMS.values() if program.find() is None]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install([program.package for program in missing])
    found = {name: program.find() for name, program in PROGRAMS.items()}
    return {name: path for name, path in found.items() if path}


def apt_install(packages: list[str]) -> None:
    """Install without starting anything; what fails shows as a program that is still missing."""
    say(f"Installing Debian's {', '.join(packages)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with services_left_alone():
        for command in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", *packages]):
            done = subprocess.run(
                ["apt-get", *command],  # noqa: S607 - Debian's own
                env=quiet,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            if done.returncode:
                say(done.stderr.strip())


@contextlib.contextmanager
def services_left_alone() -> Iterator[None]:
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


@contextlib.contextmanager
def postgresql(programs: Path) -> Iterator[str]:
    """Run a PostgreSQL that forgets everything, and give its address."""
    owner = unprivileged()
    with folder_of(owner) as folder:
        data, port = folder / "data", free_port()
        options = ["--username=newsroom", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        initdb = [f"{programs}/initdb", f"--pgdata={data}", *options]
        made = subprocess.run(initdb, cwd=folder, capture_output=True, text=True, check=False, **owner)
        if made.returncode:
            message = f"PostgreSQL made no database: {made.stderr.strip()}"
            raise RefusedError(message)
        here = ["--host=127.0.0.1", f"--port={port}"]
        # No test's rows have to outlive a power cut.
        careless = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        command = [f"{programs}/postgres", "-D", str(data), "-k", str(folder), here[1], *careless]
        with server(command, folder, lambda: succeeds(f"{programs}/pg_isready", *here), signal.SIGINT, owner):
            if not succeeds(f"{programs}/createdb", *here, "--username=newsroom", "newsroom"):
                message = "PostgreSQL runs, and lets nobody make a database."
                raise RefusedError(message)
            yield f"postgresql://newsroom@127.0.0.1:{port}/newsroom"


@contextlib.contextmanager
def redis(program: Path) -> Iterator[str]:
    """Run a Redis that keeps nothing, and give its address."""
    with folder_of({}) as folder:
        port = free_port()
        command = [
            str(program),
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(folder),
        ]
        with server(command, folder, lambda: listens(port), signal.SIGTERM, {}):
            yield f"redis://127.0.0.1:{port}"


@contextlib.contextmanager
def server(
    command: list[str], folder: Path, is_ready: Callable[[], bool], end: signal.Signals, owner: Owner
) -> Iterator[None]:
    """Keep one server running for as long as the block does."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C ends the tests, and then the end of this block ends the server.
            start_new_session=True,
            preexec_fn=die_with_parent(end),  # noqa: PLW1509 - there is one thread here
            **owner,
        )
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not is_ready():
            if process.poll() is not None or time.monotonic() > deadline:
                words = (folder / "log").read_text("utf-8", "replace").strip()
                message = f"{Path(command[0]).name} did not start: {words}"
                raise RefusedError(message)
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(end)
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def unprivileged() -> Owner:
    """Say, for `subprocess`, as whom a server runs that refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def folder_of(owner: Owner) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="newsroom-", ignore_cleanup_errors=True) as name:
        if owner:
            os.chown(name, owner["user"], owner["group"])
        yield Path(name)


def succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
