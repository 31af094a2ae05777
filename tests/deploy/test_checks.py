import re

import checks
import pytest


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose locks are right, and a function that writes one of its files anew."""

    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    write(
        "pyproject.toml",
        '[project]\ndependencies = ["django>=5.2,<5.3", "psycopg[binary]"]\n'
        'optional-dependencies.dev = ["pytest"]\n',
    )
    pins = "django==5.2.19 \\\n    --hash=sha256:aa\npsycopg==3.3.9 \\\n    --hash=sha256:bb\n"
    write("requirements/production.lock", pins)
    write(
        "requirements/development.lock",
        f"{pins}pytest==9.2.0 ; python_version > '3' \\\n    --hash=sha256:cc\n",
    )
    monkeypatch.setattr(checks, "ROOT", tmp_path)
    return write


def test_locks_that_hold_what_is_named_pass(project):
    assert [*checks.lock_problems(), *checks.hash_problems()] == []


def test_a_dependency_that_no_lock_holds_is_found(project):
    project("requirements/production.lock", "django==5.2.19 \\\n    --hash=sha256:aa\n")

    assert list(checks.lock_problems()) == [
        "requirements/production.lock lacks psycopg, which pyproject.toml names."
    ]


def test_a_version_outside_what_is_named_is_found(project):
    for lock in ("production", "development"):
        project(f"requirements/{lock}.lock", "django==6.0\npsycopg==3.3.9\npytest==9.2.0\n")

    assert list(checks.lock_problems()) == [
        "requirements/production.lock has django 6.0, not django>=5.2,<5.3."
    ]


def test_two_locks_with_different_versions_are_found(project):
    project("requirements/development.lock", "django==5.2.18\npsycopg==3.3.9\npytest==9.2.0\n")

    assert list(checks.lock_problems()) == [
        "requirements/development.lock differs from production.lock in django."
    ]


def test_a_pin_without_a_hash_is_found(project):
    project("requirements/production.lock", "django==5.2.19\npsycopg==3.3.9 \\\n    --hash=sha256:bb\n")

    assert list(checks.hash_problems()) == ["requirements/production.lock: django==5.2.19 has no hash."]


@pytest.mark.parametrize(
    ("line", "is_foreign"),
    [
        ("RUN curl https://files.example/x", True),
        ("pip install git+ssh://git@files.example/x", True),
        ("wget -q http://127.0.0.1:8000/healthz", False),
        ("DATABASE_URL: postgresql://newsroom@db:5432/newsroom", False),
    ],
)
def test_an_address_in_a_file_that_builds_is_foreign_unless_it_is_of_this_machine(line, is_foreign):
    assert bool(re.search(checks.FOREIGN_ADDRESS, line)) == is_foreign


@pytest.mark.parametrize("option", ["--index-url x", "--extra-index-url=x", "index_url = x", "registry=x"])
def test_an_option_that_names_an_index_is_found(option):
    assert checks.INDEX_OPTION.search(option)
