"""How long saving one block in the workbench takes, in a short piece and in a long one."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.test import Client
from django.urls import reverse
from scratch import Crop, sites
from timing import Case, compare

LANGUAGE = "sv"


def take_piece(blocks: int, translator: Any, *, name: str = "piece") -> Any:
    """Import an English piece of so many blocks, and take it into Swedish."""
    from articles.models import Original, Outlet, Snapshot  # noqa: PLC0415 - Django is set up first
    from articles.originals.addresses import url_key  # noqa: PLC0415 - as above
    from articles.originals.snapshots import text_hash  # noqa: PLC0415 - as above
    from newsroom.seeding.vocabulary import vocabulary_of  # noqa: PLC0415 - as above
    from translations import claims  # noqa: PLC0415 - as above

    sentences = vocabulary_of("en").sentences
    headline, url = f"A piece of {blocks} blocks", f"https://benchmark.example/{name}/{blocks}"
    texts: list[Any] = [
        {"kind": "paragraph", "html": sentences[number % len(sentences)]} for number in range(blocks)
    ]
    original = Original._default_manager.create(
        outlet=Outlet._default_manager.earliest("pk"),
        url=url,
        url_key=url_key(url),
        language="en",
        headline=headline,
        permission="granted",
    )
    Snapshot._default_manager.create(
        original=original, number=1, text_hash=text_hash(headline, "", texts), headline=headline, blocks=texts
    )
    return claims.take(original, LANGUAGE, by=translator)


def saving(name: str, article: Any, client: Client) -> Case:
    """Make a case that saves one block after the other, as the page's script does."""
    segments = list(article.segments.filter(kind="paragraph").order_by("position"))
    revisions = {segment.pk: segment.revision for segment in segments}
    address = reverse("admin:translations_workbench_save", args=[article.pk])

    def run(number: int) -> None:
        segment = segments[number % len(segments)]
        text = f"Stycke nummer {number} i den här artikeln handlar om en hamn och en bro."
        sent = {"segment": segment.pk, "base": revisions[segment.pk], "target": text, "action": "save"}
        answer = client.post(address, json.dumps(sent), content_type="application/json")
        if answer.status_code != 200:
            message = f"Saving answered {answer.status_code}: {answer.content.decode()[:200]}"
            raise RuntimeError(message)
        revisions[segment.pk] += 1

    return Case(name, run)


def make_translator(name: str = "benchmark") -> Any:
    """Make a translator of the Swedish desk."""
    from django.contrib.auth.models import Group, User  # noqa: PLC0415 - Django is set up first

    from translations.models import Desk, Membership  # noqa: PLC0415 - as above

    user = User.objects.create_user(name, is_staff=True, first_name="Benchmark")
    user.groups.add(Group.objects.get(name="Translator"))
    desk, _is_new = Desk._default_manager.get_or_create(language=LANGUAGE, defaults={"name": "Svenska"})
    Membership._default_manager.create(desk=desk, user=user, role="translator")
    return user


def main() -> None:
    """Compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--articles", type=int, default=1_000, help="How many others the database has.")
    parser.add_argument("--blocks", type=int, nargs="+", default=[10, 60], help="The lengths to compare.")
    wishes = parser.parse_args()
    with sites([Crop(wishes.articles)]):
        translator = make_translator()
        client = Client(SERVER_NAME="localhost")
        client.force_login(translator)
        cases = [
            saving(f"{blocks} blocks", take_piece(blocks, translator), client) for blocks in wishes.blocks
        ]
        compare("Saving one block", cases, wishes.requests)


if __name__ == "__main__":
    main()
