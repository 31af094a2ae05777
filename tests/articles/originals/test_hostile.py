"""Pages and servers that want to hurt: each is read or refused for its reason, within time and memory."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from articles.originals import fetch
from articles.originals.extract import extract
from articles.originals.failures import FetchError, Reason
from articles.originals.piece import UnreadableError
from tests.articles.originals.hostile import FORBIDDEN_TARGETS, READ, REFUSED, SLOW, redirect
from tests.articles.originals.loopback import serving

MOST_SECONDS = 12
MOST_MEGABYTES = 100
LARGE = [
    "nested-divs",
    "million-entities",
    "unclosed-entities",
    "linked-data-large",
    "long-line",
    "nested-tables",
    "many-paragraphs",
    "bomb-gzip",
    "bomb-brotli",
]

pytestmark = pytest.mark.once


def answer_of(url):
    """Give the headline of what is there, or the reason, or the sentence, why nothing is."""
    try:
        page = fetch.fetch(url)
        return extract(page.content, page.url, page.content_type).headline
    except (FetchError, UnreadableError) as error:
        return getattr(error, "reason", str(error))


@contextmanager
def importing():
    """Give a function that imports what a server answers in a process of its own, and says what it took."""
    answers = {}
    with serving(SimpleNamespace(), answers) as server:
        host = server.url.removeprefix("http://")
        command = [sys.executable, "-m", "tests.articles.originals.measured", host]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:

            def ask(answer):
                answers["/"] = answer
                child.stdin.write(f"{server.url}/\n")
                child.stdin.flush()
                return json.loads(child.stdout.readline())

            yield ask
            child.stdin.close()


@pytest.fixture(scope="module")
def measured():
    with importing() as ask:
        yield ask


@pytest.mark.alone
@pytest.mark.parametrize("name", READ)
def test_hostile_page_is_read_in_time(measured, record_property, name):
    """Time is that of the processor, since other programs may run; the figures go into the report."""
    answer = measured(READ[name]())

    record_property("processor", round(answer["processor"], 1))
    assert "headline" in answer, answer
    assert answer["processor"] < MOST_SECONDS


@pytest.mark.alone
@pytest.mark.parametrize("name", LARGE)
def test_large_page_takes_little_memory(record_property, name):
    """In a new process: in an old one, memory that earlier pages left free hides what a page takes."""
    answer = READ[name] if name in READ else REFUSED[name][0]
    with importing() as ask:
        took = ask(answer())["megabytes"]

    record_property("megabytes", round(took, 1))
    assert took < MOST_MEGABYTES


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_answer_is_refused_for_its_reason(settings, name):
    answer, reason = REFUSED[name]
    with serving(settings, {"/": answer()}) as server:
        assert answer_of(f"{server.url}/") == reason


@pytest.mark.parametrize("target", FORBIDDEN_TARGETS)
def test_nobody_is_led_to_what_is_not_of_the_public_web(settings, target):
    with serving(settings, {"/": redirect(target)}) as server:
        assert answer_of(f"{server.url}/") == Reason.FORBIDDEN_TARGET


@pytest.mark.parametrize("name", SLOW)
def test_slow_server_is_left_in_time(settings, monkeypatch, name):
    monkeypatch.setattr(fetch, "MOST_SECONDS", 0.5)
    with serving(settings, {"/": SLOW[name]}) as server:
        started = time.monotonic()

        assert answer_of(f"{server.url}/") == Reason.TOO_SLOW
        assert time.monotonic() - started < 1.5
