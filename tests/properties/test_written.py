"""What is written for people has every character of the document and no other, whatever the document."""

from __future__ import annotations

import pytest
from damage import LAYOUTS, clean_documents, damage
from fuzz.promises import all_text, ink, of_markdown, of_page
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

import undoc
from undoc.errors import InputError
from undoc.model import Document
from undoc.write.html import write_html
from undoc.write.markdown import write_markdown
from undoc.write.text import write_text

PIECES = [
    "大会，", "回顾其第65/1号决议，", "1. ", "2. ", "7. ", "(a) ", "（一）", "一、导言", "A. ", "附件", "目录\n导言 ........ 1", "A/65/100",
    "2010年4月12日", "第一次会议", "西班牙的代表作了发言。", "主席（以法语发言）：", "1 见上文。", "* ", "__________\n", "\f", "\n", "\n\n", "    ",
    "**", "_a_", "`", "<b>", "&amp;", "|", "[^1]", "[x](y)", "![i](j)", "~~", "# ", "- ", "+ ", "> ", "---", "===", "```", "\\", "https://example.org/a_b",
    "<!-- ", " -->", "www.example.org", "1) ", "]: ", "$", "{", "国家   票数\n", "。", "；", "\u200b", "𠀀", "'", '"',
]  # fmt: skip
documents = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)


def parse(text: str) -> Document:
    try:
        return undoc.parse(f"委员会的报告\n\n{text}\n")
    except (InputError, UnicodeError):
        reject()


def check(document: Document, source: str | None) -> None:
    expected = ink(all_text(document))
    assert ink([write_text(document)]) == expected
    assert ink(of_page(write_html(document, source))) == expected
    assert ink(of_markdown(write_markdown(document))) == expected


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_of_any_text(text: str) -> None:
    check(parse(text), None)


@pytest.mark.parametrize(("turn", "layout"), list(enumerate(LAYOUTS)))
def test_of_damaged_documents(turn: int, layout: str) -> None:
    """Each layout with one of the documents in turn."""
    documents = clean_documents()
    text = damage(documents[turn % len(documents)], LAYOUTS[layout])[0]
    check(undoc.parse(text), text)
