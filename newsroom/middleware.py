"""What every request passes: the language from the address, the content policy, who may keep copies.

Django's session, sign-in and message middleware set nothing unless a view asks; public views do not,
so no public page has a cookie or varies by one.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers, set_response_etag
from django.utils.translation.trans_real import parse_accept_lang_header

from articles.languages import bcp47
from articles.views.openness import CSP_REPLACE

Handler = Callable[[HttpRequest], HttpResponse]
ADMIN = "/admin/"
# What gets smaller; pictures are compressed already.
TEXT = ("text/", "application/json", "application/feed+json", "application/manifest+json")
XML = ("+xml", "/xml", "+json")


def is_admin(request: HttpRequest) -> bool:
    """Say whether a request belongs to the newsroom rather than to readers."""
    return request.path_info.startswith(ADMIN)


def language_of_request(get_response: Handler) -> Handler:
    """Activate the language of the address; in the admin the interface language of the browser."""

    def answer(request: HttpRequest) -> HttpResponse:
        code = _interface_language(request) if is_admin(request) else _edition_of(request.path_info)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", bcp47(code))
        return response

    return answer


def _edition_of(path: str) -> str:
    first = path.lstrip("/").partition("/")[0]
    return first if first in settings.NEWSROOM_LANGUAGES else settings.LANGUAGE_CODE


def _interface_language(request: HttpRequest) -> str:
    """Choose among the languages that the admin speaks, by Accept-Language."""
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        base = wanted.partition("-")[0]
        if base in settings.INTERFACE_LANGUAGES:
            return base
    return settings.INTERFACE_LANGUAGES[0]


def response_headers(get_response: Handler) -> Handler:
    """Set the admin's own content policy, and who may keep a copy of what."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_admin(request):
            setattr(response, CSP_REPLACE, settings.ADMIN_CONTENT_SECURITY_POLICY)
            response.headers.setdefault("Cache-Control", "private, no-store")
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        elif response.status_code < HTTPStatus.BAD_REQUEST:
            response.headers.setdefault("Cache-Control", "public, no-cache")
        else:
            # Nothing to compare a copy with, so it is kept for a moment.
            response.headers.setdefault("Cache-Control", "public, max-age=30")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer


class ConditionalAnswers(ConditionalGetMiddleware):
    """Django's conditional requests, for HEAD as for GET, and for nothing but pages that are there."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the version of what is sent, or answer 304 to who has it."""
        if response.status_code != HTTPStatus.OK:
            return response
        if request.method == "HEAD" and self.needs_etag(response) and "ETag" not in response.headers:
            set_response_etag(response)
        return super().process_response(request, response)


def compressed(get_response: Handler) -> Handler:
    """Send readers' pages, feeds and sitemaps compressed.

    The newsroom's pages are left as they are: they hold secrets beside what somebody typed, and the
    length of a compressed answer tells of both (BREACH).
    """
    gzip = GZipMiddleware(get_response)

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_admin(request) or request.path_info.startswith(settings.MEDIA_URL):
            return response
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        is_text = kind.startswith(TEXT) or kind.endswith(XML)
        has_moved = response.has_header("Location")
        if (is_text and not has_moved) or response.status_code == HTTPStatus.NOT_MODIFIED:
            # The same version, compressed or not: a weak one (RFC 9110, section 8.8.1), in 304 as in 200.
            if response.headers.get("ETag", "W/").startswith('"'):
                response.headers["ETag"] = f"W/{response.headers['ETag']}"
            patch_vary_headers(response, ["Accept-Encoding"])
            gzip.process_response(request, response)  # changes it
        return response

    return answer
