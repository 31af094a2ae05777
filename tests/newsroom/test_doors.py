"""Every address of the admin, and who may open it: a new one stands here, or a test fails.

Tests of each page say more; this table says that none was forgotten.
"""

import pytest
from django.urls import get_resolver, reverse

from articles import workflow
from articles.models import (
    Clearance,
    ClearanceDocument,
    ErrorReport,
    Image,
    Person,
    Placement,
    Section,
    Status,
    Tag,
)
from articles.workflow import PublishOrder
from newsroom.models import Delivery
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_translator,
    make_user,
)
from translations import claims
from translations.models import Absence, Assignment, Desk, Notice, Term, TermTranslation

pytestmark = pytest.mark.django_db

ROLES = ("translator", "editor", "administrator", "no group")
NOBODY, ADMINISTRATORS, EDITORS, DESK, STAFF = (ROLES[:0], ROLES[2:3], ROLES[1:3], ROLES[:3], ROLES)


def table(app, model, **audiences):
    """The pages that Django gives every table, but for the way that leads from an address without a page."""
    return {f"{app}_{model}_{page}": audience for page, audience in audiences.items()}


LOG = {"changelist": EDITORS, "add": NOBODY, "change": EDITORS, "history": EDITORS, "delete": NOBODY}
READ = {"changelist": DESK, "add": EDITORS, "change": DESK, "history": DESK, "delete": NOBODY}
RUN = dict.fromkeys(("changelist", "add", "change", "history"), ADMINISTRATORS)
DOORS = {
    **dict.fromkeys(("index", "password_change", "password_change_done"), STAFF),
    **table("articles", "article", **{**READ, "add": DESK}),
    **dict.fromkeys((f"articles_article_{page}" for page in ("compare", "preview")), DESK),
    "articles_article_second_look": EDITORS,
    "articles_article_step": EDITORS,
    **table("articles", "original", **READ),
    "articles_original_family": EDITORS,
    "articles_original_reopen": EDITORS,
    "articles_original_recheck": EDITORS,
    **table("articles", "outlet", **READ),
    **table("articles", "person", **READ),
    **table("articles", "image", **READ),
    **table("articles", "section", **{**READ, "add": ADMINISTRATORS, "delete": ADMINISTRATORS}),
    **table("articles", "tag", **{**READ, "delete": ADMINISTRATORS}),
    **table("articles", "placement", changelist=EDITORS),
    **table("articles", "placement", add=NOBODY, change=NOBODY, history=NOBODY, delete=NOBODY),
    **table("articles", "errorreport", **LOG),
    **table("articles", "event", **LOG, export=EDITORS),
    **table(
        "articles", "clearance", **{**LOG, "add": EDITORS}, table=EDITORS, ending=EDITORS, document=EDITORS
    ),
    **table("auth", "user", **RUN, delete=NOBODY),
    **dict.fromkeys(
        (f"auth_user_{page}" for page in ("invite", "link", "protect", "password_change")), ADMINISTRATORS
    ),
    **dict.fromkeys(
        (f"auth_group_{page}" for page in ("changelist", "add", "change", "history", "delete")), NOBODY
    ),
    **table("newsroom", "delivery", **LOG),
    **table("translations", "absence", changelist=DESK, add=DESK, change=DESK, history=DESK, delete=EDITORS),
    **table("translations", "assignment", **READ),
    "translations_coverage": DESK,
    "translations_work_of": EDITORS,
    **table("translations", "desk", **RUN, delete=ADMINISTRATORS),
    **table("translations", "termtranslation", **{**READ, "delete": EDITORS}),
    "translations_glossary_import": EDITORS,
    "translations_glossary_export": DESK,
    **dict.fromkeys((f"translations_notice_{page}" for page in ("changelist", "mail", "read")), STAFF),
    **dict.fromkeys(
        (f"translations_notice_{page}" for page in ("mark", "open")), ADMINISTRATORS
    ),  # it is theirs
    "translations_article_translate": DESK,
    "translations_original_take": DESK,
}

# Pages of one article in one language: closed to other desks.
OF_A_DESK = {name: audience for name, audience in DOORS.items() if name.startswith("articles_article_")}
# Only a button leads there; whoever opens it as a page is told so.
BUTTONS = {
    *("articles_original_reopen", "articles_original_recheck", "articles_original_take"),
    *("auth_user_link", "translations_notice_read", "translations_notice_open", "translations_notice_mark"),
    *("translations_article_translate", "translations_original_take"),
}
# Signing in and out, help for scripts, what is one reader's alone while it is imported, the
# workbench and the review: tests of their own go through these.
ELSEWHERE = (
    "articles_original_check",
    "login",
    "logout",
    "jsi18n",
    "autocomplete",
    "view_on_site",
    "app_list",
    "translations_workbench",
    "translations_review",
)


def people(language):
    return {
        "translator": make_translator(language),
        "editor": make_editor(language),
        "administrator": make_administrator(),
        "no group": make_user("nobody"),
    }


