"""Symbols: the case file, the symbol itself (parse, canonical, link), and what must hold of any text."""

from __future__ import annotations

import pytest
from extract.phrases import Case, flow_for, make_flow, read_cases
from hypothesis import given
from hypothesis import strategies as st

from undoc.extract.symbols import find_symbols
from undoc.symbols import canonical, expand, link, parse

_PIECES = [
    "A/65/100",
    "S/RES/1325(2000)",
    "A/",
    "/",
    "和",
    "Add.1",
    " ",
    "　",
    "\n",
    "(",
    ")",
    "（",
    "1",
    "-",
    "第",
    "号",
    "。",
]
texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=40).map("".join)


@pytest.mark.parametrize("case", read_cases("symbols.txt"), ids=lambda case: f"{case.line}: {case.form}")
def test_case(case: Case) -> None:
    flow = flow_for(case)
    found = find_symbols(flow)
    assert [(flow.printed(each.start, each.end), each.symbol) for each in found] == case.expected


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("Ａ／ＣＯＮＦ．２１３／９", "A/CONF.213/9"),
        (" A / 65 / 100 * ", "A/65/100"),
        ("a/res/217 a (iii)", "A/RES/217A(III)"),
        ("S/RES/1325 （2000）", "S/RES/1325(2000)"),
        ("A/77/672/add.1", "A/77/672/Add.1"),
        ("A/77/672/ADD. 1/CORR.2", "A/77/672/Add.1/Corr.2"),
        ("UNEP/EA.5/res.5", "UNEP/EA.5/Res.5"),
        ("A/RES/52/12 A", "A/RES/52/12A"),
        ("NPT/CONF.2010/50 (vol. I)", "NPT/CONF.2010/50(Vol.I)"),
        ("A/ES‑10/273", "A/ES-10/273"),
    ],
)
def test_canonical(printed: str, symbol: str) -> None:
    assert canonical(printed) == symbol
    assert canonical(symbol) == symbol


def test_parse_tells_body_kind_and_endings() -> None:
    parts = parse("A/C.3/65/L.12/Rev.1")
    assert parts is not None
    assert (parts.prefix, parts.body, parts.organ) == ("A/C.3", "第三委员会", "大会")
    assert (parts.parts, parts.endings, parts.kind) == (("65", "L.12"), ("Rev.1",), "draft")


@pytest.mark.parametrize(
    ("symbol", "body", "kind"),
    [
        ("S/RES/1325 (2000)", "安全理事会", "resolution"),
        ("A/RES/77/200", "大会", "resolution"),
        ("A/HRC/RES/54/5", "人权理事会", "resolution"),
        ("S/PV.10124", "安全理事会", "verbatim_record"),
        ("S/PRST/2018/19", "安全理事会", "presidential_statement"),
        ("E/CN.15/2010/L.2", "预防犯罪和刑事司法委员会", "draft"),
        ("CEDAW/C/BGD/CO/8", "消除对妇女歧视委员会", "concluding_observations"),
    ],
)
def test_parse_kinds(symbol: str, body: str, kind: str) -> None:
    parts = parse(symbol)
    assert parts is not None
    assert (parts.body, parts.kind) == (body, kind)


@pytest.mark.parametrize(
    "text", ["", "和/或", "TCP/IP", "A/H1N1", "2010/11", "GC/IR", "A/65/100 B/1", "第77/200号", "A/", "/"]
)
def test_parse_refuses(text: str) -> None:
    assert parse(text) is None


def test_link_and_expand() -> None:
    assert link("S/RES/1325 (2000)") == "https://undocs.org/zh/S/RES/1325(2000)"
    assert expand("A/C.6/56/SR.11-13") == ["A/C.6/56/SR.11", "A/C.6/56/SR.12", "A/C.6/56/SR.13"]
    assert expand("CRC/C/RUS/CO/6-7") == ["CRC/C/RUS/CO/6-7"]


@given(st.lists(texts, min_size=1, max_size=4))
def test_ranges_lie_within_one_unit(units: list[str]) -> None:
    flow = make_flow([unit.lstrip("^") for unit in units])
    end = 0
    for each in find_symbols(flow):
        assert end <= each.start < each.end <= len(flow.text)
        assert "\n" not in flow.printed(each.start, each.end) or "\n" in flow.units[flow.at(each.start)].text
        assert flow.at(each.start) == flow.at(each.end - 1)
        assert each.symbol == canonical(each.symbol)
        end = each.end


def test_parse_knows_numbered_series_with_their_documents() -> None:
    found = parse("UNEP/EA.5/Res.11")
    assert found is not None
    assert (found.prefix, found.body, found.kind, found.parts) == (
        "UNEP/EA.5",
        "联合国环境大会",
        "resolution",
        ("Res.11",),
    )
