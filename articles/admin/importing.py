"""The first page of an import: where the original is. What was read there is looked over on the next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import ImportDraft, Original
from articles.originals import drafts
from articles.originals.addresses import url_key
from articles.originals.failures import FetchError
from articles.originals.files import ENDINGS, refuse_other
from articles.originals.piece import UnreadableError

FIELDSETS = (
    (
        None,
        {
            "fields": ("url",),
            "description": _(
                "The page at the address is fetched and read. You look over what was found before it is"
                " imported; nothing is published."
            ),
        },
    ),
    (_("If the page cannot be fetched"), {"fields": ("text", "file")}),
)


def refuse_no_address(url: str) -> None:
    """Refuse what is no address, in the words of the module that knows."""
    try:
        url_key(url)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None


class ImportForm(forms.Form):
    """An address, or the text itself with the address where it was published."""

    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        help_text=_("As the publisher writes it; readers will see it like that."),
        widget=forms.URLInput(attrs={"size": 80, "class": "vLargeTextField"}),
        validators=[refuse_no_address],
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        help_text=_("The headline on the first line, an empty line between paragraphs."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "class": "vLargeTextField"}),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Or a file with the text: .txt, .html or .docx. Its first line is the headline."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> Any:
        """Refuse what is not worth reading."""
        file = self.cleaned_data["file"]
        if file:
            try:
                refuse_other(file.name, file.size)
            except UnreadableError as error:
                raise forms.ValidationError(str(error)) from None
        return file

    def clean(self) -> dict[str, Any]:
        """Take one text, not two; a file that came is not lost because its address is missing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("file") and cleaned.get("text"):
            self.add_error("file", _("Give the text or the file, not both."))
        if cleaned.get("file") and not cleaned.get("url") and "file" not in self.errors:
            del self.errors["url"]
            cleaned["url"] = self.data.get("url", "").strip()[:2000]
        return cleaned


def answer_import(
    model_admin: admin.ModelAdmin, request: HttpRequest, form: ImportForm
) -> HttpResponse | None:
    """Read it and lead to what was found; nothing, with an error on the form, when nothing can be read."""
    values = form.cleaned_data
    if known := drafts.known_at(values["url"]):
        return known_before(request, known)
    try:
        draft = _read(values, request.user)
    except (FetchError, UnreadableError) as error:
        form.add_error("file" if values["file"] else "text" if values["text"] else "url", str(error))
        return None
    if known := drafts.known_at(draft.url):
        draft.delete()
        return known_before(request, known)
    messages.success(request, gettext("Read. Put right what is wrong, then import it."))
    return redirect("admin:articles_original_check", draft.pk)


def known_before(request: HttpRequest, original: Original) -> HttpResponse:
    """Lead to an original that is there already."""
    messages.success(request, gettext("This original was imported before; here it is."))
    return redirect("admin:articles_original_change", original.pk)


def _read(values: dict[str, Any], user: Any) -> ImportDraft:
    """Read it from where it is; takes as long as the other site takes."""
    if file := values["file"]:
        return drafts.from_file(file.read(), file.name, values["url"], by=user)
    if values["text"]:
        return drafts.from_text(values["text"], values["url"], by=user)
    return drafts.from_address(values["url"], by=user)
