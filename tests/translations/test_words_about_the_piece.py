"""Address, words for search engines and decorative pictures: blocks that may stay empty."""

from importlib import import_module

import pytest
from django.apps import apps

from articles.models import Article, ImageUse, Status
from articles.originals.own import original_of
from tests.factories import bring_to, make_editor, make_own_piece, make_section, make_translator
from tests.translations.builders import fill, headline_of, make_image, taken
from tests.translations.test_workbench import address, post, signed_in, text_of
from translations import claims, segments
from translations.models import Segment

pytestmark = pytest.mark.django_db
State = Segment.State


def block(article, kind):
    return article.segments.get(kind=kind)


def save(article, kind, text, by, state=State.CONFIRMED):
    segment = block(article, kind)
    return segments.save(segment, by=by, target=text, base=segment.revision, state=state).segment


def slug_of(article):
    article.refresh_from_db()
    return article.slug


class TestAddress:
    def test_it_is_made_from_the_headline_until_somebody_chooses_words(self):
        article, translator = taken()
        save(article, "headline", "Bron stängs på måndag", translator)
        made = slug_of(article)
        save(article, "slug", "Bron, igen!", translator)
        chosen = slug_of(article)
        save(article, "headline", "Ny rubrik", translator)
        kept = slug_of(article)
        save(article, "slug", "", translator)

        assert (made, chosen, kept) == ("bron-stangs-pa-mandag", "bron-igen", "bron-igen")
        assert slug_of(article) == "ny-rubrik"

    def test_it_stays_from_the_first_publication_on_and_the_page_says_why(self):
        article, translator = taken()
        fill(article, translator)
        article.section = make_section()
        article.save()
        bring_to(article, Status.PUBLISHED, translator=translator)
        before = slug_of(article)
        Article.objects.update(status=Status.DRAFT)

        with pytest.raises(segments.SegmentRefusedError) as refusal:
            save(article, "slug", "annat", translator)
        save(article, "headline", "Helt annan rubrik", translator)
        page = text_of(signed_in(translator).get(address(article)))

        assert refusal.value.problems[0].startswith("Readers may know this address")
        assert slug_of(article) == before
        assert "Readers may know this address since the first publication" in page

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [("upptagen", "Another piece has this address."), ("!?", "An address needs letters or digits.")],
    )
    def test_what_cannot_be_an_address_is_refused(self, typed, sentence):
        other, somebody = taken()
        save(other, "slug", "upptagen", somebody)
        article, translator = taken()

        with pytest.raises(segments.SegmentRefusedError) as refusal:
            save(article, "slug", typed, translator)

        assert refusal.value.problems[0].startswith(sentence)
        assert slug_of(article) == ""


class TestSearchEngines:
    def test_the_words_reach_the_article_and_may_be_emptied(self):
        article, translator = taken()
        save(article, "seo_title", "Bro stängs", translator)
        save(article, "seo_description", "Färjan tar över.", translator)
        article.refresh_from_db()
        written = (article.seo_title, article.seo_description)
        save(article, "seo_title", "", translator)
        article.refresh_from_db()

        assert written == ("Bro stängs", "Färjan tar över.")
        assert article.seo_title == ""
        assert block(article, "seo_title").state == State.EMPTY

    def test_the_page_shows_what_is_used_when_they_are_empty(self):
        article, translator = taken()
        save(article, "headline", "Bron stängs", translator)
        position = block(article, "seo_title").position

        page = text_of(signed_in(translator).get(address(article), {"block": position}))

        assert 'placeholder="Bron stängs"' in page
        assert '<span class="empty">bron-stangs</span>' in page

    def test_they_are_not_missing_when_the_piece_is_sent(self):
        article, translator = taken()
        fill(article, translator)

        answer = signed_in(translator).post(address(article, "submit"), {"revision": article.revision})

        article.refresh_from_db()
        assert (answer.status_code, article.status) == (302, Status.TRANSLATED)

    def test_an_editor_who_writes_them_becomes_no_translator(self):
        article, translator = taken()
        fill(article, translator)
        editor = make_editor("sv")

        save(article, "seo_title", "Bro stängs", editor)

        assert [row.person.user for row in article.credits.filter(role="translator")] == [translator]
        assert block(article, "seo_title").first_filled_by is None

    def test_an_edition_of_ours_gives_its_own_as_source(self):
        piece = make_own_piece(seo_title="Ferry!", status=Status.PUBLISHED)
        article = claims.take(original_of(piece), "sv", by=make_translator("sv"))

        assert block(article, "seo_title").source == "Ferry!"

    def test_the_article_s_own_form_leaves_them_to_the_workbench(self):
        article, _translator = taken()

        page = text_of(signed_in(make_editor("sv")).get(f"/admin/articles/article/{article.pk}/change/"))

        assert 'name="seo_title"' not in page
        assert 'name="slug"' not in page
        assert 'name="section"' in page


