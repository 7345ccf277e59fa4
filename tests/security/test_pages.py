"""Whatever a document says, what is made of it runs nothing: pages, Markdown, XML, tables; and what is made of that again.

In a browser: tests/browser.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from security.attacks import ALL, SCRIPTS, report

import undoc
from undoc.check import check_file
from undoc.compare import compare
from undoc.compare.page import page
from undoc.pipeline import parse_plain, parse_with_text
from undoc.write import WRITERS, Options
from undoc.write.html import write_html
from undoc.write.markdown import write_markdown

ATTACKS = pytest.mark.parametrize("attack", [*SCRIPTS, ALL])
RUNS = "script, iframe, object, embed, link, base, img, svg, form, meta[http-equiv=refresh]"
# What the page has of its own: its script, the source's data, switches that send nothing, pictures that it drew.
OWN = "body > script:last-of-type, #source-data, form.tools, .panel svg"


LINKS = ("href", "src", "action", "formaction", "xlink:href")
# Within the page, to the UN, or a page of the same site. Browsers overlook white space in schemes.
HARMLESS = re.compile(r"#|https://undocs\.org/|(?!\s*[A-Za-z][\w+.\s-]*:)")


def harmful(found: html.HtmlElement, own: str = "") -> list[str]:
    """What of a page could run, or load something."""
    allowed = set(found.cssselect(own)) if own else set()
    allowed |= {each for element in allowed for each in element.iter()}
    elements = [each.tag for each in found.cssselect(RUNS) if each not in allowed]
    attributes = [
        f"{name}={value}"
        for element in found.iter()
        if isinstance(element.tag, str)
        for name, value in element.attrib.items()
        if name.startswith("on")
        or (name in LINKS and not HARMLESS.match(value))
        or (name == "style" and "url(" in value)
    ]
    return elements + attributes


@ATTACKS
def test_the_page(attack) -> None:
    document, source = parse_with_text(report(attack), name=f"{attack}.txt")
    found = html.document_fromstring(write_html(document, source))
    assert harmful(found, OWN) == []
    shown = "".join(found.text_content().split())
    assert shown.count("".join(attack.split())) > 5


@ATTACKS
def test_the_page_of_a_comparison(attack) -> None:
    one, two = parse_plain(report(attack)), parse_plain(report(attack + "改"))
    for names in ((attack, attack), ("a", "b")):
        assert harmful(html.document_fromstring(page(compare(one, two, names)))) == []
    assert harmful(html.document_fromstring(page(compare(one, parse_plain(report("")), ("a", "b"))))) == []


@ATTACKS
def test_markdown(attack) -> None:
    """By renderers that let everything through: HTML, and links of any scheme; with notes, and without."""
    for text in (
        report(attack),
        report(attack).replace("1 第61", f"1 {attack} 第61").replace(f"1 {attack} 第61/295号决议", f"1 {attack}"),
    ):
        document = write_markdown(parse_plain(text))
        for plugins in ([], [footnote_plugin]):
            renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
            renderer.validateLink = lambda url: True
            for plugin in plugins:
                renderer.use(plugin)
            assert harmful(html.document_fromstring(f"<div>{renderer.render(document)}</div>")) == []


@pytest.mark.parametrize("note", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,a", "vb-script:x"])
def test_a_note_is_no_link_where_notes_are_not_known(note) -> None:
    text = f"委员会的报告\n\n1. 委员会审议了议程项目8。1\n\n2. 主席发言。\n_____\n1 {note}\n"
    document = parse_plain(text)
    assert document.footnotes[0].text == note
    renderer = MarkdownIt("commonmark")
    renderer.validateLink = lambda url: True
    assert "<a" not in renderer.render(write_markdown(document))
    assert f"<p>\u00a0 {note}" in renderer.use(footnote_plugin).render(write_markdown(document))


@ATTACKS
def test_akoma_ntoso_and_what_is_made_of_it(attack, tmp_path) -> None:
    xml = undoc.parse(report(attack), name=f"{attack}.txt").to_akn()
    root = etree.fromstring(xml)
    assert all(map(HARMLESS.match, root.xpath("//@href | //@src | //@value")))
    (tmp_path / "x.xml").write_bytes(xml)
    assert [finding for finding in check_file(tmp_path / "x.xml") if finding.severity == "error"] == []
    document, source = parse_with_text(xml)
    assert harmful(html.document_fromstring(write_html(document, source)), OWN) == []


def test_links_of_foreign_akoma_ntoso() -> None:
    xml = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="x"><meta>
      <identification source="#s"><FRBRWork><FRBRthis value="javascript:alert(1)"/><FRBRuri value="javascript:alert(1)"/>
      <FRBRdate date="2031-01-01" name="x"/><FRBRauthor href="javascript:alert(2)"/><FRBRcountry value="un"/></FRBRWork>
      </identification><references source="#s"><TLCPerson eId="p" href="javascript:alert(3)" showAs="javascript:alert(3)"/>
      </references></meta><mainBody><paragraph eId="para_1"><num>1.</num><content><p>大会通过了
      <ref href="javascript:alert(4)">第70/1号决议</ref>和<a href="javascript:alert(5)//undocs.org/A/1">《宣言》</a>以及
      <a href="https://undocs.org/zh/A/&lt;script&gt;alert(6)">文件</a>，<ref href="#x&quot; onload=&quot;alert(7)">见此</ref>，
      <person refersTo="#p">主席</person><img src="javascript:alert(8)"/>。&lt;script&gt;alert(9)&lt;/script&gt;</p></content>
      </paragraph></mainBody></statement></akomaNtoso>"""
    document, source = parse_with_text(xml.encode())
    for form, writer in WRITERS.items():
        made = writer.write(document, Options(source=source)).decode()
        assert "javascript:" not in made, form
    assert harmful(html.document_fromstring(write_html(document, source)), OWN) == []


