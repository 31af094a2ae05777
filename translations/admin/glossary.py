"""The glossary: read by everybody who works here, written by the editors of the target language's desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles import rights
from articles.admin.guarded import GuardedAdmin
from articles.admin.languages import Choice, LanguageFilter, all_languages, editions, language_name
from articles.admin.seen import SeenForm
from articles.languages import base_of, bcp47, direction
from translations import glossary_files
from translations.exchange.base import LARGEST_FILE, ExchangeError
from translations.exchange.glossary_rows import MOST_FORMS, one_line
from translations.models import Term, TermTranslation
from translations.models.terms import LONGEST_TERM

KINDS = {"csv": "text/csv; charset=utf-8", "tbx": "application/x-tbx", "tbx2": "application/x-tbx"}


class EntryForm(SeenForm):
    """One word for one term. The term is made when nobody has written it yet."""

    user: ClassVar[Any] = None
    source_language = forms.ChoiceField(
        label=_("Language of the term"), choices=all_languages, initial=settings.LANGUAGE_CODE
    )
    source = forms.CharField(label=_("Term"), max_length=LONGEST_TERM)
    language = forms.ChoiceField(label=_("Target language"))
    forms = forms.CharField(
        label=_("Other forms"),
        required=False,
        help_text=_("Each on a line of its own: inflected forms that the checks should accept."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    class Meta:
        model = TermTranslation
        fields = ("language", "text", "is_forbidden", "is_case_sensitive", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill in the term; offer the languages of the editor's desks."""
        if instance := kwargs.get("instance"):
            kwargs["initial"] = {
                "source_language": instance.term.language,
                "source": instance.term.text,
                "forms": "\n".join(instance.forms),
                **(kwargs.get("initial") or {}),
            }
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = editions(self.user, "edit_glossary")

    def clean_forms(self) -> list[str]:
        """Give the forms, none twice."""
        found = dict.fromkeys(filter(None, map(one_line, self.cleaned_data["forms"].split("\n"))))
        if len(found) > MOST_FORMS or any(len(form) > LONGEST_TERM for form in found):
            raise forms.ValidationError(
                _("At most %(count)d forms of %(length)d characters each."),
                params={"count": MOST_FORMS, "length": LONGEST_TERM},
            )
        return list(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if base_of(cleaned["source_language"]) == base_of(cleaned["language"]):
            self.add_error("language", _("Term and translation are in the same language."))
            return cleaned
        self.instance.term = _term(cleaned["source_language"], one_line(cleaned["source"]))
        same = TermTranslation.objects.filter(
            term=self.instance.term, language=cleaned["language"], text=cleaned["text"]
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("text", _("The glossary has this word for this term already."))
        return cleaned


def _term(language: str, text: str) -> Term:
    """Give the term, locked until the entry is stored: two editors may write the same one."""
    term, _is_new = Term.objects.get_or_create(language=language, text=text)
    return Term.objects.select_for_update(of=("self",)).get(pk=term.pk)


class UploadForm(forms.Form):
    """A glossary file, and which of its languages is the source."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV with a line of headings, or TBX. All of it is taken, or nothing."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tbx,.xml"}),
    )
    source = forms.ChoiceField(
        label=_("Language of the terms"),
        required=False,
        help_text=_("Only for TBX, whose concepts have no direction."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer all languages, and the first one of each concept."""
        super().__init__(*args, **kwargs)
        source: Any = self.fields["source"]
        source.choices = [("", _("The first one of each concept")), *all_languages()]

    def clean_file(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is larger than %(count)d MB."), params={"count": LARGEST_FILE >> 20}
            )
        return file


@admin.register(TermTranslation)
class GlossaryAdmin(GuardedAdmin):
    form = EntryForm
    change_verb = "edit_glossary"
    can_be_deleted = True
    change_list_template = "admin/translations/glossary_change_list.html"
    list_display = ("source", "use", "word", "pair", "note")
    list_display_links = ("source",)
    list_filter = (LanguageFilter, "is_forbidden")
    list_select_related = ("term",)
    search_fields = ("term__text", "text", "note")
    fieldsets = (
        (None, {"fields": ("source_language", "source", "language", "text", "is_forbidden")}),
        (_("How it is read"), {"fields": ("note", "is_case_sensitive", "forms")}),
    )

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.upload), name="translations_glossary_import"),
            path("export/<str:form>/", view(self.download), name="translations_glossary_export"),
            *super().get_urls(),
        ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        kwargs["fields"] = EntryForm.Meta.fields
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return ()
        return ("source", "pair", "text", "is_forbidden", "is_case_sensitive", "note")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        readonly = self.get_readonly_fields(request, obj)
        return ((None, {"fields": readonly}),) if readonly else super().get_fieldsets(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and bool(_mine(request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_theirs = obj is None or rights.may(request.user, "edit_glossary", obj)
        return is_theirs and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        obj.forms = form.cleaned_data["forms"]
        obj.updated_by = request.user
        super().save_model(request, obj, form, change)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"may_import": self.has_add_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def upload(self, request: HttpRequest) -> HttpResponse:
        """Take a file into the glossary of the editor's desks, all lines of it or none."""
        if not self.has_add_permission(request):
            raise Http404
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                rows = glossary_files.read(
                    form.cleaned_data["file"].read(), source=form.cleaned_data["source"]
                )
                taken = glossary_files.take(rows, by=request.user)
            except ExchangeError as refusal:
                form.add_error("file", [str(_("Nothing was imported.")), *refusal.problems])
            else:
                sentence = ngettext("%(count)d word added", "%(count)d words added", taken.added)
                messages.success(request, sentence % {"count": taken.added})
                return redirect("admin:translations_termtranslation_changelist")
        return self.render_free_form(
            request,
            form,
            fieldsets=((None, {"fields": ("file", "source")}),),
            title=str(_("Import a glossary")),
            has_file_field=True,
        )

    def download(self, request: HttpRequest, form: str) -> HttpResponse:
        """Give the glossary of this person's desks as a file."""
        if form not in glossary_files.FORMATS or not self.has_view_permission(request):
            raise Http404
        languages = [code for code, _name in editions(request.user)]
        content = glossary_files.export(form, languages=languages)
        name = f"glossary.{form.removesuffix('2')}"
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=KINDS[form], headers=disposition)

    @admin.display(description=_("term"), ordering="term__text")
    def source(self, row: TermTranslation) -> str:
        return _in_language(row.term.text, row.term.language)

    @admin.display(description=_("use"), ordering="is_forbidden")
    def use(self, row: TermTranslation) -> str:
        return gettext("never") if row.is_forbidden else ""

    @admin.display(description=_("translation"), ordering="text")
    def word(self, row: TermTranslation) -> str:
        return _in_language(row.text, row.language)

    @admin.display(description=_("languages"), ordering="language")
    def pair(self, row: TermTranslation) -> str:
        return f"{language_name(row.term.language)} → {language_name(row.language)}"


def _mine(user: Any) -> list[Choice]:
    return editions(user, "edit_glossary")


def _in_language(text: str, code: str) -> str:
    return format_html('<span lang="{}" dir="{}">{}</span>', bcp47(code), direction(code), text)
