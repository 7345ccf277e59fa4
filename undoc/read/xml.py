"""XML of unknown origin, read without opening anything else, in the file or out of it."""

from __future__ import annotations

from typing import Any

from lxml import etree


def parse_xml(data: bytes, *, bare: bool = False) -> etree._Element:
    """The root. bare: without comments and processing instructions.

    Entities are not resolved, nothing is fetched, and libxml2's own limits hold (256 levels, 10 MB in a text or an
    attribute, entities in attributes that grow a hundredfold). Whether there is a document type, which readers are to
    refuse, ``has_document_type`` tells. Raises etree.XMLSyntaxError.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=bare, remove_pis=bare
    )
    return etree.fromstring(data, parser)


def has_document_type(root: etree._Element) -> bool:
    """Whether the XML of a root has a ``<!DOCTYPE>``, in whatever encoding and wherever."""
    information: Any = root.getroottree().docinfo
    return bool(information.doctype)
