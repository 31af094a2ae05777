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


class YearConverter:
    """Match a year of four digits."""

    regex = "[12][0-9]{3}"
    digits = 4

    def to_python(self, value: str) -> int:
        """Give the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write the number with its leading zeros."""
        return f"{value:0{self.digits}d}"


class TwoDigitConverter(YearConverter):
    """Match a month or a day of two digits."""

    regex = "[0-3][0-9]"
    digits = 2


register_converter(SlugConverter, "name")
register_converter(YearConverter, "year")
register_converter(TwoDigitConverter, "two")
register_converter(EditionConverter, "edition")
register_converter(FeedFormatConverter, "form")

app_name = "articles"
urlpatterns = [
    path("", views.choose_language, name="choose-language"),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", views.picture_file, name="picture-file"),
    path("<edition:language>/", views.front, name="front"),
    path("favicon.ico", views.icon, name="icon"),
    path(".well-known/security.txt", views.security, name="security"),
    path("<edition:language>/manifest.json", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-lists.xml", views.sitemap_of_lists, name="sitemap-lists"),
    path("sitemap-news.xml", views.sitemap_of_news, name="sitemap-news"),
    path("sitemap-<int:chunk>.xml", views.sitemap_of_stories, name="sitemap-stories"),
    path("oembed", views.oembed, name="oembed"),
    path("feeds.opml", views.feeds_of_site, name="site-feeds"),
    path("<edition:language>/feeds.opml", views.feeds_of_edition, name="edition-feeds"),
    path("<edition:language>/feed.<form:form>", views.edition_feed, name="feed"),
    path("<edition:language>/search/", views.search, name="search"),
    path("<edition:language>/tag/<name:slug>/", views.tag, name="tag"),
    path("<edition:language>/tag/<name:slug>/feed.<form:form>", views.tag_feed, name="tag-feed"),
    path("<edition:language>/people/<name:slug>/", views.person, name="person"),
    path("<edition:language>/people/<name:slug>/feed.<form:form>", views.person_feed, name="person-feed"),
    path("<edition:language>/originals/<name:public_id>/", views.original, name="original"),
    path("<edition:language>/archive/", views.archive, name="archive"),
    path("<edition:language>/<year:year>/<two:month>/", views.archive_month, name="archive-month"),
    path("<edition:language>/<year:year>/<two:month>/<two:day>/", views.archive_day, name="archive-day"),
    path("<edition:language>/about/translation/", views.about_translation, name="about-translation"),
    path("<edition:language>/about/corrections/", views.corrections, name="corrections"),
    path("<edition:language>/<name:section>/", views.section, name="section"),
    path("<edition:language>/<name:section>/feed.<form:form>", views.section_feed, name="section-feed"),
    path("<edition:language>/<name:section>/<name:slug>/", views.article, name="article"),
    path("<edition:language>/<name:section>/<name:slug>/original/", views.beside, name="beside"),
    path("<edition:language>/<name:section>/<name:slug>/embed/", views.embedded_article, name="embed"),
    path("<edition:language>/<name:section>/<name:slug>/report/", views.report_error, name="report"),
    path("<edition:language>/<name:section>/<name:slug>/republish/", views.republish, name="republish"),
    path("<edition:language>/<name:section>/<name:slug>/index.txt", views.article_text, name="article-text"),
]
