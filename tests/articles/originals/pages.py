"""Pages as publishers make them, for the tests of this folder."""

import json
from html import escape

from articles import richtext

URL = "https://news.example/n2/content/view/16765/"
LONG = "The harbour of the town was closed on Monday after the storm had torn two cranes from their rails. "


def plain_page(title, paragraphs):
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f"<html lang=en><head><title>{escape(title)}</title></head>"
        f"<body><h1>{escape(title)}</h1>{text}</body></html>"
    )


def busy_page(article, *, head="", title="Harbour closed"):
    """A page with menus and boxes around the article, as most are."""
    menu = "".join(
        f'<li class="item"><a href="/{name}">{name}</a></li>' for name in ("News", "Sport", "Culture")
    )
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{title} | The Bay News</title>{head}</head><body>'
        f'<nav><ul>{menu}</ul></nav><div class="page"><div class="story" id="main">{article}</div>'
        f'<div class="related"><h2>More news</h2><ul>{menu}</ul></div></div>'
        "<footer><p>Copyright The Bay News. All rights reserved to the publisher.</p></footer></body></html>"
    )


def folded(text):
    return " ".join(richtext.normalise_text(text).split())


def texts(piece):
    return [folded(richtext.text_of(block["html"])) for block in piece.blocks]


def kinds(piece):
    return [block["kind"] for block in piece.blocks]


def ld(**data):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | data)}</script>'
