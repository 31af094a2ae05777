"""The second page of an import: what was read, each value with where it stood and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import escape, format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.guarded import MomentInput
from articles.admin.importing import known_before, refuse_no_address
from articles.admin.languages import all_languages
from articles.admin.rich_text import speak
from articles.models import ImportDraft, Outlet, Permission
from articles.originals.capture import (
    LONGEST_OUTLET_NAME,
    TERMS,
    CaptureError,
    new_outlet_name,
    outlet_at,
    site_of,
)
from articles.originals.drafts import finish, piece_of
from articles.originals.piece import Confidence, Picture, Piece, Source
from articles.richtext import TEXT_KINDS, Block, clean_inline, normalise_text, text_of

FACTS = ("headline", "standfirst", "authors", "first_published_at", "modified_at", "language", "url")
PICTURE = ("picture_url", "picture_alternative_text", "picture_caption", "picture_credit")
FIELDSETS = (
    (_("What was read"), {"fields": FACTS}),
    (_("Where it was published"), {"fields": ("outlet", "outlet_name", "outlet_home_page")}),
    (_("May we translate it?"), {"fields": TERMS}),
    (
        _("The picture that the page shows first"),
        {"fields": PICTURE, "description": _("Noted with the original. The file itself is not fetched.")},
    ),
    (_("Sensitive material"), {"fields": ("protect_sources",)}),
)
# The value of a piece behind each field that was read.
_VALUE_OF_FIELD = {"url": "canonical_url", **dict.fromkeys(PICTURE, "picture")}
_SIGNS = {Confidence.CERTAIN: "✓", Confidence.LIKELY: "≈", Confidence.DOUBTFUL: "?"}
_PICTURE = re.compile('<img src="(?P<src>[^"]*)" alt="(?P<alt>[^"]*)"')
_LARGE = {"class": "vLargeTextField"}


def languages_or_unknown() -> list[tuple[str, str]]:
    """Offer all languages, and none while nobody knows."""
    return [("", "—"), *all_languages()]


@dataclass(frozen=True)
class ShownBlock:
    """One block of the preview, with its number in what was read, from 0."""

    number: int
    kind: str
    html: str
    marker: str
    is_left_out: bool


class CheckForm(forms.Form):
    """What an import will be: as it was read, until somebody puts it right."""

    headline = forms.CharField(
        label=_("Headline"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, **_LARGE})
    )
    standfirst = forms.CharField(
        label=_("Standfirst"), required=False, widget=forms.Textarea(attrs={"rows": 3, **_LARGE})
    )
    authors = forms.CharField(
        label=_("Authors"),
        required=False,
        help_text=_("One a line, as they are printed."),
        widget=forms.Textarea(attrs={"rows": 2, **_LARGE}),
    )
    first_published_at = forms.DateTimeField(label=_("First published"), required=False, widget=MomentInput())
    modified_at = forms.DateTimeField(label=_("Last modified"), required=False, widget=MomentInput())
    language = forms.ChoiceField(label=_("Language"), choices=languages_or_unknown)
    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        help_text=_("As the publisher writes it; readers will see it like that."),
        widget=forms.URLInput(attrs=_LARGE),
        validators=[refuse_no_address],
    )
    outlet = forms.ModelChoiceField(
        label=_("Publication"),
        queryset=Outlet.objects.all(),
        required=False,
        empty_label=_("New publication, as below"),
    )
    outlet_name = forms.CharField(
        label=_("Name of the new publication"),
        max_length=LONGEST_OUTLET_NAME,
        required=False,
        widget=forms.TextInput(attrs=_LARGE),
    )
    outlet_home_page = forms.URLField(
        label=_("Its home page"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs=_LARGE),
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
        widget=forms.TextInput(attrs=_LARGE),
    )
    licence = forms.CharField(
        label=_("Licence"), max_length=120, required=False, help_text=_("Such as CC BY 4.0.")
    )
    licence_url = forms.URLField(
        label=_("Address of the licence"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs=_LARGE),
    )
    picture_url = forms.URLField(
        label=_("Address of the picture"),
        max_length=2000,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs=_LARGE),
    )
    picture_alternative_text = forms.CharField(
        label=_("Alternative text"), required=False, widget=forms.TextInput(attrs=_LARGE)
    )
    picture_caption = forms.CharField(
        label=_("Caption"), required=False, widget=forms.TextInput(attrs=_LARGE)
    )
    picture_credit = forms.CharField(label=_("Credit"), required=False, widget=forms.TextInput(attrs=_LARGE))
    protect_sources = forms.BooleanField(
        label=_("Protect sources"),
        required=False,
        help_text=_(
            "Sensitive material: nothing of it is sent to services outside the newsroom, its page is neither"
            " kept nor fetched again by itself, and everybody who works on it sees this mark."
        ),
    )
    left_out = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any, draft: ImportDraft) -> None:
        """Fill in what was read, and say beside each field who says so."""
        self.draft = draft
        self.read = piece_of(draft)
        super().__init__(data, initial=initial_of(self.read, draft.url))
        left_out: Any = self.fields["left_out"]
        left_out.choices = [(number, "") for number in range(len(self.read.blocks))]
        for name in ("headline", "standfirst", "authors", "picture_alternative_text", "picture_caption"):
            speak(self.fields[name].widget, self.read.language)
        for name in (*FACTS, *PICTURE[:1], "licence"):
            field = self.fields[name]
            field.help_text = format_html("{} {}", field.help_text, self._said(name))

    def _said(self, name: str) -> str:
        """Say where the value of a field stood and how sure it is."""
        value_name = _VALUE_OF_FIELD.get(name, name)
        source = self.read.sources.get(value_name)
        if source:
            return said_by(source, getattr(self.read, value_name))
        is_missing = self.draft.way == ImportDraft.Way.ADDRESS and not getattr(self.read, value_name)
        return format_html('<span class="said">{}</span>', gettext("Not on the page.")) if is_missing else ""

    def clean(self) -> dict[str, Any]:
        """Ask for a publication, a permission, and some text."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if type(value) is str:
                cleaned[name] = normalise_text(value).strip()
        self._ask_for_publication(cleaned)
        self._ask_for_permission(cleaned)
        if len(set(cleaned.get("left_out", ()))) >= len(self.read.blocks):
            self.add_error(None, _("Something of the text must stay."))
        return cleaned

    def _ask_for_publication(self, cleaned: dict[str, Any]) -> None:
        name = cleaned.get("outlet_name", "")
        if cleaned.get("outlet") or "outlet" in self.errors:
            return
        if not name:
            self.add_error("outlet_name", _("Choose the publication above, or name the new one."))
        elif Outlet.objects.filter(name__iexact=name).exists():
            message = _("There is a publication of this name: choose it above, or write another name.")
            self.add_error("outlet_name", message)

    def _ask_for_permission(self, cleaned: dict[str, Any]) -> None:
        permission, outlet = cleaned.get("permission"), cleaned.get("outlet")
        if not permission and (outlet is None or outlet.permission == Permission.UNKNOWN):
            message = _("Say why it may be translated, or choose a publication for which that is settled.")
            self.add_error("permission", message)
        if permission == Permission.LICENCE and not cleaned.get("licence"):
            self.add_error("licence", _("Name the licence."))
        if permission == Permission.NOT_NEEDED and not cleaned.get("permission_note"):
            self.add_error("permission_note", _("Say why no permission is needed."))

    def kept(self) -> Piece:
        """Give the piece as it shall be."""
        values, read = self.cleaned_data, self.read
        lines = (" ".join(line.split()) for line in values["authors"].splitlines())
        return replace(
            read,
            headline=" ".join(values["headline"].split()),
            standfirst=" ".join(values["standfirst"].split()),
            authors=tuple(dict.fromkeys(filter(None, lines))),
            first_published_at=_moment(read.first_published_at, values["first_published_at"]),
            modified_at=_moment(read.modified_at, values["modified_at"]),
            language=values["language"],
            canonical_url=values["url"],
            picture=self._picture(),
            licence=values["licence"],
            licence_url=values["licence_url"],
            blocks=[block for number, block in enumerate(read.blocks) if number not in values["left_out"]],
        )

    def _picture(self) -> Picture | None:
        url, *words = (self.cleaned_data[name] for name in PICTURE)
        return Picture(url, *words) if url else None

    def publication(self) -> Outlet:
        """Give the publication that was chosen, or the new one, which is not saved."""
        values = self.cleaned_data
        return values["outlet"] or Outlet(
            name=values["outlet_name"],
            home_page=values["outlet_home_page"] or home_page_of(values["url"]),
            language=values["language"],
        )

    def terms(self) -> dict[str, str]:
        """Give what was said of permission and licence."""
        return {name: self.cleaned_data[name] for name in TERMS}

    def preview(self) -> Iterator[ShownBlock]:
        """Show the blocks as they were read; pictures and embeds by their words alone."""
        left_out = {str(number) for number in self["left_out"].value() or ()}
        count = 0
        for number, block in enumerate(self.read.blocks):
            kind, html = block["kind"], block["html"]
            count = count + 1 if kind == "numbered_item" else 0
            marker = f"{count}." if count else "•" if kind == "list_item" else ""
            shown = clean_inline(f"<p>{html}</p>") if kind in TEXT_KINDS else escape(_words_of(block))
            yield ShownBlock(number, kind, shown, marker, str(number) in left_out)


