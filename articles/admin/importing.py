"""The page that imports an original: an address, or the text itself with its address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.languages import all_languages
from articles.models import Original, Outlet, Permission
from articles.originals.addresses import url_key
from articles.originals.capture import address_for, capture, outlet_at
from articles.originals.extract import extract
from articles.originals.failures import FetchError
from articles.originals.fetch import fetch
from articles.originals.files import ENDINGS, read_file, refuse_other
from articles.originals.pasted import read_text
from articles.originals.piece import UnreadableError

TERMS = ("permission", "permission_note", "licence", "licence_url")
FIELDSETS = (
    (
        None,
        {
            "fields": ("url", "text", "file", "language", "outlet"),
            "description": _("With an address alone the page is fetched and read. Nothing is published."),
        },
    ),
    (_("May we translate it?"), {"fields": TERMS}),
)


def languages_or_guess() -> list[tuple[str, str]]:
    """Offer all languages, and to find out from the text."""
    return [("", gettext("Find out from the text")), *all_languages()]


class ImportForm(forms.Form):
    """Where the original is, and why it may be translated."""

    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        help_text=_("As the publisher writes it; readers will see it like that."),
        widget=forms.URLInput(attrs={"size": 80, "class": "vLargeTextField"}),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        help_text=_(
            "Only if the page cannot be fetched: the headline on the first line, an empty line between"
            " paragraphs."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "class": "vLargeTextField"}),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Or a file with the text: .txt, .html or .docx. Its first line is the headline."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=languages_or_guess, required=False)
    outlet = forms.ModelChoiceField(
        label=_("Publication"), queryset=Outlet.objects.all(), required=False, empty_label="—"
    )
    permission = forms.ChoiceField(
        label=_("Permission"),
        choices=[("", _("As for the publication")), *Permission.choices],
        required=False,
    )
    permission_note = forms.CharField(
        label=_("Who granted it, or why none is needed"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )
    licence = forms.CharField(
        label=_("Licence"), max_length=120, required=False, help_text=_("Such as CC BY 4.0.")
    )
    licence_url = forms.URLField(
        label=_("Address of the licence"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vLargeTextField"}),
    )

    def clean_url(self) -> str:
        """Refuse what is no address, in the words of the module that knows."""
        url = str(self.cleaned_data["url"]).strip()
        try:
            url_key(url)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        return url

    def clean(self) -> dict[str, Any]:
        """Ask for the permission, said here or for the publication, chosen or known by the host."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        permission, outlet = cleaned.get("permission"), cleaned.get("outlet")
        if outlet is None and cleaned.get("url"):
            outlet = outlet_at(cleaned["url"])
        if not permission and (outlet is None or outlet.permission == Permission.UNKNOWN):
            message = _("Say why it may be translated, or choose a publication for which that is settled.")
            self.add_error("permission", message)
        if permission == Permission.LICENCE and not cleaned.get("licence"):
            self.add_error("licence", _("Name the licence."))
        if permission == Permission.NOT_NEEDED and not cleaned.get("permission_note"):
            self.add_error("permission_note", _("Say why no permission is needed."))
        return cleaned


def answer_import(
    model_admin: admin.ModelAdmin, request: HttpRequest, form: ImportForm
) -> HttpResponse | None:
    """Import and lead to the original; nothing, with an error on the form, when there is nothing to read."""
    values = form.cleaned_data
    known = Original.objects.filter(url_key=url_key(values["url"])).first()
    if known is None:
        try:
            known, is_new = _import(values, request.user)
        except (FetchError, UnreadableError) as error:
            form.add_error("file" if values["file"] else "text" if values["text"] else "url", str(error))
            return None
    else:
        is_new = False
    if is_new:
        model_admin.log_addition(request, known, [{"added": {}}])
        messages.success(request, gettext("Imported. Look it over, then take it into a language."))
    else:
        messages.info(request, gettext("This original was imported before; here it is."))
    return redirect("admin:articles_original_change", known.pk)


def _import(values: dict[str, Any], user: Any) -> tuple[Original, bool]:
    """Read and store it; says whether it is new. Takes as long as the other site takes."""
    if file := values["file"]:
        refuse_other(file.name, file.size)
        piece = read_file(file.read(), file.name, values["url"])
        url, fetched_at = values["url"], None
    elif values["text"]:
        piece = read_text(values["text"], values["url"], has_headline=True, language=values["language"])
        url, fetched_at = values["url"], None
    else:
        page = fetch(values["url"])
        piece = extract(page.content, page.url, page.content_type)
        url, fetched_at = address_for(piece, page.url), page.fetched_at
    said = {name: values[name] for name in (*TERMS, "language", "outlet")}
    captured = capture(piece, url=url, by=user, captured_at=fetched_at, **said)
    return captured.original, captured.is_new
