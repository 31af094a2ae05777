"""Where an edition comes from, in the words that every output uses."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import people, workflow
from articles.attribution import Name, attribution_of, origin_of
from articles.models import (
    Article,
    Correction,
    Original,
    Outlet,
    Permission,
    Person,
    PublishedVersion,
    Status,
    VersionCredit,
)
from articles.models.people import Role
from articles.originals.own import original_of
from articles.phrases import LABELS, Part
from tests.factories import make_article, make_editor, make_original, make_own_piece, make_translator

SITE = "https://morgonkajen.example"
BOWL = "https://news.example/n2/content/view/16765/"
PUBLISHED = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
CAPTURED = datetime(2026, 3, 12, 15, 40, tzinfo=UTC)
CHANGED = datetime(2026, 3, 15, 8, 0, tzinfo=UTC)
PEOPLE = {Role.TRANSLATOR: ["Karin Ekdal"], Role.REVIEWER: ["Samir Holt"]}


def absolute(path):
    return f"{SITE}{path}"


def say(version):
    return attribution_of(version, absolute=absolute)


def make_credit(role, name):
    """`name` is as printed, or a pair: as printed, and the person's own."""
    printed, own = name if isinstance(name, tuple) else (name, name)
    person = Person(name=own, slug=own.lower().replace(" ", "-"))
    return VersionCredit(role=role, name=printed, person=person)


def make_version(*, named=None, corrections=(), root=None, **facts):
    """A Swedish version of an English original, without a database: what its rows would hold."""
    values = {
        "pk": 7,
        "language": "sv",
        "headline": "Hamnbron stängs",
        "first_published_at": datetime(2026, 3, 13, 12, 0, tzinfo=UTC),
        "original_id": 3,
        "root_id": 3,
        "source_headline": "Harbour bridge to shut",
        "source_authors": ["Elin Marsh"],
        "source_outlet": "Harbour Observer",
        "source_url": BOWL,
        "source_language": "en",
        "source_first_published_at": PUBLISHED,
        "source_captured_at": CAPTURED,
        "source_permission": Permission.GRANTED,
        "relay": [],
        "blocks": [],
        **facts,
    }
    version = PublishedVersion(**values)
    version.root = Original(pk=values["root_id"], **(root or {}))
    version.article = Article(pk=5)
    version.article._prefetched_objects_cache = {"corrections": list(corrections)}
    named = PEOPLE if named is None else named
    version._prefetched_objects_cache = {
        "credits": [make_credit(role, name) for role, names in named.items() for name in names]
    }
    return version


def make_own_version(**facts):
    empty = {
        "original_id": None,
        "source_headline": "",
        "source_authors": [],
        "source_outlet": "",
        "source_url": "",
        "source_language": "",
        "source_first_published_at": None,
        "source_captured_at": None,
        "source_permission": "",
    }
    return make_version(**{**empty, **facts})


def make_correction(*, at, **fields):
    return Correction(article_id=5, right="Bron öppnade 1932.", at=at, **fields)


def plain(rows):
    return [(row.label, *(str(value) for value in row.values)) for row in rows]


# The last line


def test_last_line_of_a_swedish_edition_reads_exactly_so():
    attribution = say(make_version())

    assert attribution.last_line == f"Översatt från engelska: {BOWL}"
    assert (str(attribution.last_line_lead), attribution.last_line_url) == ("Översatt från engelska:", BOWL)
    assert (attribution.is_external, attribution.source_language) == (True, "en")


@pytest.mark.parametrize(
    ("language", "source", "line"),
    [
        ("ar", "en", f"ترجمة عن الإنجليزية: {BOWL}"),
        ("fr", "en", f"Traduit de l’anglais\u00a0: {BOWL}"),
        ("zh-hans", "en", f"译自英语： {BOWL}"),
        ("de", "sv", f"Aus dem Schwedischen übersetzt: {BOWL}"),
        ("pt-br", "en-gb", f"Traduzido do inglês: {BOWL}"),
        ("sv", "cy", f"Översatt från walesiska: {BOWL}"),
        ("ga", "en", f"Original language: English: {BOWL}"),
    ],
)
def test_last_line_has_the_phrase_and_colon_of_its_language(language, source, line):
    assert say(make_version(language=language, source_language=source)).last_line == line


