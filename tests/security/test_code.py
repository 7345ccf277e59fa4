"""undoc's own code runs nothing that it reads, starts no program, asks no network; and keeps nothing in shared folders."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "undoc").rglob("*.py"))
# What runs a text, or makes objects of it; what starts programs; what opens connections; what is shared with others.
FORBIDDEN = {
    "pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml", "code", "codeop", "runpy",
    "subprocess", "pty", "ctypes", "webbrowser",
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "telnetlib", "xmlrpc", "asyncio", "requests",
    "tempfile",
}  # fmt: skip
EXCEPTIONS = {
    "undoc/read/pdf_glyphs.py": {"ctypes"},  # numbers for the functions of pypdfium2 to fill
    "undoc/reason.py": {"tempfile"},  # the report of a violation, in a new file of a name that nobody can guess
}
CALLS = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}
METHODS = {
    "system",
    "popen",
    "fork",
    "spawnv",
    "spawnl",
    "execv",
    "execl",
    "execvp",
    "posix_spawn",
    "extractall",
    "extract",
}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield f".{node.func.attr}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_runs_what_it_reads(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    names = {part for name in imported(tree) for part in (name, name.partition(".")[0])}
    assert names & FORBIDDEN <= EXCEPTIONS.get(path.relative_to(ROOT).as_posix(), set())
    calls = set(called(tree))
    assert calls & (CALLS | {f".{method}" for method in METHODS}) == set()


WATCHED = """
import sys
seen = []
def watch(event, arguments):
    if event.split(".")[0] in ("subprocess", "socket", "pty", "ctypes", "marshal", "pickle") or event in (
        "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.startfile", "tempfile.mkstemp", "tempfile.mkdtemp",
    ):
        seen.append(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        seen.append(f"writes {arguments[0]}")
    if event == "open" and arguments[2] & 3:
        seen.append(f"writes {arguments[0]}")
from undoc.cli.app import run
import undoc.pipeline, undoc.check.akn, undoc.check.document, undoc.cli.parse, undoc.cli.validate, undoc.compare
sys.addaudithook(watch)
status = run(sys.argv[1:])
print("\\n".join(seen), file=sys.stderr)
sys.exit(status)
"""
SAMPLE = ROOT / "samples" / "report-blank-lines.txt"


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", "{source}", "--to", "html"],
        ["parse", "{source}", "--keywords", "5", "--to", "akn"],
        ["inspect", "{source}"],
        ["diff", "{source}", "{source}"],
        ["validate", "{xml}"],
        ["parse", "{xml}"],
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_what_python_itself_sees(arguments, tmp_path) -> None:
    """Python's audit events while a command runs: nothing is started, nobody is asked, no file is opened to be written;
    what reads nothing but documents leaves no trace on the machine. Modules that Python compiles do not count."""
    xml = tmp_path / "x.xml"
    subprocess.run([sys.executable, "-m", "undoc", "parse", SAMPLE, "-o", xml], check=True)
    call = [each.format(source=SAMPLE, xml=xml) for each in arguments]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", WATCHED, *call], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    events = [line for line in done.stderr.splitlines() if not line.startswith(("undoc:", "marshal.load"))]
    assert [event for event in events if event] == []
    assert list(tmp_path.iterdir()) == [xml]
