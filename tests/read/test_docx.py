"""Word files, made part by part: what Word shows is what is read."""

from __future__ import annotations

import io
import zipfile

import pytest
from damage import clean_documents
from forms.docx import package, paragraph, run, to_docx

import undoc
from undoc.errors import InputError, UndocError
from undoc.limits import Limits
from undoc.pipeline import read

TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"


def text_of(body: str, **parts: str) -> str:
    return read(package({"document": f"<w:body>{body}</w:body>", **parts})).text


def level(form: str, text: str, depth: int = 0, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(text: str, depth: int = 0, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text), properties)


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(run("大会") + run("决议")) + paragraph(run("理事会")), "大会决议\n理事会\n"),
        (paragraph(run("联合国") + TAB + run("A/88/1")), "联合国    A/88/1\n"),
        (paragraph(run("1.") + TAB + run("大会")), "1. 大会\n"),
        (paragraph(run("大会") + BREAK + run("理事会")), "大会\n理事会\n"),
        (paragraph(run("大会") + '<w:r><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'), "大会-\u00ad•\n"),
        (paragraph(f'<w:hyperlink r:id="x">{run("大会")}</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>{run("决议")}</w:sdtContent></w:sdt>'), "大会决议\n"),
        (paragraph(f"<w:smartTag>{run('大会')}</w:smartTag><w:fldSimple w:instr=\" REF x \">{run('决议')}</w:fldSimple>"), "大会决议\n"),
        (f"<w:sdt><w:sdtContent>{paragraph(run('大会'))}</w:sdtContent></w:sdt>", "大会\n"),
        (paragraph(run("大会") + run("秘密", "<w:vanish/>")), "大会\n"),
    ],
)  # fmt: skip
def test_runs(body: str, text: str) -> None:
    assert text_of(body) == text


def test_fields_show_their_result() -> None:
    code = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    instruction = "<w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r>"
    inner = code("begin") + instruction + run("代码") + code("separate") + run("第3页") + code("end")
    outer = code("begin") + instruction + inner + code("separate") + run("大会") + code("end")
    assert text_of(paragraph(run("见") + outer + run("。"))) == "见大会。\n"


def test_tracked_changes_are_accepted() -> None:
    gone = "<w:del><w:r><w:delText>理事会</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('搬走')}</w:moveFrom><w:moveTo>{run('搬来')}</w:moveTo>"
    body = paragraph(f"<w:ins>{run('大会')}</w:ins>{gone}{moved}{run('决议')}")
    # The end of this paragraph was deleted: it goes on in the next, and its number is not counted.
    joined = paragraph(run("委员会"), "<w:rPr><w:del/></w:rPr>") + paragraph(run("的报告"))
    row = (
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('删'))}</w:tc><w:tc>{paragraph(run('除'))}</w:tc></w:tr>"
    )
    table = f"<w:tbl>{row}<w:tr><w:tc>{paragraph(run('甲'))}</w:tc><w:tc>{paragraph(run('乙'))}</w:tc></w:tr></w:tbl>"
    assert text_of(body + joined + table) == "大会搬来决议\n委员会的报告\n甲    乙\n"


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("lowerLetter", "(%1)", ["(a)", "(b)", "(c)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("chineseCounting", "（%1）", ["（一）", "（二）", "（三）"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "３．"]),
        ("chineseCounting", "第%1条", ["第一条", "第二条", "第三条"]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
        ("none", "", ["", "", ""]),
    ],
)
def test_forms_of_numbers(form: str, text: str, shown: list[str]) -> None:
    lines = text_of("".join(numbered("大会") for _ in range(3)), numbering=numbering(level(form, text))).splitlines()
    assert [line.removesuffix("大会").rstrip() for line in lines] == shown


def test_levels_restart_below_a_new_number() -> None:
    parts = numbering(level("decimal", "%1."), level("lowerLetter", "(%2)", 1), level("lowerRoman", "%1.%2.%3", 2))
    body = [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 0), ("己", 1), ("庚", 2)]
    text = text_of("".join(numbered(f"{word}会议", depth) for word, depth in body), numbering=parts)
    assert text == "1. 甲会议\n(a) 乙会议\n(b) 丙会议\n1.b.i 丁会议\n2. 戊会议\n(a) 己会议\n2.a.i 庚会议\n"


def test_lists_of_one_definition_count_on_unless_one_begins_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for number, more in ((1, ""), (2, ""), (3, anew))
    )
    body = "".join(numbered("大会", number=number) for number in (1, 1, 2, 3, 3, 1))
    text = text_of(body, numbering=numbering(level("decimal", "%1."), lists=lists))
    assert [line.split(".")[0] for line in text.splitlines()] == ["1", "2", "3", "1", "2", "3"]


