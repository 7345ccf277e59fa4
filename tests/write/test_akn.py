"""Akoma Ntoso: each part of the profile on small documents made by hand."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from lxml import etree
from write.akn_documents import AKN, body_of, document, find, node, one, tree

from undoc.check.akn import check_akn
from undoc.errors import InternalError
from undoc.model import (
    Date,
    Kind,
    NoteMark,
    Speaker,
    Symbol,
)
from undoc.write import akn
from undoc.write.akn import write_akn
from undoc.write.akn_front import arabic
from undoc.write.akn_meta import ROOTS, full_date
from undoc.write.akn_xml import Names, attribute, escape


@pytest.mark.parametrize("kind", get_args(Kind))
def test_each_kind_has_its_root(kind: str) -> None:
    root = tree(document([node("paragraph", "para_1", "全文。", num="1.")], kind))[0]
    assert (etree.QName(root).localname, root.get("name")) == ROOTS[kind]


def test_draft_decision() -> None:
    assert tree(document(kind="draft", meta={"title": "决定草案"}))[0].get("name") == "draftDecision"


def test_identification() -> None:
    meta = {"symbol": "A/CONF.213/L.3/Add.1", "date": "2010-04-13", "organ": "第二委员会"}
    root = tree(document(meta=meta))
    iri = "/akn/un/debateReport/report/conf213/2010-04-13/l-3-add-1"
    values = root.xpath("//a:FRBRthis/@value | //a:FRBRuri/@value", namespaces=AKN)
    assert values == [
        f"{iri}/!main",
        iri,
        f"{iri}/zho@/!main",
        f"{iri}/zho@",
        f"{iri}/zho@/!main.xml",
        f"{iri}/zho@.xml",
    ]
    assert one(root, "//a:FRBRalias").get("value") == "A/CONF.213/L.3/Add.1"
    assert one(root, "//a:FRBRWork/a:FRBRauthor").get("href") == "#secondCommittee"
    assert one(root, "//a:FRBRManifestation/a:FRBRdate").get("date") == "2026-01-01"
    assert one(root, "//a:publication").get("date") == "2010-04-13"


@pytest.mark.parametrize(
    ("symbol", "kind", "end"),
    [
        ("S/RES/2728(2024)", "resolution", "statement/deliberation/unsc/0001-01-01/2728-2024"),
        ("A/RES/77/291", "resolution", "statement/deliberation/unga/0001-01-01/77-291"),
        ("E/RES/2023/3", "decision", "statement/deliberation/unecosoc/0001-01-01/2023-3"),
        ("A/HRC/RES/54/5", "resolution", "statement/deliberation/hrc/0001-01-01/54-5"),
        ("CEDAW/C/ESP/CO/7", "concluding_observations", "doc/concludingObservations/cedaw/0001-01-01/c-esp-co-7"),
        ("A/C.3/65/L.12/Rev.1", "draft", "statement/deliberation/unga/0001-01-01/c-3-65-l-12-rev-1"),
        ("S/PV.9586", "verbatim_record", "debate/verbatimRecord/unsc/0001-01-01/pv-9586"),
        (None, "letter", "doc/letter/un/0001-01-01/0123456789abcdef"),
    ],
)
def test_work_iri(symbol: str | None, kind: str, end: str) -> None:
    root = tree(document(kind=kind, meta={"symbol": symbol}))
    assert one(root, "//a:FRBRWork/a:FRBRuri").get("value") == f"/akn/un/{end}"


def test_keywords_and_agenda_items() -> None:
    root = tree(document(meta={"keywords": ["CEASEFIRES"], "agenda_items": ["8"]}))
    assert root.xpath("//a:keyword/@value", namespaces=AKN) == ["CEASEFIRES", "8"]


def test_cover_and_preface() -> None:
    lines = [
        "联合国",
        "A/RES/77/291",
        "大会",
        "Distr.: General",
        "2023年6月7日",
        "第七十七届会议",
        "议程项目163",
        "[根据第五委员会的报告(A/77/891)]",
    ]
    preface = [node("masthead", f"coverPage__p_{i}", line) for i, line in enumerate(lines, 1)]
    preface += [node("title", "preface__p_1", "经费的筹措", num="77/291."), node("subtitle", "preface__p_2", "增编")]
    made = document(
        kind="resolution",
        preface=preface,
        meta={"symbol": "A/RES/77/291", "organ": "大会"},
        dates=[find(lines[4], lines[4], "coverPage__p_5", Date, start="2023-06-07", end="2023-06-07")],
        symbols=[find(lines[7], "A/77/891", "coverPage__p_8", Symbol, symbol="A/77/891")],
    )
    root = tree(made)
    cover = [etree.QName(p[0]).localname for p in one(root, "//a:coverPage")]
    assert cover == [
        "docAuthority",
        "docNumber",
        "docAuthority",
        "docStatus",
        "docDate",
        "session",
        "inline",
        "docProponent",
    ]
    assert one(root, "//a:session").get("value") == "77"
    assert one(root, "//a:docDate").get("date") == "2023-06-07"
    assert one(root, "//a:docProponent/a:ref").get("href") == "https://undocs.org/zh/A/77/891"
    assert one(root, "//a:preface//a:docNumber").text == "77/291."
    assert one(root, "//a:docTitle").text == "经费的筹措"
    assert one(root, "//a:preface//a:docStatus").text == "增编"


def test_contents_page_leads_to_its_sections() -> None:
    contents = node("contents", "toc_1", rows=[["一、导言", "1"], ["二、结论", "9"]])
    made = document(
        [node("section", "sec_1", num="一、", heading="导言")], preface=[node("title", "t", "报告"), contents]
    )
    assert one(tree(made), "//a:toc/a:tocItem[1]").get("href") == "#sec_1"
    assert one(tree(made), "//a:toc/a:tocItem[2]").get("href") == "#body"


def test_preamble() -> None:
    preamble = [
        node("block", "hcontainer_1", "大会，"),
        node("recital", "rec_1", "回顾其决议，"),
        node("recital", "rec_2", "注意到：", children=[node("item", "rec_2__list_1__point_a", "报告；", num="(a)")]),
    ]
    root = tree(document(kind="resolution", preamble=preamble))
    assert one(root, "//a:preamble/a:formula[@name='enactingFormula']").get("eId") == "hcontainer_1"
    assert root.xpath("//a:recitals/a:recital/@eId", namespaces=AKN) == ["rec_1", "rec_2"]
    assert one(root, "//a:recital/a:blockList/a:item").get("eId") == "rec_2__list_1__point_a"


def test_paragraph() -> None:
    assert body_of(document([node("paragraph", "para_1", "全文。", num="1.")])) == (
        '<mainBody eId="body"><paragraph eId="para_1"><num>1.</num><content eId="para_1__content"><p>全文。</p>'
        "</content></paragraph></mainBody>"
    )


def test_paragraph_with_items_and_what_follows_them() -> None:
    items = [node("item", f"para_1__list_1__point_{letter}", f"{letter}项；", num=f"({letter})") for letter in "ab"]
    after = node("block", "para_1__hcontainer_1", "续。")
    body = body_of(document([node("paragraph", "para_1", "收到：", num="1.", children=[*items, after])]))
    assert re.findall(r'eId="([^"]*)"', body) == [
        "body", "para_1", "para_1__list_1", "para_1__list_1__intro", "para_1__list_1__point_a",
        "para_1__list_1__point_a__content", "para_1__list_1__point_b", "para_1__list_1__point_b__content",
        "para_1__list_1__wrapup", "para_1__hcontainer_1",
    ]  # fmt: skip
    assert re.sub("<[^>]*>", "", body) == "1.收到：(a)a项；(b)b项；续。"


def test_sections_nest_and_keep_the_order() -> None:
    inner = node(
        "section", "sec_1__sec_A", num="A.", heading="背景", children=[node("paragraph", "para_2", "二。", num="2.")]
    )
    body = [
        node("section", "sec_1", num="一、", heading="导言", children=[node("block", "b_1", "无号。"), inner]),
        node("quote", "qstr_1", "“引文。”"),
        node("paragraph", "hcontainer_9", "没有号码。"),
    ]
    root = tree(document(body))
    assert one(root, "//a:section/a:section/a:paragraph").get("eId") == "para_2"
    assert root.xpath("//a:hcontainer/@name", namespaces=AKN) == ["block", "quote", "paragraph"]
    words = "".join("".join(one(root, "//a:mainBody").itertext()).split())
    assert words == "一、导言无号。A.背景2.二。“引文。”没有号码。"


def test_table() -> None:
    table = node("table", "table_1", num="表1", heading="票数", rows=[["国家", "票"], ["西班牙", ""]])
    root = tree(document([table]))
    assert [len(row) for row in one(root, "//a:table[@eId='table_1']").findall("a:tr", AKN)] == [2, 2]
    assert "".join(one(root, "//a:caption").itertext()) == "表1 票数"


def test_verbatim_record() -> None:
    label = "史密斯先生（加拿大）（以英语发言）："
    body = [
        node("block", "hcontainer_1", "下午3时05分开会。"),
        node(
            "speech", "speech_1", "谢谢。", heading=label, children=[node("block", "speech_1__hcontainer_1", "再见。")]
        ),
        node("speech", "speech_2", "会议结束。", heading="主席："),
        node("speech", "speech_3", "会议结束。"),
    ]
    speaker = find(label, "史密斯先生", "speech_1", Speaker, part="heading", name="史密斯先生", kind="person")
    office = find("主席：", "主席", "speech_2", Speaker, part="heading", name="主席", kind="office", role="chair")
    preface, preamble = [node("title", "preface__p_1", "第9586次会议")], [node("block", "hcontainer_9", "前言")]
    made = document(body, "verbatim_record", preface=preface, preamble=preamble, speakers=[speaker, office])
    root = tree(made)
    assert one(root, "//a:preface/a:p[2]").text == "前言"
    assert one(root, "//a:debateBody/a:debateSection/a:scene").text == "下午3时05分开会。"
    first, second, third = root.xpath("//a:speech", namespaces=AKN)
    assert "".join(first.find("a:from", AKN).itertext()) == label
    assert one(root, f"//a:TLCPerson[@eId='{first.get('by')[1:]}']").get("showAs") == "史密斯先生"
    assert second.get("as") == "#chair"
    assert third.get("by") == "#unknownSpeaker"


def test_conclusions() -> None:
    text = "2010年4月13日，维也纳"
    conclusions = [node("block", "c_1", "第47次全体会议"), node("block", "c_2", text), node("signature", "c_3", "主席")]
    dates = [find(text, "2010年4月13日", "c_2", Date, start="2010-04-13", end="2010-04-13")]
    root = tree(document(kind="resolution", conclusions=conclusions, dates=dates))
    assert one(root, "//a:conclusions//a:inline[@name='adoptionMeeting']").text == "第47次全体会议"
    assert one(root, "//a:conclusions//a:location").text == "维也纳"
    assert one(root, "//a:signature").text == "主席"


def test_annexes() -> None:
    inner = node("annex", "att_1__att_1", num="附录", heading="表")
    children = [node("paragraph", "att_1__para_1", "一。", num="1."), inner]
    annex = node("annex", "att_1", num="附件一", heading="名单", children=children)
    root = tree(document(annexes=[annex, node("block", "hcontainer_1", "余文。")]))
    docs = root.xpath("//a:attachment/a:doc[@name='annex']", namespaces=AKN)
    assert [doc.getparent().get("eId") for doc in docs] == ["att_1", "att_1__att_1", "att_2"]
    assert one(docs[0], "a:meta//a:FRBRWork/a:FRBRthis").get("value").endswith("/!annex_1")
    assert one(root, "//a:doc/a:attachments/a:attachment").get("eId") == "att_1__att_1"


def test_eids_are_mended_the_same_way_each_time() -> None:
    eids = ["para_1", "para_1", "para_1-2", "", "a b#c", "1", "undoc", "body"]
    made = document([node("paragraph", eid, str(number), num="1.") for number, eid in enumerate(eids)])
    found = etree.fromstring(write_akn(made)).xpath("//a:paragraph/@eId", namespaces=AKN)
    assert found == ["para_1", "para_1-3", "para_1-2", "node", "a_b_c", "_1", "undoc", "body"]


def test_names() -> None:
    names = Names()
    assert [names.take("a"), names.take("a"), names.counted("b"), names.counted("b")] == ["a", "a-2", "b_1", "b_2"]


def test_characters_that_xml_cannot_hold() -> None:
    assert escape("a\x00\ud800<\r") == 'a<marker name="U+0000"/><marker name="U+D800"/>&lt;&#13;'
    assert attribute('\x01"[U+1\n') == "[U+0001]&quot;[U+005B]U+1&#10;"
    root = tree(document([node("paragraph", "para_1", "\ufffe文\x0b", num="1.")]))
    assert root.xpath("//a:p/a:marker/@name", namespaces=AKN) == ["U+FFFE", "U+000B"]


def test_pretty_and_compact_say_the_same() -> None:
    text = "二 字"
    made = document([node("paragraph", "para_1", text, num="1.", notes=[NoteMark(marker="1", offset=1)])])
    pretty, compact = (etree.fromstring(write_akn(made, pretty=value)) for value in (True, False))
    for root in (pretty, compact):
        assert "".join(one(root, "//a:content/a:p").itertext()) == "二1 字"
    assert "\n" not in write_akn(made, pretty=False).decode()


def test_markup_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert b'date="1970-01-02" name="markup"' in write_akn(document())
    assert b'date="2026-01-31" name="markup"' in write_akn(document(), markup_date="2026-01-31")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert b'name="markup"' in write_akn(document())
    with pytest.raises(ValueError, match="2026-02-30"):
        write_akn(document(), markup_date="2026-02-30")


def test_full_date() -> None:
    assert [full_date(text) for text in ("2010-04-12", "2010-04-31", "2010-04", "", None, "２010-04-12")] == [
        "2010-04-12", None, None, None, None, None,
    ]  # fmt: skip


def test_arabic() -> None:
    known = {"七十五": "75", "十": "10", "二十": "20", "一〇一": "101", "一百零五": "105", "65": "65"}
    assert {text: arabic(text) for text in known} == known


@pytest.mark.parametrize("kind", ["item", "section", "annex", "quote", "speech"])
def test_nesting_without_end(kind: str) -> None:
    deep = node(kind, "n0", "底", num="(a)")
    for number in range(1, 1000):
        deep = node(kind, f"n{number}", "文", num="(a)", children=[deep])
    made = document([deep], preface=[], annexes=[deep.model_copy()])
    made.annexes = []
    assert write_akn(made).decode().count("文") == 999
    made.body, made.annexes = [], [deep]
    errors = [finding for finding in check_akn(write_akn(made)) if finding.severity == "error"]
    assert not errors


def test_lost_characters_are_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(akn, "read_back", lambda xml: "少")
    with pytest.raises(InternalError, match="lose"):
        write_akn(document([node("paragraph", "para_1", "文", num="1.")]))
