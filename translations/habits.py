"""What each person has switched off at the workbench."""

from __future__ import annotations

from typing import Any

from translations.models import Habits


def uses_keys(user: Any) -> bool:
    """Say whether somebody wants keyboard commands: everybody, until they say otherwise."""
    return not Habits.objects.filter(user=user, uses_keys=False).exists()


def set_uses_keys(user: Any, *, uses_keys: bool) -> None:
    """Turn keyboard commands on or off for one person."""
    Habits.objects.update_or_create(user=user, defaults={"uses_keys": uses_keys})
