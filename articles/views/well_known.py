"""What browsers and others ask for at fixed addresses: the icon, the manifest, whom to tell of a weakness."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.languages import language as language_of

ICON_SIZES = (192, 512)
# RFC 9116 wants a date after which nobody should trust the file, at most a year ahead.
TRUSTED_FOR = timedelta(days=180)


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Hand the icon to browsers that ask without looking at the page."""
    file = settings.BASE_DIR / "static" / "img" / "icon-192.png"
    response = HttpResponse(file.read_bytes(), content_type="image/png")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """Say how an edition looks on a home screen."""
    entry = language_of(language)
    values = {
        "name": settings.SITE_NAME,
        "lang": entry.tag,
        "dir": entry.direction,
        "start_url": reverse("articles:front", args=[language]),
        "display": "browser",
        "background_color": "#fdfcf9",
        "theme_color": "#fdfcf9",
        "icons": [
            {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in ICON_SIZES
        ],
    }
    return JsonResponse(values, content_type="application/manifest+json")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116): the contact in the settings, else the page about us."""
    about = reverse("articles:about-translation", args=[settings.LANGUAGE_CODE])
    contact = settings.NEWSROOM_SECURITY_CONTACT or request.build_absolute_uri(about)
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {(midnight + TRUSTED_FOR).isoformat()}",
        f"Canonical: {request.build_absolute_uri(request.path)}",
        f"Preferred-Languages: {', '.join(settings.INTERFACE_LANGUAGES)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
