"""All addresses: the admin, the health checks, and the public site."""

from django.contrib import admin
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from newsroom import credits_page, health, invitations, mail_stop, sign_in

urlpatterns = [
    # Among the admin's addresses: in its language and dress, private, not for search engines.
    path("admin/mail/stop/<str:token>/", mail_stop.stop, name="mail-stop"),
    path(
        "admin/join/<uidb64>/<token>/",
        PasswordResetConfirmView.as_view(
            template_name="newsroom/join.html",
            title=_("Choose a password"),
            token_generator=invitations.tokens,
            post_reset_login=True,
            success_url=reverse_lazy("admin:index"),
        ),
        name="newsroom-join",
    ),
    path("admin/credits/", admin.site.admin_view(credits_page.credits_of_month), name="newsroom-credits"),
    path("admin/login", RedirectView.as_view(url="/admin/login/", permanent=True, query_string=True)),
    path("admin/login/", sign_in.sign_in),
    path("admin/", admin.site.urls),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("", include("articles.urls")),
]
handler404 = "articles.views.not_found"
handler500 = "newsroom.maintenance.fault"
