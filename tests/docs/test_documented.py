"""The documentation says all that there is, and nothing that is not: commands, options, fields, codes, forms."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import click
import pytest

from undoc import model, parse
from undoc.cli.app import COMMANDS, undoc
from undoc.write import WRITERS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def parts(text: str) -> dict[str, str]:
    """The sections of a page by their headings (##)."""
    return dict(re.findall(r"^## (.+)\n((?:(?!^## ).*\n)*)", text, re.MULTILINE))


def first_column(text: str) -> set[str]:
    """What is set in backquotes in the first cells of tables."""
    cells = re.findall(r"^\| (.+?) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_command_has_its_section_and_no_other() -> None:
    assert list(parts(page("commands.md"))) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_no_other(name: str) -> None:
    section = parts(page("commands.md"))[name]
    command = undoc.get_command(click.Context(undoc), name)
    assert command is not None
    options = {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert first_column(section) == options
    assert f"$ undoc {name} " in section or f"| undoc {name} " in section


def test_every_form_is_named() -> None:
    row = next(line for line in page("commands.md").splitlines() if line.startswith("| `--to`"))
    assert set(re.findall(r"`([a-z]+)`", row)) == {*WRITERS, "source"}


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("Document", "Document"), ("Source", "Source"), ("Meta", "Meta"), ("Node", "Node"), ("Footnote", "Footnote"),
        ("Furniture", "Furniture"), ("Diagnostic", "Diagnostic"),
    ],
)  # fmt: skip
def test_every_field_of_the_contract_is_documented(section: str, name: str) -> None:
    assert first_column(parts(page("contract.md"))[section]) == set(getattr(model, name).model_fields)


@pytest.mark.parametrize("name", ["Symbol", "Reference", "Date", "Meeting", "Speaker"])
def test_every_field_of_what_is_found_is_documented(name: str) -> None:
    common, *own = re.split(r"^\*\*`(\w+)`\*\*", parts(page("contract.md"))["What was found"], flags=re.MULTILINE)
    tables = dict(zip(own[::2], own[1::2], strict=True))
    fields = first_column(common) | first_column(tables[f"{name.lower()}s"])
    assert fields == set(getattr(model, name).model_fields)


@pytest.mark.parametrize("values", [model.Kind, model.NodeType, model.Part], ids=["kind", "type", "part"])
def test_every_value_is_named(values) -> None:
    assert {f"`{value}`" for value in get_args(values)} <= set(re.findall(r"`\w+`", page("contract.md")))


def codes() -> set[str]:
    """The codes of diagnostics that the program can give."""
    found = set()
    for path in (ROOT / "undoc").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
                if name in ("Trouble", "Diagnostic", "_trouble"):
                    found.add(call.args[0].value)
    return found


def test_every_diagnostic_can_be_looked_up() -> None:
    assert first_column(page("diagnostics.md")) == codes()
    assert len(codes()) > 5


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_links_lead_to_pages_and_every_page_is_on_the_site(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        assert link.startswith("https://") or (path.parent / link).exists(), link
    assert f": {path.name}\n" in (ROOT / "mkdocs.yml").read_text("utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_python_in_the_documentation_is_python(path: Path) -> None:
    for code in re.findall(r"^```python\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        compile(code, path.name, "exec")


def test_what_the_library_page_shows_is_so(tmp_path: Path, monkeypatch, capsys) -> None:
    """Its examples, one after the other, with a sample as the report."""
    (tmp_path / "report.txt").write_bytes((ROOT / "samples" / "report-blank-lines.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.json").write_text(parse("report.txt").to_json(), "utf-8")
    names: dict[str, object] = {}
    for code in re.findall(r"^```python\n(.*?)^```", page("library.md"), re.MULTILINE | re.DOTALL):
        exec(compile(code, "library.md", "exec"), names)
        for expression, shown in re.findall(r"^(\S.*?)\s+# ('.*')$", code, re.MULTILINE):
            assert repr(eval(expression, names)) == shown
    assert "is binary, not a text" in capsys.readouterr().out
