"""The house keeps its own rules: sizes, one direction, one writer of statuses."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("newsroom", "translations", "articles")
SOURCES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
VAGUE = {"utils", "helpers", "services", "selectors", "managers", "mixins", "common", "core"}


def ids(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=ids)
def test_file_is_small_and_says_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > 40
    ]

    assert text.count("\n") <= 400
    assert long == []
    assert not text.strip() or ast.get_docstring(tree)
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", TESTS, ids=ids)
def test_test_file_is_small(path):
    assert path.read_text(encoding="utf-8").count("\n") <= 600


def test_workflow_alone_writes_a_status():
    # `seeding` writes whole finished rows for load tests, none of which takes a step.
    writers = [
        ids(path)
        for path in SOURCES
        if re.search(
            r"\bstatus\s*=\s*(step|Status|\"(draft|translated|published|retracted))", path.read_text()
        )
        and "models" not in path.parts
    ]

    assert sorted({name.split("/")[1].removesuffix(".py") for name in writers}) in (
        ["workflow"],
        ["seeding", "workflow"],
    )


def test_nothing_is_marked_safe_outside_the_module_that_cleans():
    marked = [ids(path) for path in SOURCES if "mark_safe" in path.read_text(encoding="utf-8")]

    assert [name for name in marked if name != "articles/richtext.py"] == []


def test_templates_carry_no_inline_script_or_style():
    found = [
        ids(path)
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if re.search(
            r"<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|type=))", path.read_text(encoding="utf-8")
        )
    ]

    assert found == []
