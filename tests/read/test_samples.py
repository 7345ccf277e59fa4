"""The samples of each form, as they lie in ``samples/forms``: all are one report, and all give its tree."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import pytest
from damage.answers import bare
from forms import to_text
from read.test_forms import DOCUMENTS, findings, share, units

import undoc
from undoc.pipeline import read

FOLDER = Path(__file__).parents[2] / "samples" / "forms"
REPORT = DOCUMENTS["sg-report-water"]
SAMPLES = sorted(path.name for path in FOLDER.glob("report-*"))
FORMATS = {".pdf": "pdf", ".html": "html", ".docx": "docx"}


@cache
def wanted() -> undoc.Document:
    return undoc.parse(to_text(REPORT))


@pytest.mark.parametrize("name", [name for name in SAMPLES if "traditional" not in name])
def test_each_sample_is_the_report(name: str) -> None:
    document = undoc.parse(FOLDER / name)
    assert document.source.format == FORMATS.get(Path(name).suffix, "text")
    assert share(units(wanted()), units(document)) >= 0.97
    assert document.meta.symbol == "A/88/999"
    assert document.meta.date == "2033-08-02"
    for kind in ("symbols", "dates", "speakers", "notes"):
        expected, found = findings(wanted())[kind], findings(document)[kind]
        assert expected == found or share(expected, found) >= 0.95, kind


def test_the_traditional_one() -> None:
    document = undoc.parse(FOLDER / "report-traditional-big5.txt")
    assert (document.meta.language, document.source.encoding) == ("zh-Hant", "big5hkscs")
    assert len(document.dates) == len(wanted().dates)
    assert [node.num for node in document.body] == [node.num for node in wanted().body]


def test_the_script_makes_what_lies_there() -> None:
    specification = importlib.util.spec_from_file_location("make_samples", FOLDER / "make.py")
    assert specification and specification.loader
    script = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(script)
    assert sorted(script.MAKERS) == SAMPLES
    for name in SAMPLES:
        if name.endswith((".pdf", ".gz", ".zip", ".docx")):  # their packing may differ from one zlib to another
            continue
        assert script.MAKERS[name]() == (FOLDER / name).read_bytes(), name
    assert read(script.MAKERS["report-cid.pdf"]()).text == read(FOLDER / "report-cid.pdf").text
    assert bare(read(FOLDER / "report-zip.zip").text) == bare(to_text(REPORT).decode())
