"""The page of one person's open work, from which an editor takes it over: all of it, or what is ticked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.admin.first_desk import Visit
from articles.typed_numbers import is_number, numbers_in
from translations import absences, handovers
from translations.admin.progress import with_progress
from translations.claims import ClaimRefusedError
from translations.colleagues import name_of
from translations.models import Assignment, Membership

NOBODY = "nobody"


@require_http_methods(["GET", "HEAD", "POST"])
def work_of(request: HttpRequest, pk: int, *, site: admin.AdminSite) -> HttpResponse:
    """Show what somebody has on the editor's desks, or give it to somebody else."""
    languages = Visit(request.user).languages("assign")
    if not languages:
        raise Http404
    person = get_object_or_404(get_user_model(), pk=pk)
    work = Assignment.objects.open().filter(translator=person, language__in=languages)
    colleagues = _colleagues(languages, person)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            return _take_over(request, person, work, colleagues)
        except ClaimRefusedError as refusal:
            problems = refusal.problems
    rows = with_progress(work.select_related("original__outlet", "article__root"), "article")
    context = {
        **site.each_context(request),
        "title": _("Work of %(name)s") % {"name": name_of(person)},
        "person": person,
        "name": name_of(person),
        "rows": rows.defer("article__body", "article__blocks"),
        "colleagues": [
            (str(each.pk), absences.label_of(each)) for each in colleagues if each.pk != request.user.pk
        ],
        "asked": request.POST.get("to", ""),
        "has_left": work.filter(handovers.left_behind()).exists(),
        "is_mine": person.pk == request.user.pk,
        "problems": problems,
        "now": timezone.now(),
    }
    return TemplateResponse(
        request, "admin/translations/work_of.html", context, status=400 if problems else 200
    )


def _colleagues(languages: list[str], person: Any) -> QuerySet[Any]:
    """Offer who works on one of these desks, but not the person whose work it is."""
    is_member = Membership.objects.filter(user=OuterRef("pk"), desk__language__in=languages)
    working = get_user_model().objects.filter(is_active=True, is_staff=True)
    others = working.filter(Q(Exists(is_member))).exclude(pk=person.pk)
    return absences.with_absences(others).order_by("first_name", "username")


def _take_over(
    request: HttpRequest, person: Any, work: QuerySet[Assignment], colleagues: QuerySet[Any]
) -> HttpResponse:
    """Give the ticked work to the editor, to a colleague, or back to the desk."""
    asked = request.POST.get("to", "")
    to = None
    if asked == str(request.user.pk):
        to = request.user
    elif asked != NOBODY:
        to = get_object_or_404(colleagues, pk=int(asked) if is_number(asked) else 0)
    chosen = work.filter(pk__in=numbers_in(request.POST.getlist("work"))).values_list("pk", flat=True)
    number = handovers.take_over(
        list(chosen), of=person, by=request.user, to=to, although_away="although_away" in request.POST
    )
    told = ngettext("%(count)d piece was handed over.", "%(count)d pieces were handed over.", number)
    messages.success(request, told % {"count": number})
    return redirect("admin:index")
