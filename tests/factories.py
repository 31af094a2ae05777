"""Builders of one valid object each; a test names only the values that matter to it."""

from datetime import date
from itertools import count

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles import people, workflow
from articles.models import Article, Original, Outlet, Permission, Section, Snapshot, Status
from articles.models.people import Role
from articles.originals.addresses import url_key
from articles.originals.snapshots import text_hash
from articles.own_pieces import create_own_piece
from articles.richtext import html_of
from translations.models import Desk, Membership

numbers = count(1)


def make_user(name="user", *, group=None, **fields):
    number = next(numbers)
    user = User.objects.create_user(f"{name}{number}", password="secret", is_staff=True, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_member(role, *languages):
    user = make_user(role, group=role.capitalize(), first_name=role.capitalize(), last_name=languages[0])
    for language in languages:
        desk, _is_new = Desk.objects.get_or_create(language=language, defaults={"name": f"Desk {language}"})
        Membership.objects.create(desk=desk, user=user, role=role)
    return user


def make_translator(*languages):
    return make_member(Membership.Role.TRANSLATOR, *(languages or ("sv",)))


def make_editor(*languages):
    return make_member(Membership.Role.EDITOR, *(languages or ("sv",)))


def make_administrator():
    return make_user("administrator", group="Administrator")


def make_section(key="news"):
    number = next(numbers)
    codes = settings.NEWSROOM_LANGUAGES
    names = {build_localized_fieldname("name", code): f"{key.capitalize()} {number} {code}" for code in codes}
    slugs = {build_localized_fieldname("slug", code): f"{key}-{number}-{code}" for code in codes}
    return Section.objects.create(**names, **slugs)


def make_outlet(name=None, **fields):
    fields.setdefault("permission", Permission.GRANTED)
    return Outlet.objects.create(name=name or f"Harbour Observer {next(numbers)}", language="en", **fields)


def make_original(*paragraphs, url=None, **fields):
    """An external English original with one snapshot."""
    number = next(numbers)
    url = url or f"https://harbour-observer.example/2026/03/story-{number}"
    values = {
        "outlet": fields.pop("outlet", None) or make_outlet(),
        "language": "en",
        "headline": "Harbour bridge to shut",
        "authors": ["Elin Marsh"],
        "permission": Permission.GRANTED,
        "first_published_at": timezone.now(),
        **fields,
    }
    original = Original.objects.create(url=url, url_key=url_key(url), **values)
    add_snapshot(original, *(paragraphs or ("The bridge shuts on Monday.", "It opens again in April.")))
    return original


def add_snapshot(original, *paragraphs, standfirst=""):
    before = original.snapshots.order_by("-number").first()
    blocks = [{"kind": "paragraph", "html": text} for text in paragraphs]
    return Snapshot.objects.create(
        original=original,
        number=before.number + 1 if before else 1,
        text_hash=text_hash(original.headline, standfirst, blocks),
        previous_hash=before.text_hash if before else "",
        headline=original.headline,
        standfirst=standfirst,
        blocks=blocks,
    )


def make_article(
    *, original=None, language="sv", status=Status.DRAFT, translator=None, editor=None, **fields
):
    """A finished translation in any status, brought there by the workflow's own steps."""
    original = original or make_original()
    translator = translator or make_translator(language)
    blocks = [
        {"kind": "paragraph", "html": html, "sources": [number], "origin": "human"}
        for number, html in enumerate(["Bron stängs på måndag.", "Den öppnar igen i april."], start=1)
    ]
    values = {
        "headline": "Bron stängs",
        "slug": f"bron-stangs-{next(numbers)}",
        "standfirst": "Färjan tar över.",
        "blocks": blocks,
        "section": fields.pop("section", None) or make_section(),
        **fields,
    }
    values["body"] = html_of(values["blocks"])
    article = Article.objects.create(
        language=language,
        original=original,
        based_on=original.latest_snapshot(),
        root=original.own_article.root if original.own_article else original,
        created_by=translator,
        **values,
    )
    people.credit(article, people.person_of(translator), Role.TRANSLATOR)
    for name in original.authors:
        people.credit(article, people.person_named(name), Role.AUTHOR)
    return bring_to(article, status, translator=translator, editor=editor)


def make_own_piece(*, language="en", status=Status.DRAFT, author=None, editor=None, **fields):
    author = author or make_translator(language)
    values = {"headline": "We built a ferry", "body": "<p>It floats.</p>", **fields}
    values.setdefault("section", make_section())
    article = create_own_piece(language=language, by=author, **values)
    return bring_to(article, status, translator=author, editor=editor)


def take_away(article, *, by=None, kind="decision", order=None, reason="Wrong", statement="It was wrong."):
    """Retract, or obey a legal order, as an editor of the article's language."""
    how = {"by": by or make_editor(article.language), "revision": article.revision}
    how |= {"reason": reason, "statement": statement}
    if kind == "legal":
        return workflow.obey(article, order=order or make_legal_order(), **how)
    return workflow.retract(article, kind=kind, **how)


def make_legal_order(**facts):
    known = {"authority": "Hamnrätten", "country": "SE", "ordered_on": date(2026, 3, 2)}
    return workflow.LegalOrder(**{**known, "reference": "Mål 17-26", **facts})


def bring_to(article, status, *, translator, editor=None):
    if status == Status.DRAFT:
        return article
    workflow.take_step(article, "submit", by=translator, revision=article.revision)
    if status == Status.TRANSLATED:
        return article
    editor = editor or make_editor(article.language)
    workflow.publish(article, by=editor, revision=article.revision)
    if status == Status.RETRACTED:
        take_away(article, by=editor)
    return article
