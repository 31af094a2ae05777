"""What inviting and protecting somebody asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.languages import all_editions
from articles.richtext import normalise_text
from newsroom.invitations import Invitation
from translations.models import Membership

NOBODY = "—"


def is_free(username: str) -> bool:
    """Say whether no account signs in under a name, whatever its capitals."""
    return not get_user_model().objects.filter(username__iexact=username).exists()


class PlainForm(forms.Form):
    """Texts are NFC and without characters that hide or reorder others."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {key: normalise_text(value) if type(value) is str else value for key, value in cleaned.items()}


class InvitationForm(PlainForm):
    """Who it is, what they do in which language, and how the link reaches them."""

    BY_MAIL, BY_HAND = "mail", "hand"
    name = forms.CharField(
        label=_("Name"),
        help_text=_("As colleagues see it: the pseudonym of somebody protected."),
        max_length=150,
    )
    username = forms.CharField(
        label=_("Username"),
        help_text=_("For signing in; colleagues see it too, in comments."),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    byline = forms.CharField(
        label=_("Name in the byline"),
        help_text=_("Only if it differs from the name."),
        max_length=160,
        required=False,
    )
    real_name = forms.CharField(
        label=_("Real name of a protected pseudonym"),
        help_text=_("Only administrators ever see it. Leave empty for everybody else."),
        max_length=160,
        required=False,
    )
    is_administrator = forms.BooleanField(
        label=_("Administrator"), help_text=_("Runs the newsroom and edits every language."), required=False
    )
    how = forms.ChoiceField(
        label=_("The link"),
        choices=[(BY_HAND, _("I hand it over myself"))],
        initial=BY_HAND,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask a role for each language of the newsroom; offer mail where there is a server for it."""
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _name in all_editions()]
        for code, name in all_editions():
            choices = [("", NOBODY), *Membership.Role.choices]
            self.fields[f"role_{code}"] = forms.ChoiceField(label=name, choices=choices, required=False)
        if settings.NEWSROOM_SENDS_MAIL:
            how: Any = self.fields["how"]
            how.choices = [(self.BY_MAIL, _("By mail")), *how.choices]
            how.initial = self.BY_MAIL

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if not is_free(name):
            raise forms.ValidationError(gettext("There is an account with this username already."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("how") == self.BY_MAIL and not cleaned.get("email"):
            self.add_error("email", gettext("Say where the mail goes."))
        if not (cleaned.get("is_administrator") or self._roles(cleaned)):
            raise forms.ValidationError(gettext("Give at least one role."))
        return cleaned

    def _roles(self, cleaned: dict[str, Any]) -> dict[str, str]:
        return {code: cleaned[f"role_{code}"] for code in self.codes if cleaned.get(f"role_{code}")}

    def role_fields(self) -> list[Any]:
        """Give the fields of the roles, one a language."""
        return [self[f"role_{code}"] for code in self.codes]

    def invitation(self) -> Invitation:
        """Say what was asked for."""
        names = ("username", "name", "email", "byline", "real_name", "is_administrator")
        return Invitation(
            **{name: self.cleaned_data[name] for name in names}, roles=self._roles(self.cleaned_data)
        )


class ProtectionForm(PlainForm):
    """The pseudonym, and a username that does not give the name away."""

    pseudonym = forms.CharField(
        label=_("Pseudonym"), help_text=_("In the byline and for colleagues."), max_length=150
    )
    username = forms.CharField(
        label=_("New username"), max_length=150, validators=[UnicodeUsernameValidator()]
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        """Know whose name is put away."""
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if name.casefold() == self.user.get_username().casefold():
            raise forms.ValidationError(gettext("Choose another one: this one is known."))
        if not is_free(name):
            raise forms.ValidationError(gettext("There is an account with this username already."))
        return name
