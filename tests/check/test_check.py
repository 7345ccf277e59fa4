"""Checks of files: each rule has a file that breaks it, and a sound file breaks none."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from undoc.check import Finding, check_file
from undoc.errors import InputError
from undoc.model import Anchor, Document, Footnote, Meta, Node, NoteMark, Reference, Source, Symbol
from undoc.schemas import schema_path
from undoc.write.akn import write_akn

TEXT = "见A/CONF.213/9。"


def sound() -> Document:
    paragraph = Node(
        type="paragraph",
        eid="para_1",
        num="1.",
        text=TEXT,
        line=2,
        spans=[(5, 20)],
        notes=[NoteMark(marker="1", offset=3)],
    )
    table = Node(type="table", eid="table_1", line=3, rows=[["一", "二A/1"]])
    return Document(
        source=Source(sha256="0" * 64, format="text", characters=100, lines=9),
        meta=Meta(kind="report", symbol="A/65/1", date="2010-04-13", organ="大会"),
        preface=[
            Node(type="masthead", eid="coverPage__p_1", text="A/65/1", line=1),
            Node(type="title", eid="preface__p_1", text="报告", line=1),
        ],
        body=[Node(type="section", eid="sec_1", heading="导言", line=1, children=[paragraph]), table],
        footnotes=[Footnote(marker="1", text="同上。", eid="note_1", anchor=Anchor(eid="para_1", offset=3))],
        symbols=[
            Symbol(text="A/CONF.213/9", symbol="A/CONF.213/9", eid="para_1", offset=(1, 13)),
            Symbol(text="A/1", symbol="A/1", eid="table_1", offset=(1, 4), part="cell", cell=(0, 1)),
            Symbol(text="A/65/1", symbol="A/65/1", eid="coverPage__p_1", offset=(0, 6)),
        ],
        references=[Reference(text="同上", eid="note_1", offset=(0, 2), target="para_1")],
    )


@pytest.fixture
def xml() -> str:
    return write_akn(sound(), markup_date="2026-01-01").decode()


@pytest.fixture
def check(tmp_path: Path):
    """Check a content as a file."""

    def call(content: str | bytes, name: str = "file") -> list[Finding]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return check_file(path)

    return call


def test_sound_files_have_no_findings(check, xml) -> None:
    assert check(xml, "a.json") == []  # the content tells, not the name
    assert check(xml.encode("utf-8-sig")) == []
    assert check(xml.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")) == []
    assert check(sound().to_json()) == []
    assert check(sound().to_json(indent=2), "a.xml") == []


BREAKS = [
    # what is replaced, by what, the rule, its severity
    ("<mainBody", "<nonsense/><mainBody", "schema", "error"),
    ("</docTitle>", "</docTitle><wrong/>", "schema", "error"),
    ('eId="sec_1"', 'eId="para_1"', "eid-unique", "error"),
    ('eId="para_1__content"', 'eId="para_2__content"', "eid-inner", "error"),
    ('eId="sec_1"', 'eId="_sec!"', "eid-form", "warning"),
    ('eId="sec_1"', 'eId="abc_1"', "eid-name", "warning"),
    ('href="#para_1"', 'href="#para_9"', "link", "error"),
    ('refersTo="#symbol"', 'refersTo="#symbol #nothing"', "link", "error"),
    ('<identification source="#undoc">', '<identification source="#nobody">', "link", "error"),
    ('<identification source="#undoc">', '<identification source="undoc">', "source", "error"),
    ('<debateReport name="report">', '<debateReport name=" ">', "root-name", "error"),
    ("(</?)debateReport", r"\1amendment", "root-kind", "warning"),
    ("references", "notes", "references", "error"),
    ('value="/akn/un/', 'value="/akn/ch/', "work-iri", "error"),
    ('FRBRuri value="(.*)/zho@"', 'FRBRuri value="/akn/un/other/zho@"', "expression-iri", "error"),
    ("/zho@", "/fra@", "expression-language", "error"),
    ('FRBRuri value="(.*).xml"', 'FRBRuri value="/other.xml"', "manifestation-iri", "error"),
    ('FRBRthis value="(.*)/!main"', 'FRBRthis value="/other/!main"', "component-iri", "error"),
    ('name="markup"', 'name="made"', "markup-date", "warning"),
    ('name="publication"/>', 'name=""/>', "date-name", "warning"),
    ('language="zho"', 'language="fra"', "language", "error"),
    ('FRBRcountry value="un"', 'FRBRcountry value="ch"', "country", "error"),
    ('<FRBRauthor href="#[a-zA-Z]*"', '<FRBRauthor href="ga"', "author", "error"),
    ('href="/akn/ontology/role', 'href="/role', "ontology", "warning"),
    ('showAs="Author"', 'showAs=""', "shown-name", "error"),
    (' refersTo="#symbol"', "", "symbol-refers", "warning"),
    ("<FRBRalias.*/>", "", "symbol-alias", "warning"),
    ("</?docTitle>", "", "title", "warning"),
    ("<num>1.</num>", "", "paragraph-num", "error"),
    ('paragraph eId="para_1"', "paragraph", "paragraph-eid", "error"),
    ('section eId="sec_1"', "section", "part-eid", "error"),
    ("(</?)section", r"\1point", "point-in-list", "error"),
    (' marker="1"', "", "note-marker", "error"),
    ("<p><ref[^>]*>同上</ref>。</p>", "<p/>", "note-text", "warning"),
    ('href="https://undocs.org/zh/A/1"', 'href=""', "ref-href", "error"),
    (">A/1</ref>", "></ref>", "ref-text", "warning"),
    ("(<ref [^>]*>A/1</ref>)", r'<person refersTo="x">\1</person>', "refers", "warning"),
]


# Rules about an element whose fault stands in a line further down (or, of two eIds alike, up).
OF_WHAT_IS_AROUND = {
    "eid-unique", "work-iri", "expression-iri", "expression-language", "manifestation-iri", "component-iri",
    "markup-date", "date-name", "symbol-alias", "title", "paragraph-num", "point-in-list", "references",
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "rule", "severity"), BREAKS, ids=[f"{b[2]}-{i}" for i, b in enumerate(BREAKS)])
def test_each_rule_finds_its_fault(check, xml, old: str, new: str, rule: str, severity: str) -> None:
    broken = re.sub(old, new, xml)
    assert broken != xml
    found = [finding for finding in check(broken) if finding.rule == rule]
    assert found
    assert found[0].severity == severity
    changed = [i for i, (a, b) in enumerate(zip(xml.split("\n"), broken.split("\n"), strict=True), 1) if a != b]
    if rule in OF_WHAT_IS_AROUND:
        assert found[0].line is not None
    else:
        assert found[0].line in changed


def test_every_rule_of_the_profile_says_what_to_do() -> None:
    schema = schema_path("akn4un.sch").read_text("utf-8")
    asserts = re.findall(r'<assert id="([^"]*)" role="(error|warning)" test="[^"]*">([^<]*)</assert>', schema)
    assert len(asserts) == schema.count("<assert ") >= 12
    assert len({name for name, _, _ in asserts}) == len(asserts)
    assert all(words.endswith(".") and len(words) > 20 for _, _, words in asserts)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("一些文字", "neither XML nor JSON"),
        ("[1]", "neither XML nor JSON"),
        ("<akomaNtoso", "broken in line 1, column"),
        ("<a>\n<b></a>", "broken in line 2, column"),
        ("<html/>", "no Akoma Ntoso 3.0: the root is <html>"),
        ('<akomaNtoso xmlns="http://www.akomantoso.org/2.0"/>', "of http://www.akomantoso.org/2.0"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
        ('<a><i:include xmlns:i="http://www.w3.org/2001/XInclude" href="x"/></a>', "includes other files"),
        ('{"undoc_version": ', "broken in line 1, column"),
        ('{"a": 1}', "not undoc's"),
        (b'{"a": "\xff"}', "not UTF-8 at byte 7"),
        ('{"source": ' + "[" * 100000, "nested too deeply"),
        ('{"source": ' + "1" * 5000 + "}", "cannot be read"),
    ],
)
def test_what_is_neither(check, content, words: str) -> None:
    with pytest.raises(InputError, match=re.escape(words)):
        check(content)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check_file(tmp_path / "none.xml")


def changed(**paths: object) -> str:
    """The sound document's JSON with values set at paths: ``body__0__line=5``."""
    content = json.loads(sound().to_json())
    for path, value in paths.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        place = content
        for step in way:
            place = place[step]
        place[last] = value
    return json.dumps(content, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    ("change", "rule", "words", "line_has"),
    [
        ({"meta__kind": "novel"}, "model", "meta.kind: ", "novel"),
        ({"body__0__children__0__text": 5}, "model", "body.0.children.0.text: ", '"text": 5'),
        ({"nonsense": 5}, "model", "nonsense: ", "nonsense"),
        ({"undoc_version": "2.0"}, "version", "'2.0'", "2.0"),
        ({"body__0__eid": "para_1"}, "eid-unique", "twice", '"eid": "para_1"'),
        ({"footnotes__0__eid": "sec_1"}, "eid-unique", "twice", '"eid": "sec_1"'),
        ({"body__0__eid": "sec 1"}, "eid", "white space", "sec 1"),
        ({"symbols__0__eid": "para_9"}, "eid", "para_9", "para_9"),
        ({"references__0__target": "para_9"}, "eid", "para_9", "para_9"),
        ({"symbols__0__offset": [2, 14]}, "offset", "at 2 to 14", "offset"),
        ({"symbols__0__offset": [-12, -1]}, "offset", "at -12 to -1", "offset"),
        ({"symbols__1__cell": [0, 9]}, "offset", "has no cell (0, 9)", "{"),
        ({"symbols__1__part": "heading"}, "offset", "has no heading", "{"),
        ({"references__0__part": "heading"}, "offset", "has no heading", "{"),
        ({"body__0__children__0__notes__0__offset": 99}, "note", "outside", "{"),
        ({"footnotes__0__anchor__eid": "para_9"}, "note", "para_9", "anchor"),
        ({"footnotes__0__anchor__offset": 9}, "note", "no such mark", "anchor"),
        ({"body__0__children__0__spans__0": [5, 999]}, "span", "5 to 999", "["),
        ({"body__0__line": 10}, "line", "line 10", "10"),
    ],
)
def test_each_fault_of_a_document_is_found(check, change, rule: str, words: str, line_has: str) -> None:
    text = changed(**change)
    found = [finding for finding in check(text) if finding.rule == rule]
    assert words in found[0].message
    assert line_has in text.split("\n")[found[0].line - 1]


def test_missing_field_has_the_line_of_its_node(check) -> None:
    content = json.loads(sound().to_json())
    del content["body"][1]["eid"]
    text = json.dumps(content, indent=1)
    (finding,) = check(text)
    assert (finding.rule, finding.message) == ("model", "body.1.eid: Field required")
    assert text.split("\n")[finding.line - 1].strip() == "{"
    assert '"type": "table"' in text.split("\n")[finding.line]
