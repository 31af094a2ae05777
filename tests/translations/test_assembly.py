import pytest

from articles.models import ImageUse, Section, Status
from articles.originals.own import original_of
from tests.factories import bring_to, make_original, make_own_piece, make_section, make_translator
from tests.translations.builders import body_of, fill, headline_of, make_image, taken
from translations import claims, segments
from translations.models import Segment

pytestmark = pytest.mark.django_db


def save(segment, by, text, **names):
    segment.refresh_from_db()
    return segments.save(segment, by=by, target=text, base=segment.revision, **names).segment


def test_the_article_has_what_the_segments_say():
    article, translator = taken(
        'See <a href="https://a.example/">the map</a>.', "It opens.", standfirst="Ferry."
    )
    one, two = body_of(article)

    save(headline_of(article), translator, "Bron stängs")
    save(article.segments.get(kind="standfirst"), translator, "Färjan tar över.")
    save(one, translator, "_Kartan_ [här](1).")
    save(two, translator, "Den öppnar.\n\nI april.")

    article.refresh_from_db()
    assert (article.headline, article.standfirst, article.slug) == (
        "Bron stängs",
        "Färjan tar över.",
        "bron-stangs",
    )
    assert article.blocks == [
        {
            "kind": "paragraph",
            "html": '<em>Kartan</em> <a href="https://a.example/">här</a>.',
            "sources": [1],
            "origin": "human",
        },
        {"kind": "paragraph", "html": "Den öppnar.", "sources": [2], "origin": "human"},
        {"kind": "paragraph", "html": "I april.", "sources": [2], "origin": "human"},
    ]
    assert article.body == (
        '<p><em>Kartan</em> <a href="https://a.example/">här</a>.</p>\n<p>Den öppnar.</p>\n<p>I april.</p>'
    )


def test_kinds_locked_blocks_and_merged_sources_are_kept():
    original = make_original()
    snapshot = original.latest_snapshot()
    type(snapshot).objects.filter(pk=snapshot.pk).delete()
    from articles.models import Snapshot

    Snapshot.objects.create(
        original=original,
        number=1,
        text_hash="1",
        headline="Bridge",
        blocks=[
            {"kind": "heading2", "html": "The ferry"},
            {"kind": "list_item", "html": "One"},
            {"kind": "list_item", "html": "Two"},
            {"kind": "rule", "html": ""},
            {"kind": "embed", "html": '<a href="https://v.example/">Film</a>'},
            {"kind": "quote", "html": "It <sub>sails</sub>"},
        ],
    )
    article, translator = taken(original=original)
    rows = {row.source_numbers[0]: row for row in article.segments.all() if row.source_numbers}
    for number, text in [(1, "Färjan"), (2, "Ett och två"), (6, "Den ⟦1⟧seglar⟦/1⟧")]:
        save(rows[number], translator, text)
    Segment.objects.filter(pk=rows[3].pk).update(state=Segment.State.MERGED)

    save(headline_of(article), translator, "Bron")

    article.refresh_from_db()
    assert [(block["kind"], block["sources"]) for block in article.blocks] == [
        ("heading2", [1]),
        ("list_item", [2, 3]),
        ("rule", [4]),
        ("embed", [5]),
        ("quote", [6]),
    ]
    assert article.body == (
        "<h2>Färjan</h2>\n<ul><li>Ett och två</li></ul>\n<hr>\n"
        '<figure><a href="https://v.example/">Film</a></figure>\n'
        "<blockquote><p>Den <sub>seglar</sub></p></blockquote>"
    )
    assert not Segment.objects.filter(article=article).unsettled().exists()


def test_what_a_translator_types_is_never_html():
    article, translator = taken()

    save(body_of(article)[0], translator, "<script>alert(1)</script> & [x](javascript:y)")

    article.refresh_from_db()
    assert article.body == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; [x](javascript:y)</p>"


