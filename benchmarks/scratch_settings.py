"""The product's settings as benchmarks use them: scratch databases, no static manifest, no Redis."""

import os
from pathlib import Path

import dj_database_url

from newsroom.settings import *  # noqa: F403 - the product's, but for what follows
from newsroom.settings import DATABASES, LOGGING, STORAGES

FOLDER = Path(os.environ["BENCHMARK_FOLDER"])
MEDIA_ROOT = FOLDER / "media"
STATIC_ROOT = FOLDER
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LOGGING["root"]["level"] = "ERROR"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if second := os.environ.get("BENCHMARK_SECOND_DATABASE"):
    DATABASES["second"] = {**DATABASES["default"], **dj_database_url.parse(second, conn_health_checks=True)}
    DATABASES["second"]["OPTIONS"] = DATABASES["default"]["OPTIONS"]
    DATABASE_ROUTERS = ["scratch.Router"]
