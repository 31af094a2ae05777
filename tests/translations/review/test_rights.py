"""Who may go through which door of the review: each role against each door and each decision."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import PublishedVersion, Status
from articles.workflow import PublishOrder
from tests.factories import make_administrator, make_editor, make_own_piece, make_translator, make_user
from tests.translations.builders import body_of, handed_in
from tests.translations.review.test_page import address
from tests.translations.test_workbench import signed_in
from translations.models import Comment, Objection, Reading

pytestmark = pytest.mark.django_db

# its translator, a colleague, an editor of the desk, an administrator, an editor of another desk, no desk,
# somebody who was an editor and has left, a visitor
ROLES = (
    "its_translator",
    "translator",
    "editor",
    "administrator",
    "other_desk",
    "no_desk",
    "left",
    "visitor",
)
TO_SIGN_IN = 302


def person(role, translator):
    if role == "its_translator":
        return translator
    if role == "left":
        user = make_editor("sv")
        user.is_active = False
        user.save()
        return user
    makers = {
        "translator": lambda: make_translator("sv"),
        "editor": lambda: make_editor("sv"),
        "administrator": make_administrator,
        "other_desk": lambda: make_editor("fi"),
        "no_desk": lambda: make_user("nobody", group="Editor"),
    }
    return makers[role]() if role in makers else None


def client_of(role, translator, client):
    user = person(role, translator)
    return signed_in(user) if user else client


def table(**rows):
    return [
        (door, role, code) for door, codes in rows.items() for role, code in zip(ROLES, codes, strict=True)
    ]


@pytest.mark.parametrize(
    ("door", "role", "code"),
    table(
        review=(404, 404, 200, 200, 404, 404, TO_SIGN_IN, TO_SIGN_IN),
        workbench=(200, 200, 200, 200, 404, 404, TO_SIGN_IN, TO_SIGN_IN),
        history=(200, 200, 200, 200, 404, 404, TO_SIGN_IN, TO_SIGN_IN),
        compare=(200, 200, 200, 200, 404, 404, TO_SIGN_IN, TO_SIGN_IN),
        preview=(200, 200, 200, 200, 404, 404, TO_SIGN_IN, TO_SIGN_IN),
        workbench_preview=(200, 200, 200, 200, 404, 404, TO_SIGN_IN, TO_SIGN_IN),
    ),
)
def test_pages_open_by_role(client, door, role, code):
    article, translator = handed_in()
    name = f"translations_{door}" if door.startswith(("review", "work")) else f"articles_article_{door}"
    query = "?old=work&new=work" if door == "compare" else ""

    answer = client_of(role, translator, client).get(reverse(f"admin:{name}", args=[article.pk]) + query)

    assert answer.status_code == code
    if code == TO_SIGN_IN:
        assert answer["Location"].startswith("/admin/login/")


DECISIONS = {
    # decision: fields, status before, status after
    "publish": ({"when": "now"}, Status.TRANSLATED, Status.PUBLISHED),
    "schedule": (
        {"when": "later", "date": "2031-01-01", "time": "10:00"},
        Status.TRANSLATED,
        Status.PUBLISHED,
    ),
    "send_back": ({"remark piece": "Nej."}, Status.TRANSLATED, Status.DRAFT),
    "cancel_schedule": ({}, Status.PUBLISHED, Status.TRANSLATED),
}


@pytest.mark.parametrize(
    ("decision", "role", "code"),
    table(**dict.fromkeys(DECISIONS, (404, 404, 302, 302, 404, 404, TO_SIGN_IN, TO_SIGN_IN))),
)
def test_decisions_are_taken_by_role(client, decision, role, code):
    fields, begin, end = DECISIONS[decision]
    article, translator = handed_in()
    if begin == Status.PUBLISHED:
        order = PublishOrder(at=timezone.now() + timedelta(days=1))
        workflow.publish(article, by=make_editor("sv"), revision=article.revision, order=order)
    before = article.events.count()
    verb = "publish" if decision == "schedule" else decision

    answer = client_of(role, translator, client).post(
        address(article, "decide"),
        {"revision": article.revision, "decision": verb, "confirmed": "yes", **fields},
    )

    article.refresh_from_db()
    is_done = role in ("editor", "administrator")
    assert answer.status_code == code
    assert article.status == (end if is_done else begin)
    assert article.events.count() == before + is_done
    assert Objection.objects.count() == (is_done and decision == "send_back")


@pytest.mark.parametrize(
    ("door", "role", "code"),
    table(
        read=(404, 404, 302, 302, 404, 404, TO_SIGN_IN, TO_SIGN_IN),
        talk=(404, 404, 302, 302, 404, 404, TO_SIGN_IN, TO_SIGN_IN),
    ),
)
def test_marks_and_talk_by_role(client, door, role, code):
    article, translator = handed_in()
    first = body_of(article)[0]
    said = {"act": f"say {first.pk}", f"say {first.pk}": "Hm."}
    sent = said if door == "talk" else {"mark": f"{first.pk}:{first.revision}"}

    answer = client_of(role, translator, client).post(address(article, door), sent)

    is_done = role in ("editor", "administrator")
    assert answer.status_code == code
    assert Reading.objects.count() + Comment.objects.count() == is_done


@pytest.mark.parametrize(
    ("role", "is_permitted", "versions"),
    [
        ("editor", False, 0),
        ("editor", True, 1),
        ("administrator", True, 1),
        ("its_translator", True, 0),
        ("other_desk", True, 0),
    ],
)
def test_four_eyes_are_set_aside_by_permission_and_on_ones_own_desk_alone(role, is_permitted, versions):
    if role in ("editor", "administrator"):
        user = person(role, None)
        article, _translator = handed_in(translator=user)
    else:
        article, translator = handed_in()
        user = person(role, translator)
    if is_permitted:
        user.user_permissions.add(Permission.objects.get(codename="override_four_eyes"))
    sent = {"revision": article.revision, "decision": "publish", "when": "now", "confirmed": "yes"}

    signed_in(user).post(address(article, "decide"), {**sent, "override_reason": "Ensam."})

    assert PublishedVersion.objects.count() == versions


def test_piece_of_our_own_has_no_review_of_blocks():
    article = make_own_piece(language="sv", status=Status.TRANSLATED)

    assert signed_in(make_editor("sv")).get(address(article)).status_code == 404


def test_review_does_not_answer_for_an_article_that_does_not_exist():
    assert signed_in(make_editor("sv")).get("/admin/articles/article/99/review/").status_code == 404
