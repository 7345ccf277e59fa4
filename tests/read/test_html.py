"""Web pages: what is the document, what is a paragraph, a number, a note, a row; and pages that are broken."""

from __future__ import annotations

import pytest
from damage import clean_documents
from damage.answers import bare
from damage.document import NOTE_MARK
from forms import to_html

import undoc
from undoc.errors import InputError, LimitExceeded, UndocError
from undoc.pipeline import read


def text_of(body: str, **more: str) -> str:
    return read(f"<html><body>{body}</body></html>".encode(), **more).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>委员会\n  审议了<b>报告</b>。</p><p>会议结束。</p>", "委员会 审议了报告。\n会议结束。\n"),
        ("<div>委员会<div>审议</div>报告</div>", "委员会\n审议\n报告\n"),
        ("大会，<br>回顾其决议，<br/>", "大会，\n回顾其决议，\n"),
        ("<pre>大会，\n  回顾</pre>", "大会，\n  回顾\n"),
        ("<p>大会<script>var x = '会';</script><style>p{}</style><!-- 会 --></p>", "大会\n"),
        ("<p>大会</p><p hidden>秘密</p><p style='display: none'>秘密</p>", "大会\n"),
        ("<p>大会&nbsp;&#22269;&lt;b&gt;</p>", "大会\u00a0国<b>\n"),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字大会</p>", "漢字大会\n"),
    ],
)
def test_blocks(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ol><li>大会<li>理事会</ol>", "1. 大会\n2. 理事会\n"),
        ("<ol start=7 type=a><li>大会<li value=10>理事会<li>秘书处</ol>", "g. 大会\nj. 理事会\nk. 秘书处\n"),
        ("<ol reversed><li>大会<li>理事会</ol>", "2. 大会\n1. 理事会\n"),
        ("<ol style='list-style-type:cjk-ideographic'><li>大会<li>理事会</ol>", "一、大会\n二、理事会\n"),
        (
            "<ol><li>大会<ol type=i><li>甲委员会<li>乙委员会</ol><li>理事会</ol>",
            "1. 大会\ni. 甲委员会\nii. 乙委员会\n2. 理事会\n",
        ),
        ("<ul><li>大会<li>理事会</ul>", "• 大会\n• 理事会\n"),
        ("<ul style='list-style: none'><li>大会<li>理事会</ul>", "大会\n理事会\n"),
        ("<ol><li><p>大会</p><p>又及大会</p><li>理事会</ol>", "1. 大会\n又及大会\n2. 理事会\n"),
    ],
)
def test_automatic_numbers(body: str, text: str) -> None:
    assert text_of(body) == text


def test_tables() -> None:
    rows = "<tr><th>国家<th>会费<tr><td>甲国<td><p>1 200</p><tr><td>乙国<td>"
    source = read(f"<html><body><p>大会</p><table><caption>表1</caption>{rows}</table></body></html>".encode())
    assert source.text == "大会\n表1\n国家    会费\n甲国    1 200\n乙国    \n"
    cells = [[source.text[start:end] for start, end in hint.cells] for hint in source.hints.values() if hint.cells]
    assert cells == [["国家", "会费"], ["甲国", "1 200"], ["乙国", ""]]


def test_a_table_that_lays_the_page_out_is_no_table() -> None:
    long = "委员会审议了秘书长的报告。" * 12
    layout = f"<table><tr><td>菜单<td><p>{long}</p><p>会议结束。</p></table>"
    assert text_of(layout).endswith(f"{long}\n会议结束。\n")
    nested = "<table><tr><td>大会<td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>"
    assert text_of(nested) == "大会\n甲    乙\n丙    丁\n"


@pytest.mark.parametrize("style", ["plain", "site", "word"])
@pytest.mark.parametrize("document", clean_documents(), ids=lambda document: document.name)
def test_no_paragraph_note_or_cell_is_lost_and_no_menu_kept(document, style) -> None:
    text = bare(read(to_html(document, style)).text)
    for unit in document.units:
        for cell in unit.cells:
            for part in NOTE_MARK.sub("\0", cell).split("\0"):
                assert bare(part) in text
    assert not any(word in text for word in ("首页", "搜索", "版权所有", "统计代码", "打印", "相关链接"))


