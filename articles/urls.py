"""Every public address."""

from django.urls import path, register_converter

from articles import feeds, views
from articles.slugs import SlugConverter

register_converter(SlugConverter, "name")

app_name = "articles"
urlpatterns = [
    path("", views.choose_language, name="choose-language"),
    path("<name:language>/", views.front, name="front"),
    path("<name:language>/feed.atom", feeds.EditionFeed(), name="feed"),
    path("<name:language>/tag/<name:slug>/", views.tag, name="tag"),
    path("<name:language>/people/<name:slug>/", views.person, name="person"),
    path("<name:language>/originals/<name:public_id>/", views.original, name="original"),
    path("<name:language>/<name:section>/", views.section, name="section"),
    path("<name:language>/<name:section>/<name:slug>/", views.article, name="article"),
    path("<name:language>/<name:section>/<name:slug>/index.txt", views.article_text, name="article-text"),
]
