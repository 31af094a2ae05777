"""What no tool of `make lint` asks: whether the locks hold what pyproject.toml names, and only that.

An index address in a file binds everybody who installs to one place and one person's network.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)(.*)$")
INDEX_OPTION = re.compile(
    r"""--(?:extra-)?index-url|--find-links|\bindex[-_]url\s*=|\bregistry\s*=|--registry\b"""
)
FOREIGN_ADDRESS = re.compile(r"(?:https?|git|ssh)://(?!127\.0\.0\.1\b|localhost\b)[\w@-]+\.[\w.-]+")
# Files that install or build something; an address in one of them would be fetched.
BUILDING = re.compile(r"(?:Makefile|Dockerfile|docker-compose\.yml|\.ci/.*|requirements/.*|deploy/local/.*)$")
# They have to name what they look for.
EXEMPT = {"deploy/local/checks.py", "tests/deploy/test_checks.py"}


def pins(lock: str) -> dict[str, set[str]]:
    """Read which versions a lock names for each package; a package may have one per Python."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / "requirements" / lock).read_text("utf-8").splitlines():
        if match := PINNED.match(line):
            found.setdefault(canonicalize_name(match[1]), set()).add(match[2])
    return found


def lock_problems() -> Iterator[str]:
    """Yield what pyproject.toml asks for and a lock does not give."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    production, development = pins("production.lock"), pins("development.lock")
    asked = [("production.lock", production, name) for name in project["dependencies"]]
    asked += [("development.lock", development, name) for name in project["optional-dependencies"]["dev"]]
    for lock, pinned, text in asked:
        requirement = Requirement(text)
        versions = pinned.get(canonicalize_name(requirement.name), set())
        if not versions:
            yield f"requirements/{lock} lacks {requirement.name}, which pyproject.toml names."
        elif not all(requirement.specifier.contains(version) for version in versions):
            yield f"requirements/{lock} has {requirement.name} {', '.join(sorted(versions))}, not {text}."
    for name, versions in production.items():
        if development.get(name) != versions:
            yield f"requirements/development.lock differs from production.lock in {name}."


def hash_problems() -> Iterator[str]:
    """Yield pins that pip would refuse for want of a hash."""
    for path in sorted((ROOT / "requirements").glob("*.lock")):
        entries = re.split(r"(?m)^(?=\S)", path.read_text("utf-8"))
        for entry in entries:
            if PINNED.match(entry) and "--hash=sha256:" not in entry:
                yield f"requirements/{path.name}: {entry.splitlines()[0]} has no hash."


def address_problems() -> Iterator[str]:
    """Yield lines that say where packages come from."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607 - git's own place differs
    for name in listed.stdout.splitlines():
        if name in EXEMPT or not (ROOT / name).is_file():
            continue
        lines = (ROOT / name).read_text("utf-8", "ignore").splitlines()
        for number, line in enumerate(lines, start=1):
            if INDEX_OPTION.search(line) or (BUILDING.match(name) and FOREIGN_ADDRESS.search(line)):
                yield f"{name}, line {number} says where to install from: {line.strip()[:80]}"


def main() -> int:
    problems = [*lock_problems(), *hash_problems(), *address_problems()]
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
