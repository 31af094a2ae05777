"""How long the pages that list stories take, among few articles and among many."""

from __future__ import annotations

import argparse
from typing import Any

from article_page import LANGUAGE, page
from django.apps import apps
from django.urls import reverse
from scratch import Crop, sites
from timing import compare


def lists() -> dict[str, str]:
    """Name the pages of one language: the front, the fullest section and tag, the feed."""
    section: Any = apps.get_model("articles", "Section")._default_manager.first()
    tag: Any = apps.get_model("articles", "Tag")._default_manager.first()
    return {
        "Front page": reverse("articles:front", args=[LANGUAGE]),
        "Section": reverse("articles:section", args=[LANGUAGE, section.slug_in(LANGUAGE)]),
        "Tag": reverse("articles:tag", args=[LANGUAGE, tag.slug_in(LANGUAGE)]),
        "Feed": reverse("articles:feed", args=[LANGUAGE]),
    }


def main() -> None:
    """Compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=20_000)
    wishes = parser.parse_args()
    with sites([Crop(wishes.few)], [Crop(wishes.many)]):
        for title, path in lists().items():
            cases = [
                page(f"{wishes.few:,} articles", [path]),
                page(f"{wishes.many:,} articles", [path], database="second"),
            ]
            compare(title, cases, wishes.requests)


if __name__ == "__main__":
    main()
