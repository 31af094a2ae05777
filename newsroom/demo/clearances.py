"""The rights register of the demo newsroom: one entry lasts, one ends soon, one holds for some languages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from articles import clearances
from articles.models import Clearance, Outlet
from newsroom.demo import texts


def make_clearances(outlets: dict[str, Outlet], *, by: Any) -> None:
    """Enter what the publications have granted."""
    for entry in texts.load("clearances"):
        codes = [code for code in entry["languages"] if texts.is_known(code)]
        days = entry["ends_in_days"]
        clearance = Clearance(
            outlet=outlets[entry["outlet"]],
            text=entry["text"],
            languages=f",{','.join(codes)}," if codes else "",
            granted_by=entry["granted_by"],
            granted_on=date.fromisoformat(entry["granted_on"]),
            ends_on=None if days is None else timezone.localdate() + timedelta(days=days),
        )
        letter = entry["document"].encode()
        document = clearances.read_document(f"{entry['outlet']}.txt", letter) if letter else None
        clearances.enter(clearance, by=by, document=document)
