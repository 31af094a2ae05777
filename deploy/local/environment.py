"""What the two commands stand on: Python, `.venv` from a lock, and `var/local.env`.

Only the standard library, and only words that older Pythons can read: this runs before anything
is installed, and has to be able to say that Python is too old.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Iterator  # noqa: UP035 - collections.abc takes no [str] before Python 3.9

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
LOCAL_ENV = VAR / "local.env"
KINDS = ("production", "development")
OLDEST_PYTHON = (3, 11)


class RefusedError(Exception):
    """Why a command cannot go on: one sentence for the person who typed it."""


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def check_python() -> None:
    """Refuse a Python that is too old or cannot make environments."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        message = (
            f"Python 3.11 or newer is needed, and {sys.executable} is {found}:"
            " install Debian's package python3 of bookworm or later, or name another one with PYTHON=…"
        )
        raise RefusedError(message)
    try:
        import ensurepip  # noqa: F401, PLC0415 - looked for, not used
        import venv  # noqa: F401, PLC0415 - Debian ships both in a package of their own
    except ImportError:
        message = f"{sys.executable} cannot make environments: install Debian's package python3-venv."
        raise RefusedError(message) from None


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let `make run` and `make test` in two windows wait for each other's preparations."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "preparing.lock").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def install(kind: str) -> None:
    """Fill `.venv` with what requirements/<kind>.lock names, unless that has been done.

    The development lock holds the production lock, so whoever ran `make test` can `make run`.
    """
    if VENV.is_symlink():
        return  # somebody else's, and used as it stands
    stamps = {each: _stamp(each) for each in KINDS}
    enough = KINDS if kind == "production" else ("development",)
    if any(stamps[each] == [*_interpreter(), _hash(each)] for each in enough):
        return
    is_foreign = any(stamp[:2] != _interpreter() for stamp in stamps.values() if stamp)
    if is_foreign or not _has_pip():
        say(f"Making {VENV} with {sys.executable} …")
        _run("The environment .venv could not be made.", sys.executable, "-m", "venv", "--clear", str(VENV))
    lock = _lock(kind)
    say(f"Installing what {lock.relative_to(ROOT)} names into .venv, once; this takes a minute or two …")
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
    ]
    _run("The packages could not be installed.", *pip, "--require-hashes", "--requirement", str(lock))
    _stamp_path(kind).write_text("\n".join([*_interpreter(), _hash(kind)]), "utf-8")


def _lock(kind: str) -> Path:
    return ROOT / "requirements" / f"{kind}.lock"


def _hash(kind: str) -> str:
    return hashlib.sha256(_lock(kind).read_bytes()).hexdigest()


def _interpreter() -> list[str]:
    """Name what an environment cannot outlive: another Python, or another place of the checkout."""
    return [f"{sys.base_prefix} {sys.version_info[0]}.{sys.version_info[1]}", str(VENV)]


def _stamp_path(kind: str) -> Path:
    return VENV / f"{kind}.installed"


def _stamp(kind: str) -> list[str]:
    path = _stamp_path(kind)
    return path.read_text("utf-8").splitlines() if path.exists() else []


def _has_pip() -> bool:
    if not PYTHON.exists():
        return False
    pip = [str(PYTHON), "-m", "pip", "--version"]
    return subprocess.run(pip, capture_output=True, check=False).returncode == 0


def _run(complaint: str, *command: str) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        message = f"{complaint} The reason stands above."
        raise RefusedError(message)


def write_local_env() -> None:
    """Give a fresh checkout a secret of its own; an existing file is left as it is."""
    VAR.mkdir(exist_ok=True)
    try:
        file = os.open(LOCAL_ENV, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(file, "w", encoding="utf-8") as lines:
        lines.write("# Written by `make run`. A variable of the environment hides the one here.\n")
        lines.write(f"NEWSROOM_SECRET_KEY={secrets.token_urlsafe(48)}\n")
        lines.write("NEWSROOM_DEMO=True\n")
    say(f"{LOCAL_ENV.relative_to(ROOT)} written, with a random secret and NEWSROOM_DEMO=True.")


def main() -> int:
    """Install one lock: `environment.py development`."""
    try:
        check_python()
        with one_at_a_time():
            install(sys.argv[1])
    except RefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
