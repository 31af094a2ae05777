"""Who may do what on the pages of articles: each role against each page and each step."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import own_pieces, workflow
from articles.models import Status
from articles.workflow import PublishOrder
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_own_piece,
    make_section,
    make_translator,
    make_user,
)

pytestmark = pytest.mark.django_db

ROLES = ("translator", "editor", "administrator", "other_desk", "no_desk")
DRAFT, TRANSLATED, PUBLISHED = Status.DRAFT, Status.TRANSLATED, Status.PUBLISHED


def person(role, article=None):
    match role:
        case "translator":
            return article.created_by if article else make_translator("sv")
        case "editor":
            return make_editor("sv")
        case "administrator":
            return make_administrator()
        case "other_desk":
            return make_editor("fi")
    return make_user("nobody", group="Editor")


def expected(codes):
    return [(role, code) for role, code in zip(ROLES, codes, strict=True)]


PAGES = {
    "change": (200, 200, 200, 404, 404),
    "history": (200, 200, 200, 404, 404),
    "compare": (200, 200, 200, 404, 404),
    "preview": (200, 200, 200, 404, 404),
    "delete": (403, 403, 403, 404, 404),
}


@pytest.mark.parametrize(
    ("page", "role", "code"), [(page, *row) for page, codes in PAGES.items() for row in expected(codes)]
)
def test_page_answers_by_role(client, page, role, code):
    article = make_article(status=PUBLISHED)
    client.force_login(person(role, article))
    query = "?old=1&new=work" if page == "compare" else ""

    response = client.get(reverse(f"admin:articles_article_{page}", args=[article.pk]) + query)

    assert response.status_code == code


@pytest.mark.parametrize(("role", "count"), expected([2, 2, 3, 1, 0]))
def test_list_shows_the_desks_of_the_user(client, role, count):
    section = make_section()
    article = make_article(section=section)
    make_article(section=section, language="fi")
    make_own_piece(section=section, language="sv")
    client.force_login(person(role, article))

    response = client.get(reverse("admin:articles_article_changelist"))

    assert response.context["cl"].result_count == count


STEPS = {
    # step: status to begin with, status to end with, codes by role
    "submit": (DRAFT, TRANSLATED, (302, 302, 302, 404, 404)),
    "send_back": (TRANSLATED, DRAFT, (404, 302, 302, 404, 404)),
    "publish": (TRANSLATED, PUBLISHED, (404, 302, 302, 404, 404)),
    "cancel_schedule": (PUBLISHED, TRANSLATED, (404, 302, 302, 404, 404)),
    "revise": (PUBLISHED, DRAFT, (302, 302, 302, 404, 404)),
    "correct": (PUBLISHED, DRAFT, (404, 302, 302, 404, 404)),
    "retract": (PUBLISHED, Status.RETRACTED, (404, 302, 302, 404, 404)),
    "legal_order": (PUBLISHED, Status.RETRACTED, (404, 302, 302, 404, 404)),
}
ASKED = {
    "send_back": {"reason": "The third paragraph."},
    "publish": {"when": "now"},
    "correct": {"reason": "The year."},
    "retract": {"kind": "decision", "statement": "It was wrong.", "reason": "Wrong source."},
    "legal_order": {
        "authority": "Hamnrätten",
        "country": "SE",
        "ordered_on": "2026-03-02",
        "reference": "Mål 17-26",
        "statement": "Borttagen.",
        "reason": "Letter of 3 March.",
    },
}


def article_for(step, status):
    if step != "cancel_schedule":
        return make_article(status=status)
    article = make_article(status=TRANSLATED)
    order = PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(article, by=make_editor("sv"), revision=article.revision, order=order)
    return article


@pytest.mark.parametrize(
    ("step", "role", "code"),
    [(step, *row) for step, (_from, _to, codes) in STEPS.items() for row in expected(codes)],
)
def test_step_is_taken_by_role(client, step, role, code):
    begin, end, _codes = STEPS[step]
    article = article_for(step, begin)
    before = article.events.count()
    client.force_login(person(role, article))

    response = client.post(
        reverse("admin:articles_article_step", args=[article.pk, step]),
        {"revision": article.revision, **ASKED.get(step, {})},
    )

    article.refresh_from_db()
    taken = code == 302
    assert response.status_code == code
    assert article.status == (end if taken else begin)
    assert article.events.count() == before + taken


@pytest.mark.parametrize(
    "step", ["send_back", "publish", "cancel_schedule", "correct", "retract", "legal_order"]
)
def test_page_that_is_too_old_opens_no_step_of_editors(client, step):
    article = article_for(step, STEPS[step][0])
    client.force_login(article.created_by)

    response = client.post(
        reverse("admin:articles_article_step", args=[article.pk, step]),
        {"revision": "1", **ASKED.get(step, {})},
    )

    assert response.status_code == 404


@pytest.mark.parametrize(("role", "code"), expected([200, 200, 200, 200, 403]))
def test_page_for_a_new_piece_answers_by_role(client, role, code):
    client.force_login(person(role))

    assert client.get(reverse("admin:articles_article_add")).status_code == code


@pytest.mark.parametrize("role", ["translator", "editor", "administrator"])
def test_page_offers_the_steps_that_are_open(client, role):
    article = make_article(status=TRANSLATED)
    user = person(role, article)
    client.force_login(user)

    response = client.get(reverse("admin:articles_article_change", args=[article.pk]))

    assert [step.name for step in response.context["panel"].steps] == workflow.steps_open_to(article, user)


def test_unknown_step_is_not_found(client):
    article = make_article()
    client.force_login(make_editor("sv"))

    response = client.post(reverse("admin:articles_article_step", args=[article.pk, "delete"]), {})

    assert response.status_code == 404


def test_translator_reads_but_does_not_change_a_colleagues_piece(client):
    piece = make_own_piece(language="sv")
    client.force_login(make_translator("sv"))
    address = reverse("admin:articles_article_change", args=[piece.pk])

    shown = client.get(address)
    posted = client.post(address, {"headline": "Mine", "revision": "1"})

    piece.refresh_from_db()
    assert (shown.status_code, shown.context["has_change_permission"]) == (200, False)
    assert (posted.status_code, piece.headline) == (403, "We built a ferry")


def test_anonymous_visitor_is_asked_to_sign_in(client):
    article = make_article()

    for name, arguments in [
        ("change", [article.pk]),
        ("compare", [article.pk]),
        ("preview", [article.pk]),
        ("step", [article.pk, "publish"]),
    ]:
        response = client.post(reverse(f"admin:articles_article_{name}", args=arguments))
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_piece_of_our_own_is_an_original_for_other_desks_once_readers_have_seen_it(client):
    article = make_own_piece(language="sv", headline="Ministern är gripen", status=TRANSLATED)
    record = reverse("admin:articles_original_change", args=[article.root_id])
    listed = reverse("admin:articles_original_changelist")
    client.force_login(make_translator("fi"))

    assert client.get(record).status_code == 404
    assert "Ministern" not in client.get(listed).content.decode()

    workflow.publish(article, by=make_editor("sv"), revision=article.revision)

    assert client.get(record).status_code == 200
    assert "Ministern" in client.get(listed).content.decode()


def test_text_of_a_version_that_waits_is_not_on_the_page_of_its_original(client):
    article, editor = make_own_piece(language="sv", status=PUBLISHED), make_editor("sv")
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    own_pieces.set_body(article, "<p>Ministern är gripen.</p>")
    article.save()
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    later = PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(article, by=editor, revision=article.revision, order=later)
    client.force_login(make_translator("fi"))

    page = client.get(reverse("admin:articles_original_change", args=[article.root_id])).content.decode()

    assert "It floats." in page
    assert "Ministern" not in page
