"""The UN's profile of Akoma Ntoso: ``schemas/akn4un.sch`` run on a document, each failed assertion a finding.

The schema is ISO Schematron (ISO/IEC 19757-3) with XSLT 1, which lxml has built in.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from lxml import etree

from undoc.check import Finding
from undoc.schemas import schema_path

PROFILE_SCHEMA = "akn4un.sch"
_SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}


@cache
def _schematron() -> Any:
    from lxml import isoschematron  # type: ignore[attr-defined]  # the stubs lack it

    return isoschematron.Schematron(etree.parse(str(schema_path(PROFILE_SCHEMA))), store_report=True)


def check_profile(root: etree._Element) -> list[Finding]:
    """The assertions that do not hold. root: of Akoma Ntoso; lines are those of the elements they are about."""
    schematron = _schematron()
    if schematron.validate(root.getroottree()):
        return []
    found: list[Finding] = []
    for failed in schematron.validation_report.iterfind(".//svrl:failed-assert", _SVRL):
        words = " ".join("".join(failed.itertext()).split())
        found.append(Finding(_line(root, failed.get("location")), failed.get("id"), failed.get("role", "error"), words))
    return found


def _line(root: etree._Element, location: str) -> int | None:
    """The line of the element at an XPath of the report."""
    elements = root.xpath(location)
    if isinstance(elements, list) and elements and isinstance(elements[0], etree._Element):
        return line_of(elements[0])
    return None


def line_of(element: etree._Element) -> int | None:
    """The line, from 1, on which an element's start tag ends."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None