def test_address_is_the_publishers_to_the_last_sign():
    odd = "http://Old.Example/n2/?id=7&x=%C3%A5#top"

    assert say(make_version(source_url=odd)).last_line == f"Översatt från engelska: {odd}"


def test_words_that_are_not_in_the_editions_language_say_so():
    irish = say(make_version(language="ga"))
    thai = say(make_version(language="th"))

    assert (irish.last_line_lead.language, irish.translated_from.language, irish.language) == (
        "en",
        "en",
        "en",
    )
    # A phrase is known in Thai, labels are not.
    assert (thai.last_line_lead.language, thai.first_published.language, thai.language) == ("", "en", "en")
    assert say(make_version(language="pt-br")).language == ""


# The top of the page


def test_top_of_a_swedish_translation():
    attribution = say(make_version())

    assert [str(line.sentence) for line in attribution.byline] == [
        "Text: Elin Marsh",
        "Översättning: Karin Ekdal",
        "Granskning: Samir Holt",
    ]
    assert str(attribution.translated_from) == "Översatt från engelska."
    assert str(attribution.first_published) == "Först publicerad i Harbour Observer den 12 mars 2026."
    assert str(attribution.read_original) == "Läs originalet (engelska)"
    assert (attribution.notice, attribution.remarks, attribution.is_abridged) == (None, (), False)
    assert attribution.first_published.parts == (
        Part("Först publicerad i "),
        Part("Harbour Observer", "publication", language="en", direction="ltr"),
        Part(" den "),
        Part("12 mars 2026", "date", machine="2026-03-12"),
        Part("."),
    )


def test_top_of_an_arabic_translation_with_a_name_in_arabic_letters():
    named = {Role.AUTHOR: [("إلين مارش", "Elin Marsh")], Role.TRANSLATOR: [("ليلى حدّاد", "ليلى حدّاد")]}

    attribution = say(make_version(language="ar", named=named))

    assert [str(line.sentence) for line in attribution.byline] == ["نص: إلين مارش", "ترجمة: ليلى حدّاد"]
    assert str(attribution.translated_from) == "ترجمة عن الإنجليزية."
    assert str(attribution.first_published) == "نُشر أولًا في Harbour Observer بتاريخ 12 مارس 2026."
    assert attribution.byline[0].names == (Name("إلين مارش", "elin-marsh", "Elin Marsh", "en"),)
    assert plain(attribution.rows)[2] == ("نص", "إلين مارش (Elin Marsh)")
    assert attribution.rows[2].values[0].parts[2] == Part(
        "Elin Marsh", "name", language="en", direction="ltr"
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sv", "Översättning: Ann Ek, Bo Ek och Cia Ek"),
        ("fr", "Traduction\u00a0: Ann Ek, Bo Ek et Cia Ek"),
        ("zh-hans", "翻译：Ann Ek、Bo Ek和Cia Ek"),
        ("ar", "ترجمة: Ann Ek وBo Ek وCia Ek"),
    ],
)
def test_several_translators_are_joined_as_the_language_does_and_stay_links(language, line):
    version = make_version(language=language, named={Role.TRANSLATOR: ["Ann Ek", "Bo Ek", "Cia Ek"]})

    byline = say(version).byline[1]

    assert str(byline.sentence) == line
    assert [part.person for part in byline.sentence.parts if part.kind == "name"] == [
        "ann-ek",
        "bo-ek",
        "cia-ek",
    ]


def test_publication_stands_where_no_author_is_known():
    attribution = say(make_version(source_authors=[]))

    assert str(attribution.byline[0].sentence) == "Text: Harbour Observer"
    assert plain(attribution.rows)[2] == ("Text", "Harbour Observer")


def test_date_that_is_not_known_is_left_out_of_the_sentence():
    attribution = say(make_version(source_first_published_at=None))

    assert str(attribution.first_published) == "Först publicerad i Harbour Observer."
    assert plain(attribution.rows)[1] == ("Publicerad i", "Harbour Observer")


# The list at the foot


