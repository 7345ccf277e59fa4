"""Furniture that no shape alone tells: where it stands, and that what looks like it is kept."""

from __future__ import annotations

import pytest

import undoc

FIRST = """联合国　　　A/RES/91/241
大会
第九十一届会议
议程项目109
2036年12月16日大会决议
91/241. 渡口警务合作日
大会，
""" + "".join(f"回顾其关于渡口安全的第{number}/20号决议，\n" for number in range(60, 90))


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        ("36-07844 (C)\n", "A/RES/91/241\n渡口警务合作日\n"),
        ("", "A/RES/91/241\n渡口警务合作日\n"),
        ("", "渡口警务合作日\nA/RES/91/241\n"),
    ],
)
def test_a_running_head_that_comes_once(foot: str, head: str) -> None:
    document = undoc.parse(
        f"{FIRST}1. 决定将9月7日定为渡口警务合作日，从2037年开始每年举行国\n{foot}{head}际日活动；\n2. 决定继续审议。\n"
    )
    assert [node.text for node in document.body] == [
        "决定将9月7日定为渡口警务合作日，从2037年开始每年举行国际日活动；",
        "决定继续审议。",
    ]
    assert {entry.text for entry in document.furniture} >= {"A/RES/91/241", "渡口警务合作日"}


def test_a_heading_at_a_page_s_top_is_none() -> None:
    """It stands in the contents page, as all headings do, but is no title."""
    document = undoc.parse(
        "联合国　　　A/91/44\n大会\n渡口的安全\n秘书长的报告\n目录\n一. 导言　　　2\n二. 结论　　　3\n一. 导言\n"
        + "".join(f"{number}. 秘书长提交本报告。\n" for number in range(1, 40))
        + "A/91/44\n二. 结论\n40. 秘书长请大会注意。\n"
    )
    assert [(node.num, node.heading) for node in document.body] == [("一.", "导言"), ("二.", "结论")]


FRONT = "联合国                A/65/7\n大会\n第六十五届会议\n灯塔管理问题特设\n委员会的报告*\n一. 导言\n"
TEXT = "".join(f"{number}. 委员会审议了第{number}个项目，并请秘书处编写摘要。\n" for number in range(1, 17))


def furniture(text: str) -> list[str]:
    return [piece.text for piece in undoc.parse(text).furniture]


@pytest.mark.parametrize("head", ["A/65/7                    2", "2                    A/65/7", "A/65/7"])
def test_a_running_head_with_the_page_number(head: str) -> None:
    assert furniture(f"{FRONT}{TEXT}17. 委员会请各国政府提交补充资料，\n{head}\n以便继续审议。\n") == [head]


def test_the_title_below_the_symbol() -> None:
    """One page has such a head: nothing comes again. The title may be broken elsewhere."""
    head = ["A/65/7", "灯塔管理问题特设委员会的报告"]
    text = f"{FRONT}{TEXT}17. 委员会请各国政府提交补充资料，\n" + "\n".join(head) + "\n以便继续审议。\n"
    assert furniture(text) == head


def test_a_heading_below_the_symbol_is_none() -> None:
    document = undoc.parse(f"{FRONT}{TEXT}\fA/65/7\n二. 灯塔管理\n17. 委员会通过了报告。\n")
    assert [piece.text for piece in document.furniture] == ["A/65/7"]
    assert [node.heading for node in document.body if node.type == "section"] == ["导言", "灯塔管理"]


@pytest.mark.parametrize("last", ["", "\n\n3"])
def test_lone_numbers_apart_from_the_text(last: str) -> None:
    text = f"{FRONT}{TEXT}\n2\n17. 委员会通过了报告。\n{TEXT}18. 委员会休会。{last}\n"
    assert furniture(text) == (["2", "3"] if last else ["2"])


def test_paragraphs_that_begin_alike_are_none() -> None:
    text = "".join(f"{n}. 在第{n}次会议上，委员会\n根据主席的提议作了决定。\n" for n in range(1, 7))
    assert furniture(FRONT + text) == []