def test_an_added_block_says_so():
    article, translator = taken()
    added = Segment.objects.create(article=article, position=9)

    save(added, translator, "Tillagt.")

    article.refresh_from_db()
    assert article.blocks == [
        {"kind": "paragraph", "html": "Tillagt.", "sources": [], "origin": "human", "added": True}
    ]


class TestSlug:
    def test_it_follows_the_headline_while_it_is_being_typed(self):
        article, translator = taken()

        for text in ("Br", "Bron stängs", "Bron stängs i sex veckor"):
            save(headline_of(article), translator, text)

        article.refresh_from_db()
        assert article.slug == "bron-stangs-i-sex-veckor"

    def test_it_stays_as_somebody_wrote_it(self):
        article, translator = taken()
        save(headline_of(article), translator, "Bron stängs")
        type(article).objects.filter(pk=article.pk).update(slug="hamnbron")

        save(headline_of(article), translator, "Bron stängs nu")

        article.refresh_from_db()
        assert article.slug == "hamnbron"

    def test_it_is_free(self):
        first, translator = taken()
        save(headline_of(first), translator, "Bron stängs")
        second, translator = taken()

        save(headline_of(second), translator, "Bron stängs")
        save(headline_of(second), translator, "Bron stängs!")

        second.refresh_from_db()
        assert second.slug == "bron-stangs-2"

    def test_it_stays_once_readers_know_it(self):
        from articles import workflow
        from tests.factories import make_editor

        article, translator = taken()
        fill(article, translator)
        save(headline_of(article), translator, "Bron stängs")
        type(article).objects.filter(pk=article.pk).update(section=make_section())
        article.refresh_from_db()
        bring_to(article, Status.PUBLISHED, translator=translator)
        workflow.take_step(article, "revise", by=make_editor("sv"), revision=article.revision)

        save(headline_of(article), translator, "Bron öppnar")

        article.refresh_from_db()
        assert (article.headline, article.slug) == ("Bron öppnar", "bron-stangs")


class TestPictures:
    @pytest.fixture
    def article(self):
        piece = make_own_piece()
        ImageUse.objects.create(
            article=piece, image=make_image("Ferry"), position=0, caption="Lotsen", alternative_text="A ferry"
        )
        ImageUse.objects.create(
            article=piece, image=make_image("Waves"), position=1, caption="Waves", is_decorative=True
        )
        bring_to(piece, Status.PUBLISHED, translator=piece.created_by)
        return claims.take(original_of(piece), "sv", by=make_translator("sv"))

    def uses(self, article):
        return [
            (use.image.title, use.position, use.caption, use.alternative_text)
            for use in article.image_uses.all()
        ]

    def save(self, article, kind, source, text):
        save(article.segments.get(kind=kind, source=source), article.created_by, text)

    def test_a_picture_comes_with_its_alternative_text(self, article):
        self.save(article, "caption", "Lotsen", "Färjan Lotsen")
        before = self.uses(article)
        self.save(article, "alternative_text", "A ferry", "En färja")

        assert before == [("Waves", 1, "", "")]
        assert self.uses(article) == [("Ferry", 0, "Färjan Lotsen", "En färja"), ("Waves", 1, "", "")]

    def test_a_decorative_picture_gets_its_caption(self, article):
        self.save(article, "caption", "Waves", "Vågor")

        assert self.uses(article) == [("Waves", 1, "Vågor", "")]

    def test_a_picture_goes_when_its_alternative_text_is_left_out(self, article):
        self.save(article, "alternative_text", "A ferry", "En färja")
        segment = article.segments.get(kind="alternative_text")

        segments.leave_out(segment, by=article.created_by, reason="No rights", base=segment.revision)

        assert self.uses(article) == [("Waves", 1, "", "")]


def test_saving_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    assert not Section.objects.exists()
    for count in (3, 40):
        article, translator = taken(*(f"Sentence {number}." for number in range(count)))
        fill(article, translator)
        segment = body_of(article)[0]
        segment.refresh_from_db()

        with django_assert_max_num_queries(12):
            segments.save(segment, by=translator, target="Nytt", base=segment.revision)
