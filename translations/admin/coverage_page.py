"""The page of the coverage matrix: every original by every language, with filters, and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.admin.first_desk import Visit
from articles.admin.languages import all_languages, language_name
from articles.admin.standing import Standing, with_standing
from articles.models import Article, Original, Outlet, PublishedVersion, Section
from articles.spreadsheets import csv_answer
from articles.typed_numbers import is_number
from translations.admin import coverage
from translations.admin.coverage import Looker
from translations.models import Assignment

ON_A_PAGE = 50
LAST_PAGE = 2000
MOST_LINES = 20_000
PERIODS = (7, 30, 90, 365)
MISSING, LATE = "missing", "late"
ANY = ("", "—")


class Filters(forms.Form):
    """What somebody looks for. Whatever is not chosen does not count."""

    desk = forms.ChoiceField(label=gettext_lazy("Desk"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Original in"), required=False)
    section: Any = forms.ModelChoiceField(
        label=gettext_lazy("Section"), queryset=Section.objects.all(), required=False, empty_label="—"
    )
    outlet: Any = forms.ModelChoiceField(
        label=gettext_lazy("Outlet"), queryset=Outlet.objects.all(), required=False, empty_label="—"
    )
    period = forms.TypedChoiceField(
        label=gettext_lazy("Imported"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the choices in the language of whoever works here."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        codes = settings.NEWSROOM_LANGUAGES
        fields["desk"].choices = [("", _("all")), *((code, language_name(code)) for code in codes)]
        fields["language"].choices = [ANY, *all_languages()]
        fields["state"].choices = [ANY, (MISSING, _("missing")), (LATE, _("late")), *Standing.choices]
        days = [(each, _("in the last %(days)d days") % {"days": each}) for each in PERIODS]
        fields["period"].choices = [("", _("at any time")), *days]


@require_safe
def show(request: HttpRequest, site: admin.AdminSite) -> HttpResponse | StreamingHttpResponse:
    """Show one page of the matrix, or all that fits as a file."""
    filters = Filters(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    visit = Visit(request.user)
    if not visit.seen:
        raise Http404
    columns = [chosen["desk"]] if chosen.get("desk") else list(settings.NEWSROOM_LANGUAGES)
    rows = _fitting(coverage.newest(), chosen, columns, visit)
    looker = Looker(visit.seen, visit.languages("take"), visit.now)
    if request.GET.get("format") == "csv":
        return csv_answer(_lines(rows, columns, looker), f"originals-{timezone.localdate()}.csv")
    number = _page_number(request)
    page = list(rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE + 1])
    shown = page[:ON_A_PAGE]
    context = {
        **site.each_context(request),
        # The columns need the room.
        "is_nav_sidebar_enabled": False,
        "title": _("Originals and their editions"),
        "filters": filters,
        "rows": coverage.matrix(shown, coverage.editions_of(shown), columns, looker),
        "columns": [(code, language_name(code)) for code in columns],
        "newer": _address(request, p=number - 1) if number > 1 else "",
        "older": _address(request, p=number + 1) if len(page) > ON_A_PAGE else "",
        "file": _address(request, format="csv"),
        "most_lines": MOST_LINES,
    }
    return TemplateResponse(request, "admin/translations/coverage.html", context)


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("p", "")
    return min(max(int(asked), 1), LAST_PAGE) if is_number(asked) else 1


def _address(request: HttpRequest, **changes: Any) -> str:
    kept = request.GET.copy()
    for name in ("p", "format"):
        kept.pop(name, None)
    kept.update({name: str(value) for name, value in changes.items()})
    return f"?{kept.urlencode()}"


def _fitting(
    rows: QuerySet[Original], chosen: dict[str, Any], columns: list[str], visit: Visit
) -> QuerySet[Original]:
    """Leave what fits every filter."""
    if chosen.get("language"):
        rows = rows.filter(language=chosen["language"])
    if chosen.get("outlet"):
        rows = rows.filter(outlet=chosen["outlet"])
    if chosen.get("period"):
        rows = rows.filter(created_at__gte=visit.now - timedelta(days=chosen["period"]))
    editions = Article.objects.filter(root=OuterRef("pk"))
    if chosen.get("section"):
        rows = rows.filter(Exists(editions.filter(section=chosen["section"])))
    if state := chosen.get("state"):
        rows = _in_state(rows, state, columns, visit)
    return rows


def _in_state(rows: QuerySet[Original], state: str, columns: list[str], visit: Visit) -> QuerySet[Original]:
    """Ask for one language at least in which the piece is in this state, as far as the person may know."""
    if state == MISSING:
        return coverage.lacking(rows, columns)
    shown = [code for code in columns if code in visit.seen]
    if state == LATE:
        late = Assignment.objects.open().filter(due_at__lt=visit.now, language__in=shown)
        return rows.filter(pk__in=late.values("article__root"))
    if state == Standing.PUBLISHED:
        live = PublishedVersion.objects.live().filter(root=OuterRef("pk"), language__in=columns)
        return rows.filter(Exists(live))
    # From the editions, of which few are at work: among all originals most would be asked for nothing.
    return rows.filter(pk__in=_standing_so(Article.objects.filter(language__in=shown), state).values("root"))


def _standing_so(editions: QuerySet[Any], state: str) -> QuerySet[Any]:
    match state:
        case Standing.SCHEDULED:
            soon = PublishedVersion.objects.waiting().filter(announced_at=None)
            return editions.filter(pk__in=soon.values("article"))
        case Standing.SENT_BACK:
            return with_standing(editions).filter(status__in=[Standing.DRAFT], last_step="send_back")
        case _:
            return editions.filter(status__in=[state])


def _lines(rows: QuerySet[Original], columns: list[str], looker: Looker) -> Iterator[list[str]]:
    """Give the table: editions are asked for once for each batch, not for each line."""
    names = [_("Original"), _("Language"), _("Outlet"), _("Address"), _("Imported")]
    yield [*names, *(language_name(code) for code in columns)]
    for start in range(0, MOST_LINES, ON_A_PAGE * 10):
        batch = list(rows[start : start + ON_A_PAGE * 10])
        editions = coverage.editions_of(batch)
        for original, cells in coverage.matrix(batch, editions, columns, looker):
            yield [
                original.headline,
                original.language,
                str(original.outlet or ""),
                original.url,
                timezone.localtime(original.created_at).date().isoformat(),
                *(cell.text for cell in cells),
            ]
        if len(batch) < ON_A_PAGE * 10:
            return
