"""Clean text and Markdown: what a reader sees, and that no character is lost on the way."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from undoc.model import Anchor, Document, Footnote, Meta, Node, NoteMark, Source
from undoc.write.markdown import escape, write_markdown
from undoc.write.text import numbered, with_marks, write_text


def node(type: str, text: str = "", **more) -> Node:
    node.count = getattr(node, "count", 0) + 1
    return Node(type=type, eid=more.pop("eid", f"n{node.count}"), text=text, line=node.count, **more)


def mark(marker: str, offset: int, part: str = "text") -> NoteMark:
    return NoteMark(marker=marker, offset=offset, part=part)


def note(marker: str, text: str, eid: str, offset: int) -> Footnote:
    return Footnote(marker=marker, text=text, eid=f"note_{marker}_{eid}", anchor=Anchor(eid=eid, offset=offset))


@pytest.fixture
def document() -> Document:
    """A bit of all there is: sections, items in items, two notes 1, a table, a speech, an annex."""
    last = node("paragraph", "全体。", num="1.", eid="a1", notes=[mark("1", 3)])
    return Document(
        source=Source(name=None, sha256="0" * 64, format="text", characters=1, lines=1),
        meta=Meta(),
        preface=[
            node("title", "委员会的报告", notes=[mark("*", 6)], eid="title"),
            node("subtitle", "增编"),
            node("contents", "目录", rows=[["一、导言", "1"], ["二、[结论]", "12"]]),
        ],
        preamble=[node("recital", "回顾第65/1号决议，")],
        body=[
            node(
                "section",
                num="一、",
                heading="导言",
                eid="sec",
                children=[
                    node(
                        "paragraph",
                        "委员会收到：",
                        num="1.",
                        eid="p1",
                        notes=[mark("1", 5)],
                        children=[
                            node("item", "文件：", num="(a)", children=[node("item", "*其一*；", num="（一）")]),
                            node("item", "指南_a_b。", num="(b)"),
                            node("block", "2. 不是段号。"),
                        ],
                    ),
                    node("paragraph", "2010年通过。", num="2.", eid="p2", notes=[mark("2", 0)]),
                ],
            ),
            node("table", rows=[["国家", "票数"], ["西班牙|", "3"], ["丹麦", ""]]),
            node("quote", "“引文。”"),
            node("speech", "谢谢主席。", heading="史密斯先生（加拿大）：", children=[node("block", "再见。")]),
        ],
        annexes=[node("annex", num="附件", heading="名单", children=[last])],
        footnotes=[
            note("*", "重新印发。", "title", 6),
            note("1", "A/65/1。", "p1", 5),
            note("2", "同上。", "p2", 0),
            note("1", "见<上文>。", "a1", 3),
        ],
    )


TEXT = """\
委员会的报告*

增编

目录

一、导言     1
二、[结论]   12

回顾第65/1号决议，

一、导言

1. 委员会收到1：

    (a) 文件：

        （一）*其一*；

    (b) 指南_a_b。

2. 不是段号。

2. 2 2010年通过。

国家      票数
西班牙|   3
丹麦

“引文。”

史密斯先生（加拿大）：谢谢主席。

再见。

* 重新印发。

1 A/65/1。

2 同上。

附件

名单

1. 全体。1

1 见<上文>。
"""

MARKDOWN = """\
# 委员会的报告[^*]

## 增编

目录

- 一、导言 1
- 二、\\[结论\\] 12

回顾第65/1号决议，

## 一、导言

1. 委员会收到[^1]：

   - (a) 文件：

     - （一）\\*其一\\*；

   - (b) 指南_a_b。

   2\\. 不是段号。

2. [^2]2010年通过。

| 国家 | 票数 |
| --- | --- |
| 西班牙\\| | 3 |
| 丹麦 |  |

> “引文。”

**史密斯先生（加拿大）：** 谢谢主席。

再见。

## 附件 名单

1. 全体。[^1-2]

[^*]: 重新印发。

[^1]: A/65/1。

[^2]: 同上。

[^1-2]: 见\\<上文>。
"""


def test_text(document) -> None:
    assert write_text(document) == TEXT


def test_markdown(document) -> None:
    assert write_markdown(document) == MARKDOWN


def test_text_has_every_character_and_no_other(document) -> None:
    expected: Counter[str] = Counter()
    stack = [*document.preface, *document.preamble, *document.body, *document.conclusions, *document.annexes]
    while stack:
        each = stack.pop()
        stack += each.children
        cells = "".join("".join(row) for row in each.rows or [])
        marks = "".join(mark.marker for mark in each.notes)
        expected.update((each.num or "") + (each.heading or "") + each.text + cells + marks)
    for footnote in document.footnotes:
        expected.update(footnote.marker + footnote.text)
    del expected[" "]
    assert Counter(re.sub(r"\s", "", write_text(document))) == expected


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. 项目", "1\\. 项目"),
        ("12) 项目", "12\\) 项目"),
        ("2010年", "2010年"),
        ("# 号", "\\# 号"),
        ("- 项", "\\- 项"),
        ("-5度", "-5度"),
        ("> 引", "\\> 引"),
        (">引", "\\>引"),
        ("a*b_c_ [x] `y` <z> \\ |", "a\\*b_c\\_ \\[x\\] \\`y\\` \\<z> \\\\ \\|"),
        ("https://undocs.org/a_b", "https://undocs.org/a_b"),
        ("AT&amp;T & R&D", "AT\\&amp;T & R&D"),
    ],
)
def test_escape(text, escaped) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("num", "words", "line"),
    [
        ("1.", "甲", "1. 甲"),
        ("（一）", "甲", "（一）甲"),
        ("一、", "甲", "一、甲"),
        (None, "甲", "甲"),
        ("1.", "", "1."),
        (None, "", ""),
    ],
)
def test_numbered(num, words, line) -> None:
    assert numbered(num, words) == line


def test_marks_of_one_place_keep_their_order() -> None:
    assert with_marks("见附件。", [mark("1", 3), mark("*", 3)], "text") == "见附件1 *。"


def test_a_quotation_of_many_units_is_one_and_two_are_two() -> None:
    document = Document(
        source=Source(name=None, sha256="0" * 64, format="text", characters=1, lines=1),
        meta=Meta(),
        body=[
            node("quote", children=[node("paragraph", "甲：", num="3.", children=[node("item", "乙。", num="(a)")])]),
            node("quote", "丙。"),
        ],
    )
    assert write_markdown(document) == "> 3. 甲：\n>\n>    - (a) 乙。\n\n> 丙。\n"


def test_items_of_a_numbered_paragraph_without_words(document) -> None:
    """An entry of Markdown's that begins with a blank line holds nothing below it: the number is text then."""
    paragraph = node(
        "paragraph", "", num="1.", children=[node("item", "甲国；", num="(a)"), node("item", "乙国。", num="(b)")]
    )
    written = write_markdown(document.model_copy(update={"body": [paragraph]}))
    assert "\n\n1\\.\n\n- (a) 甲国；\n\n- (b) 乙国。\n" in written
