import stat
import subprocess
import sys
from pathlib import Path

import environment
import pytest


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout of nothing but locks, and a list of the programs that would have been started."""
    (tmp_path / "requirements").mkdir()
    for kind in environment.KINDS:
        (tmp_path / "requirements" / f"{kind}.lock").write_text(f"{kind}==1")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(environment, "VAR", tmp_path / "var")
    monkeypatch.setattr(environment, "LOCAL_ENV", tmp_path / "var" / "local.env")
    monkeypatch.setattr(environment, "_has_pip", (tmp_path / ".venv").exists)
    return tmp_path


@pytest.fixture
def started(checkout, monkeypatch):
    commands = []

    def run(_complaint, *command):
        commands.append("venv" if "venv" in command else Path(command[-1]).name)
        (checkout / ".venv").mkdir(exist_ok=True)
        if "--clear" in command:
            for path in (checkout / ".venv").iterdir():
                path.unlink()

    monkeypatch.setattr(environment, "_run", run)
    return commands


def test_install_makes_the_environment_once(started):
    environment.install("production")
    environment.install("production")

    assert started == ["venv", "production.lock"]


def test_install_of_the_development_lock_is_enough_for_both_commands(started):
    environment.install("development")
    environment.install("production")

    assert started == ["venv", "development.lock"]


def test_install_follows_a_lock_that_changed(checkout, started):
    environment.install("production")
    (checkout / "requirements" / "production.lock").write_text("production==2")
    environment.install("production")

    assert started == ["venv", "production.lock", "production.lock"]


def test_install_makes_the_environment_anew_in_a_checkout_that_moved(checkout, started, monkeypatch):
    environment.install("development")
    moved = checkout / "elsewhere"
    (checkout / ".venv").rename(moved)
    monkeypatch.setattr(environment, "VENV", moved)
    environment.install("development")

    assert started == ["venv", "development.lock", "venv", "development.lock"]


def test_install_leaves_an_environment_alone_that_is_a_link(checkout, started):
    (checkout / ".venv").symlink_to(Path(sys.prefix))
    environment.install("development")

    assert started == []


def test_local_env_is_written_once_with_a_secret_for_its_owner_alone(checkout):
    environment.write_local_env()
    path = checkout / "var" / "local.env"
    first = path.read_text()
    environment.write_local_env()

    values = dict(line.split("=", 1) for line in first.splitlines() if not line.startswith("#"))
    assert values["NEWSROOM_DEMO"] == "True"
    assert len(values["NEWSROOM_SECRET_KEY"]) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == first


def test_an_old_python_is_refused_with_the_package_to_install(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    with pytest.raises(
        environment.RefusedError, match=r"Python 3\.11 or newer is needed.*is 3\.9\.2.*python3"
    ):
        environment.check_python()


def test_a_python_without_venv_is_refused_with_the_package_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    with pytest.raises(environment.RefusedError, match=r"python3-venv\.$"):
        environment.check_python()


def test_what_runs_before_the_check_can_be_read_by_an_old_python():
    """A syntax error would hide the sentence that says what to install."""
    for name in ("environment", "processes", "run"):
        source = (Path(environment.__file__).parent / f"{name}.py").read_text()
        compile_for = "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 7))"

        subprocess.run([sys.executable, "-c", compile_for], input=source, text=True, check=True)
