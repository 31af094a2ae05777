"""What must not leak, and every address at which it could.

A canary is a word that stands in one field alone, so that a leak names its field. A new URL pattern gets
a row in ROWS: its name (its route, if it has none) and a function from a Secret to the paths to ask for.
A row's paths must show something of a live piece, unless the pattern is in SILENT.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from articles import people, workflow
from articles.models import Article, Person, Section, Status, Tag
from articles.models.people import Role
from articles.richtext import html_of
from articles.workflow import PublishOrder
from tests.articles.test_views_article import make_picture
from tests.factories import make_article, make_editor, make_original, make_outlet, take_away
from translations.models import Comment, Segment

# The language of the piece, that of its original, one that reads from the right, the newsroom's own.
LANGUAGES = ("sv", "en", "ar", settings.LANGUAGE_CODE)
FORMATS = ("atom", "rss", "json")


def canary(where):
    """A word that a slug may be too."""
    return f"zq{where}zq"


@dataclass
class Secret:
    """A piece full of canaries, and the slugs under which it is, was or will be."""

    article: Article
    slugs: tuple = (canary("slug"),)
    section: str = canary("sectionslug")
    tag: str = canary("tagslug")
    person: str = canary("personslug")

    @property
    def pieces(self):
        return [f"/{code}/{self.section}/{slug}/" for code in dict.fromkeys(LANGUAGES) for slug in self.slugs]


def in_each(path):
    return [f"/{code}/{path}" for code in dict.fromkeys(LANGUAGES)]


def feeds_under(paths):
    return [f"{path}feed.{form}" for path in paths for form in FORMATS]


def now(pattern):
    return f"{timezone.localtime():{pattern}}"


def first_chunks():
    return ["/sitemap.xml", *(f"/sitemap-{number}.xml" for number in range(3))]


ROWS = {
    "healthz": lambda secret: ["/healthz"],
    "readyz": lambda secret: ["/readyz"],
    "articles:choose-language": lambda secret: ["/"],
    "articles:picture-file": lambda secret: ["/media/renditions/1200.jpeg", f"/media/{canary('title')}.jpeg"],
    "articles:icon": lambda secret: ["/favicon.ico"],
    "articles:security": lambda secret: ["/.well-known/security.txt"],
    "articles:manifest": lambda secret: in_each("manifest.json"),
    "articles:robots": lambda secret: ["/robots.txt"],
    "articles:sitemap": lambda secret: ["/sitemap.xml"],
    "articles:sitemap-lists": lambda secret: ["/sitemap-lists.xml"],
    "articles:sitemap-news": lambda secret: ["/sitemap-news.xml"],
    "articles:sitemap-stories": lambda secret: first_chunks(),
    "articles:oembed": lambda secret: [f"/oembed?url=http://testserver{path}" for path in secret.pieces],
    "articles:site-feeds": lambda secret: ["/feeds.opml"],
    "articles:edition-feeds": lambda secret: in_each("feeds.opml"),
    "articles:feed": lambda secret: feeds_under(in_each("")),
    "articles:front": lambda secret: in_each(""),
    "articles:tag": lambda secret: in_each(f"tag/{secret.tag}/"),
    "articles:tag-feed": lambda secret: feeds_under(in_each(f"tag/{secret.tag}/")),
    "articles:person": lambda secret: in_each(f"people/{secret.person}/"),
    "articles:person-feed": lambda secret: feeds_under(in_each(f"people/{secret.person}/")),
    "articles:original": lambda secret: in_each(f"originals/{secret.article.root.public_id}/"),
    "articles:archive": lambda secret: in_each("archive/"),
    "articles:archive-month": lambda secret: in_each(now("%Y/%m/")),
    "articles:archive-day": lambda secret: in_each(now("%Y/%m/%d/")),
    "articles:about-translation": lambda secret: in_each("about/translation/"),
    "articles:corrections": lambda secret: in_each("about/corrections/"),
    "articles:search": lambda secret: in_each("search/?q=zqheadline*"),
    "articles:section": lambda secret: in_each(f"{secret.section}/"),
    "articles:section-feed": lambda secret: feeds_under(in_each(f"{secret.section}/")),
    "articles:article": lambda secret: [*secret.pieces, *(path.rstrip("/") for path in secret.pieces)],
    "articles:article-text": lambda secret: [f"{path}index.txt" for path in secret.pieces],
    "articles:beside": lambda secret: [f"{path}original/" for path in secret.pieces],
    "articles:report": lambda secret: [f"{path}report/" for path in secret.pieces],
    "articles:republish": lambda secret: [f"{path}republish/" for path in secret.pieces],
    "articles:embed": lambda secret: [f"{path}embed/" for path in secret.pieces],
}
# Patterns that say nothing of any piece, live or not.
SILENT = {
    "healthz",
    "readyz",
    "articles:choose-language",
    "articles:picture-file",
    "articles:icon",
    "articles:security",
    "articles:manifest",
    "articles:robots",
    "articles:sitemap",
}
# What no output may show, not even of a live piece.
NEVER = {canary(where) for where in ("originaltext", "leftout", "segment", "comment", "reason", "title")}


# The states in which a piece hides its canaries


def draft():
    return Secret(working())


def handed_in():
    article = working()
    hand_in(article)
    return Secret(article)


def scheduled():
    article = working()
    publish(article, at=tomorrow())
    return Secret(article)


def cancelled():
    article = working()
    publish(article, at=tomorrow())
    cancel(article)
    return Secret(article)


def revised():
    return Secret(updated())


def scheduled_update():
    article = updated()
    publish(article, at=tomorrow(), **correction())
    return Secret(article)


def cancelled_update():
    article = updated()
    publish(article, at=tomorrow(), **correction())
    cancel(article)
    return Secret(article)


def retracted(**how):
    article = updated()
    publish(article, **correction())
    retract(article, **how)
    return Secret(article)


def retracted_by_law():
    return retracted(kind="legal")


def retracted_while_an_update_waits():
    article = updated()
    publish(article, at=tomorrow(), **correction())
    retract(article)
    return Secret(article)


def live():
    """Not hidden: what shows that the rows look in the right places."""
    article = updated()
    publish(article, **correction())
    return Secret(article)


NEVER_SEEN = (draft, handed_in, scheduled, cancelled)
HIDDEN = (
    *NEVER_SEEN,
    revised,
    scheduled_update,
    cancelled_update,
    retracted,
    retracted_by_law,
    retracted_while_an_update_waits,
)


def working():
    """A draft with a canary in every field, of an original with one in every field."""
    original = make_original(
        canary("originaltext"),
        headline=canary("originalheadline"),
        outlet=make_outlet(canary("outlet")),
        authors=[canary("author")],
        url=f"https://original.example/{canary('address')}",
    )
    article = make_article(original=original)
    fill(article)
    return article


def updated():
    """A live piece without canaries, whose working text has one in every field."""
    article = make_article(original=make_original(canary("originaltext")), status=Status.PUBLISHED)
    workflow.take_step(article, "revise", by=make_editor(), revision=article.revision)
    fill(article)
    return article


def fill(article):
    blocks = [
        {"kind": "paragraph", "html": canary("body"), "sources": [1], "origin": "human"},
        {"kind": "paragraph", "html": canary("leftout"), "sources": [2], "left_out": True},
    ]
    names = ("headline", "slug", "standfirst", "seo_title", "seo_description")
    for name in names:
        setattr(article, name, canary(name.replace("_", "")))
    article.blocks, article.body = blocks, html_of(blocks)
    article.section = named(Section, "section")
    article.save()
    article.tags.add(named(Tag, "tag"))
    person = Person.objects.create(
        name=canary("person"), slug=canary("personslug"), biography=canary("biography")
    )
    people.credit(article, person, Role.TRANSLATOR)
    image = make_picture()
    image.title, image.credit = canary("title"), canary("credit")
    image.save()
    words = {"caption": canary("caption"), "alternative_text": canary("alternative")}
    article.image_uses.create(image=image, **words)
    segment = Segment.objects.create(article=article, position=1, source=canary("segment"))
    Comment.objects.create(segment=segment, author=article.created_by, text=canary("comment"))


def named(model, kind):
    """A section or a tag that bears the same canaries in every language."""
    codes = settings.NEWSROOM_LANGUAGES
    names = {f"name_{code.replace('-', '_')}": canary(f"{kind}name") for code in codes}
    slugs = {f"slug_{code.replace('-', '_')}": canary(f"{kind}slug") for code in codes}
    return model.objects.create(**names, **slugs)


def tomorrow():
    return timezone.now() + timedelta(days=1)


def correction():
    return {"kind": "correction", "right": canary("right"), "wrong": canary("wrong")}


def hand_in(article):
    Segment.objects.filter(article=article).delete()
    workflow.take_step(article, "submit", by=article.created_by, revision=article.revision)


def publish(article, **order):
    hand_in(article)
    order = PublishOrder(**order)
    workflow.publish(article, by=make_editor(), revision=article.revision, order=order)


def cancel(article):
    workflow.take_step(article, "cancel_schedule", by=make_editor(), revision=article.revision)


def retract(article, **how):
    take_away(article, reason=canary("reason"), statement="Uppgifterna var fel.", **how)


# The patterns of the resolver


def public_patterns():
    """Name every URL pattern outside the admin."""
    return {name for name, route in _patterns(get_resolver()) if not route.startswith("admin/")}


def newsroom_paths(secret):
    """Give a path for every URL pattern of the admin, about the secret where it takes a number or a name."""
    routes = {route for _name, route in _patterns(get_resolver()) if route.startswith("admin/")}
    return sorted(f"/{_filled(route, secret)}" for route in routes)


def _patterns(resolver, before="", namespace=""):
    for each in resolver.url_patterns:
        route = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _patterns(each, route, f"{each.namespace or namespace}")
        else:
            name = f"{namespace}:{each.name}" if namespace else each.name or route
            yield name, route


def _filled(route, secret):
    parts = [f"{secret.article.pk}{part.partition('>')[2]}" for part in route.split("<")[1:]]
    return "".join([route.partition("<")[0], *parts]).replace("^", "").replace("$", "")
