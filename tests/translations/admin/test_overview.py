"""The first page: what waits for this person."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.admin.first_desk import panels_of
from articles.models import Event, Original, Status
from articles.originals.own import original_of
from articles.workflow import PublishOrder
from tests.factories import (
    add_snapshot,
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_own_piece,
    make_translator,
)
from translations import claims, handovers, segments
from translations.models import Assignment, Segment

pytestmark = pytest.mark.django_db


def panel(user, name):
    """Give the rows of one panel of this person's first page, or None when it is not there."""
    found = [each for each in panels_of(user) if each.name == name]
    return list(found[0].rows) if found else None


def headlines(user, name):
    return [row.headline for row in panel(user, name) or []]


def test_my_work_shows_progress_and_what_was_sent_back_first():
    translator, editor = make_translator("sv"), make_editor("sv")
    first = claims.take(make_original("One.", "Two."), "sv", by=translator)
    second = claims.take(make_original("One.", "Two."), "sv", by=translator)
    claims.take(make_original("One."), "sv", by=make_translator("sv"))
    segment = Segment.objects.filter(article=first, kind="headline").get()
    segments.save(segment, by=translator, target="Rubrik", base=segment.revision, state="confirmed")
    workflow.take_step(second, "submit", by=translator, revision=second.revision)
    workflow.take_step(second, "send_back", by=editor, revision=second.revision, reason="Shorter.")

    work = panel(translator, "my-work")

    assert [row.article for row in work] == [second, first]
    assert [bool(row.is_sent_back) for row in work] == [True, False]
    assert [(row.blocks_finished, row.blocks_to_translate) for row in work] == [(0, 3), (1, 3)]


def test_work_that_nobody_has_is_offered_to_the_desk_and_urgent_work_first():
    translator, editor = make_translator("sv"), make_editor("sv")
    for is_urgent in (False, True):
        claims.take(make_original(), "sv", by=translator)
        assignment = Assignment.objects.latest("pk")
        handovers.hand_over(assignment, by=editor, translator=None, due_at=None, is_urgent=is_urgent)

    free = panel(make_translator("sv"), "free-work")

    assert [row.is_urgent for row in free] == [True, False]
    assert panel(make_translator("fi"), "free-work") is None


@pytest.mark.parametrize("how", ["deactivated", "off the desk", "no longer staff"])
def test_work_that_somebody_left_behind_is_shown_to_editors(how):
    leaver, stayer = make_translator("sv"), make_translator("sv")
    for person in (leaver, leaver, stayer):
        claims.take(make_original(), "sv", by=person)
    if how == "off the desk":
        leaver.memberships.all().delete()
    else:
        setattr(leaver, "is_active" if how == "deactivated" else "is_staff", False)
        leaver.save()

    left = panel(make_editor("sv"), "left-work")

    assert [(row.person, len(row.work)) for row in left] == [(leaver, 2)]
    assert panel(stayer, "left-work") is None
    assert panel(make_editor("fi"), "left-work") is None


def test_waiting_for_review_shows_the_desks_that_the_user_edits():
    make_article(status=Status.TRANSLATED, headline="Mine")
    make_article(language="fi", status=Status.TRANSLATED)
    make_article()

    assert headlines(make_editor("sv"), "waiting") == ["Mine"]
    assert panel(make_translator("sv"), "waiting") is None


def test_waiting_for_review_shows_the_oldest_first_and_what_is_late():
    make_article(status=Status.TRANSLATED, headline="Fresh")
    old = make_article(status=Status.TRANSLATED, headline="Old")
    three_days_ago = timezone.now() - timedelta(days=3)
    Event.objects.create(article=old, name="submit", at=three_days_ago, revision=old.revision)

    rows = panel(make_editor("sv"), "waiting")

    assert [(row.headline, row.warning) for row in rows] == [("Old", "late"), ("Fresh", "")]


def test_scheduled_shows_what_goes_out_within_two_days():
    editor = make_editor("sv")
    for name, hours in (("Soon", 47), ("Sooner", 1), ("Later", 49)):
        article = make_article(status=Status.TRANSLATED, headline=name)
        order = PublishOrder(at=timezone.now() + timedelta(hours=hours))
        workflow.publish(article, by=editor, revision=article.revision, order=order)
    make_article(status=Status.PUBLISHED, headline="Out")

    assert headlines(make_translator("sv"), "scheduled") == ["Sooner", "Soon"]
    assert panel(make_translator("fi"), "scheduled") is None


