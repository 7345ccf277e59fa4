"""A clean document as a Word file, made part by part: automatic numbers, footnotes, tables, headers and footers."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from damage.document import NOTE_MARK, Clean, Unit

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
)
OVERRIDE = (
    '<Override PartName="/word/{part}.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
)
KINDS = {"document": "document.main", "header1": "header", "footer1": "footer"}
PACKAGE_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
HAN = "一二三四五六七八九十"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:sz w:val="18"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
)
REFERENCE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
# How numbers are printed: what they match, the form, the text of the level.
FORMS = (
    (re.compile(r"(\d+)\."), "decimal", "%1."),
    (re.compile(r"\(([a-z])\)"), "lowerLetter", "(%1)"),
    (re.compile(rf"([{HAN}]+)、"), "chineseCounting", "%1、"),
    (re.compile(rf"([{HAN}]+)\."), "chineseCounting", "%1."),
    (re.compile(r"([A-Z])\."), "upperLetter", "%1."),
)


def package(parts: dict[str, str], relations: str = "") -> bytes:
    """A Word file of some parts (``document``, ``numbering`` …: what stands in their root element)."""
    roots = {"document": "document", "header1": "hdr", "footer1": "ftr"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, text: str) -> None:
            archive.writestr(zipfile.ZipInfo(name, (2031, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)

        overrides = "".join(OVERRIDE.format(part=part, kind=KINDS.get(part, part)) for part in parts)
        put("[Content_Types].xml", TYPES.format(overrides=overrides))
        put("_rels/.rels", PACKAGE_RELATIONS)
        named = "".join(
            f'<Relationship Id="{part}" Type="{R}/{part.rstrip("1")}" Target="{part}.xml"/>'
            for part in parts
            if part != "document"
        )
        put(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{named}{relations}</Relationships>",
        )
        for part, inner in parts.items():
            root = roots.get(part, part)
            put(
                f"word/{part}.xml",
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<w:{root} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{root}>',
            )
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


@dataclass
class _Lists:
    """Automatic numbers: a list for each form, one more wherever a number does not follow the one before."""

    last: dict[str, tuple[int, int]] = field(default_factory=dict)  # form -> list, value
    lists: list[tuple[int, int]] = field(default_factory=list)  # definition, start

    def properties(self, num: str) -> str:
        """The paragraph's properties that make Word show this number; "" where no form fits."""
        for place, (pattern, form, _) in enumerate(FORMS):
            if match := pattern.fullmatch(num):
                value = _value(match[1])
                if value is None:
                    return ""
                identifier, before = self.last.get(form + str(place), (0, 0))
                if not identifier or value != before + 1:
                    self.lists.append((place, value))
                    identifier = len(self.lists)
                self.last[form + str(place)] = identifier, value
                return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{identifier}"/></w:numPr>'
        return ""

    def part(self) -> str:
        """The numbering part."""
        definitions = "".join(
            f'<w:abstractNum w:abstractNumId="{place}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
            for place, (_, form, text) in enumerate(FORMS)
        )
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{place}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for number, (place, start) in enumerate(self.lists, 1)
        )
        return definitions + lists


def _value(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if len(text) == 1:
        return HAN.index(text) + 1 if text in HAN else ord(text.lower()) - ord("a") + 1
    if text[0] == "十" and len(text) == 2:
        return 10 + HAN.index(text[1]) + 1
    return None


def to_docx(document: Clean, *, automatic: bool = True) -> bytes:
    """The Word file. automatic: numbers are Word's own, else they are typed with a tab after them."""
    lists = _Lists()
    body: list[str] = []
    notes: list[Unit] = []
    rows: list[Unit] = []

    def end_table() -> None:
        if rows:
            body.append(_table(rows))
            rows.clear()

    called = [marker for unit in document.units for marker in unit.marks]
    known = {marker: place for place, marker in enumerate(called, 1)}
    late: list[str] = []  # notes that nothing calls are paragraphs at the end
    for unit in document.units:
        if unit.tag in ("table", "label"):
            rows.append(unit)
            continue
        end_table()
        if unit.tag == "note" and unit.num in called:
            notes.append(unit)
        elif unit.tag == "note":
            late.append(paragraph(run(f"{unit.num} {unit.text}")))
        else:
            body.append(_unit(unit, lists if automatic else None, known))
    end_table()
    body += late
    symbol = document.settings["symbol"]
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    section += '<w:footerReference w:type="default" r:id="footer1"/><w:titlePg/></w:sectPr>'
    parts = {
        "document": f"<w:body>{''.join(body)}{section}</w:body>",
        "styles": STYLES,
        "header1": paragraph(run(symbol)),
        "footer1": paragraph(run("V.31-99999")) + paragraph(_field("PAGE", "2")),
    }
    if automatic:
        parts["numbering"] = lists.part()
    if notes:
        parts["footnotes"] = SEPARATORS + "".join(_note(unit, place) for place, unit in enumerate(notes, 1))
    return package(parts)


def _field(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _unit(unit: Unit, lists: _Lists | None, known: dict[str, int]) -> str:
    style = {"title": "Title", "section": "Heading1", "annex": "Heading1"}.get(unit.tag)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if unit.tag == "entry":
        tab = "<w:r><w:tab/></w:r>"
        return paragraph(tab.join(run(cell) for cell in [unit.num, *unit.cells]))
    inner = _runs(unit.text, known)
    if unit.tag == "annex":
        return paragraph(run(unit.num), properties) + (paragraph(inner, properties) if unit.text else "")
    if unit.num and unit.tag in ("para", "section", "item"):
        numbered = lists.properties(unit.num) if lists is not None else ""
        if numbered:
            return paragraph(inner, properties + numbered)
        return paragraph(run(unit.num) + "<w:r><w:tab/></w:r>" + inner, properties)
    return paragraph((run(unit.num + (" " if unit.tag == "title" else "")) if unit.num else "") + inner, properties)


def _runs(text: str, known: dict[str, int]) -> str:
    """Runs of a text, cut in the middle as Word cuts them, with references to its notes."""
    inner, position = "", 0
    for match in NOTE_MARK.finditer(text):
        inner += _cut(text[position : match.start()])
        custom = "" if match[1].isdecimal() else ' w:customMarkFollows="1"'
        typed = "" if match[1].isdecimal() else f"<w:t>{escape(match[1])}</w:t>"
        reference = f'<w:footnoteReference{custom} w:id="{known[match[1]]}"/>'
        inner += f"<w:r>{REFERENCE}{reference}{typed}</w:r>"
        position = match.end()
    return inner + _cut(text[position:])


def _cut(text: str) -> str:
    half = len(text) // 2
    return (run(text[:half]) + run(text[half:]) if half else run(text)) if text else ""


def _note(unit: Unit, place: int) -> str:
    own = run(unit.num) if not unit.num.isdecimal() else f"<w:r>{REFERENCE}<w:footnoteRef/></w:r>"
    inner = paragraph(own + run(" " + unit.text), '<w:pStyle w:val="FootnoteText"/>')
    return f'<w:footnote w:id="{place}">{inner}</w:footnote>'


def _table(rows: list[Unit]) -> str:
    lines = ["".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in unit.cells) for unit in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"
