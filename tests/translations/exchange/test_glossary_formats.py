"""Glossary files as CSV and TBX: what was written is read again, and what is wrong is said by line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from translations.exchange import glossary_csv, glossary_tbx
from translations.exchange.base import ExchangeError
from translations.exchange.glossary_rows import GlossaryRow, one_line

SCHEMA = Path(__file__).resolve().parents[4] / "shared" / "data" / "schemas" / "tbx.xsd"
FERRY = GlossaryRow("en", "ferry", "sv", "färja", forms=("färjeläget",), note="Fem. Never båt.")
BOAT = GlossaryRow("en", "ferry", "sv", "båt", is_forbidden=True)
UNITED = GlossaryRow("en", "US", "zh-hans", "美国", is_case_sensitive=True)
words = st.text(max_size=40).map(one_line)
some_words = words.filter(bool)
rows = st.builds(
    GlossaryRow,
    st.sampled_from(["en", "fi"]),
    some_words,
    st.sampled_from(["sv", "ar", "zh-hans"]),
    some_words,
    st.booleans(),
    st.booleans(),
    st.lists(some_words, max_size=3).map(tuple),
    words,
)
glossaries = st.lists(rows, max_size=6, unique_by=lambda row: row.key)


def refusal(read, content):
    with pytest.raises(ExchangeError) as refused:
        read(content)
    return refused.value.problems


@given(glossaries)
def test_what_is_written_as_a_table_is_read_again(glossary):
    assert glossary_csv.read(glossary_csv.write(glossary)) == glossary


@given(glossaries, st.sampled_from([glossary_tbx.VERSION_3, glossary_tbx.VERSION_2]))
def test_what_is_written_as_tbx_is_read_again(glossary, names):
    read = glossary_tbx.read(glossary_tbx.write(glossary, names))

    assert read == sorted(glossary, key=lambda row: row.key)


@given(st.binary(max_size=200))
def test_bytes_of_chance_are_refused_with_a_sentence(content):
    for read in (glossary_csv.read, glossary_tbx.read):
        assert refusal(read, content) != []


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of TBX is not on this machine")
def test_tbx_of_2008_keeps_to_its_schema():
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    written = etree.fromstring(glossary_tbx.write([FERRY, BOAT, UNITED], glossary_tbx.VERSION_2))

    assert schema.validate(written), schema.error_log


def test_tbx_of_today_is_named_as_the_standard_names_it():
    root = etree.fromstring(glossary_tbx.write([FERRY, BOAT]))
    names = [etree.QName(element).localname for element in root.iter()]

    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert dict(root.attrib) == {
        "type": "TBX-Basic",
        "style": "dca",
        "{http://www.w3.org/XML/1998/namespace}lang": "en",
    }
    assert names.count("conceptEntry") == 1
    assert names.count("langSec") == 2
    assert names.count("termSec") == 3


def test_tbx_of_another_program_is_read_with_the_language_that_was_chosen():
    content = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" xml:lang="en"><text><body>
      <conceptEntry><langSec xml:lang="de"><termSec><term>Fähre</term></termSec></langSec>
      <langSec xml:lang="en"><termSec><term>ferry</term></termSec></langSec></conceptEntry>
    </body></text></tbx>""".encode()

    assert glossary_tbx.read(content) == [GlossaryRow("de", "Fähre", "en", "ferry")]
    assert glossary_tbx.read(content, source_language="en") == [GlossaryRow("en", "ferry", "de", "Fähre")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_may_be_parted_as_spreadsheets_part_it(delimiter):
    lines = ["target_language,source_language,target,source", "sv,en,färja,ferry"]

    read = glossary_csv.read("\r\n".join(lines).replace(",", delimiter).encode())

    assert read == [GlossaryRow("en", "ferry", "sv", "färja")]


def test_no_cell_is_a_formula():
    written = glossary_csv.write([GlossaryRow("en", "=1+1", "sv", "@SUM", note="-1")]).decode("utf-8-sig")

    assert written.splitlines()[1] == "en,'=1+1,sv,'@SUM,no,no,,'-1"


def test_every_bad_line_of_a_table_has_its_sentence():
    content = (
        "source_language,source,target_language,target,forbidden\n"
        "en,ferry,sv,färja,no\n"
        "xx-none,ferry,sv,färja,\n"
        "en,,sv,färja,\n"
        '"en","ferry\nboat",en,,perhaps\n'
        "en,ferry,sv,färja,yes\n"
    )

    assert refusal(glossary_csv.read, content.encode()) == [
        "Line 3: “xx-none” is not the code of a language.",
        "Line 4: the term is missing.",
        "Line 5: both languages are the same.",
        "Line 5: the translation is missing.",
        "Line 5: “perhaps” is neither yes nor no.",
        "Line 7: the same entry stands in line 2.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfeabc", "The file is not in UTF-8. Save it in UTF-8 and try again."),
        (b"source,target\n", "Line 1: the heading lacks source_language, target_language."),
        (b"x" * (5 * 1024 * 1024 + 1), "The file is larger than 5 MB."),
        (b'source_language,source,target_language,target\n"en', "The file is not a table"),
    ],
)
def test_what_is_no_table_is_refused(content, sentence):
    (problem,) = refusal(glossary_csv.read, content)

    assert problem.startswith(sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx>&a;</tbx>', "The file has a DOCTYPE."),
        ("<tbx>\n<a></tbx>", "Line 2: the file is not well-formed XML"),
        ("<tmx/>", "This is no TBX file: its root is <tmx>."),
        ("<a>" * 60 + "</a>" * 60, "The elements of the file are nested too deeply."),
        ("<a>" * 900 + "</a>" * 900, "Line 1: the file is not well-formed XML"),
        ("\x00", "Line 1: the file is not well-formed XML"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_is_no_plain_tbx_is_refused(content, sentence, encoding):
    (problem,) = refusal(glossary_tbx.read, content.encode(encoding))

    assert problem.startswith(sentence)


def test_a_bad_entry_of_tbx_is_said_by_line():
    content = b"""<tbx><text><body><conceptEntry>
<langSec xml:lang="en"><termSec><term>ferry</term></termSec></langSec>
<langSec xml:lang="sv"><termSec>
<term> </term></termSec></langSec></conceptEntry></body></text></tbx>"""

    assert refusal(glossary_tbx.read, content) == ["Line 3: the translation is missing."]
