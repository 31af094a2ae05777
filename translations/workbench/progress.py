"""How far a translation is, told by its rows, and when it was last saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.dates import short_date_in
from translations.models import Segment
from translations.workbench.rows import Row, counts_characters


def unfinished_of(rows: Sequence[Row]) -> list[Row]:
    """Give the blocks that somebody must still look at."""
    return [row for row in rows if row.is_too_long or not row.segment.is_finished]


def progress_of(rows: Sequence[Row], source: str) -> dict[str, Any]:
    """Say how far the work is; `source` is the code of the original's language."""
    wanted = [row for row in rows if _is_wanted(row.segment)]
    done = [row for row in wanted if row.segment.is_finished]
    sizes = {"done": sum(row.source_size for row in done), "total": sum(row.source_size for row in wanted)}
    template = (
        _("%(done)d of %(total)d source characters")
        if counts_characters(source)
        else _("%(done)d of %(total)d source words")
    )
    unfinished = unfinished_of(rows)
    left = len(unfinished)
    out = sum(row.segment.state == Segment.State.LEFT_OUT for row in rows)
    return {
        "done": len(done),
        "total": len(wanted),
        "confirmed": _("%(done)d of %(total)d confirmed") % {"done": len(done), "total": len(wanted)},
        "sizes": template % sizes,
        "left": ngettext("%(count)d left to confirm", "%(count)d left to confirm", left) % {"count": left}
        if left
        else _("Everything is confirmed"),
        "leftOut": ngettext("%(count)d left out", "%(count)d left out", out) % {"count": out} if out else "",
        "first": unfinished[0].segment.position if left else None,
    }


def last_saved(rows: Sequence[Row]) -> str:
    """Say when anything was last saved; nothing before the first time."""
    moments = [row.segment.updated_at for row in rows if row.segment.updated_at]
    return _("Saved %(moment)s") % {"moment": when(max(moments))} if moments else ""


def when(moment: datetime) -> str:
    """Write a moment shortly: the time alone when it is today."""
    local = timezone.localtime(moment)
    time = f"{local:%H:%M}"
    if local.date() == timezone.localdate():
        return time
    return f"{short_date_in(moment, get_language() or settings.LANGUAGE_CODE)} {time}"


def _is_wanted(segment: Segment) -> bool:
    return not (segment.is_locked or segment.is_out or segment.is_meta or segment.is_decorative)