def test_links_of_web_pages() -> None:
    page_ = (
        "<html><body><h1>大会的报告</h1><p onclick=alert(1)>1. <a href='javascript:alert(2)'>委员会</a>审议了报告。</p>"
    )
    page_ += "<p style='background:url(javascript:alert(3))'>&lt;script&gt;alert(4)&lt;/script&gt;</p><script>alert(5)</script>"
    document, source = parse_with_text(page_.encode())
    assert "javascript:" not in source and "alert(5)" not in source and "alert(4)" in source
    assert harmful(html.document_fromstring(write_html(document, source)), OWN) == []


FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("sign", FORMULAS)
def test_no_cell_of_a_table_is_a_formula(sign) -> None:
    document = undoc.parse(report(""))
    attack = f"{sign}HYPERLINK(1)"
    document.meta.symbol = attack
    for entry in [*document.speakers, *document.dates, *document.meetings, *document.symbols, *document.references]:
        entry.text = entry.paragraph = entry.eid = attack
    for entry in document.speakers:
        entry.name = entry.role = entry.on_behalf_of = entry.state = attack
    rows = list(csv.reader(io.StringIO(WRITERS["csv"].write(document, Options()).decode("utf-8-sig"), newline="")))
    assert len(rows) > 5 and sum(cell == f"'{attack}" for row in rows for cell in row) > 20
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULAS)]


def test_the_command_line_writes_nothing_else(tmp_path: Path) -> None:
    """Files of hostile names, each form: the call knows their names, which the library's tests above made up."""
    name = "<script>alert(1)</script>\"onload='x'.txt".replace("/", "\u2044")
    (tmp_path / name).write_text(report(ALL), "utf-8")
    for form in ("html", "akn", "md", "csv", "json"):
        call = [sys.executable, "-m", "undoc", "parse", name, "--to", form, "-o", f"out.{form}"]
        subprocess.run(call, cwd=tmp_path, check=True)
    found = html.document_fromstring((tmp_path / "out.html").read_text("utf-8"))
    assert harmful(found, OWN) == []
    etree.parse(tmp_path / "out.akn")
