"""The shared cache: a dead or hung Redis costs one short wait per five seconds, never an error page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

BREAK_SECONDS = 5
# Also what Redis says while it loads its data, is full, or is a replica.
FAULTS = (RedisError, OSError)


class FailOpenRedisCache(RedisCache):
    """Django's Redis cache that answers as an empty one while Redis does not.

    Locks, limits, jobs and schedules live in the database, never here.
    """

    _closed_until = 0.0

    def _attempt(self, action: Callable[..., Any], *args: Any, otherwise: Any = None, **kwargs: Any) -> Any:
        if time.monotonic() < FailOpenRedisCache._closed_until:
            return otherwise
        try:
            return action(*args, **kwargs)
        except FAULTS:
            FailOpenRedisCache._closed_until = time.monotonic() + BREAK_SECONDS
            return otherwise

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Give the default while Redis does not answer."""
        return self._attempt(super().get, key, default, version, otherwise=default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Store nothing while Redis does not answer."""
        self._attempt(super().set, *args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Say that nothing was there while Redis does not answer."""
        return self._attempt(super().add, *args, otherwise=True, **kwargs)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Find no key, and say so as Django does, while Redis does not answer."""
        value: int | None = self._attempt(super().incr, key, delta, version)
        if value is None:
            message = f"Key '{key}' not found."
            raise ValueError(message)
        return value

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        """Say that nothing was there while Redis does not answer."""
        return self._attempt(super().touch, *args, otherwise=False, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Say that nothing was there while Redis does not answer."""
        return self._attempt(super().delete, *args, otherwise=False, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Find nothing while Redis does not answer."""
        return self._attempt(super().get_many, *args, otherwise={}, **kwargs)

    def set_many(self, data: dict[str, Any], *args: Any, **kwargs: Any) -> list[str]:
        """Say that nothing could be stored while Redis does not answer."""
        return self._attempt(super().set_many, data, *args, otherwise=list(data), **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing while Redis does not answer."""
        self._attempt(super().delete_many, *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        """Find nothing while Redis does not answer."""
        return self._attempt(super().has_key, *args, otherwise=False, **kwargs)

    def clear(self) -> None:
        """Do nothing while Redis does not answer."""
        self._attempt(super().clear)
