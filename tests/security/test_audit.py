"""The question for known vulnerabilities: what is found fails, and what could not be asked is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

AUDIT = Path(__file__).parents[2] / ".ci" / "audit"
GOOD = {"name": "click", "version": "8.1", "vulns": []}
BAD = {"name": "lxml", "version": "1.0", "vulns": [{"id": "CVE-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "rich", "skip_reason": "Dependency not found on PyPI and could not be audited: rich (13)"}
OWN = {"name": "undoc", "skip_reason": "distribution marked as editable"}

pytestmark = pytest.mark.skipif(not AUDIT.exists(), reason="no .ci here")


def asked(tmp_path: Path, answer: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """The call, with a program in the place of pip-audit that answers so."""
    program = tmp_path / "pip_audit.py"
    program.write_text(
        f"import sys\nprint({answer!r})\nprint('no route to the service', file=sys.stderr)\nsys.exit({status})\n"
    )
    call = [sys.executable, AUDIT, tmp_path, sys.executable, program]
    return subprocess.run(call, capture_output=True, text=True)


def report(*packages: dict) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_nothing_known(tmp_path) -> None:
    done = asked(tmp_path, report(GOOD, OWN))
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "audit: 1 packages asked about, 0 vulnerabilities known\n",
        "",
    )


def test_a_vulnerability_fails(tmp_path) -> None:
    done = asked(tmp_path, report(GOOD, BAD, UNKNOWN), 1)
    assert done.returncode == 1
    assert "lxml 1.0: CVE-1, mended in 1.1" in done.stderr
    assert "COULD NOT ASK about 1 of 3 packages (rich)" in done.stderr


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (report(UNKNOWN, OWN), "1 of 1 packages (all of them), so that nothing is known of them: Dependency not found"),
        ("", "the packages that are installed, so that nothing is known of them: no route to the service"),
        ("[]", "no route to the service"),
    ],
)
def test_who_cannot_be_asked_is_no_failure_and_is_said(tmp_path, answer, words) -> None:
    done = asked(tmp_path, answer, 1)
    assert done.returncode == 0
    assert "COULD NOT ASK" in done.stderr and words in done.stderr
    assert "asked about" not in done.stdout
