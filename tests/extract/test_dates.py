"""Dates: the case file, diagnostics, footnotes, and what must hold of any text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.phrases import Case, flow_for, make_flow, read_cases
from undoc.extract.dates import FoundDate, find_dates
from undoc.extract.flow import flow_of
from undoc.tree import Node, Note, Tree

_CASES = read_cases("dates.txt")
_PIECES = [
    *"2010年 4月 12日 13日 和 至 、 同 次 翌 每 第 月 年 日".split(),
    *"2010-2015年 2020/21年度 May 一九八0年 〇 ( （ 《 》 。".split(),
]
texts = st.lists(st.sampled_from([*_PIECES, " ", "\n", "　"]) | st.text(max_size=3), max_size=40).map("".join)


def meaning(found: FoundDate) -> str:
    """As a case file has it: "2010-04-12/2010-04-19 ?year"."""
    last = f"/{found.last}" if found.last != found.first else ""
    return found.first + last + (f" ?{','.join(found.inferred)}" if found.inferred else "")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: f"{case.line}: {case.form}")
def test_case(case: Case) -> None:
    flow = flow_for(case)
    flow.meta["date"] = case.settings.get("date")
    found, _ = find_dates(flow)
    assert [(flow.printed(each.start, each.end), meaning(each)) for each in found] == case.expected


def test_a_third_of_the_cases_are_traps() -> None:
    assert 3 * sum(not case.expected for case in _CASES) >= len(_CASES) * 0.9


def test_nothing_in_digits_without_a_unit() -> None:
    found, troubles = find_dates(make_flow(["第63/900号、第1325(2000)号、A/65/100、2010、4、12"]))
    assert (found, troubles) == ([], [])


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("委员会于4月12日开会。", "date-without-year", "info"),
        ("2011年2月30日", "date-impossible", "warning"),
        ("1999915日", "date-damaged", "warning"),
        ("1999111日", "date-damaged", "warning"),
    ],
)
def test_troubles(text: str, code: str, severity: str) -> None:
    _, troubles = find_dates(flow_of(Tree(body=[Node("block", 7, text=text)])))
    assert [(each.code, each.severity, each.line) for each in troubles] == [(code, severity, 7)]
    assert troubles[0].message


@pytest.mark.parametrize("text", ["2011年2月28日", "每年4月12日", "宣布5月2日为世界节水日", "30日内"])
def test_no_troubles(text: str) -> None:
    assert find_dates(make_flow([text]))[1] == []


def test_a_footnote_goes_by_the_text_before_its_mark() -> None:
    first = Node("block", 1, text="2010年5月9日", eid="a")
    second = Node("block", 2, text="2012年6月8日和2013年7月6日", eid="b")
    notes = [
        Note("1", "见4月2日的电文", 3, eid="fn_1", anchor=(first, 9)),
        Note("2", "见3月3日的电文", 4, eid="fn_2", anchor=(second, 9)),
        Note("3", "见3月4日的电文", 5, eid="fn_3"),
    ]
    found, troubles = find_dates(flow_of(Tree(body=[first, second], notes=notes)))
    assert [each.first for each in found[3:]] == ["2010-04-02", "2012-03-03", "2013-03-04"]
    assert troubles == []


def test_headings_and_cells_give_the_year() -> None:
    section = Node("section", 1, heading="2009年的活动", children=[Node("block", 2, text="5月9日举行会议。")])
    table = Node("table", 3, rows=[["2008年", "6月1日"]])
    found, _ = find_dates(flow_of(Tree(body=[section, table])))
    assert [each.first for each in found] == ["2009", "2009-05-09", "2008", "2008-06-01"]


@pytest.mark.parametrize(
    ("own", "first"), [("2012", "2012-04-12"), ("2012-09", "2012-04-12"), ("soon", "--04-12"), (None, "--04-12")]
)
def test_own_date(own: str | None, first: str) -> None:
    flow = make_flow(["4月12日"])
    flow.meta["date"] = own
    assert [each.first for each in find_dates(flow)[0]] == [first]


_ISO = re.compile(r"(?:\d{4}|-)(?:-\d\d){1,2}|\d{4}")


@given(st.lists(texts, min_size=1, max_size=4))
def test_what_must_hold(units: list[str]) -> None:
    flow = make_flow([unit.lstrip("^").replace("\n", "") for unit in units])
    end = 0
    for each in find_dates(flow)[0]:
        assert end <= each.start < each.end <= len(flow.text)
        assert "\n" not in flow.printed(each.start, each.end)
        assert _ISO.fullmatch(each.first)
        assert _ISO.fullmatch(each.last)
        assert set(each.inferred) <= {"year", "month", "day"}
        end = each.end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "12、",
        "2010年",
        "4月12日和",
        "12至",
        "同",
        "2010-",
        "2010年4月12日至",
        "May ",
        "4月",
        "《2010年",
        "，3日",
        "廿 ",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    times = []
    for count in (5_000, 20_000):
        flow = make_flow([piece * count])
        begin = time.perf_counter()
        find_dates(flow)
        times.append(time.perf_counter() - begin)
    assert times[1] < 12 * times[0] + 0.2


def _read(*units: str, title: str = "", date: str | None = None, kind: str = "report") -> list[str]:
    tree = Tree(meta={"date": date, "kind": kind}, body=[Node("block", 1, text=text) for text in units])
    tree.preface = [Node("subtitle", 1, text=title)] if title else []
    found, _ = find_dates(flow_of(tree))
    return [meaning(each) for each in found][1 if title else 0 :]


def test_years_come_from_the_range_in_the_title() -> None:
    assert _read("会议第六届(2034年)商定。", "在6月24日。", title="(2036年6月23日至7月11日)")[1:] == [
        "2036-06-24 ?year"
    ]
    assert _read("在1月5日。", title="(2035年12月6日至2036年1月9日)") == ["2036-01-05 ?year"]


def test_sittings_go_by_sittings() -> None:
    texts = ("在2035年5月22日第3次会议上，", "自2034年3月1日起冻结招聘。", "在5月25日第9次会议上，")
    assert _read(*texts)[-1] == "2035-05-25 ?year"
    assert _read("在2035年12月22日第3次会议上，", "在1月5日第4次会议上，")[-1] == "2036-01-05 ?year"


def test_the_day_of_the_week_tells_the_year() -> None:
    assert _read("2036年，灯塔修复。项目推迟到12月15日星期二。", date="2037-12-08")[-1] == "2037-12-15 ?year"


def test_the_distant_past_is_no_frame() -> None:
    assert _read("1945年，灯塔建成。", "12月15日继续。", date="2037-12-08")[-1] == "2037-12-15 ?year"
    assert _read("工作组2037年在纽约举行会议，会期为3月1日至5日。")[-1] == "2037-03-01/2037-03-05 ?year"
