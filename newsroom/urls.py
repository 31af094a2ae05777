"""All addresses: the admin, the health checks, and the public site."""

from django.contrib import admin
from django.urls import include, path

from newsroom import health, mail_stop

urlpatterns = [
    # Among the admin's addresses: in its language and dress, private, not for search engines.
    path("admin/mail/stop/<str:token>/", mail_stop.stop, name="mail-stop"),
    path("admin/", admin.site.urls),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("", include("articles.urls")),
]
handler404 = "articles.views.not_found"
handler500 = "newsroom.maintenance.fault"
