"""How the newsroom names those who work in it."""

from __future__ import annotations

from typing import Any


def name_of(user: Any) -> str:
    """Give the name under which colleagues know an account."""
    return str(user.get_full_name() or user.get_username())
