"""What a document, its name or an archive's table of contents says never commands the terminal that shows it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cli.conftest import REPORT

TITLE = "\x1b]0;owned\x07"  # a terminal's title
ANSWER = "\x1b[21t\x9b6n"  # makes it type
TURNED = "\u202e\u2066"
ATTACK = f"攻{TITLE}击{ANSWER}{TURNED}\x08\x7f\x85者\x1bc"
TEXT = REPORT.replace("一般性讨论\n\n3", f"{ATTACK}讨论\n\n3").replace("波兰", f"{ATTACK}波兰").replace("增编", ATTACK)
# What undoc itself tells a terminal: colours and styles, and of rich's status and progress the cursor.
OWN = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[hl]|\x1b\[[0-9]?[AK]|\r\n|\r")
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def on_a_terminal(arguments: list[object], folder: Path) -> str:
    """What a call prints, both streams, on a terminal of 200 columns."""
    code = (
        "import fcntl, struct, sys, termios; from undoc.cli.app import main\n"
        "fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack('4H', 50, 200, 0, 0)); sys.argv[0] = 'undoc'; main()"
    )
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    call = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    printed = b""
    while True:
        try:
            some = os.read(ours, 65536)
        except OSError:  # how a terminal ends
            break
        if not some:
            break
        printed += some
    os.close(ours)
    call.wait(30)
    return printed.decode("utf-8", "surrogateescape")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "报\x1b]0;owned\x07告.txt"
    path.write_text(TEXT, "utf-8")
    (tmp_path / "plain.txt").write_text(REPORT, "utf-8")
    return path


def calls(path: Path) -> dict[str, list[object]]:
    name = path.name
    return {
        "inspect": ["inspect", name],
        "tree": ["inspect", "--tree", name],
        "lines": ["inspect", "--lines", name],
        "diff": ["diff", "plain.txt", name],
        "parse": ["parse", name],
        "text": ["parse", "--to", "text", name],
        "markdown": ["parse", "--to", "md", name],
        "source": ["parse", "--to", "source", name],
        "csv": ["parse", "--to", "csv", name],
        "missing": ["parse", name + "x"],
        "wrong": ["validate", name],
        "usage": ["parse", name, "-o", name],
        "option": ["parse", name, "--encoding", ATTACK.replace("\x00", "")],
        "command": [ATTACK],
        "batch": ["batch", name, name + "x", "-d", "out\x1bc", "--to", "text"],
    }


@pytest.mark.parametrize("what", calls(Path("x")))
def test_nothing_of_a_document_reaches_the_terminal(hostile, tmp_path, what) -> None:
    printed = on_a_terminal(calls(hostile)[what], tmp_path)
    assert re.search("[报击]", printed) or what == "batch"
    assert "Traceback" not in printed and "internal error" not in printed
    obeyed = OBEYED.findall(OWN.sub("", printed))
    if what in ("parse", "text", "markdown", "source", "csv"):  # a document's own turns are its text, which it keeps
        obeyed = [sign for sign in obeyed if sign not in TURNED]
    assert obeyed == []


@pytest.mark.parametrize("what", ["inspect", "tree", "lines", "diff", "missing", "wrong", "usage", "batch"])
def test_nor_does_it_in_a_pipe(run, hostile, what) -> None:
    result = run(*calls(hostile)[what])
    assert OBEYED.findall((result.stdout + result.stderr).decode()) == []


def test_what_is_shown_stands_in_its_place(run, hostile) -> None:
    shown = run("inspect", "--lines", hostile.name).stdout.decode()
    assert "攻␛]0;owned击␛[21t" in shown or "攻␛]0;owned␇击␛[21t" in shown
    assert "�" in shown and "␡" in shown


def test_json_on_a_terminal_is_still_json(hostile, tmp_path) -> None:
    printed = on_a_terminal(["parse", "--compact", hostile.name], tmp_path)
    document = json.loads(printed)
    assert ATTACK.replace("\x85", " ").split()[0][:5] in json.dumps(document, ensure_ascii=False).replace(
        "\\u001b", "\x1b"
    )


def test_what_is_piped_is_the_document_as_it_is(run, hostile) -> None:
    assert run("parse", "--to", "source", hostile.name).stdout.decode() == TEXT


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_findings(run, tmp_path, form) -> None:
    name = "x\x1b]0;owned\x07\x9b.json"
    document = json.loads(run("parse", "-", stdin=REPORT.encode()).stdout)
    document["body"][0]["eid"] = document["body"][0]["children"][0]["eid"] = "a\x1bc\x9b6n\u202e"
    document["symbols"][0]["text"] = f"\x1b]0;owned\x07{ATTACK}"
    (tmp_path / name).write_text(json.dumps(document), "utf-8")
    printed = on_a_terminal(["validate", "--format", form, name], tmp_path)
    assert "eid" in printed and len(printed.splitlines()) > 2
    obeyed = OBEYED.findall(OWN.sub("", printed))
    assert [sign for sign in obeyed if form != "json" or sign not in TURNED] == []
    assert OBEYED.findall(run("validate", "--format", "github", name).stdout.decode()) == []


def test_names_in_archives(run, tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("x\x1bc.txt", "../y\x1bc.txt", "x\x1bc.html", "empty\x9b\u202e.txt"):
            archive.writestr(name, "" if "empty" in name else REPORT)
    for call in (["batch", "a.zip", "-d", "out"], ["batch", "a.zip", "-d", "out", "--exclude", "*.html"]):
        printed = on_a_terminal(call, tmp_path)
        assert "a.zip" in printed
        assert OBEYED.findall(OWN.sub("", printed)) == []
