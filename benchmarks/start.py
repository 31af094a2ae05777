"""How long `make run` takes until the site answers: first in a new checkout, then every time after."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", "*.mo", ".*_cache", ".hypothesis")


def seconds_to_start(checkout: Path) -> float:
    """Start the site, wait until it says that it runs, and end it again."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
    kept.pop("DATABASE_URL", None)
    began = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 - nothing here comes from outside
        ["make", "run", f"PORT={port}"],  # noqa: S607 - the command that people type
        cwd=checkout,
        env={**kept, "NEWSROOM_DEMO": "False"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        if any(f":{port}/admin/" in line for line in process.stdout or ()):
            return time.monotonic() - began
        message = "The site did not start. The reason stands above."
        raise RuntimeError(message)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate()


def main() -> int:
    """Print the first start and the median of the others, in seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5, help="how many starts after the first (5)")
    starts = parser.parse_args().starts
    with tempfile.TemporaryDirectory(prefix="newsroom-start-") as folder:
        checkout = Path(folder) / "checkout"
        shutil.copytree(ROOT, checkout, ignore=LEFT_OUT)
        (checkout / ".venv").symlink_to(sys.prefix)
        first = seconds_to_start(checkout)
        others = sorted(seconds_to_start(checkout) for _ in range(starts))
    sys.stdout.write(f"first start, with .venv there and no demo: {first:.1f} s\n")
    sys.stdout.write(f"median of {starts} starts after it: {others[starts // 2]:.1f} s (limit 5)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
