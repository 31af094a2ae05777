"""Each round of `make test` runs on what its name says."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

ROUND = os.environ.get("NEWSROOM_TEST_ROUND", "")


@pytest.mark.django_db
def test_a_round_asks_the_database_that_it_names():
    assert connection.vendor == ("postgresql" if ROUND == "postgresql" else "sqlite")


@pytest.mark.django_db
@pytest.mark.skipif(ROUND != "postgresql", reason="only the PostgreSQL round has Redis")
def test_the_postgresql_round_keeps_its_cache_in_redis():
    import redis

    cache.set("who", "the product", timeout=60)

    store = redis.Redis.from_url(settings.REDIS_URL)
    assert cache.get("who") == "the product"
    assert [key.decode() for key in store.keys("*who")] == [cache.make_key("who")]
