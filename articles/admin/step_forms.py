"""What each step asks for, in words and as a form; `articles.workflow` decides."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import gates, rights, workflow
from articles.admin.moments import NoSuchTimeError, TwiceError, moment, zone_of_editions
from articles.models import Article, Correction, Event, PublishedVersion
from articles.richtext import normalise_text
from articles.withdrawals import OWN_REASONS
from articles.workflow import LegalOrder, PublishOrder, opened_to_correct


class Words(NamedTuple):
    """How a step is called: on its button, above its page, and when it is done."""

    button: object
    title: object
    done: object


WORDS = {
    "submit": Words(_("Hand in for review"), _("Hand in for review"), _("Handed in. An editor looks at it.")),
    "send_back": Words(_("Send back"), _("Send back to the translator"), _("Sent back.")),
    "publish": Words(_("Publish"), _("Publish"), _("Published.")),
    "cancel_schedule": Words(
        _("Cancel the schedule"), _("Cancel the schedule"), _("Cancelled. Readers see what they saw before.")
    ),
    "revise": Words(_("Revise"), _("Revise"), _("Open for work. Readers see the live version meanwhile.")),
    "correct": Words(
        _("Correct"),
        _("Correct what readers see"),
        _("Open for the correction. Readers see the live version meanwhile."),
    ),
    "retract": Words(_("Retract"), _("Retract"), _("Retracted. Readers get your statement.")),
    "legal_order": Words(
        _("Legal order"),
        _("Take it away by legal order"),
        _("Taken away. Readers are told who ordered it."),
    ),
}


def _text(label: Any, help_text: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, required=required)


class StepForm(forms.Form):
    """A step that needs no more than a click."""

    name: ClassVar[str] = ""
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, article: Article, by: Any) -> None:
        """Know the article and the person; the revision is the one on the page that they saw."""
        super().__init__(data, initial={"revision": article.revision})
        self.article = article
        self.by = by

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {key: normalise_text(value) if type(value) is str else value for key, value in cleaned.items()}

    def look_again(self) -> None:
        """Take the newest revision, so that the next click is on purpose."""
        self.article.refresh_from_db()
        data: Any = self.data
        data = data.copy()
        data["revision"] = str(self.article.revision)
        self.data = data

    def take(self) -> Event:
        """Take the step; raises what the workflow raises."""
        values = self.cleaned_data
        return workflow.take_step(
            self.article,
            self.name,
            by=self.by,
            revision=values["revision"],
            reason=values.get("reason", ""),
        )

    def done(self, event: Event) -> str:
        """Say what happened."""
        return str(WORDS[self.name].done)


class SubmitForm(StepForm):
    name = "submit"


class ReviseForm(StepForm):
    name = "revise"


class CorrectForm(StepForm):
    """Opens the text; the note for readers is written when the mended text goes out."""

    name = "correct"
    reason = _text(
        _("What is wrong"), _("Whoever mends the text reads this. It begins the note for readers.")
    )


class CancelScheduleForm(StepForm):
    name = "cancel_schedule"


class SendBackForm(StepForm):
    name = "send_back"
    reason = _text(_("What should be changed"), _("The translator reads this."), rows=5)


class StatementForm(StepForm):
    """What readers get instead of the article, in the language of the edition."""

    spoken: ClassVar[tuple[str, ...]] = ("statement",)
    statement = _text(
        _("Statement for readers"),
        _("Readers see this instead of the article, in the language of the edition."),
        rows=5,
    )
    reason = _text(_("Reason, for the newsroom"), _("Kept in the history; readers do not see it."))

    def __init__(self, data: Any, *, article: Article, by: Any) -> None:
        """Have what readers see written in the language of the edition."""
        super().__init__(data, article=article, by=by)
        for name in self.spoken:
            self.fields[name].widget.attrs["lang"] = article.language


class RetractForm(StatementForm):
    name = "retract"
    kind = forms.ChoiceField(label=_("Why"), choices=[*OWN_REASONS])
    field_order = ("kind", "statement", "reason")

    def take(self) -> Event:
        values = self.cleaned_data
        return workflow.retract(
            self.article,
            by=self.by,
            revision=values["revision"],
            reason=values["reason"],
            statement=values["statement"],
            kind=values["kind"],
        )


class LegalOrderForm(StatementForm):
    """Kept apart from a retraction: it was not the newsroom that decided."""

    name = "legal_order"
    spoken = ("statement", "authority")
    authority = forms.CharField(label=_("Who ordered it"), help_text=_("Court or office."), max_length=200)
    country = forms.CharField(
        label=_("Country"),
        help_text=_("Its two letters, as in SE."),
        max_length=2,
        validators=[RegexValidator("^[A-Za-z]{2}$", _("Write the two letters of the country, as in SE."))],
    )
    ordered_on = forms.DateField(
        label=_("Date of the order"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reference = forms.CharField(label=_("Reference of the order"), max_length=120)
    field_order = ("authority", "country", "ordered_on", "reference", "statement", "reason")

    def take(self) -> Event:
        values = self.cleaned_data
        facts = {name: values[name] for name in ("authority", "ordered_on", "reference")}
        return workflow.obey(
            self.article,
            by=self.by,
            revision=values["revision"],
            reason=values["reason"],
            statement=values["statement"],
            order=LegalOrder(country=values["country"].upper(), **facts),
        )


class PublishForm(StepForm):
    """Now or later, as an update or as a correction."""

    name = "publish"
    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        label=_("When"),
        choices=[(NOW, _("Now")), (LATER, _("At a time"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    date = forms.DateField(
        label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    which = forms.TypedChoiceField(
        label=_("The clocks are put back that night, so this time comes twice"),
        choices=[(0, _("The first time")), (1, _("The second time"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (PublishedVersion.Kind.UPDATE, _("An update: nothing was wrong")),
            (PublishedVersion.Kind.CORRECTION, _("A correction: something was wrong")),
        ],
        initial=PublishedVersion.Kind.UPDATE,
        widget=forms.RadioSelect,
    )
    wrong = _text(_("What was wrong"), rows=2, required=False)
    right = _text(_("What is right"), _("Readers see both, for ever."), rows=2, required=False)
    caused_by = forms.ChoiceField(
        label=_("Whose mistake"), choices=Correction.Cause.choices, initial=Correction.Cause.US
    )
    override_reason = _text(
        _("Why nobody else can approve it"),
        _("Sets four eyes aside. A second editor approves later; the byline names no reviewer until then."),
        rows=2,
        required=False,
    )

    def __init__(self, data: Any, *, article: Article, by: Any) -> None:
        """Ask only what can be meant: a correction needs a published text, an override the right to it."""
        super().__init__(data, article=article, by=by)
        self.is_twice = False
        self.problems = gates.problems_with(gates.Publication(article=article, by=by))
        if not article.versions.has_been_live().exists():
            for field in ("kind", "wrong", "right", "caused_by"):
                del self.fields[field]
        elif asked := opened_to_correct(article):
            self.initial.update(kind=PublishedVersion.Kind.CORRECTION, wrong=asked.reason)
        if not self._may_override():
            del self.fields["override_reason"]

    def _may_override(self) -> bool:
        """Offer the override only where four eyes are what stands in the way."""
        if not self.problems or not rights.may(self.by, "override", self.article):
            return False
        return bool(gates.problems_of_four_eyes(gates.Publication(article=self.article, by=self.by)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["at"] = self._moment(cleaned) if cleaned.get("when") == self.LATER else None
        if cleaned.get("kind") == PublishedVersion.Kind.CORRECTION and not cleaned.get("right"):
            self.add_error("right", gettext("Write the correction that readers will see."))
        return cleaned

    def _moment(self, cleaned: dict[str, Any]) -> datetime | None:
        day, clock = cleaned.get("date"), cleaned.get("time")
        if day is None or clock is None:
            if not {"date", "time"} & self.errors.keys():
                self.add_error("date" if day is None else "time", gettext("Give a date and a time."))
            return None
        try:
            at = moment(day, clock, zone_of_editions(), which=cleaned.get("which"))
        except NoSuchTimeError:
            message = gettext("The clocks are put forward that night: this time does not exist.")
            self.add_error("time", message)
        except TwiceError as twice:
            self._ask_which(twice)
        else:
            if at <= timezone.now():
                self.add_error("time", gettext("This time has passed."))
            return at
        return None

    def _ask_which(self, twice: TwiceError) -> None:
        self.is_twice = True
        which: Any = self.fields["which"]
        which.choices = [
            (place, f"{name} ({at:UTC%z})")
            for (place, name), at in zip(which.choices, twice.moments, strict=True)
        ]
        self.add_error("which", gettext("Say which of the two you mean."))

    def take(self) -> Event:
        values = self.cleaned_data
        order = PublishOrder(
            at=values["at"],
            kind=values.get("kind", PublishedVersion.Kind.UPDATE),
            wrong=values.get("wrong", ""),
            right=values.get("right", ""),
            caused_by=values.get("caused_by", Correction.Cause.US),
            override_reason=values.get("override_reason", ""),
        )
        return workflow.publish(self.article, by=self.by, revision=values["revision"], order=order)

    def done(self, event: Event) -> str:
        if event.version and event.version.is_waiting():
            return gettext("Scheduled. It goes out by itself; nobody has to do anything.")
        return super().done(event)


FORMS: dict[str, type[StepForm]] = {
    form.name: form
    for form in (
        SubmitForm,
        SendBackForm,
        PublishForm,
        CancelScheduleForm,
        ReviseForm,
        CorrectForm,
        RetractForm,
        LegalOrderForm,
    )
}
