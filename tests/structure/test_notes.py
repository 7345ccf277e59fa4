"""Footnotes: what is found of their marks, and that no character goes astray where marks are odd."""

from __future__ import annotations

import pytest

import undoc
from undoc.model import Document


def report(mark: str, *notes: str) -> Document:
    """A report with one mark in its first paragraph and these lines below a rule."""
    return undoc.parse(
        f"委员会的报告\n\n1. 委员会审议了秘书长的报告；{mark}\n2. 委员会通过了报告。\n__________\n"
        + "\n".join(notes)
        + "\n"
    )


def test_a_note_and_its_mark() -> None:
    document = report("1", "1 见A/65/100。")
    assert [(note.marker, note.text) for note in document.footnotes] == [("1", "见A/65/100。")]
    assert document.footnotes[0].anchor is not None
    assert document.footnotes[0].anchor.eid == "para_1"
    assert document.body[0].text == "委员会审议了秘书长的报告；"
    assert [(mark.marker, mark.offset) for mark in document.body[0].notes] == [("1", 13)]


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        ("**", ["** 第一个说明。", "** 第二个说明。"]),  # one mark, two notes
        ("*", ["* 第一个说明。", "* 第二个说明。", "* 第三个说明。"]),
        ("1/", ["1 见A/65/100。"]),  # the mark has a slash, the note none
        ("1", ["1/ 见A/65/100。"]),
    ],
)
def test_odd_marks_lose_nothing(mark: str, notes: list[str]) -> None:
    document = report(mark, *notes)  # would raise InternalError
    assert sum(note.anchor is not None for note in document.footnotes) == 1
    assert [note.marker for note in document.body[0].notes] == [mark]