def _words_of(block: Block) -> str:
    """Give the words of a picture or an embed: of a picture at least its description or address."""
    words = text_of(block["html"])
    if block["kind"] != "image":
        return words
    found = _PICTURE.match(block["html"])
    described = [unescape(text) for text in (found["alt"], found["src"]) if text] if found else []
    return gettext("Picture: %(words)s") % {"words": next(filter(None, (words, *described)), "")}


def initial_of(read: Piece, url: str) -> dict[str, Any]:
    """Give every field what was read for it."""
    outlet = _outlet_at(url)
    picture = read.picture or Picture("")
    is_licensed = bool(read.licence_url) and not (outlet and outlet.permission != Permission.UNKNOWN)
    return {
        "headline": read.headline,
        "standfirst": read.standfirst,
        "authors": "\n".join(read.authors),
        "first_published_at": read.first_published_at,
        "modified_at": read.modified_at,
        "language": read.language,
        "url": url,
        "outlet": outlet,
        "outlet_name": "" if outlet else new_outlet_name(url, read),
        "outlet_home_page": "" if outlet else home_page_of(url),
        "permission": Permission.LICENCE if is_licensed and _is_sure(read, "licence") else "",
        "licence": read.licence,
        "licence_url": read.licence_url,
        **dict(
            zip(
                PICTURE, (picture.url, picture.alternative_text, picture.caption, picture.credit), strict=True
            )
        ),
    }


