import io
import json
from types import SimpleNamespace

from django.core.management import call_command

from translations.management.commands import check_translation


def answers(monkeypatch, *lines):
    monkeypatch.setattr(
        check_translation.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines) + b"\n"))
    )
    out = io.StringIO()
    call_command("check_translation", "--jsonl", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def line(**values):
    unit = {"source": "It rains.", "target": "Det regnar.", "source_lang": "en", "target_lang": "sv"}
    return json.dumps({**unit, **values}).encode()


def test_each_line_is_answered_with_its_id(monkeypatch):
    said = answers(monkeypatch, line(id=7), line(id="b", target=""))

    assert said == [{"id": 7, "checks": []}, {"id": "b", "checks": ["empty"]}]


def test_broken_lines_are_answered_and_the_next_one_is_read(monkeypatch):
    lines = [
        b"{",
        b"[" * 100_000,
        b"\xff\xfe",
        b"[1]",
        line(id=1, source=None),
        line(id=2, glossary="x"),
        line(id=3),
    ]

    said = answers(monkeypatch, *lines)

    assert [("error" in answer, answer["id"]) for answer in said] == [
        (True, None),
        (True, None),
        (True, None),
        (True, None),
        (True, 1),
        (True, 2),
        (False, 3),
    ]
    assert said[4]["error"] == "This line cannot be read: “source” must be a text."
