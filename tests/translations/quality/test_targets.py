"""The checks on professional translations with one seeded mistake each, counted by the scoring script."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCORE = ROOT.parent / "shared" / "data" / "score" / "eval_checks.py"
# Three of the twelve, so that it takes seconds: docs/explanation/checks.md has the figures of all.
LANGUAGES = "sv,es,ja"

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not SCORE.exists(), reason="needs ../shared (translations with seeded mistakes)"),
]


def test_checks_find_what_is_wrong_and_leave_alone_what_is_right(tmp_path):
    report = tmp_path / "report.json"
    command = [sys.executable, "manage.py", "check_translation", "--jsonl"]
    subprocess.run(
        [sys.executable, SCORE, "--langs", LANGUAGES, "--out", report, "--", *command],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    found = json.loads(report.read_text("utf-8"))

    assert found["mean_recall"] >= 0.85
    assert found["units_with_any_false_alarm_per_1000"] <= 100
    assert found["false_alarms_per_1000"]["numbers"] <= 10
    assert found["mean_legal_alarm"] <= 0.02
