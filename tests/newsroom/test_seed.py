"""Articles for load tests: as the workflow would leave them, the same for the same seed, never twice."""

import hashlib
import io
import re
import unicodedata

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from articles import append_only, versions
from articles.models import (
    Address,
    Article,
    Credit,
    Event,
    Image,
    ImageUse,
    Original,
    PublishedVersion,
    Rendition,
    Section,
    Snapshot,
    Tag,
    VersionCredit,
)
from articles.originals.addresses import url_key
from articles.originals.own import follow_publication
from articles.originals.snapshots import text_hash
from articles.richtext import blocks_of, html_of
from articles.slugs import is_slug
from newsroom.demo import texts
from newsroom.seeding import plans
from newsroom.seeding.progress import ProgressBar
from newsroom.seeding.vocabulary import FOLDER, vocabulary_of

LANGUAGES = "en,sv,ar"
KNOWN = settings.NEWSROOM_LANGUAGES


def seed(articles=30, languages=LANGUAGES, number=1):
    out = io.StringIO()
    call_command("seed", articles=articles, languages=languages, seed=number, stdout=out)
    return out.getvalue().strip()


def digest():
    """Everything that is seeded, but for primary keys."""
    wanted = {
        PublishedVersion: (
            "language slug section_slug headline standfirst body blocks visible_from"
            " source_headline source_url source_authors source_first_published_at tags__slug_en"
        ),
        Original: "public_id url headline authors first_published_at created_at checked_at",
        Article: "language slug body created_at updated_at tags__slug_en",
        Event: "article__language article__slug name at by__username",
        VersionCredit: "version__language version__slug order name role",
        Rendition: "file image__file image__title width format",
    }
    rows = [
        (model.__name__, *row)
        for model, columns in wanted.items()
        for row in model.objects.order_by().values_list(*columns.split())
    ]
    return hashlib.sha256("".join(sorted(map(repr, rows))).encode()).hexdigest()


@pytest.mark.django_db
def test_thirty_articles_come_with_all_that_belongs_to_them():
    answer = seed()

    assert re.fullmatch(
        r"30 articles in en, sv, ar were added in [\d.]+ seconds \([\d,]+ a minute\)\.", answer
    )
    live = PublishedVersion.objects.live()
    # Twelve families: six external originals in two languages, six own pieces in three.
    assert [live.in_language(code).count() for code in ("en", "sv", "ar")] == [6, 12, 12]
    assert PublishedVersion.objects.count() == Article.objects.count() == Address.objects.count() == 30
    assert (Original.objects.count(), Snapshot.objects.count()) == (12, 12)
    assert Original.objects.filter(own_article=None, url_key__isnull=False).count() == 6
    assert Event.objects.filter(name="submit").count() == Event.objects.filter(name="publish").count() == 30
    assert Credit.objects.count() == 6 + 24 * 2
    assert VersionCredit.objects.count() == 30 + Credit.objects.count()
    assert ImageUse.objects.count() == sum(bool(version.pictures) for version in live) > 0
    assert (Section.objects.count(), Tag.objects.count()) == (6, 12)
    assert (Image.objects.count(), Rendition.objects.count()) == (6, 6 * 9)
    assert not PublishedVersion.objects.to_announce().exists()


@pytest.mark.django_db
def test_rows_say_what_the_workflow_would_have_written():
    seed()

    for version in PublishedVersion.objects.select_related("article__root", "article__original"):
        article = version.article
        frozen = {**versions.working_text(article), **versions.source_facts(article)}
        assert {name: getattr(version, name) for name in frozen} == frozen
        assert version.root == article.root
        assert set(version.tags.all()) == set(article.tags.all()) != set()
        assert article.addresses.get().get_absolute_url() == version.get_absolute_url()
        named = [(credit.person, credit.role) for credit in version.credits.exclude(role="reviewer")]
        assert named == [(credit.person, credit.role) for credit in article.credits.all()]
        assert version.credits.get(role="reviewer").person.user == version.approved_by
        submitted, published = article.events.all()
        assert (submitted.revision, published.revision, published.version) == (2, 3, version)
        assert (article.created_at, article.updated_at) == (submitted.at, version.visible_from)


@pytest.mark.django_db
def test_originals_are_as_an_import_and_our_own_publication_leave_them():
    seed()

    for original in Original.objects.all():
        snapshot = original.latest_snapshot()
        assert snapshot.text_hash == text_hash(snapshot.headline, snapshot.standfirst, snapshot.blocks)
        assert original.created_at == snapshot.captured_at
        if original.is_external:
            assert original.url_key == url_key(original.url)
            assert original.permission == original.outlet.permission
        else:
            before = {name: getattr(original, name) for name in ("headline", "authors", "first_published_at")}
            follow_publication(original.own_article.versions.get())  # makes no second snapshot
            original.refresh_from_db()
            assert before == {name: getattr(original, name) for name in before}
            assert snapshot == original.snapshots.get()


@pytest.mark.django_db
def test_texts_are_clean_and_slugs_are_slugs():
    seed()

    for version in PublishedVersion.objects.all():
        kinds = [block["kind"] for block in version.blocks]
        assert 6 <= kinds.count("paragraph") <= 12
        assert html_of(version.blocks) == version.body
        assert [block["html"] for block in blocks_of(version.body)] == [
            block["html"] for block in version.blocks
        ]
        assert is_slug(version.slug)


@pytest.mark.django_db
def test_triggers_stay_in_place():
    append_only.install(connection)

    seed(articles=5)

    assert append_only.triggers_of(connection) == append_only.expected_triggers()


@pytest.mark.django_db
def test_same_seed_gives_the_same_content():
    found = []
    for _time in range(2):
        with transaction.atomic():
            seed()
            found.append(digest())
            transaction.set_rollback(True)

    assert found[0] == found[1]
    assert not PublishedVersion.objects.exists()


@pytest.mark.django_db
def test_same_seed_is_sown_once_and_another_adds_more():
    seed()

    answer = seed(articles=60)

    assert answer == "Seed 1 has been sown here before; nothing was added. Take another --seed."
    assert PublishedVersion.objects.count() == 30
    seed(articles=7, languages="sv", number=2)
    assert PublishedVersion.objects.count() == 37
    assert (Section.objects.count(), Tag.objects.count()) == (6, 12)


@pytest.mark.django_db
def test_sections_and_tags_of_the_demo_are_used_as_they_are():
    news, bridges = texts.load("sections")[0], texts.load("tags")[0]
    section = Section.objects.create(name_sv="Senaste nytt", slug_sv=news["slug"]["sv"], position=9)
    tag = Tag.objects.create(name_en="Bridges of ours", slug_en=bridges["slug"]["en"])
    other = Tag.objects.create(name_ar=bridges["name"]["ar"], slug_ar="أخرى")

    seed()

    section.refresh_from_db()
    assert (section.name_sv, section.position) == ("Senaste nytt", 9)
    assert (section.name_en, section.slug_ar) == (news["name"]["en"], news["slug"]["ar"])
    tag.refresh_from_db()
    assert (tag.name_en, tag.name_sv) == ("Bridges of ours", bridges["name"]["sv"])
    # Another tag has the Arabic name already.
    assert (tag.name_ar, other.name_ar) == (f"{bridges['name']['ar']}-2", bridges["name"]["ar"])
    assert (Section.objects.count(), Tag.objects.count()) == (6, 13)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (
            {"languages": "sv,tlh"},
            f"The newsroom does not have tlh. NEWSROOM_LANGUAGES names {', '.join(KNOWN)}.",
        ),
        ({"languages": " , "}, "--languages names no language. Write for example en,sv,ar."),
        ({"languages": "sv,zh_Hans,SV"}, "--languages names sv twice."),
        ({"articles": 0}, "--articles counts from 1, --seed from 0."),
        ({"number": -1}, "--articles counts from 1, --seed from 0."),
    ],
)
def test_wrong_wish_is_refused_with_a_sentence(wish, sentence):
    with pytest.raises(CommandError) as refusal:
        seed(**wish)

    assert str(refusal.value) == sentence
    assert not Section.objects.exists()


@pytest.mark.parametrize(
    ("languages", "own", "external"),
    [
        (("sv", "en", "ar"), ("en", "sv", "ar"), ("sv", "ar")),
        (("sv",), ("sv",), ("sv",)),
        (("en",), ("en",), None),
    ],
)
def test_families_take_turns(languages, own, external):
    planned = list(plans.families(1, languages, 100))

    assert sum(len(family.languages) for family in planned) == 100
    assert {family.languages for family in planned[:-1] if family.is_own} == {own}
    assert {family.languages for family in planned[:-1] if not family.is_own} == (
        {external} if external else set()
    )


def test_plans_do_not_depend_on_how_many_there_are():
    few, many = (list(plans.families(3, ("en", "sv"), articles)) for articles in (11, 300))

    assert few[:-1] == many[: len(few) - 1]
    assert len({family.public_id for family in many}) == len(many)


def test_translation_says_what_the_original_says():
    family = next(plans.families(1, ("sv",), 1))
    english, swedish = plans.text_of(family, "en"), plans.text_of(family, "sv")

    kinds = [block["kind"] for block in english.blocks]
    assert [block["kind"] for block in swedish.blocks] == kinds
    heading = kinds.index("heading2")
    number = vocabulary_of("en").headings.index(english.blocks[heading]["html"])
    assert swedish.blocks[heading]["html"] == vocabulary_of("sv").headings[number]
    assert re.findall(r"\d+", swedish.body) == re.findall(r"\d+", english.body)


def test_language_without_texts_gets_english_ones():
    family = next(plans.families(1, ("pt-br",), 1))

    assert family.languages == ("pt-br",)
    assert plans.text_of(family, "pt-br").body == plans.text_of(family, "en").body
    assert plans.text_of(family, "de-at").body == plans.text_of(family, "de").body


@pytest.mark.parametrize("path", sorted((FOLDER / "texts").glob("*.json")), ids=lambda path: path.stem)
def test_every_language_says_the_same_in_the_same_place(path):
    words, english = vocabulary_of(path.stem), vocabulary_of("en")

    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    for name, texts_ in vars(english).items():
        if isinstance(texts_, tuple):
            marks = [sorted(re.findall(r"\{\w+\}|</?\w+", text)) for text in texts_]
            ours = getattr(words, name)
            assert [sorted(re.findall(r"\{\w+\}|</?\w+", text)) for text in ours] == marks
            assert len(set(ours)) == len(ours)


def test_progress_is_shown_on_a_terminal_alone():
    terminal, file = io.StringIO(), io.StringIO()
    terminal.isatty = lambda: True

    for stream in (terminal, file):
        with ProgressBar(stream, 2000) as bar:
            bar.show(500)

    assert "█" * 10 + "░" * 30 + " 500 of 2,000" in terminal.getvalue()
    assert file.getvalue() == ""
