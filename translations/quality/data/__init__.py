"""What the checks know about languages: tables that grow by a line for each language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def load(name: str) -> Any:
    """Read one table of this folder."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