@pytest.mark.parametrize(
    ("call", "note"),
    [
        ('<sup><a href="#n{0}" id="c{0}">{0}</a></sup>', '<p id="n{0}"><a href="#c{0}">{0}</a> 见A/85/77{0}。</p>'),
        ('<a href="#_ftn{0}" name="_ftnref{0}"><sup>[{0}]</sup></a>', '<div id="_ftn{0}"><p><a href="#_ftnref{0}">[{0}]</a> 见A/85/77{0}。</p></div>'),
        ('<a href="page.html#n{0}" id="c{0}">({0})</a>', '<p><a name="n{0}"></a>{0}. 见A/85/77{0}。 <a href="#c{0}">↩</a></p>'),
        ('<sup><a href="#n{0}">{0}</a></sup>', '<ol start="{0}"><li id="n{0}">见A/85/77{0}。</li></ol>'),
        ("<sup>{0}</sup>", "<p><sup>{0}</sup> 见A/85/77{0}。</p>"),
    ],
    ids=["linked", "word", "arrow", "list", "superscripts"],
)  # fmt: skip
def test_notes(call: str, note: str) -> None:
    body = f"<p>1. 大会第85/7号决议{call.format(1)}所设委员会举行了会议。</p>"
    body += f"<p>2. 委员会通过了报告。{call.format(2)}</p><p>3. 会议结束。</p>"
    page = f"<html><body>{body}<hr>{note.format(1)}{note.format(2)}</body></html>"
    document = undoc.parse(page.encode())
    assert [(each.marker, each.text) for each in document.footnotes] == [("1", "见A/85/771。"), ("2", "见A/85/772。")]
    assert [each.anchor and each.anchor.eid for each in document.footnotes] == ["para_1", "para_2"]
    assert [node.text for node in document.body] == [
        "大会第85/7号决议所设委员会举行了会议。", "委员会通过了报告。", "会议结束。"
    ]  # fmt: skip


def test_a_power_is_no_note() -> None:
    source = read("<html><body><p>面积为300 km<sup>2</sup>的会议中心</p></body></html>".encode())
    assert source.text == "面积为300 km2的会议中心\n"
    assert not any(hint.marks for hint in source.hints.values())


def test_links_to_symbols_stay() -> None:
    assert (
        text_of('<p><a href="https://undocs.org/A/85/77">A/85/77</a></p><p>大会的报告</p>') == "A/85/77\n大会的报告\n"
    )


def test_what_was_left_out_is_said() -> None:
    source = read(to_html(clean_documents()[0], "site"))
    assert [(trouble.code, trouble.severity) for trouble in source.troubles] == [("left-out", "info")]


@pytest.mark.parametrize(
    ("head", "encoding", "found"),
    [
        ('<meta charset="gb2312">', "gb18030", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5", "big5hkscs"),
        ('<meta charset="utf-8">', "gb18030", "gb18030"),  # what it says is wrong
        ("", "gb18030", "gb18030"),
        ("", "utf-16", "utf-16"),
        ('<meta charset="nonsense">', "utf-8", "utf-8"),
        # What Python knows and no page is in: some of it cannot decode, some takes the square of the length.
        *(
            (f'<meta charset="{codec}">', "utf-8", "utf-8")
            for codec in ("undefined", "idna", "punycode", "unicode_escape")
        ),
        *((f'<meta charset="{codec}">', "utf-8", "utf-8") for codec in ("zip", "base64", "rot13", "utf-7", "__init__")),
    ],
)
def test_encodings(head: str, encoding: str, found: str) -> None:
    text = "委員會在會議上審議了秘書長的報告" if encoding == "big5" else "委员会在会议上审议了秘书长的报告"
    source = read(f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(encoding))
    assert (source.text, source.encoding) == (text + "\n", found)


def test_a_decoded_page() -> None:
    source = read("<!DOCTYPE html>\n<p>大会</p>")
    assert (source.text, source.format, source.encoding) == ("大会\n", "html", None)


def test_deep_and_broken_pages() -> None:
    assert text_of("<div>" * 900 + "大会" + "</div>" * 900) == "大会\n"
    with pytest.raises(LimitExceeded, match="1,000 levels"):
        text_of("<div>" * 5000 + "大会" + "</div>" * 5000)
    assert text_of("<p>大会<b>理事<p>会</b></div></table><td>完") == "大会理事\n会完\n"
    whole = to_html(clean_documents()[0], "site")
    for cut in range(200, len(whole), 997):
        try:
            undoc.parse(whole[:cut])
        except UndocError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><img src=x></body></html>"])
def test_no_text(page: str) -> None:
    with pytest.raises(InputError, match="no text"):
        read(page.encode())


def test_no_chinese() -> None:
    with pytest.raises(InputError, match="no Chinese"):
        read(b"<html><body><p>The Committee held its third meeting.</p></body></html>")