def test_numbers_that_a_style_has() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="P"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>'
    )
    parts = numbering(level("decimal", "%1."), level("lowerLetter", "(%2)", 1, '<w:pStyle w:val="Q"/>'))
    style = '<w:pStyle w:val="{}"/>'.format
    off = '<w:pStyle w:val="P"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph(run("大会"), style("P")) + paragraph(run("理事会"), style("Q")) + paragraph(run("秘书处"), off)
    assert text_of(body, numbering=parts, styles=styles) == "1. 大会\n(a) 理事会\n秘书处\n"


def test_footnotes_stand_below_a_rule_and_are_anchored() -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    body = paragraph(run("1. 大会第85/7号决议") + call(5) + run("所设委员会举行了会议。")) + paragraph(
        run("2. 会议结束。") + call(7)
    )
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>'.format
    notes = note(0, run("分隔符")) + note(7, run(" 2031年会议。")) + note(5, run(" 见A/85/771。"))
    source = package({"document": f"<w:body>{body}</w:body>", "footnotes": notes})
    assert read(source).text.splitlines()[2:] == ["_______________", "1 见A/85/771。", "2 2031年会议。"]
    document = undoc.parse(source)
    assert [(each.marker, each.text, each.anchor and each.anchor.eid) for each in document.footnotes] == [
        ("1", "见A/85/771。", "para_1"),
        ("2", "2031年会议。", "para_2"),
    ]


def test_headers_and_footers_are_furniture_and_the_first_header_is_the_masthead() -> None:
    section = "<w:sectPr>{}<w:titlePg/></w:sectPr>".format(
        '<w:headerReference w:type="first" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
    )
    body = paragraph(run("第二委员会的报告")) + paragraph(run("1. 委员会举行了会议。")) + section
    header = paragraph(run("联合国") + TAB + run("A/88/1"))
    document = undoc.parse(
        package(
            {"document": f"<w:body>{body}</w:body>", "header1": header, "footer1": paragraph(run("委员会的报告草稿"))}
        )
    )
    assert document.meta.symbol == "A/88/1"
    assert [(piece.kind, piece.text) for piece in document.furniture] == [("page_footer", "委员会的报告草稿")]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('框中的会议'))}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    assert text_of(paragraph(run("大会") + both)) == "大会\n框中的会议\n"


def test_a_table_that_lays_the_page_out() -> None:
    left, right = paragraph(run("大会")), paragraph(run("Distr.: General")) + paragraph(run("12 July 2033"))
    table = f"<w:tbl><w:tr><w:tc>{left}</w:tc><w:tc>{right}</w:tc></w:tr></w:tbl>"
    assert text_of(table) == "大会\nDistr.: General\n12 July 2033\n"


def test_strict_files_and_hints() -> None:
    data = to_docx(clean_documents()[1])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            )  # fmt: skip
            new.writestr(name, text)
    assert read(made.getvalue()).text == read(data).text
    hints = read(data).hints
    assert any(hint.heading for hint in hints.values())
    assert {hint.furniture for hint in hints.values()} >= {"page_header", "page_footer"}


def test_nothing_outside_is_fetched(tmp_path) -> None:
    """Relationships to the outside, and parts that name them, are as if they were not there."""
    (tmp_path / "footnotes.xml").write_text("秘密")
    outside = (
        '<Relationship Id="h" TargetMode="External" Type="http://x/header" Target="http://127.0.0.1:9/header.xml"/>'
        f'<Relationship Id="f" Type="http://x/footer" Target="../../../../{tmp_path}/footnotes.xml"/>'
    )
    section = '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="f"/></w:sectPr>'
    body = paragraph(run("大会的报告")) + '<w:altChunk r:id="h"/>' + section
    source = read(package({"document": f"<w:body>{body}</w:body>"}, outside))
    assert source.text == "大会的报告\n"
    assert [(trouble.code, trouble.severity) for trouble in source.troubles] == [("left-out", "warning")]


def test_entities_and_document_types_are_refused() -> None:
    data = package({"document": f"<w:body>{paragraph(run('大会'))}</w:body>"})
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace(
                    b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'
                )
            new.writestr(name, text)
    with pytest.raises(InputError, match="document type"):
        read(made.getvalue())


def test_truncated_and_corrupt_files() -> None:
    data = to_docx(clean_documents()[0])
    for cut in range(10, len(data), 499):
        with pytest.raises(InputError) as error:
            read(data[:cut])
        assert "\n" not in str(error.value)
    for place in range(60, len(data), 211):
        broken = bytearray(data)
        broken[place] ^= 0x55
        try:
            read(bytes(broken))
        except UndocError as error:
            assert "\n" not in str(error)


def test_limits() -> None:
    data = package({"document": f"<w:body>{paragraph(run('大会' * 500_000))}</w:body>"})
    assert len(data) < 100_000  # it is a bomb
    with pytest.raises(InputError, match="unpacked larger"):
        read(data, limits=Limits(size=500_000))


@pytest.mark.parametrize("body", ["", paragraph("")])
def test_no_text(body: str) -> None:
    with pytest.raises(InputError, match="no text"):
        text_of(body)
