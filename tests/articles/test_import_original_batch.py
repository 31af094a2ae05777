"""Many pages through the command: a line in, a line out, whatever the line holds."""

import base64
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Original
from articles.originals import batch
from tests.articles.test_import_original import CANONICAL_PAGE, PAGE, TEXT, URL

ROOT = Path(__file__).resolve().parents[2]


def line(content=PAGE, **said):
    body = content if isinstance(content, bytes) else content.encode()
    request = {
        "id": "a",
        "url": URL,
        "content_type": "text/html",
        "html_b64": base64.b64encode(body).decode(),
    }
    return json.dumps(request | said)


def run(monkeypatch, lines, *arguments):
    sent = b"".join(each if isinstance(each, bytes) else f"{each}\n".encode() for each in lines)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(sent)))
    out = io.StringIO()
    call_command("import_original", "--jsonl", *arguments, stdout=out)
    return [json.loads(each) for each in out.getvalue().splitlines()]


def test_each_line_is_answered_as_json_with_its_id(monkeypatch):
    found = run(monkeypatch, [line(id=7), line(id=["x", None])], "--dry-run", "--language", "sv")

    assert [each["id"] for each in found] == [7, ["x", None]]
    assert (found[0]["title"], found[0]["author"], found[0]["language"]) == (
        "Harbour closed",
        ["Ann Writer"],
        "sv",
    )
    assert found[0]["text"] == f"{TEXT}\nIt was windy."
    assert found[0]["blocks"][1]["html"] == 'It <a href="https://news.example/x">was</a> windy.'


@pytest.mark.parametrize(
    ("broken", "answer"),
    [
        ("", {"id": None, "error": "This line is not JSON."}),
        ("{", {"id": None, "error": "This line is not JSON."}),
        (b"\xff\xfe\n", {"id": None, "error": "This line is not JSON."}),
        ("[" * 100_000, {"id": None, "error": "This line is not JSON."}),
        ("[1]", {"id": None, "error": "This line is not a JSON object."}),
        (line(html_b64="?"), {"id": "a", "error": "What “html_b64” holds is not base64."}),
        (line(html_b64="ä"), {"id": "a", "error": "What “html_b64” holds is not base64."}),
        (line(html_b64=None), {"id": "a", "error": "The page is empty."}),
        (
            line(content_type="application/pdf"),
            {"id": "a", "error": "There is no web page at this address, but a file of another kind."},
        ),
        (
            line("<h1>Sorry</h1>"),
            {
                "id": "a",
                "error": "There is no article on this page: no paragraph of text could be found.",
            },
        ),
        (line("x" * (batch.MOST_BYTES + 1)), {"id": "a", "error": "The page is larger than five megabytes."}),
        (
            line("x" * 2 * batch.MOST_BYTES),
            {"id": None, "error": "The page is larger than five megabytes."},
        ),
    ],
)
def test_broken_line_is_answered_and_the_next_one_read(monkeypatch, broken, answer):
    found = run(monkeypatch, [broken, line(id="next")], "--dry-run")

    assert found[0] == answer
    assert (found[1]["id"], found[1]["title"]) == ("next", "Harbour closed")


@pytest.mark.parametrize("url", [None, 7, "", "hard::news.example", "http://["])
def test_page_is_read_without_an_address(monkeypatch, url):
    assert run(monkeypatch, [line(url=url)], "--dry-run")[0]["title"] == "Harbour closed"


def test_page_that_breaks_a_parser_is_answered(monkeypatch, caplog):
    def broken(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(batch, "extract", broken)

    assert run(monkeypatch, [line()], "--dry-run") == [
        {"id": "a", "error": "This page could not be read. The log says why."}
    ]
    assert "A page of a batch could not be read" in caplog.text


@given(st.binary(max_size=60).map(lambda noise: noise.replace(b"\n", b" ")))
def test_any_bytes_are_answered_by_one_line_of_json(noise):
    found = json.loads(batch.answer(noise, lambda piece, url: piece))

    assert set(found) == {"id", "error"}


@pytest.mark.django_db
def test_pages_are_stored_unless_it_is_a_dry_run(monkeypatch):
    lines = [line(), line(CANONICAL_PAGE, url=""), line(url="", id="lost"), line(url="ftp://x/", id="odd")]
    found = run(monkeypatch, lines, "--outlet", "Bay")

    original = Original.objects.get()
    assert (original.url, original.outlet.name) == (URL, "Bay")
    assert [each.get("error") for each in found] == [
        None,
        None,
        "The address of the original is not known. Give it with --url.",
        "The address must begin with http:// or https://.",
    ]


@pytest.mark.parametrize("arguments", [[], ["page.html", "--jsonl"]])
def test_one_source_must_be_given(arguments):
    with pytest.raises(CommandError):
        call_command("import_original", *arguments)


@pytest.mark.once
def test_program_takes_turns_and_needs_no_database(tmp_path):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/none/db.sqlite3",
        "NEWSROOM_SECRET_KEY": "x",
        "NEWSROOM_DEBUG": "True",
        "LC_ALL": "C",
    }
    command = [sys.executable, "manage.py", "import_original", "--jsonl", "--dry-run"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        for number, text in enumerate(["Sjö", "Öl"]):
            page = PAGE.replace("Harbour closed", text)
            program.stdin.write(line(page, id=number) + "\n")
            program.stdin.flush()
            found = json.loads(program.stdout.readline())
            assert (found["id"], found["title"]) == (number, text)
        program.stdin.close()
        assert program.wait(timeout=20) == 0