class TestPictures:
    @pytest.fixture
    def pictured(self):
        piece, image = make_own_piece(), make_image()
        ImageUse.objects.create(article=piece, image=image, alternative_text="A bridge", caption="Bridge")
        bring_to(piece, Status.PUBLISHED, translator=piece.created_by)
        translator = make_translator("sv")
        return claims.take(original_of(piece), "sv", by=translator), translator

    def test_a_decorative_one_needs_no_words_and_is_shown(self, pictured):
        article, translator = pictured
        words = block(article, "alternative_text")

        fields = {"action": "decorative", "target": "En bro"}
        answer = post(signed_in(translator), article, words, "decorative", **fields)
        missing = article.segments.needed().filter(state=State.EMPTY).values_list("kind", flat=True)

        use = ImageUse.objects.get(article=article)
        assert answer.status_code == 302
        assert (use.is_decorative, use.alternative_text) == (True, "")
        assert "alternative_text" not in missing
        assert block(article, "alternative_text").target == "En bro"

    def test_it_can_be_described_after_all(self, pictured):
        article, translator = pictured
        words = block(article, "alternative_text")
        client = signed_in(translator)
        post(client, article, words, "decorative", action="decorative", target="En bro")

        page = text_of(client.get(address(article)))
        post(client, article, words, "decorative", action="described")

        use = ImageUse.objects.get(article=article)
        assert "Decorative: needs no alternative text." in page
        assert (use.is_decorative, use.alternative_text) == (False, "En bro")

    def test_only_pictures_are_decorative(self, pictured):
        article, translator = pictured

        answer = post(signed_in(translator), article, headline_of(article), "decorative", action="decorative")

        assert answer.status_code == 400


def test_a_text_that_is_far_too_long_must_be_mended_before_sending():
    article, translator = taken()
    fill(article, translator)
    save(article, "headline", "Bron " * 30, translator)
    article.refresh_from_db()

    page = text_of(signed_in(translator).post(address(article, "submit"), {"revision": article.revision}))

    assert "Must be shorter" in page
    assert "149 of 70 characters" in page
    article.refresh_from_db()
    assert article.status == Status.DRAFT


def test_existing_translations_get_their_blocks():
    migration = import_module("translations.migrations.0004_words_about_existing_translations")
    article, _translator = taken()
    other, _somebody = taken()
    Segment.objects.filter(kind__in=Segment.META).delete()
    Article.objects.filter(pk=article.pk).update(
        headline="Bron", slug="bron-2", seo_title="Bro", seo_description=""
    )
    Article.objects.filter(pk=other.pk).update(headline="Bron", slug="annat")

    migration.add_blocks(apps, None)

    told = {
        each.pk: list(each.segments.filter(kind__in=Segment.META).values_list("kind", "target", "position"))
        for each in (article, other)
    }
    assert told[article.pk] == [("slug", "", 4), ("seo_title", "Bro", 5), ("seo_description", "", 6)]
    assert told[other.pk][0] == ("slug", "annat", 4)
    migration.take_blocks_away(apps, None)
    assert not Segment.objects.filter(kind__in=Segment.META).exists()
