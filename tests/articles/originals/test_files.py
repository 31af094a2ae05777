"""Files from somebody's own machine: text, saved pages and Word files; traps are refused in a sentence."""

import zipfile
from io import BytesIO
from random import Random

import pytest

from articles import richtext
from articles.originals.files import read_file, refuse_other
from articles.originals.piece import UnreadableError
from articles.originals.word_files import MOST_BYTES
from tests.word_files import paragraph, word_file

URL = "https://observer.example/a"
UNREADABLE = "This Word file cannot be read. Save it as .docx once more, or copy the text into the field."
LONG = "The harbour bridge shuts for six weeks while its hinge bearings are swapped one at a time."


def blocks(content, name="piece.docx"):
    return [(block["kind"], block["html"]) for block in read_file(content, name, URL).blocks]


def refusal(content, name="piece.docx"):
    with pytest.raises(UnreadableError) as refused:
        read_file(content, name, URL)
    return str(refused.value)


# Word files


def test_word_file_keeps_headings_lists_quotes_links_and_emphasis():
    link = '<w:hyperlink r:id="l1"><w:r><w:t>timetable</w:t></w:r></w:hyperlink>'
    strong = "<w:r><w:rPr><w:b/></w:rPr><w:t>eleven</w:t></w:r>"
    content = word_file(
        paragraph("The ferry learns to wait", style="Title"),
        paragraph("It waited ", runs=strong),
        paragraph("\u00a0"),
        paragraph("What he says", style="Heading2"),
        paragraph("– Somebody was running. See the ", runs=link),
        paragraph("bread", list_number=1),
        paragraph("first", list_number=2),
        paragraph("Wise words", style="Quote"),
        links=["https://observer.example/times"],
    )

    piece = read_file(content, "Ferry.DOCX", URL)

    assert (piece.headline, piece.canonical_url, piece.page) == ("The ferry learns to wait", URL, b"")
    assert blocks(content) == [
        ("paragraph", "It waited <strong>eleven</strong>"),
        ("heading2", "What he says"),
        (
            "paragraph",
            '– Somebody was running. See the <a href="https://observer.example/times">timetable</a>',
        ),
        ("list_item", "bread"),
        ("numbered_item", "first"),
        ("quote", "Wise words"),
    ]


def test_first_paragraph_of_a_word_file_is_its_headline_whatever_its_style():
    piece = read_file(word_file(paragraph("Ferry"), paragraph(LONG), paragraph(LONG)), "a.docx", URL)

    assert (piece.headline, piece.language, len(piece.blocks)) == ("Ferry", "en", 2)


def test_word_file_brings_no_script_and_no_link_into_itself():
    link = "<w:hyperlink {}><w:r><w:t>here</w:t></w:r></w:hyperlink>"
    content = word_file(
        paragraph("Ferry"),
        paragraph("a ", runs=link.format('r:id="l1"')),
        paragraph("b ", runs=link.format('w:anchor="place"')),
        links=["javascript:alert(1)"],
    )

    assert blocks(content) == [("paragraph", "a here"), ("paragraph", "b here")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (word_file(), "There is no text in this file."),
        (word_file(paragraph("Ferry")), "There is no text here beside the headline."),
        (b"PK\x03\x04 and then nothing", UNREADABLE),
        (b"%PDF-1.7", UNREADABLE),
        (word_file(extra={"word/document.xml": b"<broken"}), UNREADABLE),
        (word_file(extra={"word/document.xml": b"<other/>"}), UNREADABLE),
    ],
)
def test_word_file_without_text_is_refused(content, sentence):
    assert refusal(content) == sentence


def test_entities_are_refused_and_never_opened():
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'

    for text in ("&b;", "&f;", "plain"):
        assert refusal(word_file(paragraph("Ferry"), paragraph(text), start=bomb)) == UNREADABLE


def test_bomb_is_refused_before_it_is_unpacked():
    bomb = word_file(paragraph("Ferry"), paragraph("a" * (5 * MOST_BYTES)))
    large = word_file(paragraph("Ferry"), paragraph(Random(1).randbytes(MOST_BYTES).hex()))

    assert len(bomb) < MOST_BYTES / 100
    assert refusal(bomb) == UNREADABLE
    assert refusal(large) == "The Word file holds more than ten megabytes of text."


def test_size_that_a_zip_lies_about_does_not_help_it():
    honest = bytearray(word_file(paragraph("Ferry"), paragraph("a" * (5 * MOST_BYTES))))
    size = next(
        entry.file_size
        for entry in zipfile.ZipFile(BytesIO(honest)).infolist()
        if entry.filename == "word/document.xml"
    )
    lying = bytes(honest).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    assert refusal(lying) == UNREADABLE


def test_zip_with_too_many_or_doubled_entries_is_refused():
    many = word_file(paragraph("Ferry"), paragraph("b"), extra={f"x/{n}": b"" for n in range(1000)})
    doubled = BytesIO(word_file(paragraph("Ferry"), paragraph("b")))
    with zipfile.ZipFile(doubled, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", b"<other/>")

    assert (refusal(many), refusal(doubled.getvalue())) == (UNREADABLE, UNREADABLE)


@pytest.mark.parametrize("depth", [100, 240, 5000])
def test_word_file_of_any_depth_is_read_or_refused(depth):
    nested = "<w:sdt><w:sdtContent>" * depth + paragraph(LONG) + "</w:sdtContent></w:sdt>" * depth
    content = word_file(paragraph("Ferry"), nested)

    try:
        read = blocks(content)
    except UnreadableError as refused:
        read = str(refused)

    assert read in ([("paragraph", LONG)], UNREADABLE)


# Text and saved pages


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_file_is_read_in_whatever_charset_it_is(charset):
    text = f"Färjan väntar\n\nDet blåser på bryggan, säger hon – och går. {LONG}\n\u00a0\n– Nej."

    piece = read_file(text.encode(charset), "piece.txt", URL)

    assert piece.headline == "Färjan väntar"
    assert richtext.plain_text(piece.blocks).splitlines() == [
        f"Det blåser på bryggan, säger hon – och går. {LONG}",
        "– Nej.",
    ]


def test_saved_page_is_read_as_if_it_had_been_fetched():
    page = f"<html><body><article><h1>Ferry</h1><p>{LONG}</p><h2>More</h2><p><em>{LONG}</em></p></article>"

    assert blocks(page.encode(), "page.html") == [
        ("paragraph", LONG),
        ("heading2", "More"),
        ("paragraph", f"<em>{LONG}</em>"),
    ]


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("piece.doc", 10, "This is a file of an old Word. Save it as .docx and choose it again."),
        ("piece.pdf", 10, "Only .txt, .html and .docx files can be read."),
        ("piece", 10, "Only .txt, .html and .docx files can be read."),
        ("piece.txt", 0, "The file is empty."),
        ("piece.txt", 5 * 1024**2 + 1, "The file is larger than 5 megabytes."),
        ("piece.docx", 20 * 1024**2 + 1, "The file is larger than 20 megabytes."),
    ],
)
def test_file_that_cannot_be_a_piece_is_refused_unread(name, size, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        refuse_other(name, size)


def test_picture_that_is_called_text_is_refused():
    assert refusal(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "piece.txt") == (
        "This file is no text, whatever its name says."
    )
