"""The review of a translation: what an editor looks at, and the decision, inside the admin.

`urls` belongs among the addresses of the article's admin. Nothing is registered here.
"""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, path

from translations.review import deciding, pages, talking

PAGE = "<int:pk>/review/"
view = admin.site.admin_view

urls: list[URLPattern] = [
    path(PAGE, view(pages.review), name="translations_review"),
    path(f"{PAGE}decide/", view(deciding.decide), name="translations_review_decide"),
    path(f"{PAGE}read/", view(talking.read), name="translations_review_read"),
    path(f"{PAGE}talk/", view(talking.talk), name="translations_review_talk"),
]
