"""Checks of a translation: small pure classes, without the database, one module for each family.

`findings` is the only way in: live in the workbench, at hand-in and publication, and from the command.
"""

from __future__ import annotations

from translations.quality.base import Check, Finding, GlossaryEntry, Unit
from translations.quality.omissions import Empty

__all__ = ["CHECKS", "Finding", "GlossaryEntry", "Unit", "findings"]

EMPTY = Empty()

# In the order in which a translator is told.
CHECKS: tuple[Check, ...] = ()


def findings(unit: Unit) -> list[Finding]:
    """Check one block; where nothing stands, that is all there is to say. Never raises."""
    if not unit.target.strip():
        return list(EMPTY.findings(unit))
    return [finding for check in CHECKS for finding in check.findings(unit)]
