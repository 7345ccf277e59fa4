"""What is written for people has every character of the document and no other, whatever the document."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from damage import LAYOUTS, clean_documents, damage
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

import undoc
from undoc.check.conservation import texts
from undoc.errors import InputError
from undoc.model import Document
from undoc.normalize.spacing import bare
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


def ink(pieces: list[str]) -> Counter[str]:
    return Counter(bare("".join(pieces)))


def of_page(page: str) -> list[str]:
    """The document's own text on its page."""
    article = html.document_fromstring(page).get_element_by_id("document")
    for added in article.cssselect(".facts, h1.unseen"):
        added.drop_tree()
    return [article.text_content()]


def of_markdown(text: str) -> list[str]:
    """What a reader of rendered Markdown sees: text, numbers of lists, calls and labels of notes."""
    pieces: list[str] = []
    lists: list[int | None] = []

    def label(token: Token) -> str:
        return re.sub(r"-\d+$", "", token.meta["label"])

    def take(tokens: list[Token]) -> None:
        for token in tokens:
            if token.type in ("ordered_list_open", "bullet_list_open"):
                lists.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None)
            elif token.type in ("ordered_list_close", "bullet_list_close"):
                lists.pop()
            elif token.type == "list_item_open" and lists[-1] is not None:
                pieces.append(f"{lists[-1]}.")
                lists[-1] += 1
            elif token.type in ("footnote_ref", "footnote_open"):
                pieces.append(label(token))
            elif token.type in ("text", "code_inline", "fence", "code_block", "html_block", "html_inline"):
                pieces.append(re.sub(r"</?sup>", "", token.content) if token.type == "html_inline" else token.content)
            take(token.children or [])

    take(MarkdownIt("commonmark").enable("table").use(footnote_plugin).parse(text))
    return pieces


def check(document: Document, source: str | None) -> None:
    notes = [part for note in document.footnotes for part in (note.marker, note.text)]
    expected = ink([*texts(document), *notes])
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
