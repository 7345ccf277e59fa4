"""Akoma Ntoso read back: what undoc wrote, exactly; what the UN writes, as its answers have it; what is no such thing."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from damage import LAYOUTS, clean_documents, damage
from fuzz.promises import REGIONS, content
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from write.akn_documents import document, node

import undoc
from undoc.check.akn import check_akn
from undoc.errors import InputError, InternalError
from undoc.model import Anchor, Document, Footnote, Node, NodeType, NoteMark
from undoc.read import is_xml
from undoc.read.akn import symbol_of

HOME = Path(__file__).parents[2]
SAMPLES = sorted((HOME / "samples").glob("*.txt"))
OFFICIAL = sorted((HOME.parent / "shared" / "official").glob("*.xml"))
NAMESPACE = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
DAMAGED = [damage(clean, LAYOUTS[name])[0] for clean in clean_documents() for name in list(LAYOUTS)[:2]]


def shape(nodes: list[Node]) -> list[tuple[object, ...]]:
    """All that the XML must hold of nodes, but for their eids."""
    return [
        (node.type, node.num, node.heading, node.text, node.rows, *map(str, node.notes), shape(node.children))
        for node in nodes
    ]


def assert_round_trip(made: Document, *, pretty: bool = True) -> Document:
    xml = made.to_akn(markup_date="2026-01-01", pretty=pretty)
    again = undoc.parse(xml)
    there, here = content(made), content(again)
    for name, part in there.items():
        assert here[name] == part, name
    assert not [entry for entry in again.diagnostics if entry.code == "xml-left-out"]
    return again


def akn(inner: str, tag: str = "doc", meta: str = "") -> bytes:
    """Akoma Ntoso such as others write."""
    return f'<akomaNtoso {NAMESPACE}><{tag} name="x"><meta>{meta}</meta>{inner}</{tag}></akomaNtoso>'.encode()


# --- undoc's own


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("pretty", [True, False])
def test_samples(path: Path, pretty: bool) -> None:
    again = assert_round_trip(undoc.parse(path), pretty=pretty)
    assert again.source.format == "akn"


@pytest.mark.parametrize("text", DAMAGED)
def test_damaged_documents(text: str) -> None:
    assert_round_trip(undoc.parse(text))


@st.composite
def spliced(draw: st.DrawFn) -> str:
    """A document with a piece of another one in it."""
    lines, other = (draw(st.sampled_from(DAMAGED)).split("\n") for _ in range(2))
    first = draw(st.integers(0, len(lines)))
    last = draw(st.integers(first, len(lines)))
    start, count = draw(st.integers(0, len(other))), draw(st.integers(0, 40))
    return "\n".join([*lines[:first], *other[start : start + count], *lines[last:]]) + "\n"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(spliced())
def test_any_document(text: str) -> None:
    try:
        made = undoc.parse(text)
    except (InputError, InternalError):  # other tests' matter
        reject()
    assert_round_trip(made)


@pytest.mark.parametrize("kind", ["report", "resolution", "verbatim_record"])
@pytest.mark.parametrize("region", REGIONS)
def test_each_type_in_each_region(kind: str, region: str) -> None:
    """A node of any type may stand anywhere, with or without number, heading and children."""
    below = [
        node("item", "i1", "子项", num="(a)"), node("block", "b1", "续"), node("paragraph", "p1", "段落", num="9."),
        node("table", "t1", rows=[["甲", "乙"], [], ["丙", ""]]),
    ]  # fmt: skip
    for type, num, heading, deep in product(get_args(NodeType), (None, "一、"), (None, "标题"), (False, True)):
        children = [*below, node(type, "k1", "同类")] if deep else []
        one = node(type, "n1", "正文", num=num, heading=heading, children=children)
        if type in ("table", "contents"):
            one.text, one.rows = "", [["甲", "乙"], [""], []]
        made = document(kind=kind, **{region: [node("masthead", "m1", "前"), one, node("block", "z1", "末")]})
        again = undoc.parse(made.to_akn())
        assert shape(getattr(again, region)) == shape(getattr(made, region))


def test_notes_keep_their_order_and_places() -> None:
    first = node("paragraph", "para_1", "甲乙丙", num="1.", notes=[NoteMark(marker="2", offset=1)])
    title = node("title", "preface__p_1", "报告", notes=[NoteMark(marker="*", offset=2)])
    notes = [
        Footnote(marker="1", text="没有标记", eid="note_1"),
        Footnote(marker="2", text="有标记", eid="note_2", anchor=Anchor(eid="para_1", offset=1)),
        Footnote(marker="*", text="在标题", eid="note_asterisk", anchor=Anchor(eid="preface__p_1", offset=2)),
    ]
    made = document([first], preface=[title], footnotes=notes)
    again = undoc.parse(made.to_akn())
    assert [note.model_dump(exclude={"spans"}) for note in again.footnotes] == [
        note.model_dump(exclude={"spans"}) for note in notes
    ]
    assert again.body[0].notes == first.notes


def test_meta_comes_back() -> None:
    meta = {
        "symbol": "A/CONF.213/9", "symbols": ["A/CONF.213/9", "E/CN.15/2010/1"], "title": "报告", "subtitle": "增编",
        "organ": "第二委员会", "session": "第七十五届会议", "agenda_items": ["8", "103 (v)"], "topic": "议题<1>",
        "date": "2010-04", "original_language": "English", "language": "zh-Hans", "distribution": "General",
        "job_number": "V.10-52859", "keywords": ["犯罪", "预防"],
    }  # fmt: skip
    made = document([node("paragraph", "para_1", "正文", num="1.")], "letter", meta=meta)
    xml = made.to_akn()
    assert check_akn(xml) == []
    assert undoc.parse(xml).meta == made.meta


def test_what_is_not_known_stays_unknown() -> None:
    made = document([node("paragraph", "para_1", "大会第七十五届会议", num="1.")])
    again = undoc.parse(made.to_akn())
    assert again.meta == made.meta


def test_spans_point_into_the_text_that_was_read() -> None:
    made = undoc.parse(HOME / "samples" / "resolution.txt")
    xml = made.to_akn()
    from undoc.read.akn import read_source

    source = read_source(xml)
    again = undoc.parse(xml)
    assert again.source.characters == len(source.text)
    assert again.source.lines == source.text.count("\n")
    for one in [*again.preface, *again.preamble, *again.body]:
        text = "".join(source.text[start:end] for start, end in one.spans)
        words = Counter((one.num or "") + (one.heading or "") + one.text + "".join(mark.marker for mark in one.notes))
        assert Counter("".join(text.split())) == Counter("".join("".join(words.elements()).split()))
        assert source.text.split("\n")[one.line - 1].startswith((one.num or one.heading or one.text)[:1])


def test_what_a_person_adds_is_read() -> None:
    xml = undoc.parse(HOME / "samples" / "resolution.txt").to_akn().decode()
    xml = re.sub(
        r"(<content eId=\"para_1__content\">\s*<p>)", r'\1<ref href="https://undocs.org/zh/A/77/1">增补</ref>', xml
    )
    again = undoc.parse(xml)
    assert again.body[0].text.startswith("增补")
    assert [entry.symbol for entry in again.references if entry.text == "增补"] == ["A/77/1"]


# --- the UN's own


def bare(text: str | None) -> str:
    return "".join((text or "").split())


def full(one: Node) -> str:
    inner = "".join(bare(child.num) + bare(child.heading) + full(child) for child in one.children)
    return bare(one.text) + inner


def walk(nodes: list[Node]) -> list[Node]:
    return [each for one in nodes for each in (one, *walk(one.children))]


@pytest.mark.skipif(not OFFICIAL, reason="the UN's files are not here")
@pytest.mark.parametrize("path", OFFICIAL, ids=lambda path: path.stem)
def test_official_files(path: Path) -> None:
    gold = json.loads(path.with_suffix(".gold.json").read_text("utf-8"))
    made = undoc.parse(path)
    body = walk(made.body)
    numbered = [(one.num, full(one)) for one in body if one.type == "paragraph"]
    assert numbered == [(bare(num), bare(text)) for num, text in gold["paragraphs"]]
    assert sum(one.type == "item" for one in body) == gold["items"]
    assert [full(one) for one in walk(made.preamble)] == [bare(text) for text in gold["recitals"]]
    assert Counter(bare(one.heading) for one in body if one.type == "section") == Counter(map(bare, gold["headings"]))
    notes = [(note.marker, bare(note.text)) for note in made.footnotes]
    assert notes == [(marker, bare(text)) for marker, text in gold["notes"]]
    assert all(note.anchor for note in made.footnotes)
    assert (made.meta.symbol, made.meta.date) == (gold["symbol"], gold["date"])
    assert made.meta.kind == "resolution"
    if gold["title"]:
        assert made.meta.title == gold["title"]
    assert not [entry for entry in made.diagnostics if entry.code == "xml-left-out"]
    assert_round_trip(made)


# --- what others write


def test_flat_headings_and_stray_items() -> None:
    made = undoc.parse(
        akn(
            '<mainBody><paragraph class="H1"><subheading> 二 </subheading></paragraph>'
            '<paragraph class="H1"><subheading>经费</subheading></paragraph>'
            '<paragraph class="H23"><subheading>筹措</subheading></paragraph>'
            '<paragraph><num> 1. </num><content><p>请秘书长<authorialNote marker="1"><p>注</p></authorialNote> 会同：</p>'
            "</content></paragraph><paragraph><content><p>\t(a)\t提出报告；</p></content></paragraph>"
            "<crossHeading>其他</crossHeading><hcontainer><content><p>完。</p></content></hcontainer></mainBody>"
        )
    )
    assert shape(made.body) == [
        ("section", "二", "经费", "", None, [
            ("section", None, "筹措", "", None, [
                ("paragraph", "1.", None, "请秘书长会同：", None, "marker='1' offset=4 part='text'", [
                    ("item", "(a)", None, "提出报告；", None, []),
                ]),
                ("section", None, "其他", "", None, [("block", None, None, "完。", None, [])]),
            ]),
        ]),
    ]  # fmt: skip
    anchor = made.footnotes[0].anchor
    assert anchor is not None and (anchor.eid, anchor.offset) == ("para_1", 4)


def test_lists_tables_and_lines_without_a_name_here() -> None:
    made = undoc.parse(
        akn(
            "<mainBody><article><num>第一条</num><heading>宗旨</heading><paragraph><num>1.</num><list><intro><p>如下：</p>"
            "</intro><point><num>(a)</num><content><p>甲；</p></content></point><sublist><point><num>㈠</num><content>"
            "<p>乙；</p></content></point></sublist><wrapUp><p>等等。</p></wrapUp></list></paragraph></article>"
            "<hcontainer><content><p>前文。</p><table><caption>表1</caption><tr><th><p>国家</p></th><th>数</th></tr>"
            "</table><ul><li>其一</li><li><p>其二</p></li></ul></content></hcontainer>"
            "<tblock><heading>小标题</heading><p>丙<eol/>丁</p></tblock></mainBody>"
        )
    )
    assert [(one.type, one.num, one.heading, one.text, one.rows) for one in walk(made.body)] == [
        ("section", "第一条", "宗旨", "", None),
        ("paragraph", "1.", None, "如下：", None),
        ("item", "(a)", None, "甲；", None),
        ("item", "㈠", None, "乙；", None),
        ("block", None, None, "等等。", None),
        ("block", None, None, "前文。", None),
        ("table", None, "表1", "", [["国家", "数"]]),
        ("item", None, None, "其一", None),
        ("item", None, None, "其二", None),
        ("block", None, "小标题", "丙丁", None),
    ]
    assert [child.num for child in made.body[0].children[0].children[0].children] == ["㈠"]


def test_speeches_annexes_and_notes_in_the_meta() -> None:
    meta = '<notes source="#x"><note eId="n1" marker="7"><p>在后。</p></note></notes>'
    made = undoc.parse(
        akn(
            '<debateBody><debateSection name="x"><heading>通过议程</heading><speech by="#y"><from>主席：</from>'
            '<p>议程通过。<noteRef href="#n1" marker="7"/></p><p>散会。</p></speech></debateSection></debateBody>'
            "<attachments><attachment><heading>附件一 名单</heading><doc name='annex'><meta/><mainBody><p>甲。</p>"
            "</mainBody></doc></attachment></attachments>",
            "debate",
            meta,
        )
    )
    speech = made.body[0].children[0]
    assert (speech.type, speech.heading, speech.text) == ("speech", "主席：", "议程通过。")
    assert [child.text for child in speech.children] == ["散会。"]
    assert [(note.marker, note.text, note.anchor and note.anchor.eid) for note in made.footnotes] == [
        ("7", "在后。", speech.eid)
    ]
    assert [(one.num, one.heading, one.children[0].text) for one in made.annexes] == [("附件一", "名单", "甲。")]


def test_misplaced_preamble_and_links() -> None:
    made = undoc.parse(
        akn(
            '<preamble><formula name="x"><p><span>大会</span>，</p></formula><container name="回顾"><p xml:space="preserve">\n'
            '  <span>回顾</span>第<a href="https://undocs.org/ch/A/RES/74/43">74/43</a>号和<a href="https://docs.un.org/zh/'
            'S/RES/1540(2004)">该</a>决议，</p></container></preamble><preface><p><docNumber>75/58.</docNumber>\n'
            "<docTitle>措施</docTitle></p></preface><mainBody><paragraph><num>1.</num><content><p>决定。</p></content>"
            "</paragraph></mainBody>",
            "statement",
        )
    )
    assert [(one.type, one.text) for one in made.preamble] == [
        ("block", "大会，"),
        ("recital", "回顾第74/43号和该决议，"),
    ]
    assert (made.meta.title, made.preface[0].num) == ("措施", "75/58.")
    found = [(entry.text, entry.symbol) for entry in made.references]
    assert found == [("第74/43号", "A/RES/74/43"), ("该", "S/RES/1540(2004)")]


@pytest.mark.parametrize(
    ("href", "symbol"),
    [
        ("https://undocs.org/ch/A/RES/74/43", "A/RES/74/43"),
        ("https://undocs.org/A/hrc/27/39", "A/HRC/27/39"),
        ("https://docs.un.org/zh/S/RES/1540%20(2004)", "S/RES/1540(2004)"),
        ("http://www.harmonywithnatureun.org/", None),
        ("file:///C:/Users/A/RES/1", None),
        ("https://undocs.org/", None),
    ],
)
def test_symbols_of_links(href: str, symbol: str | None) -> None:
    assert symbol_of(href) == symbol


def test_no_text_is_left_out_whatever_the_elements() -> None:
    made = undoc.parse(
        akn(
            "<preface><longTitle><p>标题</p></longTitle><block name='x'>块</block></preface><mainBody>游离<foreign>外</foreign>"
            "<chapter><num>一</num>字<content><p>章</p></content>尾</chapter><p>句<quotedStructure><p>引</p>"
            "</quotedStructure></p><container name='y'><p>容</p>文</container></mainBody>"
        )
    )
    assert not [entry for entry in made.diagnostics if entry.code == "xml-left-out"]
    text = "".join(one.text + (one.num or "") for one in walk([*made.preface, *made.body]))
    assert Counter(text) == Counter("标题块游离外一字章尾句引容文")


# --- what is read, and what is not

GOOD = undoc.parse(HOME / "samples" / "letter-annex.txt").to_akn(markup_date="2026-01-01")


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOOD,
        b"\xef\xbb\xbf \r\n" + GOOD,
        b"\n " + GOOD,
        GOOD.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        GOOD.decode().replace("UTF-8", "GB18030").encode("gb18030"),
        GOOD.decode(),
        "\ufeff " + GOOD.decode().replace("UTF-8", "GB18030"),
    ],
    ids=["bom", "bom-space", "space", "utf-16", "gb18030", "str", "str-declared"],
)
def test_encodings(data: bytes | str) -> None:
    assert content(undoc.parse(data)) == content(undoc.parse(GOOD))


def test_an_encoding_may_be_named() -> None:
    data = GOOD.decode().replace("UTF-8", "Big5").encode("gb18030")
    made = undoc.parse(data, encoding="gb18030", name="x.xml")
    assert content(made) == content(undoc.parse(GOOD))
    assert (made.source.encoding, made.source.name) == ("gb18030", "x.xml")
    with pytest.raises(InputError, match="cannot be decoded as ascii"):
        undoc.parse(GOOD, encoding="ascii")


LAUGHS = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "document type"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "document type"),
        (f'<!DOCTYPE a [<!ENTITY a0 "lol">{LAUGHS}]><a>&a9;</a>'.encode(), "entit|document type"),
        (f'<!DOCTYPE a [<!ENTITY a0 "lol">{LAUGHS}]><a b="&a9;"/>'.encode(), "entit|document type|loop"),
        (b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></a>', "XInclude"),
        ("<book>中文</book>".encode(), "no Akoma Ntoso 3.0: the root is <book>"),
        ("<akomaNtoso>\n<p>中文".encode(), r"broken in line 2, column \d+"),
        (f"<akomaNtoso {NAMESPACE}/>".encode(), "without a document"),
        (akn("<mainBody><p/></mainBody>"), "is empty"),
        (akn(f"<mainBody><p>{'English words ' * 9}</p></mainBody>"), "no Chinese"),
        (akn("<a>" * 300 + "</a>" * 300), "nested deeper than 256 levels"),
        (
            akn(f"<mainBody>{'<section>' * 65}<content><p>中文。</p></content>{'</section>' * 65}</mainBody>"),
            "64 levels",
        ),
        (b"<a>\x00</a>", "broken"),
    ],
)
def test_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=f"(?i){why}") as caught:
        undoc.parse(data)
    assert "\n" not in str(caught.value)


def test_deep_elements_are_read() -> None:
    deep = "<section>" * 63 + "<content><p>中文。</p></content>" + "</section>" * 63
    assert walk(undoc.parse(akn(f"<mainBody>{deep}</mainBody>")).body)[-1].text == "中文。"


def test_prose_may_begin_with_a_sign() -> None:
    assert not is_xml("<联合国>")
    assert not is_xml(b"< 5")
    assert undoc.parse("<海洋法公约>的执行情况。\n").source.format == "text"


def test_command_line_takes_it_by_content(run, tmp_path: Path) -> None:
    (tmp_path / "letter.xml").write_bytes(GOOD)
    (tmp_path / "letter.dat").write_bytes(GOOD)
    text = run("parse", "letter.dat", "--to", "text")
    assert text.returncode == 0
    assert run("parse", "-", "--to", "text", stdin=GOOD).stdout == text.stdout
    assert run("batch", "letter.xml", "-d", "out").returncode == 0
    assert json.loads((tmp_path / "out" / "letter.json").read_text("utf-8"))["source"]["format"] == "akn"
    broken = run("parse", "-", stdin=b"<akomaNtoso>")
    assert (broken.returncode, broken.stdout) == (1, b"")
    assert re.fullmatch(rb"undoc: standard input: the XML is broken in line 1, column \d+: [^\n]+\n", broken.stderr)
