"""Meetings: the case file, ranges that cannot be, and what must hold of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.phrases import Case, flow_for, make_flow, read_cases
from undoc.extract.meetings import MOST, expand_meetings, find_meetings

_CASES = read_cases("meetings.txt")
_PIECES = "第 次 会议 全体 1 3 十 百 一次 至 和 、 - （续会） （ ） 日 届 缔约国".split()
texts = st.lists(st.sampled_from([*_PIECES, " ", "　"]) | st.text(max_size=3), max_size=40).map("".join)


@pytest.mark.parametrize("case", _CASES, ids=lambda case: f"{case.line}: {case.form}")
def test_case(case: Case) -> None:
    flow = flow_for(case)
    found = [
        (flow.printed(each.start, each.end), [*map(str, each.numbers), each.kind or ""]) for each in find_meetings(flow)
    ]
    assert [(text, " ".join(parts).strip()) for text, parts in found] == case.expected


def test_a_third_of_the_cases_are_traps() -> None:
    assert 3 * sum(not case.expected for case in _CASES) >= len(_CASES)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第一次至第三次会议", [1, 2, 3]),
        ("第5和第6次会议", [5, 6]),
        ("第1次和第3至5次会议", [1, 3, 4, 5]),
        ("第十二届会议", []),
        ("", []),
    ],
)
def test_expand(text: str, numbers: list[int]) -> None:
    assert expand_meetings(text) == numbers


@pytest.mark.parametrize("text", ["第三次至第一次会议", "第5-3次会议", "第3至第3次会议", f"第1至{MOST + 2}次会议"])
def test_ranges_that_cannot_be(text: str) -> None:
    with pytest.raises(ValueError, match="range"):
        expand_meetings(text)
    [found] = find_meetings(make_flow([text]))
    assert len(found.numbers) == 2


@given(st.lists(texts, min_size=1, max_size=4))
def test_what_must_hold(units: list[str]) -> None:
    flow = make_flow([unit.lstrip("^").replace("\n", "") for unit in units])
    end = 0
    for each in find_meetings(flow):
        assert end <= each.start < each.end <= len(flow.text)
        assert "\n" not in flow.printed(each.start, each.end)
        assert flow.text[each.start] == "第" or flow.text[each.start - 1] == "日"
        end = each.end


@pytest.mark.parametrize(
    "piece", ["第", "第1次", "第1次和", "第一百次至", "第1次（续会）和", "日1", "第1次全体", "第一", "次会议", "第1（"]
)
def test_time_grows_with_length_only(piece: str) -> None:
    times = []
    for count in (5_000, 20_000):
        flow = make_flow([piece * count])
        begin = time.perf_counter()
        find_meetings(flow)
        times.append(time.perf_counter() - begin)
    assert times[1] < 12 * times[0] + 0.2