def test_rows_of_a_swedish_translation():
    attribution = say(make_version())

    assert str(attribution.heading) == "Om översättningen"
    assert plain(attribution.rows) == [
        ("Originalets rubrik", "Harbour bridge to shut"),
        ("Publicerad i", "Harbour Observer, 12 mars 2026"),
        ("Text", "Elin Marsh"),
        ("Översättning", "Karin Ekdal, 13 mars 2026"),
        ("Granskning", "Samir Holt"),
        ("Följer version", "12 mars 2026 kl. 16.40"),
        ("Tillstånd", "Publiceras med tillstånd av Harbour Observer"),
        ("Rättelser", "Inga."),
    ]
    assert attribution.rows[0].values[0].parts == (
        Part("Harbour bridge to shut", "title", language="en", direction="ltr"),
    )
    assert attribution.rows[5].values[0].parts[0].machine == "2026-03-12T16:40+01:00"


@pytest.mark.parametrize("language", LABELS)
def test_every_language_of_labels_writes_all_of_it(language):
    relay = [{"language": "en", "headline": "H", "path": "/en/a/b/"}]
    version = make_version(
        language=language,
        source_language="tr" if language != "tr" else "en",
        relay=relay if language != "en" else [],
        root={"status": "changed", "changed_at": CHANGED},
        blocks=[{"left_out": True}, {"origin": "machine"}],
        corrections=[make_correction(at=CHANGED - timedelta(days=60), wrong="Fel.")],
    )

    attribution = say(version)

    texts = [
        str(attribution.notice),
        attribution.last_line,
        str(attribution.first_published),
        str(attribution.read_original),
        *(str(line.sentence) for line in attribution.byline),
        *(str(value) for row in attribution.rows for value in row.values),
        *(row.label for row in attribution.rows),
        *map(str, attribution.remarks),
    ]
    assert [text for text in texts if not text.strip() or "{" in text or ".." in text] == []
    assert (attribution.language, len(attribution.remarks), attribution.notice.kind) == ("", 2, "changed")


@pytest.mark.parametrize(
    ("facts", "row"),
    [
        (
            {
                "source_permission": "licence",
                "source_licence": "CC BY 4.0",
                "source_licence_url": "https://c/",
            },
            ("Licens", "CC BY 4.0"),
        ),
        ({"source_permission": "granted"}, ("Tillstånd", "Publiceras med tillstånd av Harbour Observer")),
        (
            {"source_permission": "not_needed", "source_permission_note": "allmän handling"},
            ("Tillstånd", "Tillstånd behövs inte: allmän handling"),
        ),
        ({"source_permission": "not_needed"}, ("Tillstånd", "Tillstånd behövs inte")),
        ({"source_permission": ""}, ("Rättelser", "Inga.")),
    ],
)
def test_licence_or_permission_is_said(facts, row):
    assert plain(say(make_version(**facts)).rows)[6] == row


def test_licence_is_a_link():
    version = make_version(
        source_permission="licence", source_licence="CC BY 4.0", source_licence_url="https://cc.example/"
    )

    assert say(version).rows[6].values[0].parts == (Part("CC BY 4.0", "licence", url="https://cc.example/"),)


def test_what_was_left_out_or_translated_by_a_machine_is_said():
    attribution = say(make_version(blocks=[{"left_out": True}, {"origin": "machine"}, {"origin": "human"}]))

    assert attribution.is_abridged
    assert list(map(str, attribution.remarks)) == [
        "Förkortad.",
        "Maskinöversatt, granskad av en redaktör.",
    ]


# Relay, and pieces of our own


def test_relay_shows_both_steps_and_ends_at_the_first_original():
    relay = [{"language": "sv", "headline": "Hamnbron stängs", "path": "/sv/nyheter/hamnbron/"}]

    attribution = say(make_version(language="fi", relay=relay, original_id=9))

    assert attribution.last_line == f"Käännetty ruotsista (alkukieli: englanti): {BOWL}"
    assert str(attribution.translated_from) == "Käännetty ruotsista (alkukieli: englanti)."
    assert str(attribution.read_original) == "Lue alkuperäinen (englanti)"
    assert plain(attribution.rows)[-1] == ("Välikäännös", "Hamnbron stängs (ruotsi)")
    assert attribution.relay[0].parts[0] == Part(
        "Hamnbron stängs", "title", language="sv", direction="ltr", url=f"{SITE}/sv/nyheter/hamnbron/"
    )