def make_rows(language, administrator):
    """One row of every table, and the arguments of the addresses that need others."""
    editor, translator = make_editor(language), make_translator(language)
    live = make_article(language=language, status=Status.PUBLISHED, editor=editor, translator=translator)
    waiting = make_article(language=language, status=Status.TRANSLATED, translator=translator)
    outlet, term = live.original.outlet, Term.objects.create(language="en", text="ferry")
    entry = Clearance.objects.create(outlet=outlet, text="All.")
    kept = {"name": "a.txt", "media_type": "text/plain", "content": b"a", "size": 1, "added_by": editor}
    ClearanceDocument.objects.create(clearance=entry, **kept)
    work = claims.take(make_original(), language, by=administrator)
    rows = {
        "articles_article": live,
        "articles_original": live.original,
        "articles_outlet": outlet,
        "articles_person": Person.objects.first(),
        "articles_image": Image.objects.create(title="Bridge", file="pictures/1.jpeg", width=1, height=1),
        "articles_section": Section.objects.first(),
        "articles_tag": Tag.objects.create(name_en="Sea", slug_en="sea"),
        "articles_errorreport": ErrorReport.objects.create(
            article=live, version=live.versions.get(), language=language, text="Fel."
        ),
        "articles_event": live.events.first(),
        "articles_clearance": entry,
        "auth_user": translator,
        "auth_group": translator.groups.first(),
        "newsroom_delivery": Delivery.objects.create(kind="announce", key="k"),
        "translations_absence": Absence.objects.create(
            user=translator, starts_on="2026-03-01", ends_on="2026-03-02"
        ),
        "translations_assignment": Assignment.objects.create(
            original=waiting.original, language=language, translator=translator
        ),
        "translations_desk": Desk.objects.get(language=language),
        "translations_termtranslation": TermTranslation.objects.create(
            term=term, language=language, text="färja"
        ),
        "translations_notice": Notice.objects.create(
            user=administrator, kind="comment", article=work, values={"name": "A", "excerpt": "B"}
        ),
        "articles_placement": Placement(pk=1),
    }
    special = {
        "articles_article_step": [waiting.pk, "publish"],
        "articles_article_second_look": [set_aside(language).pk, 1],
        "articles_event_export": ["csv"],
        "translations_work_of": [translator.pk],
        "translations_glossary_export": ["csv"],
        "translations_article_translate": [live.pk],
        "translations_original_take": [live.original.pk],
    }
    return rows, special


def set_aside(language):
    """A piece that its own translator published, which waits for a second editor's look."""
    alone = make_administrator()
    article = make_article(language=language, status=Status.TRANSLATED, translator=alone)
    order = PublishOrder(override_reason="Storm warning.")
    workflow.publish(article, by=alone, revision=article.revision, order=order)
    return article


def address_of(name, rows, special):
    if name in special:
        return reverse(f"admin:{name}", args=special[name])
    prefix = "_".join(name.split("_")[:2])
    page = name.rpartition("_")[2]
    listed = {"changelist", "add", "table", "ending", "invite", "mail", "read", "coverage", "import"}
    arguments = [rows[prefix].pk] if prefix in rows and page not in listed else []
    query = "?old=1&new=work" if page == "compare" else ""
    return reverse(f"admin:{name}", args=arguments) + query


def names_of_the_admin():
    names = get_resolver().namespace_dict["admin"][1].reverse_dict
    return {name for name in names if isinstance(name, str)}


def opened(client, address, name):
    response = client.post(address) if name in BUTTONS else client.get(address)
    return response.status_code not in {403, 404}


def test_every_address_of_the_admin_stands_in_the_table():
    missing = {name for name in names_of_the_admin() if not name.startswith(ELSEWHERE)} - DOORS.keys()

    assert missing == set()


def matrix(client, language, doors):
    """Try doors of one language's rows as people of the Swedish desk, and say who came in."""
    staff = people("sv")
    rows, special = make_rows(language, staff["administrator"])
    found = dict.fromkeys(doors, NOBODY)
    for role, user in staff.items():
        client.force_login(user)
        for name in doors:
            if opened(client, address_of(name, rows, special), name):
                found[name] += (role,)
    return found


def test_doors_open_to_those_of_the_desk_as_the_table_says(client):
    found = matrix(client, "sv", DOORS)

    assert {name: roles for name, roles in found.items() if roles != DOORS[name]} == {}


def test_doors_of_another_desks_pieces_stay_shut(client):
    doors = {name for name in OF_A_DESK if not name.endswith(("changelist", "add"))}
    doors |= {"articles_event_change", "articles_errorreport_change", "translations_termtranslation_change"}
    doors |= {"translations_assignment_change", "translations_absence_change"}
    found = matrix(client, "fi", doors)

    assert {name: roles for name, roles in found.items() if roles != ADMINISTRATORS} == {
        "articles_article_delete": NOBODY
    }


def test_anonymous_visitors_are_asked_to_sign_in_at_every_door(client):
    rows, special = make_rows("sv", make_administrator())

    answers = {
        name: client.get(address_of(name, rows, special)).headers.get("Location", "") for name in DOORS
    }

    assert {name for name, answer in answers.items() if not answer.startswith("/admin/login/?next=")} == set()
