"""An article without markup: the plain page, and the text that readers send by e-mail."""

from __future__ import annotations

from articles.attribution import Attribution
from articles.models import PublishedVersion
from articles.models.people import Role
from articles.phrases import colon
from articles.richtext import TEXT_KINDS, text_of


def plain_article(version: PublishedVersion, attribution: Attribution) -> str:
    """Write headline, byline, notice and text, each block a paragraph, and at last where it comes from."""
    shown = (block for block in version.blocks if not block.get("left_out"))
    return _paragraphs(
        version.headline,
        _byline(attribution),
        version.standfirst,
        str(attribution.notice or ""),
        *(text_of(block["html"]) for block in shown if block["kind"] in TEXT_KINDS),
        _rows(version, attribution),
        attribution.last_line or "",
    )


def mail_text(version: PublishedVersion, attribution: Attribution, *, address: str) -> str:
    """Write what a reader sends to somebody else: what it is, where it stands, where it comes from."""
    return _paragraphs(
        version.headline,
        _byline(attribution),
        version.standfirst,
        str(attribution.notice or ""),
        address,
        _rows(version, attribution),
        attribution.last_line or "",
    )


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts)) + "\n"


def _byline(attribution: Attribution) -> str:
    above = (entry for entry in attribution.byline if entry.role in {Role.AUTHOR, Role.TRANSLATOR})
    return "   ".join(str(entry.sentence) for entry in above)


def _rows(version: PublishedVersion, attribution: Attribution) -> str:
    """Write the list of the page's foot, one line a value."""
    mark = colon(attribution.language or version.language)
    gap = "" if mark == "：" else " "
    lines = [f"{row.label}{mark}{gap}{value}" for row in attribution.rows for value in row.values]
    return "\n".join([*lines, *(str(remark) for remark in attribution.remarks)])
