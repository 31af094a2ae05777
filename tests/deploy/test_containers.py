import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]


def test_every_service_that_stays_is_watched():
    unwatched = [name for name, service in SERVICES.items() if "healthcheck" not in service]

    assert unwatched == ["migrate"]


@pytest.mark.parametrize("name", ["web", "worker"])
def test_web_and_worker_wait_for_the_migrations(name):
    conditions = {needed: how["condition"] for needed, how in SERVICES[name]["depends_on"].items()}

    assert conditions == {
        "migrate": "service_completed_successfully",
        "db": "service_healthy",
        "cache": "service_healthy",
    }


@pytest.mark.parametrize("variable", ["NEWSROOM_SECRET_KEY", "POSTGRES_PASSWORD"])
def test_a_secret_has_no_default_and_stops_the_start_when_missing(variable):
    text = (ROOT / "docker-compose.yml").read_text()

    assert set(re.findall(r"\$\{" + variable + "(..)", text)) == {":?"}


def test_the_commands_are_ones_that_manage_py_knows():
    commands = [service.get("command", "").split() for service in SERVICES.values()]
    managed = [command[2] for command in commands if "manage.py" in command]

    assert sorted(managed) == ["migrate", "worker"]
    assert set(managed) <= set(get_commands())


def test_the_image_runs_as_nobody_special_and_installs_by_hash():
    lines = (ROOT / "Dockerfile").read_text().splitlines()

    assert "USER newsroom" in lines
    assert [line for line in lines if "pip install" in line and "--require-hashes" not in line] == []
    assert lines[-1] == 'CMD ["gunicorn", "--config", "newsroom/gunicorn.conf.py"]'


def test_gunicorn_ends_before_a_container_is_killed(monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setenv("PORT", "8000")
    configuration = {}
    exec((ROOT / "newsroom" / "gunicorn.conf.py").read_text(), configuration)

    assert configuration["graceful_timeout"] < 10
    assert configuration["bind"] == "0.0.0.0:8000"
    assert configuration["control_socket_disable"] is True
