"""The scratch site as it is deployed: gunicorn with its workers, and people who talk HTTP to it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def served() -> Iterator[int]:
    """Serve the first scratch database with gunicorn; give the port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    path = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "newsroom/gunicorn.conf.py", "--log-level", "error"],
        cwd=ROOT,
        env={**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "PYTHONPATH": path},
    )
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    message = "gunicorn did not start."
    raise RuntimeError(message)


class Browser:
    """One person's connection to the site, signed in with the session of a test client."""

    def __init__(self, port: int, client: Any, page: str) -> None:
        """Open a page, which gives the cookie that forms need."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self._headers = {"Host": "localhost", "Cookie": _joined(cookies)}
        self._connection.request("GET", page, headers=self._headers)
        answer = self._connection.getresponse()
        answer.read()
        given = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        cookies |= dict(each.split(";")[0].split("=", 1) for each in given)
        token = next(value for name, value in cookies.items() if "csrf" in name)
        self._headers |= {
            "Cookie": _joined(cookies),
            "X-CSRFToken": token,
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Origin": "http://localhost",
        }

    def post(self, path: str, sent: dict[str, Any]) -> tuple[int, str]:
        """Send JSON; give the status and the text of the answer."""
        self._connection.request("POST", path, json.dumps(sent), self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read().decode()


def _joined(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
