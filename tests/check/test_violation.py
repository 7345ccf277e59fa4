"""A stage that loses or invents a character: no output, one line, a report that can be sent, in every way in."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

import undoc
from undoc import pipeline
from undoc.batch import Order, make_plan, run
from undoc.cli.app import run as command_line
from undoc.errors import ConservationError, InternalError
from undoc.pipeline import parse_with_text
from undoc.tree import Tree
from undoc.write import WRITERS, Options, akn

TEXT = "委员会的报告\n\n1. 会议于2031年4月12日开幕，通过机密议程。\n\n2. 委员会注意到报告。\n"


def lose(tree: Tree) -> None:
    tree.body[0].text = tree.body[0].text.replace("开幕", "幕")


def invent(tree: Tree) -> None:
    tree.body[1].text += "贰"


@pytest.fixture(params=["lose", "invent"])
def broken(request, monkeypatch, tmp_path) -> str:
    """A stage that harms what goes through it; reports go to the test's folder. Gives what it does."""
    harm: Callable[[Tree], None] = {"lose": lose, "invent": invent}[request.param]
    sound = pipeline.assign_eids

    def assign_eids(tree: Tree) -> None:
        sound(tree)
        harm(tree)

    monkeypatch.setattr(pipeline, "assign_eids", assign_eids)
    (tmp_path / "reports").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "reports"))
    return request.param


def check_report(report: str, harm: str) -> None:
    assert undoc.__version__ in report and "Python 3." in report
    assert pipeline.read(TEXT).sha256 in report
    assert ("lost: U+5F00 '\\u5f00', 1 times, lines 3" in report) is (harm == "lose")
    assert ("invented: U+8D30 '\\u8d30', 1 times, lines 5" in report) is (harm == "invent")
    assert "机密" not in report and report.isascii()


def test_in_the_library(broken: str) -> None:
    for parse in (undoc.parse, pipeline.parse_plain, pipeline.parse_with_text):
        with pytest.raises(ConservationError) as error:
            parse(TEXT)
        assert isinstance(error.value, InternalError)
        assert "\n" not in str(error.value)
        assert f"{broken} 1 character (line {3 if broken == 'lose' else 5})" in str(error.value)
        assert (error.value.lost, error.value.invented) == (("开", "") if broken == "lose" else ("", "贰"))
        check_report(error.value.report, broken)


@pytest.mark.parametrize("form", ["json", "akn", "html", "md", "text", "csv"])
def test_parse(broken: str, form: str, tmp_path: Path, capfd) -> None:
    source, out = tmp_path / "report.txt", tmp_path / "out"
    source.write_text(TEXT, "utf-8")
    assert command_line(["parse", str(source), "--to", form, "-o", str(out)]) == 1
    printed = capfd.readouterr()
    assert printed.out == ""
    line = printed.err.removesuffix("\n")
    assert "\n" not in line and line.startswith(
        f"undoc: {source}: internal error: the document would {broken} 1 character"
    )
    assert not out.exists()
    saved = Path(line.rpartition(" ")[2])
    assert saved.parent == tmp_path / "reports"
    check_report(saved.read_text("utf-8"), broken)


def test_batch(broken: str, tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    source.write_text(TEXT, "utf-8")
    plan = make_plan([source], tmp_path / "out", ".json")
    (outcome,) = run(plan.tasks, Order("json"))  # in this process, as of all small batches
    assert outcome.cause == "internal"
    assert outcome.error is not None and f"{broken} 1 character" in outcome.error
    check_report(Path(outcome.error.rpartition(" ")[2]).read_text("utf-8"), broken)
    assert not (tmp_path / "out").exists()


def test_the_xml_is_held_to_the_document(monkeypatch) -> None:
    document = undoc.parse(TEXT)
    sound = akn._Writer.write
    monkeypatch.setattr(akn._Writer, "write", lambda self: sound(self).replace("注意", "注"))
    with pytest.raises(ConservationError, match=r"the XML would lose 1 character \(line 5\)"):
        document.to_akn()


@pytest.mark.parametrize(
    ("form", "writer", "output"),
    [
        ("html", "html.write_html", "page"),
        ("md", "markdown.write_markdown", "Markdown"),
        ("text", "text.write_text", "text"),
    ],
)
def test_what_is_written_lacks_nothing(form: str, writer: str, output: str, monkeypatch) -> None:
    """The source view of the page, which has all characters of the source, is no excuse."""
    plain, source = parse_with_text(TEXT)
    module, _, name = writer.partition(".")
    module = importlib.import_module(f"undoc.write.{module}")
    sound = getattr(module, name)
    assert WRITERS[form].write(plain, Options(source=source))
    monkeypatch.setattr(module, name, lambda *given: sound(*given).replace("注意", "注"))
    with pytest.raises(ConservationError, match=rf"the {output} would lose \d characters? \(line 5\)"):
        WRITERS[form].write(plain, Options(source=source))


def test_where_no_report_can_be_left_the_line_is_still_said(broken: str, monkeypatch, tmp_path: Path) -> None:
    from undoc.reason import reason

    def full(*given: object, **more: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    with pytest.raises(ConservationError) as error:
        undoc.parse(TEXT)
    assert reason(error.value) == f"internal error: {error.value}"
