"""Pictures in the admin: taken in by `articles.renditions`, never replaced."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.guarded import GuardedAdmin
from articles.models import Image
from articles.models.pictures import SHARED
from articles.renditions import PictureError, share_anew, shared_cut, store_picture

WORDS = ("title", "credit", "focal_x", "focal_y")
SHOWN = 480


class UploadForm(forms.ModelForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG, WebP, GIF or AVIF, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    class Meta:
        model = Image
        fields = WORDS


@admin.register(Image)
class ImageAdmin(GuardedAdmin):
    list_display = ("title", "credit", "size", "created_at")
    search_fields = ("title", "credit")
    readonly_fields = ("shown", "size", "created_at")
    fields = ("shown", *WORDS, "size", "created_at")

    class Media:
        js = (Script("js/admin/focal_point.js", type="module"),)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take in a file, outside any transaction: encoding takes about a second."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        self.refuse_hidden_column(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            words = {name: form.cleaned_data[name] for name in WORDS}
            try:
                image = store_picture(form.cleaned_data["file"], **words)
            except PictureError as error:
                form.add_error("file", str(error))
            else:
                self.log_addition(request, image, [{"added": {}}])
                return self.response_add(request, image)
        fieldsets = ((None, {"fields": ("file", *WORDS)}),)
        return self.render_free_form(request, form, fieldsets=fieldsets, title=gettext("Add a picture"))

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: Any) -> None:
        """Cut the picture for link previews anew when its focal point was moved, once that is stored."""
        super().save_model(request, obj, form, change)
        if {"focal_x", "focal_y"} & set(form.changed_data):
            transaction.on_commit(partial(self._share_anew, request, obj))

    def _share_anew(self, request: HttpRequest, image: Image) -> None:
        try:
            share_anew(image)
        except PictureError as error:
            self.message_user(request, str(error), messages.ERROR)

    @admin.display(description=_("size"))
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}"

    @admin.display(description=_("picture"))
    def shown(self, image: Image) -> SafeString:
        """Show the picture with its focal point and what link previews cut out of it."""
        large = image.renditions.filter(format="jpeg").order_by("-width").first()
        cut = shared_cut(image)
        context = {
            "image": image,
            "source": large.file.url if large else image.file.url,
            "shown": min(image.width, SHOWN),
            "ratio": SHARED[0] / SHARED[1],
            "cut": cut,
            "middle": cut.left + (cut.width - cut.height) / 2,
            "x": image.width * image.focal_x,
            "y": image.height * image.focal_y,
            "radius": image.width / 60,
        }
        return render_to_string("admin/articles/_focal_point.html", context)