def said_by(source: Source, value: Any) -> str:
    """Say where a value stood, how sure it is, and of a time how the page wrote its zone."""
    place = capfirst(str(source.kind.label))
    if isinstance(value, datetime):
        place = f"{place}, {value:%Y-%m-%d %H:%M %Z}"
    return format_html(
        '<span class="said said-{}"><span aria-hidden="true">{}</span> {} · {}</span>',
        source.confidence.value,
        _SIGNS[source.confidence],
        source.confidence.label,
        place,
    )


def home_page_of(url: str) -> str:
    """Give the front page of the site of an address, nothing for no address."""
    try:
        return f"https://{site_of(url)}/"
    except ValueError:
        return ""


def _outlet_at(url: str) -> Outlet | None:
    try:
        return outlet_at(url)
    except ValueError:
        return None


def _is_sure(read: Piece, name: str) -> bool:
    source = read.sources.get(name)
    return source is not None and source.confidence != Confidence.DOUBTFUL


def _moment(read: datetime | None, said: datetime | None) -> datetime | None:
    """Keep the zone and the fraction of a second of a time that nobody changed."""
    is_same = read is not None and said == read.replace(microsecond=0)
    return read if is_same else said


def answer_check(model_admin: admin.ModelAdmin, request: HttpRequest, form: CheckForm) -> HttpResponse | None:
    """Import and lead to the original; nothing, with an error on the form, when it cannot be stored."""
    try:
        captured = finish(
            form.draft,
            form.kept(),
            by=request.user,
            outlet=form.publication(),
            protect_sources=form.cleaned_data["protect_sources"],
            **form.terms(),
        )
    except CaptureError as error:
        form.add_error(None, str(error))
        return None
    if not captured.is_new:
        return known_before(request, captured.original)
    model_admin.log_addition(request, captured.original, [{"added": {}}])
    messages.success(request, gettext("Imported. Look it over, then take it into a language."))
    return redirect("admin:articles_original_change", captured.original.pk)


def discarded(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """Throw away what was read, and lead to the page for reading something else."""
    draft.delete()
    messages.success(request, gettext("Thrown away. Nothing was imported."))
    return redirect("admin:articles_original_add")
