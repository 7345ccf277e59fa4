"""Akoma Ntoso: notes and inline markup on small documents made by hand."""

from __future__ import annotations

from write.akn_documents import AKN, body_of, document, find, node, one, tree

from undoc.model import Anchor, Date, Footnote, Meeting, NoteMark, Reference, Speaker, Symbol


def test_note_stands_where_its_mark_stood() -> None:
    paragraph = node("paragraph", "para_1", "发言。", num="1.", notes=[NoteMark(marker="1", offset=2)])
    note = Footnote(marker="1", text="见第65/1号决议。", eid="note_1", anchor=Anchor(eid="para_1", offset=2))
    reference = find(note.text, "第65/1号决议", "note_1", Reference, symbol="A/RES/65/1")
    body = body_of(document([paragraph], footnotes=[note], references=[reference]))
    assert (
        '<p>发言<authorialNote eId="note_1" marker="1" placement="bottom"><p>见'
        '<ref href="https://undocs.org/zh/A/RES/65/1">第65/1号决议</ref>。</p></authorialNote>。</p>'
    ) in body


def test_notes_in_headings_and_cells() -> None:
    section = node("section", "sec_1", heading="导言", notes=[NoteMark(marker="*", offset=2, part="heading")])
    table = node("table", "table_1", rows=[["一", "二"]], notes=[NoteMark(marker="a", offset=2, part="cell")])
    notes = [
        Footnote(marker="*", text="甲。", eid="note_1", anchor=Anchor(eid="sec_1", offset=2)),
        Footnote(marker="a", text="乙。", eid="note_2", anchor=Anchor(eid="table_1", offset=2)),
    ]
    root = tree(document([section, table], footnotes=notes))
    assert one(root, "//a:heading/a:authorialNote").get("eId") == "note_1"
    assert one(root, "//a:tr/a:td[2]//a:authorialNote").get("eId") == "note_2"


def test_notes_without_a_call_and_calls_without_a_note() -> None:
    marks = [NoteMark(marker="1", offset=1), NoteMark(marker="1", offset=2), NoteMark(marker="9", offset=3)]
    notes = [
        Footnote(marker="1", text="甲。", eid="note_1", anchor=Anchor(eid="para_1", offset=1)),
        Footnote(marker="2", text="乙。", eid="note_2", anchor=Anchor(eid="para_1", offset=99)),
        Footnote(marker="3", text="丙。", eid="note_3"),
    ]
    root = tree(document([node("paragraph", "para_1", "一二三。", num="1.", notes=marks)], footnotes=notes))
    assert one(root, "//a:noteRef").get("href") == "#note_1"
    assert one(root, "//a:sup").text == "9"
    assert root.xpath("//a:authorialNote[@class='unmarked']/@eId", namespaces=AKN) == ["note_2", "note_3"]
    assert one(root, "//a:conclusions//a:authorialNote").get("eId") == "note_3"


def test_inline_markup() -> None:
    text = "在2010年4月12日第二次会议上，西班牙的代表（代表欧洲联盟）按第3段介绍了A/CONF.213/9。"
    speaker = find(text, "西班牙", "para_1", Speaker, name="西班牙", kind="state", iso3="ESP", role="representative")
    made = document(
        [node("paragraph", "para_1", text, num="1."), node("paragraph", "para_3", "三。", num="3.")],
        symbols=[find(text, "A/CONF.213/9", "para_1", Symbol, symbol="A/CONF.213/9")],
        references=[find(text, "第3段", "para_1", Reference, target="para_3")],
        dates=[find(text, "2010年4月12日", "para_1", Date, start="2010-04-12", end="2010-04-12")],
        meetings=[find(text, "第二次会议", "para_1", Meeting, numbers=[2])],
        speakers=[speaker],
    )
    assert (
        '<p>在<date date="2010-04-12">2010年4月12日</date><event refersTo="#meeting_2">第二次会议</event>上，'
        '<organization refersTo="#ESP">西班牙</organization>的<role refersTo="#representative">代表</role>'
        '（代表欧洲联盟）按<ref href="#para_3">第3段</ref>介绍了<ref href="https://undocs.org/zh/A/CONF.213/9">A/CONF.213/9</ref>。</p>'
    ) in body_of(made)


def test_group_spoken_for() -> None:
    text = "西班牙（代表欧洲联盟）发言。"
    words = "西班牙（代表欧洲联盟）"
    speaker = find(text, words, "para_1", Speaker, name="西班牙", kind="state", iso3="ESP", on_behalf_of="欧洲联盟")
    body = body_of(document([node("paragraph", "para_1", text, num="1.")], speakers=[speaker]))
    assert '（代表<organization refersTo="#europeanUnion">欧洲联盟</organization>）发言' in body


def test_dates_that_are_no_day() -> None:
    text = "2010年4月，4月12日和13日"
    dates = [
        find(text, "2010年4月", "para_1", Date, start="2010-04", end="2010-04"),
        find(text, "4月12日和13日", "para_1", Date, start="2010-04-12", end="2010-04-13"),
    ]
    body = body_of(document([node("paragraph", "para_1", text, num="1.")], dates=dates))
    assert '<inline name="date" title="2010-04">2010年4月</inline>' in body
    assert '<date date="2010-04-12" title="2010-04-12/2010-04-13">4月12日和13日</date>' in body


def test_longest_of_overlapping_annotations_wins_and_no_text_is_lost() -> None:
    text = "第75/204号决议第3段"
    references = [
        find(text, "第75/204号决议", "para_1", Reference, symbol="A/RES/75/204"),
        find(text, text, "para_1", Reference, symbol="A/RES/75/204"),
        find(text, "决议第3段", "para_1", Reference, symbol="A/1"),
    ]
    body = body_of(document([node("paragraph", "para_1", text, num="1.")], references=references))
    assert f'<p><ref href="https://undocs.org/zh/A/RES/75/204">{text}</ref></p>' in body


def test_annotation_that_is_not_where_it_says_is_left_out() -> None:
    wrong = Symbol(text="A/1", symbol="A/1", eid="para_1", offset=(1, 4))
    assert "<ref" not in body_of(document([node("paragraph", "para_1", "见A/2。", num="1.")], symbols=[wrong]))