def test_relay_through_two_editions_lists_them_nearest_first():
    relay = [
        {"language": "fi", "headline": "Silta kiinni", "path": "/fi/uutiset/silta/"},
        {"language": "sv", "headline": "Hamnbron stängs", "path": ""},
    ]

    attribution = say(make_version(language="de", relay=relay, original_id=9))

    assert attribution.last_line == f"Aus dem Finnischen übersetzt (Original: Englisch): {BOWL}"
    assert plain(attribution.rows)[-1][1:] == ("Silta kiinni (Finnisch)", "Hamnbron stängs (Schwedisch)")
    assert [step.parts[0].url for step in attribution.relay] == [f"{SITE}/fi/uutiset/silta/", ""]


def test_translated_own_piece_ends_at_our_own_edition():
    version = make_version(source_url="/en/news/ferry/", source_outlet="Morgonkajen", source_permission="")

    attribution = say(version)

    assert attribution.last_line == f"Översatt från engelska: {SITE}/en/news/ferry/"
    assert not attribution.is_external


def test_own_piece_in_its_own_language_says_nothing_about_an_original():
    version = make_own_version(named={Role.AUTHOR: ["Elin Marsh"], Role.PHOTOGRAPHER: ["Jon Abara"]})

    attribution = say(version)

    assert [str(line.sentence) for line in attribution.byline] == ["Text: Elin Marsh", "Foto: Jon Abara"]
    about_an_original = (
        attribution.heading,
        attribution.translated_from,
        attribution.first_published,
        attribution.read_original,
        attribution.last_line,
        attribution.last_line_lead,
        attribution.notice,
    )
    assert about_an_original == (None,) * 7
    assert (attribution.rows, attribution.relay, attribution.last_line_url) == ((), (), "")
    assert origin_of(version) is None


def test_line_in_a_list_says_only_where_it_is_from():
    relay = [{"language": "sv", "headline": "H", "path": ""}]

    assert str(origin_of(make_version())) == "Översatt från engelska"
    assert (
        str(origin_of(make_version(language="fi", relay=relay)))
        == "Käännetty ruotsista (alkukieli: englanti)"
    )


# What happened since


@pytest.mark.parametrize(
    ("root", "kind", "words"),
    [
        ({"status": "live"}, None, None),
        (
            {"status": "changed", "changed_at": CHANGED},
            "changed",
            (
                "Originalet har ändrats. Harbour Observer uppdaterade artikeln den 15 mars 2026. "
                "Vår översättning följer versionen från den 12 mars 2026 och ses över just nu."
            ),
        ),
        ({"status": "changed"}, "changed", "Originalet har ändrats sedan översättningen gjordes."),
        (
            {"status": "corrected", "changed_at": CHANGED},
            "corrected",
            "Originalet har rättats. Vi går igenom översättningen.",
        ),
        ({"status": "withdrawn"}, "withdrawn", "Originalet har dragits tillbaka av Harbour Observer."),
        ({"status": "unreachable"}, "unreachable", "Originalet är inte längre tillgängligt på webben."),
        ({"status": "gone"}, "unreachable", "Originalet är inte längre tillgängligt på webben."),
    ],
)
def test_notice_says_what_happened_to_the_original(root, kind, words):
    notice = say(make_version(root=root)).notice

    assert (notice and notice.kind, notice and str(notice)) == (kind, words)


def test_chinese_sets_sentences_and_colons_without_spaces():
    correction = make_correction(at=datetime(2026, 3, 15, 9, 0, tzinfo=UTC), wrong="1923")
    root = {"status": "corrected"}

    attribution = say(make_version(language="zh-hans", root=root, corrections=[correction]))

    assert str(attribution.notice) == "原文已更正。我们正在核对译文。"
    assert str(attribution.corrections[0]) == "更正（2026年3月15日）：Bron öppnade 1932. 此前的表述：1923"


@pytest.mark.parametrize("status", ["changed", "corrected"])
def test_edition_that_follows_the_changed_text_has_no_notice(status):
    root = {"status": status, "changed_at": CHANGED}

    assert say(make_version(root=root, source_captured_at=CHANGED)).notice is None
    # In a relay the text that was followed is our own edition's, so its time says nothing.
    relay = [{"language": "en", "headline": "H", "path": ""}]
    late = make_version(root=root, source_captured_at=CHANGED, relay=relay, original_id=9)
    assert say(late).notice.kind == status


