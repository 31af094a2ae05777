"""The environment: a file underneath, the process on top, and a sentence for every wrong word."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.environment import Environment

MISSING = "no such file"


def environment(tmp_path, file="", **process):
    path = tmp_path / "local.env"
    path.write_text(file, encoding="utf-8")
    return Environment(path, process)


def test_file_gives_what_the_process_does_not_set(tmp_path):
    env = environment(tmp_path, "# By `make run`\n\nNAME=from file\n OTHER = a=b \n")

    assert (env.text("NAME"), env.text("OTHER"), env.text("THIRD", "default")) == (
        "from file",
        "a=b",
        "default",
    )


def test_missing_file_is_an_empty_one(tmp_path):
    assert Environment(tmp_path / MISSING, {}).text("NAME", "default") == "default"


def test_process_hides_the_file(tmp_path):
    assert environment(tmp_path, "NAME=from file", NAME="from process").text("NAME") == "from process"


def test_variable_set_to_nothing_hides_the_file_and_the_default(tmp_path):
    env = environment(tmp_path, "NAME=from file\nFLAG=True\nWORDS=a,b", NAME="", FLAG="", WORDS="")

    assert env.text("NAME", "default") == ""
    assert env.flag("FLAG", default=True) is False
    assert env.words("WORDS", "c") == []


def test_line_without_a_name_is_refused_with_its_number(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"local\.env, line 2: write NAME=VALUE\.$"):
        environment(tmp_path, "NAME=1\njust words\n")


@pytest.mark.parametrize("word", ["True", "true", " TRUE "])
def test_flag_is_set_by_true_alone(tmp_path, word):
    assert environment(tmp_path, FLAG=word).flag("FLAG", default=False) is True


def test_flag_that_nobody_sets_is_the_default(tmp_path):
    env = environment(tmp_path)

    assert (env.flag("FLAG", default=True), env.flag("FLAG", default=False)) == (True, False)


@pytest.mark.parametrize("word", ["maybe", "1", "yes", "0"])
def test_flag_refuses_any_other_word(tmp_path, word):
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment(tmp_path, NEWSROOM_DEBUG=word).flag("NEWSROOM_DEBUG", default=False)

    assert str(refusal.value) == f"NEWSROOM_DEBUG must be True or False, not {word!r}."


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("en", ("en",)),
        ("sv, pt_BR,zh-Hans ,", ("sv", "pt-br", "zh-hans")),
        ("sr-latn,id", ("sr-latn", "id")),
    ],
)
def test_languages_are_written_in_any_case(tmp_path, written, codes):
    assert environment(tmp_path, LANGUAGES=written).languages("LANGUAGES", "en") == codes


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "LANGUAGES names no language. Write for example en,sv."),
        (" , ", "LANGUAGES names no language. Write for example en,sv."),
        ("en,tlh", "LANGUAGES: tlh is no language code that Django knows."),
        ("en,svenska,xx", "LANGUAGES: svenska, xx is no language code that Django knows."),
        ("en,pt-br,sv,pt_BR", "LANGUAGES names pt-br twice."),
    ],
)
def test_languages_refuse_what_is_none(tmp_path, written, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment(tmp_path, LANGUAGES=written).languages("LANGUAGES", "en,sv")

    assert str(refusal.value) == sentence


def test_addresses_are_exact_pairs(tmp_path):
    env = environment(tmp_path, ALLOW="127.0.0.1:8899, Localhost:80,[::1]:8080")

    assert env.addresses("ALLOW") == {"127.0.0.1:8899", "localhost:80", "[::1]:8080"}


@pytest.mark.parametrize(
    "pair",
    ["127.0.0.1", "localhost:", ":80", "localhost:http", "localhost:0", "host:65536", "host:８０"],
)
def test_addresses_refuse_what_is_no_pair(tmp_path, pair):
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment(tmp_path, ALLOW=f"localhost:80,{pair}").addresses("ALLOW")

    assert str(refusal.value) == f"ALLOW: {pair!r} is no host:port pair, such as 127.0.0.1:8899."


def test_pairs_of_a_language_are_read_and_anything_else_refused(tmp_path):
    calendars = {"gregorian", "buddhist"}

    assert environment(tmp_path, CALENDARS="th:gregorian, fa:Buddhist").per_language(
        "CALENDARS", calendars
    ) == {
        "th": "gregorian",
        "fa": "buddhist",
    }
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment(tmp_path, CALENDARS="th:maya").per_language("CALENDARS", calendars)
    assert str(refusal.value) == "CALENDARS: 'th:maya' is no language with one of buddhist, gregorian."


@pytest.mark.parametrize("address", ["hub.example", "ftp://hub.example/", "https://", "//hub.example"])
def test_web_address_that_cannot_be_one_stops_the_start(tmp_path, address):
    with pytest.raises(ImproperlyConfigured, match="HUB"):
        environment(tmp_path, HUB=address).web_address("HUB")


def test_web_address_may_be_missing(tmp_path):
    env = environment(tmp_path, HUB=" https://hub.example/ ", EMPTY="")

    found = [env.web_address(name) for name in ("HUB", "EMPTY", "MISSING")]

    assert found == ["https://hub.example/", "", ""]
