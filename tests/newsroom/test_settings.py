"""The settings as a process of their own meets them: right, or stopped with one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "NEWSROOM_SECRET_KEY": "a long random text for one test",
    "NEWSROOM_DEBUG": "False",
    "NEWSROOM_DEMO": "False",
    "DATABASE_URL": "sqlite://:memory:",
}
# Set to nothing, so that what `var/local.env` of this machine says does not matter.
QUIET = ("REDIS_URL", "NEWSROOM_FETCH_ALLOW", "NEWSROOM_HTTPS", "NEWSROOM_SITE_NAME")
REPORT = """
import json
from newsroom import settings
names = ("LANGUAGE_CODE", "NEWSROOM_LANGUAGES", "LANGUAGES", "LANGUAGES_BIDI", "SECRET_KEY")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def start(*arguments, **variables):
    """Run Python in the checkout with these variables alone."""
    told = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
    # pytest's own settings are not the product's.
    told |= dict.fromkeys(QUIET, "") | GOOD | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | variables
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=told, capture_output=True, text=True, check=False
    )


def settings_with(**variables):
    done = start("-c", REPORT, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"NEWSROOM_DEBUG": "maybe"}, "NEWSROOM_DEBUG must be True or False, not 'maybe'."),
        ({"NEWSROOM_LANGUAGES": "en,tlh"}, "NEWSROOM_LANGUAGES: tlh is no language code that Django knows."),
        ({"NEWSROOM_LANGUAGES": "en,sv,en"}, "NEWSROOM_LANGUAGES names en twice."),
        (
            {"NEWSROOM_FETCH_ALLOW": "localhost"},
            "NEWSROOM_FETCH_ALLOW: 'localhost' is no host:port pair, such as 127.0.0.1:8899.",
        ),
        (
            {"NEWSROOM_SECRET_KEY": ""},
            "NEWSROOM_SECRET_KEY is empty. Set it to a long random text, or run `make run`, which makes one.",
        ),
    ],
    ids=lambda value: next(iter(value.items())) if isinstance(value, dict) else "",
)
def test_a_wrong_word_stops_every_command_with_one_sentence(variables, sentence):
    done = start("manage.py", "check", **variables)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == f"The settings are not right. {sentence}"


@pytest.mark.parametrize("name", ["NEWSROOM_DEBUG", "NEWSROOM_DEMO"])
def test_debug_and_demo_alone_do_without_a_secret(name):
    found = settings_with(NEWSROOM_SECRET_KEY="", **{name: "True"})

    assert found["SECRET_KEY"] == "for development and demonstration only"


def test_first_language_is_the_newsrooms_own():
    found = settings_with(NEWSROOM_LANGUAGES="pt_BR,ar,zh-Hans,he")

    assert found["LANGUAGE_CODE"] == "pt-br"
    assert found["NEWSROOM_LANGUAGES"] == ["pt-br", "ar", "zh-hans", "he"]
    assert found["LANGUAGES_BIDI"] == ["ar", "he"]
    assert [name for _code, name in found["LANGUAGES"]] == [
        "Português (Brasil)",
        "العربية",
        "中文（简体）",
        "עברית",
    ]
