"""What counts as lost and as invented, whichever way the characters are compared."""

from __future__ import annotations

import pytest

from undoc.check.conservation import differing, lost_and_invented
from undoc.pipeline import parse_plain

SOURCE = """A/77/1
第 2 页

1. 会议于2010年4月12日开幕1。

2. 委员会：

(a) 审议了议程；

_______
1 见A/76/1。
"""


@pytest.fixture
def document():
    return parse_plain(SOURCE)


def test_all_is_there(document) -> None:
    assert document.footnotes and document.body[0].notes
    assert lost_and_invented(SOURCE, document) == ("", "")


def test_a_character_lost(document) -> None:
    document.body[0].text = document.body[0].text.replace("开幕", "幕")
    assert lost_and_invented(SOURCE, document) == ("开", "")


def test_a_character_invented(document) -> None:
    document.body[1].children[0].text += "完。完"
    lost, invented = lost_and_invented(SOURCE, document)
    assert not lost and sorted(invented) == ["。", "完", "完"]


def test_a_character_in_place_of_another_of_a_note(document) -> None:
    document.footnotes[0].text = document.footnotes[0].text.replace("见", "看")
    assert lost_and_invented(SOURCE, document) == ("见", "看")


def test_the_same_characters_in_another_order_are_none_lost(document) -> None:
    document.body.reverse()
    assert lost_and_invented(SOURCE, document) == ("", "")


def test_spans_that_overlap_or_lie_hide_nothing(document) -> None:
    document.footnotes[0].spans = [(0, len(SOURCE)), (3, 9)]
    assert lost_and_invented(SOURCE, document) == ("", "")
    document.footnotes[0].text = ""
    lost, invented = lost_and_invented(SOURCE, document)
    assert sorted(lost) == sorted("见A/76/1。") and not invented


def test_white_space_and_invisible_characters_count_for_nothing(document) -> None:
    assert lost_and_invented(SOURCE.replace("会议", "会\u00ad \u3000议\u200b"), document) == ("", "")


def test_characters_differ_by_how_often_they_are_met() -> None:
    assert differing("甲乙乙丙", "丙甲乙丁") == ("乙", "丁")