def test_correction_of_ours_stands_on_top_for_seven_days_and_at_the_foot_for_ever():
    fresh = make_correction(at=timezone.now() - timedelta(days=6), wrong="Bron öppnade 1923.")
    old = make_correction(at=datetime(2026, 3, 15, 9, 0, tzinfo=UTC))

    new, later = say(make_version(corrections=[fresh, old])), say(make_version(corrections=[old]))

    assert (new.notice.kind, str(new.notice.text)) == ("correction", "Bron öppnade 1932.")
    assert str(new.corrections[0]).endswith(": Bron öppnade 1932. Tidigare stod det: Bron öppnade 1923.")
    assert later.notice is None
    assert list(map(str, later.corrections)) == ["Rättelse 15 mars 2026: Bron öppnade 1932."]
    assert plain(later.rows)[-1] == ("Rättelser", "Rättelse 15 mars 2026: Bron öppnade 1932.")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("withdrawn", "withdrawn"),
        ("corrected", "corrected"),
        ("changed", "correction"),
        ("gone", "correction"),
    ],
)
def test_most_serious_notice_wins(status, kind):
    fresh = make_correction(at=timezone.now())

    assert say(make_version(root={"status": status}, corrections=[fresh])).notice.kind == kind


def test_correction_of_a_version_that_still_waits_is_not_shown():
    at = datetime(2026, 3, 15, 9, 0, tzinfo=UTC)
    shown, waiting = make_correction(at=at, version_id=7), make_correction(at=at, version_id=8)

    assert len(say(make_version(corrections=[waiting, shown])).corrections) == 1


def test_own_piece_shows_its_corrections_too():
    correction = make_correction(at=datetime(2026, 3, 15, 9, 0, tzinfo=UTC))

    attribution = say(make_own_version(corrections=[correction], named={}))

    assert plain(attribution.rows) == [("Rättelser", "Rättelse 15 mars 2026: Bron öppnade 1932.")]


# Through the workflow


def published(article):
    loaded = PublishedVersion.objects.select_related("article", "root").prefetch_related(
        "credits__person", "article__corrections"
    )
    return loaded.get(article=article)


@pytest.mark.django_db
def test_published_translation_says_where_it_came_from():
    original = make_original(url=BOWL, outlet=Outlet.objects.create(name="Harbour Observer"))
    version = published(make_article(original=original, status=Status.PUBLISHED))

    attribution = say(version)

    assert attribution.last_line == f"Översatt från engelska: {BOWL}"
    assert str(attribution.byline[0].sentence) == "Text: Elin Marsh"
    assert [row.key for row in attribution.rows] == [
        "headline",
        "published_in",
        "author",
        "translation",
        "review",
        "follows",
        "permission",
        "corrections",
    ]


@pytest.mark.django_db
def test_published_relay_of_an_own_piece_ends_at_the_own_piece():
    own = make_own_piece(status=Status.PUBLISHED)
    swedish = make_article(original=original_of(own), status=Status.PUBLISHED)
    finnish = make_article(original=original_of(swedish), language="fi", status=Status.PUBLISHED)

    attribution = say(published(finnish))

    address = f"{SITE}{own.versions.get().get_absolute_url()}"
    assert attribution.last_line == f"Käännetty ruotsista (alkukieli: englanti): {address}"
    assert attribution.relay[0].parts[0].url == f"{SITE}{swedish.versions.get().get_absolute_url()}"
    assert say(published(own)).last_line is None


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_attribution_of_a_loaded_version_asks_the_database_nothing(count, django_assert_num_queries):
    article = make_article()
    for number in range(count):
        people.credit(article, people.person_named(f"Photographer {number}"), Role.PHOTOGRAPHER)
    workflow.take_step(article, "submit", by=make_translator("sv"), revision=article.revision)
    workflow.publish(article, by=make_editor("sv"), revision=article.revision)
    for number in range(count):
        Correction.objects.create(article=article, right=f"Right {number}.")
    version = published(article)

    with django_assert_num_queries(0):
        attribution = say(version)

    assert (len(attribution.corrections), len(attribution.byline[-1].names)) == (count, count)
