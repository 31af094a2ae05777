"""What the page's script says, in the language of whoever works here."""

from __future__ import annotations

from django.utils.translation import gettext as _

from translations.workbench.bench import Bench
from translations.workbench.rows import NO_TRANSLATION, counts_characters


def sentences(bench: Bench) -> dict[str, str]:
    """Give the script's sentences by name; {braces} stand for what only it knows."""
    is_counted_in_characters = counts_characters(bench.article.language)
    return {
        "saving": _("Saving…"),
        "done": _("Done."),
        "notSaved": _("Not saved. Trying again in {seconds} s"),
        "offline": _("Offline. Kept in this browser until you are back"),
        "refused": _("Not saved"),
        "restoreIt": _("Restore"),
        "discardIt": _("Discard"),
        "savedAgain": _("Everything is saved again."),
        "confirmed": _("{label} confirmed."),
        "nowAt": _("{label} of {total}."),
        "allConfirmed": _("Everything is confirmed. You can send the piece for review."),
        "isEmpty": _("Write a translation first, or leave the paragraph out with a reason."),
        "emptied": _("This paragraph was confirmed. Do you want to empty it? Its history is kept."),
        "conflict": _("Somebody else changed {label} meanwhile. Choose which text to keep."),
        "restore": _("A text from {time} was not saved. Restore it?"),
        "empty": str(NO_TRANSLATION),
        "inLanguage": _("{label} in {language}"),
        "limit": _("{length} of {limit} characters"),
        "count": _("{size}, original {original}"),
        "many": _("{count} characters") if is_counted_in_characters else _("{count} words"),
        "one": _("{count} character") if is_counted_in_characters else _("{count} word"),
        "unit": "characters" if is_counted_in_characters else "words",
        "mustFix": _("Must fix"),
        "toFix": _("{count} to fix"),
    }
