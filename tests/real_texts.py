"""Real news documents with professional translations, where they lie beside the checkout.

Their licence keeps them out of this repository; tests that need them skip, saying so.
"""

import html
import json
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[2] / "shared" / "data" / "dev" / "ntrex.jsonl"
DOCUMENTS = (
    [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()] if PATH.exists() else []
)
needs_real_texts = pytest.mark.skipif(
    not DOCUMENTS, reason="the real texts of ../shared are not beside this checkout"
)


def paragraphs_of(document, segments):
    """The document's paragraphs, which are runs of sentences, in the language of the sentences given."""
    return [" ".join(segments[number] for number in numbers) for numbers in document["paragraphs"]]


def page_of(document):
    """A plain page, as a publication without a content system writes it."""
    paragraphs = paragraphs_of(document, document["segments"])
    body = "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs)
    title = html.escape(document["title"], quote=False)
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )
