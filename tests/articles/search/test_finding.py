"""Searching published text: whoever may be read now is found, in every language, and nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import PublishedVersion, SearchEntry, Status
from articles.search import finding, index
from articles.search.filters import NO_FILTERS, Filters
from articles.search.finding import find, find_in_others
from articles.workflow import PublishOrder
from tests.factories import make_article, make_editor, make_own_piece, make_section

pytestmark = pytest.mark.django_db

# What stands in an article, and what readers type who look for it.
INFLECTED = [
    ("sv", "Kommunen stänger de gamla broarna över älven", ["bro", "broar", "kommun", "älv", "alv", "gaml*"]),
    ("en", "The libraries closed their reading rooms", ["library", "closing", "room", "reads"]),
    (
        "de",
        "Die Häuser an der alten Brücke wurden verkauft",
        ["Haus", "Hauser", "Brücken", "brucken"],
    ),
    (
        "fi",
        "Kaupungin kirjastoissa luetaan vanhoja kirjoja",
        ["kirjasto", "kaupunki*", "vanha"],
    ),
    ("fr", "L’orchestre a publié les œuvres des musiciennes", ["orchestres", "publiée", "publiee", "oeuvre"]),
    ("es", "Las canciones de los pescadores gallegos", ["canción", "cancion", "pescador", "gallega"]),
    ("ru", "Рыбаки вернулись к мостам через реку", ["мост", "мосты", "рыбак", "река", "реки"]),
    ("ar", "أُغلق الجسر القديم والمدينة تنتظر", ["جسر", "الجسر", "مدينة", "المدينة", "قديم", "بالجسر"]),
    ("fa", "کتاب‌های شهر در کتابخانه است", ["کتاب", "كتاب", "کتابها", "کتاب‌ها", "شهرها"]),
    (
        "tr",
        "Eski köprülerin ışıkları İstanbul'da yandı",
        ["köprü", "kopru", "istanbul", "ışık", "isik"],
    ),
    ("hi", "लड़कियों ने पुराने शहरों की फ़िल्म देखी", ["लड़की", "लडकी", "शहर", "फिल्म"]),
    ("zh-hans", "上海的新桥今天通车", ["上海", "新桥", "桥", "今天通车", "车"]),
    ("ja", "図書館で新しい本を読みました", ["図書館", "図書館は", "新しく", "読む", "本"]),
]


def publish(language, headline, *paragraphs, **fields):
    return make_own_piece(
        language=language,
        status=Status.PUBLISHED,
        headline=headline,
        body="".join(f"<p>{text}</p>" for text in (paragraphs or ("…",))),
        **fields,
    )


def found(text, language, filters=NO_FILTERS):
    return find(text, language, filters).keys


def key_of(article):
    return article.versions.live().get().pk


@pytest.mark.parametrize(("language", "text", "queries"), INFLECTED, ids=[row[0] for row in INFLECTED])
def test_other_forms_of_a_word_are_found(language, text, queries):
    in_the_text = publish(language, "…1", text)
    in_the_headline = publish(language, text)
    publish(language, "…2", "Nothing of the kind.")

    wanted = {query: [key_of(in_the_headline), key_of(in_the_text)] for query in queries}
    assert {query: found(query, language) for query in queries} == wanted


def test_a_phrase_is_found_as_it_stands_and_in_no_other_order():
    together = publish("en", "Ferries", "The night ferry leaves at ten.")
    publish("en", "Ferries again", "The ferry leaves at night.")

    assert found('"night ferry"', "en") == [key_of(together)]
    assert len(found("night ferry", "en")) == 2


def test_no_phrase_reaches_from_the_headline_into_the_text():
    publish("en", "A long night", "Ferry lines open.")

    assert found('"night ferry"', "en") == []


@pytest.mark.parametrize("query", ["bibl*", "biblioteken*", '"nya bibliotek"'])
def test_a_star_stands_for_the_rest_of_a_word(query):
    article = publish("sv", "Huset", "Det nya biblioteket öppnar.")

    assert found(query, "sv") == [key_of(article)]


def test_every_word_must_be_found():
    publish("sv", "Bron", "Bron stängs.")

    assert found("bron färjan", "sv") == []


def test_headlines_come_first_then_the_newest():
    old, new = publish("en", "One", "A bridge."), publish("en", "Two", "A bridge.")
    headline = publish("en", "Bridge", "It opens.")
    last = publish("en", "Three", "A bridge.")

    assert found("bridge", "en") == [key_of(each) for each in (headline, last, new, old)]


def test_a_draft_and_what_waits_for_review_are_never_found():
    make_own_piece(headline="Canary", status=Status.DRAFT)
    make_own_piece(headline="Canary", status=Status.TRANSLATED)

    assert found("canary", "en") == []
    assert SearchEntry.objects.count() == 0


def test_a_scheduled_piece_is_found_from_its_moment_on_without_anybody_doing_anything(monkeypatch):
    article = make_own_piece(headline="Canary", status=Status.TRANSLATED)
    at = timezone.now() + timedelta(hours=1)
    workflow.publish(article, by=make_editor("en"), revision=article.revision, order=PublishOrder(at=at))

    assert found("canary", "en") == []
    assert find_in_others("canary", "sv") == []
    monkeypatch.setattr(timezone, "now", lambda: at)
    assert found("canary", "en") == [article.versions.get().pk]
    assert find_in_others("canary", "sv") == [article.versions.get().pk]


def test_a_retracted_piece_is_gone_at_once():
    article = publish("en", "Canary")
    assert found("canary", "en") == [key_of(article)]

    workflow.retract(
        article, by=make_editor("en"), revision=article.revision, reason="Wrong", statement="It was wrong."
    )

    assert found("canary", "en") == []
    assert find_in_others("canary", "sv") == []
    assert SearchEntry.objects.count() == 0


def revise(article, headline, *, at=None):
    editor = make_editor("en")
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    article.headline = headline
    article.save()
    workflow.take_step(article, "submit", by=article.created_by, revision=article.revision)
    workflow.publish(article, by=editor, revision=article.revision, order=PublishOrder(at=at))
    return editor


def test_an_update_is_found_by_its_new_words_and_not_by_its_old_ones():
    article = publish("en", "Harbour")

    revise(article, "Lighthouse")

    assert found("harbour", "en") == []
    assert found("lighthouse", "en") == [key_of(article)]
    assert SearchEntry.objects.count() == 1


def test_cancelling_leaves_what_was_live_to_be_found():
    article = publish("en", "Harbour")
    at = timezone.now() + timedelta(hours=1)
    editor = revise(article, "Lighthouse", at=at)
    assert SearchEntry.objects.count() == 2

    workflow.take_step(article, "cancel_schedule", by=editor, revision=article.revision)

    assert found("harbour", "en") == [key_of(article)]
    assert list(SearchEntry.objects.values_list("version__headline", flat=True)) == ["Harbour"]


def test_hits_in_other_languages_are_kept_apart():
    english, swedish = publish("en", "Marstrom"), publish("sv", "Marstrom")

    assert found("marstrom", "en") == [key_of(english)]
    assert find_in_others("marstrom", "en") == [key_of(swedish)]


def test_a_few_of_each_other_language_are_given():
    for number in range(5):
        publish("sv", f"Marstrom {number}")
    publish("fi", "Marstrom")

    assert len(find_in_others("marstrom", "en")) == 4


def test_hits_are_filtered_by_section_time_and_person():
    wanted, other = make_section("wanted"), make_section("other")
    article = publish("en", "Bridge", section=wanted)
    publish("en", "Bridge again", section=other)
    version = article.versions.get()
    writer = version.credits.get(role="author").person_id
    at = version.first_published_at

    for filters in (
        Filters(section=wanted.pk),
        Filters(people=(writer,)),
        Filters(since=at, until=at + timedelta(microseconds=1)),
    ):
        assert found("bridge", "en", filters) == [version.pk]
    assert found("bridge", "en", Filters(people=())) == []
    assert found("bridge", "en", Filters(until=at)) == []


def test_filters_ask_the_entry_for_what_its_version_says():
    article = publish("en", "Bridge")
    revise(article, "Bridge, mended")

    entry, version = SearchEntry.objects.get(), article.versions.live().get()
    assert (entry.section_id, entry.first_published_at) == (version.section_id, version.first_published_at)


def test_with_filters_too_a_headline_comes_first_however_many_newer_ones_there_are(monkeypatch):
    monkeypatch.setattr(finding, "NEWEST_HEADLINES", 1)
    wanted, other = make_section("wanted"), make_section("other")
    headline = publish("en", "Bridge", section=wanted)
    text = publish("en", "Ferry", "A bridge.", section=wanted)
    publish("en", "Bridge again", section=other)

    assert found("bridge", "en", Filters(section=wanted.pk)) == [key_of(headline), key_of(text)]


def test_only_the_newest_that_fit_are_looked_at(monkeypatch):
    monkeypatch.setattr(finding, "MOST_HITS", 1)
    _old, new = publish("en", "One", "A bridge."), publish("en", "Two", "A bridge.")

    assert find("bridge", "en") == finding.Found([key_of(new)], is_all=False)
    assert find('"a bridge"', "en") == finding.Found([key_of(new)], is_all=False)


def test_the_byline_the_outlet_and_the_originals_headline_are_found():
    article = make_article(status=Status.PUBLISHED)
    keys = [key_of(article)]

    queries = ["elin marsh", "harbour observer", '"harbour bridge to shut"']
    assert {query: found(query, "sv") for query in queries} == dict.fromkeys(queries, keys)


def test_rebuilding_gives_the_same_index():
    article, retracted = publish("en", "Harbour"), publish("en", "Harbour again")
    workflow.retract(
        retracted, by=make_editor("en"), revision=retracted.revision, reason="x", statement="It was wrong."
    )
    SearchEntry.objects.all().delete()
    assert found("harbour", "en") == []

    assert index.rebuild() == 1

    assert found("harbour", "en") == [key_of(article)]


def test_what_is_deleted_leaves_nothing_behind():
    publish("en", "Harbour")
    assert SearchEntry.objects.all().delete()[0] == 1

    assert found("harbour", "en") == []
    assert PublishedVersion.objects.live().count() == 1
