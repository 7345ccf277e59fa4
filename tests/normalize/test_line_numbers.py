"""Line numbers are taken off, whatever their kind; numbers of paragraphs, lists, tables, years and agendas are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from damage import LAYOUTS, clean_documents, damage
from damage.answers import bare
from hypothesis import given, settings
from hypothesis import strategies as st

import undoc
from undoc.check.conservation import lost_and_invented
from undoc.normalize import normalize
from undoc.normalize.line_numbers import take_line_numbers
from undoc.normalize.lines import split_lines

NUMBERED = [name for name, layout in LAYOUTS.items() if layout.line_numbers]


def line_numbers(text: str) -> list[str]:
    return [piece.line.raw for piece in normalize(text)[1] if piece.kind == "line_number"]


@pytest.mark.parametrize("name", NUMBERED)
def test_all_line_numbers_and_nothing_else(name: str) -> None:
    """What is left of a text with line numbers is the text without them."""
    layout = LAYOUTS[name]
    for clean in clean_documents():
        if clean.held_out or clean.name in ("auditors-report-fund", "corrigendum", "ga-resolution-budget"):
            continue  # a page number where a line number would be, two numbers in all, a last page of one line
        text = damage(clean, layout)[0].replace("\r\n", "\n")
        without = damage(clean, replace(layout, line_numbers=0))[0]
        kept = "".join(line.raw for line in normalize(text)[0])
        wanted = "".join(line.raw for line in normalize(without.replace("\r\n", "\n"))[0])
        assert bare(kept) == bare(wanted), clean.name


@pytest.mark.parametrize("name", NUMBERED)
def test_the_spans_leave_line_numbers_out(name: str) -> None:
    clean = next(clean for clean in clean_documents() if clean.name == "concluding-observations")
    text = damage(clean, LAYOUTS[name])[0].replace("\r\n", "\n")
    document = undoc.parse(text)
    assert lost_and_invented(text, document) == ("", "")
    taken = [piece for piece in document.furniture if piece.kind == "line_number"]
    assert len(taken) > 10
    for piece in taken:
        ((start, end),) = piece.spans
        assert text[start:end] == piece.text
        assert piece.text.isdecimal()
    for node in document.body:
        assert all(not start <= piece.spans[0][0] < end for start, end in node.spans for piece in taken)


@pytest.mark.parametrize(
    "name", ["plain", "dense-all", "numbers-alone", "two-columns", "typescript", "web-lines", "fullwidth", "drawn-12"]
)
def test_no_other_layout_has_any(name: str) -> None:
    for clean in clean_documents():
        text = damage(clean, LAYOUTS[name])[0].replace("\r\n", "\n")
        assert take_line_numbers(split_lines(text), text)[1] == [], clean.name


@pytest.mark.parametrize(
    "text",
    [
        # an agenda, a number and a gap before each item
        "临时议程\n"
        + "".join(f"{n}  {item}\n" for n, item in enumerate(["通过议程", "选举主席团成员", "渡口安全", "其他事项"] * 6, 1)),
        # a table, its numbers, names and sums
        "".join(f"{n}    {name}    {n * 37}    {n * 11}\n" for n, name in enumerate(["北岛", "南岛", "东部高地"] * 9, 1)),
        # a list of documents, one a line, some long
        "".join(f"{n} 秘书长关于{'渡口、灯塔和航标' * (n % 4)}的报告\n" for n in range(1, 40)),
        # the same, each a sentence
        "".join(f"{n} 委员会审议了{'渡口、灯塔和航标' * (n % 4)}问题。\n" for n in range(1, 40)),
        # years of a table, each fifth, four lines of text below each
        "".join(f"{year}  方案预算\n" + "拨款和支出，单位千美元，按部分列出，见附件\n" * 4 for year in range(1990, 2030, 5)),
        # paragraphs whose numbers stand apart, or alone
        "".join(f"{n}.  委员会审议了渡口安全问题，\n并请秘书处编写摘要。\n" for n in range(1, 40)),
        "".join(f"{n}\n委员会审议了渡口安全问题，\n并请秘书处编写摘要，提交下届会议。\n" for n in range(1, 40)),
        # contents with their pages
        "目录\n" + "".join(f"第{n}章 渡口的安全 ........ {n}\n" for n in range(1, 30)),
        # a table that came out column by column
        "序号\n" + "".join(f"{n}\n" for n in range(1, 21)) + "会员国\n" + "".join(f"北岛{n}\n" for n in range(1, 21)),
        # participants: name and post on each line
        "".join(f"{n} 李明，{'北部群岛' * (1 + n % 3)}代表团副团长\n" for n in range(1, 50)),
    ],
)  # fmt: skip
def test_numbers_that_are_no_line_numbers(text: str) -> None:
    assert line_numbers(text) == []
    assert [piece.text for piece in undoc.parse(text).furniture] == []


items = st.lists(
    st.sampled_from(
        ["通过议程", "选举", "渡口安全", "工作安排", "其他事项，包括2031年9月的会议", "报告", "A/CONF.999/1"]
    ),
    min_size=1,
    max_size=6,
).map("".join)
forms: list[Callable[[int, str], str]] = [
    lambda number, item: f"{number} {item}",
    lambda number, item: f"{number}. {item}",
    lambda number, item: f"{item}    {number}",
    lambda number, item: f"{number}\n{item}",
    lambda number, item: f"{2000 + number}    {item}    {number * 5}",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(items, min_size=1, max_size=60), st.sampled_from(forms), st.integers(1, 30))
def test_lists_keep_their_numbers(listed: list[str], form: Callable[[int, str], str], first: int) -> None:
    text = "大会第九十一届会议\n暂定项目表\n" + "\n".join(form(first + n, item) for n, item in enumerate(listed)) + "\n"
    assert line_numbers(text) == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text("渡口安全，。", min_size=20, max_size=160), min_size=8, max_size=20),
    st.integers(18, 40),
    st.sampled_from([5, 10]),
    st.booleans(),
)
def test_running_text_loses_them(paragraphs: list[str], width: int, step: int, right: bool) -> None:
    lines = [paragraph[at : at + width] for paragraph in paragraphs for at in range(0, len(paragraph), width)]
    while len(lines) < 4 * step:
        lines += lines
    made = []
    for count, line in enumerate(lines, 1):
        number = str(count) if count % step == 0 else ""
        made.append(f"{line}{'　' * (width + 2 - len(line))}{number}".rstrip() if right else f"{number:5}{line}")
    text = "\n".join(made) + "\n"
    assert line_numbers(text) == [str(count) for count in range(step, len(lines) + 1, step)]
    assert [line.raw for line in take_line_numbers(split_lines(text), text)[0]] == lines
