"""What a person should know: their own list, on which a button leads to the place and marks as read."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.admin.guarded import GuardedAdmin
from articles.admin.languages import language_name
from articles.models import Status
from translations import mail_wishes, notices
from translations.models import MailWishes, Notice

ON_A_PAGE = 50


@admin.register(Notice)
class NoticeAdmin(GuardedAdmin):
    """One's own notices; nobody sees or changes anybody else's."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.list_of_mine), name="translations_notice_changelist"),
            path("mail/", view(partial(mail, site=self.admin_site)), name="translations_notice_mail"),
            path("<int:pk>/mark/", view(require_POST(mark)), name="translations_notice_mark"),
            path("<int:pk>/open/", view(require_POST(follow)), name="translations_notice_open"),
            path("read/", view(require_POST(read_all)), name="translations_notice_read"),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Keep it out of the list of tables: it has its place in the head of every page."""
        return False

    def list_of_mine(self, request: HttpRequest) -> HttpResponse:
        """Show what this person should know, unread first."""
        return show(request, self.admin_site)


@require_safe
def show(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """List the notices, the unread ones first, or alone."""
    rows = notices.with_places(notices.notices_of(request.user))
    is_unread_only = request.GET.get("show") == "unread"
    if is_unread_only:
        rows = rows.filter(read_at=None)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("p", ""))
    context = {**site.each_context(request), "title": _("Notices"), "page": page}
    context["is_unread_only"] = is_unread_only
    return TemplateResponse(request, "admin/translations/notices.html", context)


def place_of(notice: Notice) -> str:
    """Give the address of what a notice is about: the block, the workbench or the review, or the piece."""
    article = notice.article
    if notice.segment is not None:
        page = reverse("admin:translations_workbench", args=[notice.article_id])
        return f"{page}?block={notice.segment.position}#comments"
    if article.is_own_piece:
        return reverse("admin:articles_article_change", args=[notice.article_id])
    if article.status == Status.TRANSLATED and notice.kind == Notice.Kind.SUBMITTED:
        return reverse("admin:translations_review", args=[notice.article_id])
    if article.status == Status.DRAFT:
        return reverse("admin:translations_workbench", args=[notice.article_id])
    return reverse("admin:articles_article_change", args=[notice.article_id])


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and lead to what it is about."""
    rows = notices.notices_of(request.user)
    notice = get_object_or_404(rows.select_related("segment", "article"), pk=pk)
    notices.mark_read(rows.filter(pk=pk))
    return redirect(place_of(notice))


def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read, or as new again, and stay on the list."""
    rows = notices.notices_of(request.user).filter(pk=pk)
    notice = get_object_or_404(rows)
    if notice.read_at:
        notices.mark_unread(rows)
    else:
        notices.mark_read(rows)
    return redirect("admin:translations_notice_changelist")


def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    notices.mark_read(notices.notices_of(request.user))
    return redirect("admin:translations_notice_changelist")


class MailForm(forms.Form):
    """In which language and rhythm somebody hears of each kind of notice by mail."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the mails"))

    def __init__(self, *args: Any, wishes: MailWishes, **kwargs: Any) -> None:
        """Ask for every kind, with what the person wants now."""
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = [(code, language_name(code)) for code in settings.INTERFACE_LANGUAGES]
        language.initial = mail_wishes.language_of(wishes)
        for kind in Notice.Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=capfirst(kind.label),
                choices=MailWishes.Rhythm.choices,
                initial=mail_wishes.rhythm_of(wishes, kind),
            )


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Show or store how this person wants to hear of notices by mail."""
    user: Any = request.user
    wishes = mail_wishes.wishes_of([user.pk])[user.pk]
    form = MailForm(request.POST or None, wishes=wishes)
    if form.is_valid():
        chosen = dict(form.cleaned_data)
        mail_wishes.store(user, language=chosen.pop("language"), rhythms=chosen)
        messages.success(request, _("Saved."))
        return redirect("admin:translations_notice_mail")
    context = {
        **site.each_context(request),
        "title": _("Notices by mail"),
        "form": form,
        "address": user.email,
        "is_stopped": wishes.stopped_at is not None,
        "sends_mail": settings.NEWSROOM_SENDS_MAIL,
    }
    return TemplateResponse(request, "admin/translations/notice_mail.html", context)
