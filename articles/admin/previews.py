"""The working text on the real page, for those who may see it in the newsroom."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone, translation

from articles.admin.steps import visible_article
from articles.models import Article, PublishedVersion, VersionCredit
from articles.pages import article_context
from articles.versions import source_facts, working_text


def pages(model_admin: admin.ModelAdmin) -> list[Any]:
    """Give the address of the preview."""
    return [
        path(
            "<int:pk>/preview/",
            model_admin.admin_site.admin_view(preview),
            name="articles_article_preview",
        )
    ]


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the working text as readers would see it if it went out now."""
    article = visible_article(request, pk)
    with translation.override(article.language):
        request.LANGUAGE_CODE = article.language
        context = article_context(
            version_of(article),
            request=request,
            preview=True,
            credits=[
                VersionCredit(person=entry.person, name=entry.printed_name(), role=entry.role)
                for entry in article.credits.select_related("person")
            ],
            tags=list(article.tags.all()),
        )
        response = render(request, "articles/article.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def version_of(article: Article) -> PublishedVersion:
    """Make an unsaved version of the working text."""
    live = article.versions.has_been_live().order_by("number").last()
    now = timezone.now()
    return PublishedVersion(
        article=article,
        root=article.first_original(),
        number=live.number + 1 if live else 1,
        kind=PublishedVersion.Kind.UPDATE if live else PublishedVersion.Kind.FIRST,
        visible_from=now,
        first_published_at=live.first_published_at if live else now,
        **working_text(article),
        **source_facts(article),
    )
