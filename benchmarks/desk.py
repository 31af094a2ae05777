"""How long the admin's first page and the coverage matrix take, in a small newsroom and in a large one."""

from __future__ import annotations

import argparse
from datetime import timedelta
from itertools import cycle
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from scratch import LANGUAGES, Crop, Router, sites
from timing import Case, compare

CODES = LANGUAGES.split(",")
LANGUAGE = "sv"
PEOPLE = 40  # translators, each on one desk in turn; the first of a desk has left
BLOCKS = 12
BATCH = 1_000
FIRST_PAGE = "admin:index"
MATRIX = "admin:translations_coverage"


def model(name: str) -> Any:
    """Look a model up: Django is set up only once the scratch databases stand."""
    app, _dot, name = name.partition(".")
    return apps.get_model(app, name)


def make_person(name: str, language: str, role: str) -> Any:
    """Make somebody who works on one desk, or an administrator."""
    user, _is_new = get_user_model().objects.get_or_create(username=name, defaults={"is_staff": True})
    user.groups.add(model("auth.Group").objects.get(name=role.capitalize()))
    if role != "administrator":
        desk, _is_new = model("translations.Desk").objects.get_or_create(
            language=language, defaults={"name": language}
        )
        model("translations.Membership").objects.get_or_create(desk=desk, user=user, defaults={"role": role})
    return user


def fill_desks(assignments: int) -> None:
    """Give the desks so much open work: most of it begun, some late, some free, some left, some handed in."""
    people = [make_person(f"translator{n}", CODES[n % len(CODES)], "translator") for n in range(PEOPLE)]
    get_user_model().objects.filter(pk__in=[each.pk for each in people[: len(CODES)]]).update(is_active=False)
    for start in range(0, assignments, BATCH):
        _store_work(start, min(BATCH, assignments - start), people)
    _schedule(max(assignments // 100, 1))


def _store_work(start: int, number: int, people: list[Any]) -> None:
    now, outlet = timezone.now(), model("articles.Outlet").objects.first()
    originals = model("articles.Original").objects.bulk_create(
        model("articles.Original")(
            outlet=outlet,
            url=f"https://work.example/{start + n}/",
            url_key=f"https://work.example/{start + n}/",
            language="en",
            headline=f"Piece number {start + n} that is being translated",
            first_published_at=now - timedelta(hours=n),
        )
        for n in range(number)
    )
    snapshot = model("articles.Snapshot")
    snapshots = snapshot.objects.bulk_create(
        snapshot(original=each, number=1, text_hash=f"{each.pk:064}", headline=each.headline)
        for each in originals
    )
    article = model("articles.Article")
    rows = article.objects.bulk_create(
        article(
            language=CODES[n % len(CODES)] if n % len(CODES) else LANGUAGE,
            status="translated" if n % 10 == 0 else "draft",
            original=original,
            based_on=captured,
            root=original,
            headline=f"Stycke {start + n}",
        )
        for n, (original, captured) in enumerate(zip(originals, snapshots, strict=True))
    )
    _store_details(rows, people, now)


def _store_details(articles: list[Any], people: list[Any], now: Any) -> None:
    """Add segments, events and assignments."""
    segment, event, assignment = map(
        model, ("translations.Segment", "articles.Event", "translations.Assignment")
    )
    of_language = {code: cycle(people[CODES.index(code) :: len(CODES)]) for code in CODES}
    segment.objects.bulk_create(
        segment(
            article=each,
            position=place,
            source="A block.",
            target="Ett stycke." if place < 6 else "",
            state="confirmed" if place < 6 else "empty",
            first_filled_by=people[0] if place < 6 else None,
        )
        for each in articles
        for place in range(1, BLOCKS + 1)
    )
    event.objects.bulk_create(
        event(article=each, name=name, revision=1, at=now - timedelta(hours=n % 90))
        for n, each in enumerate(articles)
        for name in (("take", "submit") if each.status == "translated" else ("take",))
    )
    assignment.objects.bulk_create(
        assignment(
            original=each.original,
            language=each.language,
            article=each,
            translator=None if n % 20 == 7 else next(of_language[each.language]),
            due_at=now + timedelta(hours=n % 96 - 24),
            is_urgent=n % 15 == 0,
        )
        for n, each in enumerate(articles)
    )


def _schedule(number: int) -> None:
    """Let so many pieces of other publications go out soon, as copies of what is online."""
    version = model("articles.PublishedVersion")
    drafts = model("articles.Article").objects.filter(language=LANGUAGE, status="draft")[:number]
    like = version.objects.filter(language=LANGUAGE).first()
    versions = []
    for place, draft in enumerate(drafts, start=1):
        row = version(**{field.attname: getattr(like, field.attname) for field in version._meta.fields})
        row.pk, row.article, row.number, row.announced_at, row.visible_until = None, draft, 1, None, None
        row.visible_from = timezone.now() + timedelta(hours=place)
        versions.append(row)
    version.objects.bulk_create(versions)


def look(name: str, person: Any, address: str, *, database: str) -> Case:
    """Make a case in which somebody opens a page."""
    Router.alias = database
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)

    def run(_number: int) -> None:
        Router.alias = database
        answer = client.get(address)
        if answer.status_code != 200:
            message = f"{address} answered {answer.status_code}"
            raise RuntimeError(message)
        answer.getvalue()

    return Case(name, run)


def everybody(database: str) -> dict[str, Any]:
    """Make one person for each role."""
    Router.alias = database
    return {role: make_person(role, LANGUAGE, role) for role in ("translator", "editor", "administrator")}


def main() -> None:
    """Fill both newsrooms, compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--few", type=int, default=1_000, help="Articles of the small newsroom.")
    parser.add_argument("--many", type=int, default=50_000, help="Articles of the large one.")
    parser.add_argument("--assignments", type=int, default=5_000, help="Open work of the large one.")
    wishes = parser.parse_args()
    with sites([Crop(wishes.few)], [Crop(wishes.many)]):
        sizes = {"default": (wishes.few, 100), "second": (wishes.many, wishes.assignments)}
        people = {}
        for database, (_articles, assignments) in sizes.items():
            people[database] = everybody(database)
            fill_desks(assignments)
        first_page, matrix = reverse(FIRST_PAGE), reverse(MATRIX)
        for role in ("translator", "editor", "administrator"):
            compare(f"First page, {role}", _cases(role, first_page, people, sizes), wishes.requests)
        compare("Coverage, editor", _cases("editor", matrix, people, sizes), wishes.requests)
        late = f"{matrix}?desk=sv&state=late"
        missing = f"{matrix}?desk=sv&state=missing&language=en"
        compare("Coverage, late in Swedish", _cases("editor", late, people, sizes), wishes.requests)
        compare("Coverage, missing in Swedish", _cases("editor", missing, people, sizes), wishes.requests)


def _cases(role: str, address: str, people: dict[str, Any], sizes: dict[str, tuple[int, int]]) -> list[Case]:
    return [
        look(f"{articles:,} articles, {work:,} open", people[database][role], address, database=database)
        for database, (articles, work) in sizes.items()
    ]


if __name__ == "__main__":
    main()
