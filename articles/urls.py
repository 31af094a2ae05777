"""Every public address."""

from django.conf import settings
from django.urls import path, register_converter

from articles import feeds, views
from articles.slugs import SlugConverter


class EditionConverter(SlugConverter):
    """Match the code of a language that the site has; any other is a 404."""

    def to_python(self, value: str) -> str:
        """Give the code; raise ValueError (a 404) for a language that is not enabled."""
        if value not in settings.NEWSROOM_LANGUAGES:
            message = "not a language of this site"
            raise ValueError(message)
        return value


register_converter(SlugConverter, "name")
register_converter(EditionConverter, "edition")

app_name = "articles"
urlpatterns = [
    path("", views.choose_language, name="choose-language"),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", views.picture_file, name="picture-file"),
    path("<edition:language>/", views.front, name="front"),
    path("<edition:language>/feed.atom", feeds.EditionFeed(), name="feed"),
    path("<edition:language>/tag/<name:slug>/", views.tag, name="tag"),
    path("<edition:language>/people/<name:slug>/", views.person, name="person"),
    path("<edition:language>/originals/<name:public_id>/", views.original, name="original"),
    path("<edition:language>/<name:section>/", views.section, name="section"),
    path("<edition:language>/<name:section>/<name:slug>/", views.article, name="article"),
    path("<edition:language>/<name:section>/<name:slug>/index.txt", views.article_text, name="article-text"),
]
