"""`make run` as a person meets it, on a copy of the checkout with this environment linked into it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from programs import free_port, listens

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("articles", "translations", "newsroom", "templates", "static", "locale", "deploy", "requirements")
# What a person's own shell may hold and a fresh machine does not.
HIDDEN = (
    "DATABASE_URL",
    "REDIS_URL",
    "DJANGO_SETTINGS_MODULE",
    "HOST",
    "PORT",
    "MAKEFLAGS",
    "MAKELEVEL",
    "MFLAGS",
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A checkout with everything but its environment, without the demo, which has tests of its own."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in PRODUCT:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    for name in ("Makefile", "manage.py", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def surroundings(**variables):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
    for name in HIDDEN:
        kept.pop(name, None)
    return {**kept, "NEWSROOM_DEMO": "False", **variables}


class Site:
    """One `make run`, in a process group of its own, as a terminal gives it."""

    def __init__(self, folder, port):
        self.port = port
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=folder,
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = []

    def wait_until_it_runs(self):
        for line in self.process.stdout:
            self.said.append(line)
            if f":{self.port}/admin/" in line:
                return time.monotonic() - self.began
        pytest.fail("".join(self.said))

    def interrupt(self):
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.communicate(timeout=20)[0]

    def pids(self):
        """The programs whose working folder is the checkout's."""
        return {int(path.name) for path in Path("/proc").glob("[0-9]*") if self.owns(path)}

    def owns(self, path):
        with contextlib.suppress(OSError):
            words = (path / "environ").read_bytes().split(b"\0")
            return f"PORT={self.port}".encode() in words and int(path.name) != os.getpid()
        return False


@pytest.fixture
def site(checkout):
    site = Site(checkout, free_port())
    yield site
    with contextlib.suppress(ProcessLookupError):
        os.killpg(site.process.pid, signal.SIGKILL)
    site.process.communicate()


def fetch(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.status, answer.read().decode()


def test_run_starts_the_site_and_its_worker_and_ctrl_c_ends_both(site, checkout):
    site.wait_until_it_runs()
    running = site.pids()
    page = fetch(site.port, "/admin/login/")
    site.interrupt()

    assert page[0] == 200
    assert "csrfmiddlewaretoken" in page[1]
    assert [f"http://127.0.0.1:{site.port}/sv/", "Svenska"] in [line.split() for line in site.said]
    assert len(running) >= 4  # make, run.py, gunicorn with its workers, the worker
    assert site.pids() == set()
    assert not listens(site.port)
    assert "NEWSROOM_SECRET_KEY=" in (checkout / "var" / "local.env").read_text()


def test_the_second_start_repeats_nothing_of_the_first(checkout):
    """How long that takes is measured by `benchmarks/start.py`: under five seconds."""
    told = []
    for _ in range(2):
        site = Site(checkout, free_port())
        site.wait_until_it_runs()
        site.interrupt()
        told.append([line.strip() for line in site.said if line.rstrip().endswith("…")])

    assert told[1] == []


@pytest.mark.parametrize(("dies", "stays"), [("manage.py worker", "web server"), ("gunicorn", "worker")])
def test_the_end_of_one_ends_the_other_and_says_so(site, dies, stays):
    site.wait_until_it_runs()
    running = {
        pid: Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode() for pid in site.pids()
    }
    os.kill(min(pid for pid, command in running.items() if dies in command), signal.SIGKILL)
    said, _ = site.process.communicate(timeout=20)

    assert f"ended by itself (exit status -9); the {stays} was stopped." in said
    assert site.process.returncode == 2  # what make says when a command fails
    assert site.pids() == set()


def test_nothing_is_left_when_the_command_itself_is_killed(site):
    site.wait_until_it_runs()
    os.killpg(site.process.pid, signal.SIGKILL)
    deadline = time.monotonic() + 15
    while site.pids() and time.monotonic() < deadline:
        time.sleep(0.2)

    assert site.pids() == set()


def test_a_busy_port_is_refused_in_one_sentence(checkout, site):
    site.wait_until_it_runs()
    second = Site(checkout, site.port)
    said, _ = second.process.communicate(timeout=20)

    reason = "Address already in use"
    assert said.splitlines()[0] == (
        f"Nothing can listen on 127.0.0.1:{site.port} ({reason}). Try `make run PORT=8001`, say."
    )
    assert second.process.returncode == 2


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_a_port_that_is_none_is_refused_in_one_sentence(checkout, port):
    said, _ = Site(checkout, port).process.communicate(timeout=20)

    assert said.splitlines()[0] == f"PORT must be a number from 1 to 65535, not {port!r}."


def test_no_secret_stops_every_command_with_a_sentence(checkout):
    command = [checkout / ".venv" / "bin" / "python", "manage.py", "check"]
    done = subprocess.run(
        command,
        cwd=checkout,
        env=surroundings(NEWSROOM_SECRET_KEY=""),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "NEWSROOM_SECRET_KEY is empty." in done.stderr
