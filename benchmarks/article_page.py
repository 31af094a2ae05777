"""How long an article's page takes: with one edition and with nine, among few articles and among many."""

from __future__ import annotations

import argparse
from typing import Any

from django.apps import apps
from django.test import Client
from scratch import Crop, Router, sites
from timing import Case, compare

LANGUAGE = "sv"
# A publication of its own for each seed: these pieces have one edition each.
ALONE = Crop(articles=60, languages=LANGUAGE, seed=2)
PAGES = 40


def paths(*, of_seed: int, is_own: bool) -> list[str]:
    """List pages of Swedish translations: of our own pieces, or of other publications'."""
    versions: Any = apps.get_model("articles", "PublishedVersion")._default_manager
    found = versions.filter(
        language=LANGUAGE,
        slug__regex=rf"-{of_seed}-[0-9]+$",
        original__isnull=False,
        root__own_article__isnull=not is_own,
    )
    return [version.get_absolute_url() for version in found.order_by("-first_published_at")[:PAGES]]


def page(name: str, wanted: list[str], *, database: str = "default") -> Case:
    """Make a case that asks for these pages, one after the other."""
    client = Client(SERVER_NAME="localhost")

    def run(number: int) -> None:
        Router.alias = database
        answer = client.get(wanted[number % len(wanted)])
        if answer.status_code != 200:
            message = f"{answer.request['PATH_INFO']} answered {answer.status_code}"
            raise RuntimeError(message)

    return Case(name, run)


def main() -> None:
    """Compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=20_000)
    wishes = parser.parse_args()
    with sites([Crop(wishes.few), ALONE], [Crop(wishes.many), ALONE]):
        one = paths(of_seed=ALONE.seed, is_own=False)
        nine = paths(of_seed=1, is_own=True)
        compare("Editions", [page("1 edition", one), page("9 editions", nine)], wishes.requests)
        cases = [
            page(f"{wishes.few:,} articles", nine),
            page(f"{wishes.many:,} articles", nine, database="second"),
        ]
        compare("Articles on the site", cases, wishes.requests)


if __name__ == "__main__":
    main()
