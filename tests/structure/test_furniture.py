"""Furniture that one page alone shows: a running head that comes once."""

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
