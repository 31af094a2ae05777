"""The page on which readers report an error: no account, no cookie, nobody else is asked."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.error_reports import ReportRefusedError, receive, ticket_for, version_of
from articles.models import ErrorReport, PublishedVersion
from articles.pages import live_version_at
from articles.report_form import TRAP, ReportForm
from articles.senders import sender_of
from articles.views.refusals import withdrawn
from articles.views.stories import is_primary

BAD_REQUEST = 400
SEE_OTHER = 303
TOO_LARGE = 413
# A report of the greatest length, in the form in which browsers send it, with room to spare.
LARGEST = 64 * 1024


@csrf_exempt  # what stands in for the cookie: the Origin header, and a signed ticket in the form
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Show the form, or take in a report and say thank you; nothing typed is lost by a refusal.

    `?paragraph=3` chooses the paragraph. A former address is good for a form that is open.
    """
    live = live_version_at(language, section, slug)
    if live is None:
        return withdrawn(request, language, section, slug)
    if request.method == "POST":
        return _taken_in(request, live)
    if not is_primary(live, language, section, slug):
        return HttpResponsePermanentRedirect(f"{live.get_absolute_url()}report/")
    form = ReportForm(None, version=live, chosen=_number(request.GET.get("paragraph", "")))
    return _page(request, live, form, is_sent="sent" in request.GET)


def _taken_in(request: HttpRequest, live: PublishedVersion) -> HttpResponse:
    if _length_of(request) > LARGEST:
        # Nothing of it is read: it may be files, which would be written to the disk first.
        sentence = _("This is too long. Write %(limit_value)d characters at most.")
        refusal = ReportRefusedError(sentence % {"limit_value": ErrorReport.LONGEST}, status=TOO_LARGE)
        return _page(request, live, ReportForm(None, version=live), refusal=refusal)
    return _read(request, live)


def _read(request: HttpRequest, live: PublishedVersion) -> HttpResponse:
    read, refusal = live, None
    try:
        _ask_for_our_own_page(request)
        read = version_of(request.POST.get("ticket", ""), live)
    except ReportRefusedError as error:
        refusal = error
    form = ReportForm(request.POST, version=read)
    if form.is_valid() and refusal is None:
        try:
            report = receive(read, **form.cleaned_data, sender=sender_of(request))
        except ReportRefusedError as error:
            refusal = error
        else:
            path = f"{live.get_absolute_url()}report/?sent&paragraph={report.paragraph}"
            return HttpResponseRedirect(path, status=SEE_OTHER)
    return _page(request, read, form, refusal=refusal)


def _page(
    request: HttpRequest,
    version: PublishedVersion,
    form: ReportForm,
    *,
    refusal: ReportRefusedError | None = None,
    is_sent: bool = False,
) -> HttpResponse:
    place = _number(str(form["paragraph"].value()))
    context = {
        "version": version,
        "report": form,
        "refusal": refusal,
        "is_sent": is_sent,
        "ticket": ticket_for(version),
        "trap": TRAP,
        "path": f"{version.get_absolute_url()}report/",
        "back": f"{version.get_absolute_url()}{f'#p{place}' if place else ''}",
    }
    status = refusal.status if refusal else BAD_REQUEST if form.is_bound else 200
    response = render(request, "articles/report.html", context, status=status)
    if refusal and refusal.wait:
        response["Retry-After"] = str(refusal.wait)
    return response


def _ask_for_our_own_page(request: HttpRequest) -> None:
    """Refuse what another site's page sends: browsers say whose page a form stands on."""
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(said)
    except ValueError:
        parts = urlsplit("")
    origin = f"{parts.scheme}://{parts.netloc}"
    ours = f"{request.scheme}://{request.get_host()}"
    if origin not in (ours, *settings.CSRF_TRUSTED_ORIGINS):
        sentence = _(
            "Your browser does not say that the form stands on this page. What you wrote is still here."
        )
        raise ReportRefusedError(sentence, status=403)


def _length_of(request: HttpRequest) -> int:
    """Give the length of what was sent, as its header says; without one, Django reads nothing."""
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _number(text: str) -> int:
    """Read the number of a paragraph; anything else is the whole article."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
