"""The page as a file: what stands in it, that it is whole by itself, small, and harmless whatever the document says.

What it does in a browser is tested in tests/browser.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from hashlib import sha256

import pytest
from lxml import html
from write.hostile import ATTACK, hostile

import undoc
from undoc.model import Annotation, Node, Symbol
from undoc.pipeline import parse_with_text
from undoc.write.html import write_html

REPORT = """\
A/CONF.999/L.3/Add.1

第二委员会关于议程项目8的报告

增编

会议情况

1. 第二委员会2031年4月12日和13日第一次至第三次会议就议程项目8展开了一般性讨论。

委员会收到了以下文件：

 (a) 秘书处编写的工作文件（A/CONF.999/9）；

 (b) 大会第74/95号决议。

2. 在4月12日第一次会议上，西班牙（代表欧洲联盟）、波兰和大韩民国的代表作

了发言。

3. 主席着重说明了上文第1段所述种种挑战。
"""
RESOLUTION = """\
联合国
A/RES/99/999
大会
99/999. 手工艺

大会，
回顾其第70/1号决议，
又回顾《宣言》，1
1. 欢迎秘书长的报告；
2. 促请会员国：
(a) 提供信贷；
(b) 保护：
(一) 产权；
(二) 名称；
3. 决定继续审议。
_______________
1 第61/295号决议，附件。
"""


def page(text: str, **options) -> html.HtmlElement:
    document, source = parse_with_text(text)
    return html.document_fromstring(write_html(document, source, **options))


def words(element: html.HtmlElement) -> str:
    return "".join(element.text_content().split())


def cited(element: html.HtmlElement) -> dict[str, str]:
    return {link.get("href"): link.get("data-cite") for link in element.cssselect("[data-cite]")}


def test_numbers_are_links_that_say_how_to_cite() -> None:
    found = page(REPORT)
    assert found.get("data-name") == "A/CONF.999/L.3/Add.1"
    assert cited(found)["#para_2"] == "第2段"
    assert cited(found)["#para_1__list_1__point_b"] == "第1段(b)"


def test_a_resolution_is_cited_by_its_two_parts() -> None:
    links = cited(page(RESOLUTION))
    assert [links[f"#rec_{number}"] for number in (1, 2)] == ["序言部分第1段", "序言部分第2段"]
    assert links["#para_3"] == "执行部分第3段"
    assert "执行部分第2段(b)(二)" in links.values()


def test_numbers_of_a_quotation_are_not_the_documents() -> None:
    document = undoc.parse(REPORT)
    quoted = Node(type="paragraph", eid="quoted", num="9.", text="引文。", line=1)
    document.body = [Node(type="quote", eid="quote", line=1, children=[quoted])]
    found = html.document_fromstring(write_html(document))
    assert words(found.get_element_by_id("quoted")) == "9.引文。"
    assert "#quoted" not in cited(found)


@pytest.mark.parametrize(
    ("kind", "words_", "link", "title"),
    [
        ("symbol", "A/CONF.999/9", "https://undocs.org/zh/A/CONF.999/9", "联合国会议文件"),
        ("resolution", "第74/95号", "https://undocs.org/zh/A/RES/74/95", "A/RES/74/95 大会决议"),
        ("paragraph", "第1段", "#para_1", None),
    ],
)
def test_references_are_links_with_what_they_are(kind, words_, link, title) -> None:
    (found,) = [each for each in page(REPORT).cssselect("article a.ref") if words(each) == words_]
    assert (found.get("href"), found.get("title")) == (link, title)


def test_speakers_dates_and_meetings_are_marked() -> None:
    found = page(REPORT)
    spain = found.cssselect("article .speaker")[0]
    assert (words(spain), spain.get("title")) == (
        "西班牙", "ESP · 代表 · 代表欧洲联盟 · 第1次会议 · 2031-04-12"
    )  # fmt: skip
    assert [(words(date), date.get("datetime"), date.get("title")) for date in found.cssselect("article .date")] == [
        ("2031年4月12日", "2031-04-12", None),
        ("13日", "2031-04-13", "2031-04-13（年份、月份系推断）"),
        ("4月12日", "2031-04-12", "2031-04-12（年份系推断）"),
    ]
    assert [meeting.get("title") for meeting in found.cssselect("article .meeting")] == ["第1至3次会议", None]


def test_a_note_is_called_and_goes_back() -> None:
    found = page(RESOLUTION)
    (call,) = found.cssselect(".call")
    (note,) = found.cssselect("aside.note")
    assert call.cssselect("a")[0].get("href") == f"#{note.get('id')}"
    assert note.cssselect(".marker")[0].get("href") == f"#{call.get('id')}"
    assert "第61/295号决议，附件。" in words(note)
    assert note.getparent().get("id") == "rec_2"


def test_panels() -> None:
    found = page(REPORT)
    rows = [[words(cell) for cell in row] for row in found.cssselect("#speakers tbody tr")]
    assert rows == [
        ["西班牙ESP", "国家", "代表", "欧洲联盟", "1", "第2段"],
        ["波兰POL", "国家", "代表", "", "1", "第2段"],
        ["大韩民国KOR", "国家", "代表", "", "1", "第2段"],
        ["主席", "职务", "主席", "", "1", "第3段"],
    ]
    label = found.cssselect("#regions svg")[0].get("aria-label")
    assert "东欧国家：1 次发言，1 国" in label and "非洲国家：0 次发言" in label
    days = [words(moment) for moment in found.cssselect("#timeline li")]
    assert days[0].startswith("2031年4月12日第1次会议西班牙、波兰、大韩民国") and days[1].startswith("2031年4月13日")
    documents = [words(entry) for entry in found.cssselect("#cited li")]
    assert documents == ["A/CONF.999/9联合国会议文件第1段(a)", "A/RES/74/95大会决议第1段(b)"]


def test_nothing_to_show_no_panel_no_switch() -> None:
    found = page("关于项目的报告\n\n1. 委员会通过了报告。\n\n2. 委员会散会。\n")
    assert not found.cssselect(".panel, .switch")


def test_every_link_into_the_page_arrives_and_ids_are_unique() -> None:
    for text in (REPORT, RESOLUTION):
        found = page(text)
        ids = [element.get("id") for element in found.cssselect("[id]")]
        assert len(ids) == len(set(ids))
        links = {link.get("href")[1:] for link in found.cssselect("a[href^='#']")}
        assert links <= set(ids)


def unpacked(found: html.HtmlElement) -> dict:
    (data,) = found.cssselect("#source-data")
    return json.loads(zlib.decompress(base64.b64decode(data.text), -15))


def test_the_source_view_has_every_character_and_whose_it_is() -> None:
    data = unpacked(page(RESOLUTION))
    printed = "".join("".join(line[3::2]) for line in data["lines"])
    assert "".join(printed.split()) == "".join(RESOLUTION.split())
    owners = {
        line[0]: [data["owners"][owner][:3] for owner in line[4::2] if owner >= 0]
        for line in data["lines"]
    }  # fmt: skip
    assert owners[9] == [["para_1", "段 1.", "node"]]
    assert owners[16] == [[None, "横线", "furniture"]]
    assert owners[17] == [["note_1", "脚注 1", "footnote"]]


def test_without_the_source_no_source_view() -> None:
    found = html.document_fromstring(write_html(undoc.parse(REPORT)))
    assert not found.cssselect("#source, #source-data, #source-switch")
    assert undoc.parse(REPORT).to_html() == write_html(undoc.parse(REPORT))


def test_nothing_comes_from_elsewhere() -> None:
    found = page(REPORT)
    assert not found.cssselect("link, img, iframe, object, embed, base, [src], [srcset], [action]")
    text = html.tostring(found, encoding="unicode")
    assert not re.search(r"@import|url\(|\son\w+=", text)


def test_the_policy_lets_the_pages_own_script_run_and_no_other() -> None:
    found = page(REPORT)
    policy = found.cssselect("meta[http-equiv]")[0].get("content")
    (script,) = found.cssselect("script:not([type])")
    digest = base64.b64encode(sha256(script.text.encode()).digest()).decode()
    assert "default-src 'none'" in policy and f"script-src 'sha256-{digest}'" in policy


def test_a_hostile_document_stays_text() -> None:
    document = hostile()
    document.body[1].spans = [(0, len(ATTACK))]
    found = html.document_fromstring(write_html(document, ATTACK))
    assert len(found.cssselect("script")) == 2  # the source's data and the page's own
    assert not found.cssselect("img")
    assert not [
        name
        for element in found.iter()
        if isinstance(element.tag, str)
        for name in element.attrib
        if name.startswith("on")
    ]
    assert all(link.get("href").startswith(("#", "https://undocs.org/")) for link in found.cssselect("a"))
    assert found.cssselect("title")[0].text == f"{ATTACK}　{ATTACK}"


def test_annotations_that_do_not_fit_are_left_out() -> None:
    document = undoc.parse(REPORT)
    paragraph = next(node for node in document.body[0].children if node.num == "2.")
    document.symbols.append(Symbol(symbol="A/1", text="没有", eid=paragraph.eid, offset=(2, 4)))
    document.symbols.append(Symbol(symbol="A/1", text="在", eid="nowhere", offset=(0, 1)))
    assert isinstance(document.symbols[-1], Annotation)
    found = html.document_fromstring(write_html(document))
    assert words(found.get_element_by_id(paragraph.eid)) == "".join((paragraph.num + paragraph.text).split())


def test_a_tree_deeper_than_python_and_browsers() -> None:
    node = Node(type="item", eid="i0", num="(a)", text="底。", line=1)
    for index in range(1, 3000):
        node = Node.model_construct(
            type="item", eid=f"i{index}", num="(a)", heading=None, text="层。", notes=[], children=[node], rows=None,
            spans=[], line=1, page=None,
        )  # fmt: skip
    document = undoc.parse(REPORT)
    document.body = [node]
    text = write_html(document)
    assert text.count('class="unit item"') == 3000


PROSE = (
    "{}. 许多发言者强调，各国主管机关只有交换资料和经验才能有效处理这一问题；有的会员国已为此制定长期计划，另一些会员国则"
    "希望得到技术援助。会上还讨论了培训人员、更新设备和改进统计的办法，并请秘书处向下届会议提出报告。\n\n"
)


def test_a_long_report_stays_below_400_kilobytes() -> None:
    head, _, paragraphs = REPORT.partition("1. ")
    numbered = re.split(r"(?m)^\d\. ", "1. " + paragraphs.replace("作\n\n了", "作了"))[1:]
    text = head + "".join(
        f"{index}. {numbered[index % 3]}" if index % 4 == 0 else PROSE.format(index) for index in range(1, 501)
    )
    document, source = parse_with_text(text)
    assert document.source.characters > 45_000 and len(document.speakers) > 100
    assert len(write_html(document, source).encode()) < 400_000
