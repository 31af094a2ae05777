"""A Redis that is gone or hangs costs one short wait, and never an error."""

import socket
import time

import pytest
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import BusyLoadingError, OutOfMemoryError, ReadOnlyError

from newsroom.caching import FailOpenRedisCache

LONGEST = 0.2


@pytest.fixture(autouse=True)
def closed_breaker(monkeypatch):
    monkeypatch.setattr(FailOpenRedisCache, "_closed_until", 0.0)


def cache_at(port):
    options = {"socket_connect_timeout": LONGEST, "socket_timeout": LONGEST}
    return FailOpenRedisCache(f"redis://127.0.0.1:{port}/0", {"OPTIONS": options})


@pytest.fixture
def refused():
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield cache_at(taken.getsockname()[1])


@pytest.fixture
def hung():
    """A port that takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        yield cache_at(listener.getsockname()[1])


@pytest.fixture(params=["refused", "hung"])
def broken(request):
    return request.getfixturevalue(request.param)


ANSWERS = {
    "get": (lambda cache: cache.get("a", "default"), "default"),
    "set": (lambda cache: cache.set("a", 1), None),
    "add": (lambda cache: cache.add("a", 1), True),
    "touch": (lambda cache: cache.touch("a"), False),
    "delete": (lambda cache: cache.delete("a"), False),
    "get_many": (lambda cache: cache.get_many(["a", "b"]), {}),
    "set_many": (lambda cache: cache.set_many({"a": 1, "b": 2}), ["a", "b"]),
    "delete_many": (lambda cache: cache.delete_many(["a"]), None),
    "has_key": (lambda cache: cache.has_key("a"), False),
    "in": (lambda cache: "a" in cache, False),
    "get_or_set": (lambda cache: cache.get_or_set("a", lambda: "made"), "made"),
    "clear": (lambda cache: cache.clear(), None),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_cache_without_redis_answers_as_an_empty_one(refused, name):
    ask, answer = ANSWERS[name]

    assert ask(refused) == answer


def test_counting_in_a_cache_without_redis_finds_no_key(refused):
    with pytest.raises(ValueError, match="'a' not found"):
        refused.incr("a")


def test_broken_redis_costs_one_short_wait(broken):
    started = time.monotonic()
    for ask, answer in ANSWERS.values():
        assert ask(broken) == answer

    # One attempt, however many questions; the rest is room for a busy machine.
    assert time.monotonic() - started < 5 * LONGEST


def test_broken_redis_is_asked_again_after_a_while(hung, monkeypatch):
    hung.get("a")
    asked = []
    monkeypatch.setattr(hung._cache, "get", lambda key, default: asked.append(key) or "found")

    assert hung.get("a", "default") == "default"
    monkeypatch.setattr(FailOpenRedisCache, "_closed_until", time.monotonic() - 1)
    assert hung.get("a", "default") == "found"
    assert len(asked) == 1


@pytest.mark.parametrize("fault", [BusyLoadingError, OutOfMemoryError, ReadOnlyError])
def test_redis_that_refuses_a_command_is_no_error_either(refused, monkeypatch, fault):
    def refuse(*_args):
        raise fault

    monkeypatch.setattr(refused._cache, "set", refuse)

    assert refused.set("a", 1) is None


@pytest.mark.django_db
def test_real_redis_keeps_what_it_is_told():
    if not settings.REDIS_URL:
        pytest.skip("no Redis in this round")

    cache.set("a", {"b": 1})
    cache.set("n", 1)

    assert isinstance(cache._connections[cache._alias], FailOpenRedisCache)
    assert (cache.get("a"), cache.incr("n"), cache.add("a", 2), cache.get("c")) == ({"b": 1}, 2, False, None)
    assert FailOpenRedisCache._closed_until == 0.0
