"""All addresses: the admin, the health checks, and the public site."""

from django.contrib import admin
from django.urls import include, path

from newsroom import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("", include("articles.urls")),
]
handler404 = "articles.views.not_found"