def test_changed_originals_show_the_worst_first_until_a_piece_follows_the_new_text():
    pieces = {}
    for status in ("changed", "withdrawn", "corrected", "live"):
        original = make_original(status=status)
        pieces[status] = make_article(status=Status.PUBLISHED, original=original, headline=status)
        add_snapshot(original, "Something else.")
    followed = make_article(original=make_original(status="changed"), status=Status.PUBLISHED)

    rows = panel(make_editor("sv"), "changed")

    assert [row.headline for row in rows] == ["withdrawn", "corrected", "changed"]
    assert followed.headline not in [row.headline for row in rows]
    assert panel(make_translator("sv"), "changed") is None


def test_untranslated_names_the_languages_that_are_missing():
    original = make_original()
    make_article(original=original, language="sv")
    make_article(language="sv")
    make_article(language="ar", original=make_article(language="sv").original)

    found = panel(make_translator("sv", "ar"), "untranslated")

    assert [[code for code, _name in languages] for _original, languages in found] == [["ar"], ["ar"]]
    assert found[0][0] == original


def test_untranslated_stands_in_the_order_of_priority_times_age():
    now = timezone.now()
    weights = Original.Priority
    for name, priority, days in (
        ("normal, 10 days", weights.NORMAL, 10),
        ("high, 2 days", weights.HIGH, 2),
        ("high, 6 days", weights.HIGH, 6),
        ("low, 15 days", weights.LOW, 15),
        ("not wanted", weights.NONE, 30),
        ("too old", weights.HIGH, 61),
    ):
        original = make_original(headline=name, priority=priority)
        Original.objects.filter(pk=original.pk).update(created_at=now - timedelta(days=days))

    found = panel(make_translator("sv"), "untranslated")

    assert [row.original.headline for row in found] == [
        "high, 6 days",
        "normal, 10 days",
        "low, 15 days",
        "high, 2 days",
    ]


def test_untranslated_offers_a_retracted_edition_again_and_own_pieces_that_are_live():
    retracted = make_article(status=Status.RETRACTED).original
    live = make_own_piece(language="en", status=Status.PUBLISHED)
    make_own_piece(language="en")

    found = panel(make_translator("sv"), "untranslated")

    assert {original for original, _languages in found} == {retracted, live.root}


def test_untranslated_leaves_relays_to_the_edition():
    edition = make_article(status=Status.PUBLISHED)
    original_of(edition)

    found = panel(make_translator("fi"), "untranslated")

    assert [original for original, _languages in found] == [edition.original]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["translator", "editor", "administrator"])
def test_first_page_takes_few_queries(client, django_assert_max_num_queries, rows, who):
    translator = make_translator("sv")
    for _row in range(rows):
        claims.take(make_original(), "sv", by=translator)
        make_article(status=Status.TRANSLATED)
        make_original()
        free = claims.take(make_original(), "sv", by=translator)
        leaver = make_translator("sv")
        claims.take(make_original(), "sv", by=leaver)
        leaver.memberships.all().delete()
        free.assignment.translator = None
        free.assignment.save()
        changed = make_original(status="changed")
        make_article(status=Status.PUBLISHED, original=changed)
        add_snapshot(changed, "Something else.")
    people = {"translator": translator, "editor": make_editor("sv"), "administrator": make_administrator()}
    client.force_login(people[who])

    # What other panels of `settings.FIRST_DESK` ask comes on top, and must stay within fifteen.
    with django_assert_max_num_queries(15):
        response = client.get(reverse("admin:index"))

    assert response.status_code == 200
    if who == "editor":
        assert [len(each.rows) for each in panels_of(people[who]) if each.name == "free-work"] == [rows]


def test_first_page_of_somebody_without_a_desk_is_empty(client):
    from tests.factories import make_user

    make_article(status=Status.TRANSLATED, headline="Secret headline")
    client.force_login(make_user("nobody", group="Editor"))

    content = client.get(reverse("admin:index")).content.decode()

    assert "Secret headline" not in content
    assert "Take into" not in content


def test_headlines_are_escaped_on_the_first_page(client):
    make_original(headline="<script>alert(1)</script>")
    client.force_login(make_translator("sv"))

    content = client.get(reverse("admin:index")).content.decode()

    assert "<script>alert" not in content
    assert "&lt;script&gt;alert(1)" in content


def test_page_speaks_swedish_throughout(client):
    translator = make_translator("sv")
    claims.take(make_original(language="de"), "sv", by=translator)
    make_original(language="en", first_published_at=datetime(2026, 10, 16, 12, tzinfo=UTC))
    client.force_login(translator)

    page = client.get(reverse("admin:index"), headers={"Accept-Language": "sv"}).content.decode()

    assert "<bdi>Tyska</bdi> → <bdi>Svenska</bdi>" in page
    assert "<bdi>Engelska</bdi>" in page
    assert "<bdi>16 okt 2026</bdi>" in page
