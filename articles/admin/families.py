"""The page that takes away every edition of one original: what will disappear, then one button."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles import families, rights, workflow
from articles.admin.languages import language_name
from articles.families import Edition, FamilyRetraction
from articles.languages import bcp47, direction
from articles.models import Original
from articles.richtext import normalise_text
from articles.typed_numbers import is_number
from articles.withdrawals import OWN_REASONS, usual_statement


class FamilyForm(forms.Form):
    """One reason for all, and for each edition a statement in its own language, written beforehand."""

    kind = forms.ChoiceField(label=_("Why"), choices=[*OWN_REASONS])
    reason = forms.CharField(
        label=_("Reason, for the newsroom"),
        help_text=_("Kept in the history of every edition; readers do not see it."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, editions: list[Edition]) -> None:
        """Ask one statement for each edition that readers have seen."""
        super().__init__(data, initial={"seen": _seen(editions)})
        self.editions = editions
        for edition in editions:
            if edition.was_read:
                self.fields[f"statement_{edition.article.pk}"] = _statement(edition)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {key: normalise_text(value) for key, value in cleaned.items()}

    def rows(self) -> list[tuple[Edition, str, Any]]:
        """Give each edition with the name of its language and the field of its statement, if it has one."""
        return [
            (
                each,
                language_name(each.article.language),
                self[f"statement_{each.article.pk}"] if each.was_read else None,
            )
            for each in self.editions
        ]

    def order(self) -> FamilyRetraction:
        """Say what was decided."""
        pairs = [pair.partition(":") for pair in self.cleaned_data["seen"].split(",")]
        return FamilyRetraction(
            kind=self.cleaned_data["kind"],
            reason=self.cleaned_data["reason"],
            statements={
                each.article.pk: self.cleaned_data[f"statement_{each.article.pk}"]
                for each in self.editions
                if each.was_read
            },
            seen={
                int(pk): int(revision)
                for pk, _colon, revision in pairs
                if is_number(pk) and is_number(revision)
            },
        )


def _seen(editions: list[Edition]) -> str:
    return ",".join(f"{each.article.pk}:{each.article.revision}" for each in editions)


def _statement(edition: Edition) -> forms.CharField:
    code = edition.article.language
    with translation.override(code):
        usual = usual_statement()
    widget = forms.Textarea(attrs={"rows": 2, "lang": bcp47(code), "dir": direction(code)})
    label = _("Statement for readers in %(language)s") % {"language": language_name(code)}
    return forms.CharField(label=label, initial=usual, widget=widget)


def pages(model_admin: admin.ModelAdmin) -> list[Any]:
    """Give the addresses of the page and of the way back."""
    view, site = model_admin.admin_site.admin_view, model_admin.admin_site
    return [
        path("<int:pk>/family/", view(partial(family, site=site)), name="articles_original_family"),
        path("<int:pk>/reopen/", view(require_POST(reopen)), name="articles_original_reopen"),
    ]


def _root(request: HttpRequest, pk: int) -> Original:
    """Give a first original whose editions this user may take away; 404 for any other."""
    root = get_object_or_404(rights.visible(request.user, Original.objects.all()), pk=pk)
    if not rights.may(request.user, "retract_family", root):
        raise Http404
    return root


def family(request: HttpRequest, pk: int, *, site: admin.AdminSite) -> HttpResponse:
    """Show what will disappear, or take it away."""
    root = _root(request, pk)
    form = FamilyForm(request.POST or None, editions=families.editions_of(root))
    problems: tuple[str, ...] = ()
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            events = families.retract_family(root, by=request.user, order=form.order())
        except workflow.StepRefusedError as refusal:
            problems = refusal.problems
            status = 409 if isinstance(refusal, workflow.StaleRevisionError) else 400
            data = request.POST.copy()
            data["seen"] = _seen(form.editions)
            form.data = data
        else:
            messages.success(request, _done(len(events)))
            return redirect("admin:articles_original_change", pk)
    context = {
        **site.each_context(request),
        "title": gettext("Retract in every language"),
        "opts": Original._meta,
        "original": root,
        "language": {"tag": bcp47(root.language), "direction": direction(root.language)},
        "form": form,
        "problems": problems,
        "is_stale": status == 409,
    }
    return render(request, "admin/articles/original/family.html", context, status=status)


def _done(count: int) -> str:
    return ngettext(
        "%(count)d edition was taken away or stopped. None goes out until somebody allows it again.",
        "%(count)d editions were taken away or stopped. None goes out until somebody allows it again.",
        count,
    ) % {"count": count}


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let editions go out again."""
    try:
        families.reopen_family(_root(request, pk), by=request.user, reason=request.POST.get("reason", ""))
    except workflow.StepRefusedError as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
    else:
        messages.success(request, gettext("Editions of this original may go out again."))
    return redirect("admin:articles_original_change", pk)
