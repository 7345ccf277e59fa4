"""Who spoke: phrases with the speakers beside them, and the sitting and day that go with each."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from extract.phrases import Case, flow_for, read_cases

from undoc.extract.dates import find_dates
from undoc.extract.flow import Flow, flow_of
from undoc.extract.meetings import find_meetings
from undoc.extract.speaker_lists import Item
from undoc.extract.speakers import find_speakers
from undoc.tree import Node, Tree

CASES = read_cases("speakers.txt")


class Speaker(NamedTuple):
    """One of those found; start, end: of the name in the flow."""

    start: int
    end: int
    who: Item
    meeting: int | None
    date: str | None


def speakers_of(flow: Flow) -> list[Speaker]:
    return [
        Speaker(found.begin + at + who.start, found.begin + at + who.end, who, found.meeting, found.date)
        for found in find_speakers(flow, find_meetings(flow), find_dates(flow)[0])
        for at, who in found.items
    ]


def told(who: Item) -> str:
    """What a case says of a speaker, in its order."""
    words = [who.kind, who.role or "-", who.iso3 or "-"]
    for name, value in (
        ("behalf", who.on_behalf_of),
        ("capacity", who.capacity),
        ("language", who.language),
        ("affiliation", who.affiliation),
    ):
        if value is not None:
            words.append(f"{name}={value}")
    return " ".join(words)


def flow_of_case(case: Case) -> Flow:
    """A phrase that begins with "%" is a turn's label."""
    if case.phrase.startswith("%"):
        tree = Tree(meta=dict(case.settings), body=[Node("speech", 1, heading=case.phrase[1:], eid="speech_1")])
        return flow_of(tree)
    return flow_for(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"line {case.line}: {case.phrase[:24]}")
def test_phrase(case: Case) -> None:
    flow = flow_of_case(case)
    found = speakers_of(flow)
    assert [(flow.printed(speaker.start, speaker.end), told(speaker.who)) for speaker in found] == case.expected


def test_sitting_and_day_of_each() -> None:
    tree = Tree(
        body=[
            Node(
                "paragraph",
                1,
                num="2.",
                text="在2010年4月12日第一次会议上，主席作了发言。中国的代表也作了发言。在4月13日第二次会议上，"
                "古巴的代表作了发言。",
                eid="para_2",
            ),
            Node("paragraph", 2, num="3.", text="在同次会议上，秘鲁的代表作了发言。", eid="para_3"),
            Node("paragraph", 3, num="4.", text="智利的代表作了发言。", eid="para_4"),
        ]
    )
    flow = flow_of(tree)
    assert [(flow.printed(s.start, s.end), s.meeting, s.date) for s in speakers_of(flow)] == [
        ("主席", 1, "2010-04-12"),
        ("中国", 1, "2010-04-12"),
        ("古巴", 2, "2010-04-13"),
        ("秘鲁", 2, "2010-04-13"),
        ("智利", None, None),
    ]


def test_in_a_verbatim_record_turns_tell_who_spoke() -> None:
    tree = Tree(
        meta={"kind": "verbatim_record"},
        body=[Node("speech", 1, heading="主席：", text="我现在请新加坡代表发言。法国赞同这一看法。", eid="speech_1")],
    )
    flow = flow_of(tree)
    assert [flow.printed(s.start, s.end) for s in speakers_of(flow)] == ["主席"]
