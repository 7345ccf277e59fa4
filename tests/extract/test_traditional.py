"""Traditional characters: understood for matching, kept in the text."""

from __future__ import annotations

import undoc

REPORT = """\
第二委員會關於議程項目8的報告

1. 第二委員會2010年4月12日第一次會議審議了議程項目8。
2. 在同次會議上，西班牙（代表歐洲聯盟）、波蘭和烏克蘭的代表作了發言。秘書處的代表也作了發言。
3. 委員會審議了大會第65/1號決議。
"""


def test_a_report_in_traditional_characters() -> None:
    document = undoc.parse(REPORT)
    assert document.meta.language == "zh-Hant"
    assert document.meta.kind == "report"
    assert document.meta.title == "第二委員會關於議程項目8的報告"
    assert [node.num for node in document.body] == ["1.", "2.", "3."]
    assert [(speaker.name, speaker.iso3) for speaker in document.speakers] == [
        ("西班牙", "ESP"),
        ("波蘭", "POL"),
        ("烏克蘭", "UKR"),
        ("秘書處", None),
    ]
    assert [reference.symbol for reference in document.references] == ["A/RES/65/1"]
    assert [meeting.text for meeting in document.meetings] == ["第一次會議"]
    assert document.body[0].text.startswith("第二委員會2010年")
