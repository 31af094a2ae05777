"""A word means the tag that bears it in any language."""

import pytest
from django.utils import translation

from articles.models import Tag
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_word_finds_the_tag_that_bears_it_in_another_language():
    tag = Tag.objects.create(name_en="Climate", slug_en="climate", name_sv="Klimat", slug_sv="klimat")
    article = make_article(language="sv")

    with translation.override("sv"):
        article.tags.add("climate", "Klimat")

    assert list(article.tags.all()) == [tag]
    assert Tag.objects.count() == 1


def test_new_word_becomes_a_tag_in_the_articles_language():
    article = make_article(language="ar")

    article.tags.add("ميناء")

    tag = article.tags.get()
    assert (tag.name_ar, tag.slug_ar, tag.name_en) == ("ميناء", "ميناء", None)


def test_names_are_read_without_another_languages():
    tag = Tag.objects.create(name_en="Climate", slug_en="climate")

    assert (tag.name_in("en"), tag.name_in("sv"), tag.slug_in("sv")) == ("Climate", "", "")
