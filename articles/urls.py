"""Every public address."""

from django.conf import settings
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from articles import views
from articles.slugs import SlugConverter
from articles.views.feeds import FORMATS


class EditionConverter(SlugConverter):
    """Match the code of a language that the site has; any other is a 404."""

    def to_python(self, value: str) -> str:
        """Give the code; raise ValueError (a 404) for a language that is not enabled."""
        if value not in settings.NEWSROOM_LANGUAGES:
            message = "not a language of this site"
            raise ValueError(message)
        return value


class FeedFormatConverter(StringConverter):
    """Match the name of a format that feeds are written in."""

    regex = "|".join(FORMATS)


register_converter(SlugConverter, "name")
register_converter(EditionConverter, "edition")
register_converter(FeedFormatConverter, "form")

app_name = "articles"
urlpatterns = [
    path("", views.choose_language, name="choose-language"),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", views.picture_file, name="picture-file"),
    path("<edition:language>/", views.front, name="front"),
    path("feeds.opml", views.feeds_of_site, name="site-feeds"),
    path("<edition:language>/feeds.opml", views.feeds_of_edition, name="edition-feeds"),
    path("<edition:language>/feed.<form:form>", views.edition_feed, name="feed"),
    path("<edition:language>/tag/<name:slug>/", views.tag, name="tag"),
    path("<edition:language>/tag/<name:slug>/feed.<form:form>", views.tag_feed, name="tag-feed"),
    path("<edition:language>/people/<name:slug>/", views.person, name="person"),
    path("<edition:language>/people/<name:slug>/feed.<form:form>", views.person_feed, name="person-feed"),
    path("<edition:language>/originals/<name:public_id>/", views.original, name="original"),
    path("<edition:language>/<name:section>/", views.section, name="section"),
    path("<edition:language>/<name:section>/feed.<form:form>", views.section_feed, name="section-feed"),
    path("<edition:language>/<name:section>/<name:slug>/", views.article, name="article"),
    path("<edition:language>/<name:section>/<name:slug>/index.txt", views.article_text, name="article-text"),
]
