"""The page that stops mail without signing in: whoever has the signed link of a mail may, and no more."""

from __future__ import annotations

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from translations import mail_wishes
from translations.models import Notice


@csrf_exempt  # the link itself is the secret, and mail programs press the button for people (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask what to stop, or stop it; only a POST does, since mail servers open links to look at them."""
    asked = mail_wishes.read_token(token)
    if asked is None:
        raise Http404
    is_done = request.method == "POST"
    kind = asked.kind if request.POST.get("what") == "kind" else ""
    if is_done:
        mail_wishes.stop(asked.user, kind)
    wishes = mail_wishes.wishes_of([asked.user.pk])[asked.user.pk]
    with translation.override(mail_wishes.language_of(wishes)):
        context = {
            **admin.site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "title": _("Mail from the newsroom"),
            "kind": Notice.Kind(asked.kind).label if asked.kind else "",
            "is_done": is_done,
            "stopped": Notice.Kind(kind).label if kind else "",
        }
        return render(request, "newsroom/mail_stop.html", context)
