"""What happens when a version becomes visible or goes away."""

from __future__ import annotations

import logging
from typing import Any

log = logging.getLogger(__name__)


def announce(payload: dict[str, Any]) -> None:
    """Put the change into the log; bears repetition. `payload` is {"article", "language"}."""
    log.info("Article %(article)s changed for readers in %(language)s", payload)
