"""Tables of what was found: every row whole, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

import undoc
from undoc.model import Symbol
from undoc.write import WRITERS, Options
from undoc.write.csv import COLUMNS, LISTS, safe, write_csv

REPORT = """\
A/CONF.999/L.3

委员会的报告

1. 在2031年4月12日第一次会议上，西班牙（代表欧洲联盟）和波兰的代表作了发言。

2. 委员会收到A/CONF.999/9和第74/95号决议。
"""


def rows(document) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(write_csv(document), newline="")))


def test_a_row_a_find() -> None:
    document = undoc.parse(REPORT)
    found = rows(document)
    assert len(found) == sum(len(getattr(document, name)) for name in LISTS)
    assert {row["document"] for row in found} == {"A/CONF.999/L.3"}
    short = {
        name: [row[name] for row in found if row["list"] == "speakers"] for name in ("name", "on_behalf_of", "date")
    }
    assert short == {"name": ["西班牙", "波兰"], "on_behalf_of": ["欧洲联盟", ""], "date": ["2031-04-12"] * 2}
    assert [(row["symbol"], row["paragraph"]) for row in found if row["list"] == "symbols"] == [
        ("A/CONF.999/L.3", ""), ("A/CONF.999/9", "2"),
    ]  # fmt: skip
    (meeting,) = [row for row in found if row["list"] == "meetings"]
    assert (meeting["numbers"], meeting["text"]) == ("1", "第一次会议")


def test_every_field_of_the_lists_has_its_column() -> None:
    document = undoc.parse(REPORT)
    names = {name for kind in LISTS for entry in getattr(document, kind) for name in type(entry).model_fields}
    assert names - {"offset", "cell"} <= set(COLUMNS)


def test_nothing_found_is_a_table_with_no_rows() -> None:
    assert write_csv(undoc.parse("委员会的说明。\n")) == ",".join(COLUMNS) + "\r\n"


def test_spreadsheets_are_told_that_it_is_unicode() -> None:
    assert WRITERS["csv"].write(undoc.parse(REPORT), Options()).startswith(b"\xef\xbb\xbfdocument,list,")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－1", "--04-12"])
def test_formulas_are_defused(formula) -> None:
    assert safe(formula) == f"'{formula}"
    document = undoc.parse(REPORT)
    document.symbols = [Symbol(symbol=formula, text=formula, eid="x", offset=(0, 1))]
    document.meta.symbol = formula
    assert {rows(document)[0]["document"], rows(document)[-1]["document"]} == {f"'{formula}"}
    assert [row["symbol"] for row in rows(document) if row["list"] == "symbols"] == [f"'{formula}"]


def test_what_is_no_formula_stays() -> None:
    assert safe("A/65/1") == "A/65/1"
    assert safe("") == ""
