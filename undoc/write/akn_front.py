"""What the lines of the cover, the title and the closing are: ``docAuthority``, ``docTitle``, ``signature`` …

A whole line goes into one element by what it says; what stands in it (a symbol, a date) is marked up inside. Sources:
AKN4UN part 1, "coverPage", "preface", "conclusions", and the UN's own files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from undoc.write.akn_meta import Meta
from undoc.write.akn_xml import attribute

if TYPE_CHECKING:
    from undoc.model import Document, Node

_HAN = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_SESSION = re.compile(r"第([零〇○一二三四五六七八九十百\d]{1,7})届\S{0,12}?(?:会议|大会|常会|年会|续会|会)\S{0,8}")
_DISTRIBUTION = re.compile(r"Distr|分发[:：]", re.IGNORECASE)
_ORIGINAL = re.compile(r"Original|原件|原文", re.IGNORECASE)
_AGENDA = re.compile(r"(?:临时|暂定)?(?:议程项目|项目)")
_PROPONENT = re.compile(r"[\[［（(]\S*(?:报告|提交|通过|建议)")
_STATUS = re.compile(r"(?:增编|更正|修订|续编|补编|订正)\S{0,6}")
_MEETING = re.compile(r"(?:\d{4}年\d{1,2}月\d{1,2}日)?第?[零〇○一二三四五六七八九十百千\d]{1,9}次\S{0,6}会议(?:通过)?")
Tags = tuple[str, str]
_NONE = ("", "")


def line_tags(node: Node, document: Document, meta: Meta, region: str) -> Tags:
    """The start and end tag around a whole line's text, empty where it is only a line. region: the name of its part."""
    if node.type == "title":
        return "<docTitle>", "</docTitle>"
    if node.type == "signature":
        return "<signature>", "</signature>"
    key = "".join(node.text.split())
    if node.type == "masthead":
        return _masthead(key, document, meta)
    if node.type == "subtitle":
        if _STATUS.fullmatch(key):
            return "<docStatus>", "</docStatus>"
        return '<inline name="subtitle">', "</inline>"
    if region == "preface" and node.type == "block":
        topic = document.meta.topic
        if (topic and key == "".join(topic.split())) or _AGENDA.match(key):
            return "<docPurpose>", "</docPurpose>"
    if region == "conclusions" and _MEETING.fullmatch(key):
        return '<inline name="adoptionMeeting">', "</inline>"
    return _NONE


def _masthead(key: str, document: Document, meta: Meta) -> Tags:
    known = document.meta
    if known.symbol and key.strip("*") == "".join(known.symbol.split()):
        concept = meta.references.declare("TLCConcept", "concept/un/symbol", "Symbol", "symbol")
        return f'<docNumber refersTo="#{concept}">', "</docNumber>"
    if known.organ and key == "".join(known.organ.split()):
        return f'<docAuthority refersTo="#{meta.author}">', "</docAuthority>"
    if key == "联合国":
        return f'<docAuthority refersTo="#{meta.references.organization(key)}">', "</docAuthority>"
    session = _SESSION.fullmatch(key)
    if session:
        return f'<session value="{attribute(arabic(session[1]))}">', "</session>"
    if _DISTRIBUTION.match(key):
        return "<docStatus>", "</docStatus>"
    if _ORIGINAL.match(key):
        return '<inline name="originalLanguage">', "</inline>"
    if _AGENDA.match(key):
        return '<inline name="agendaItem">', "</inline>"
    if _MEETING.fullmatch(key):
        return '<inline name="adoptionMeeting">', "</inline>"
    if known.topic and key == "".join(known.topic.split()):
        return "<docPurpose>", "</docPurpose>"
    if _PROPONENT.match(key):
        return "<docProponent>", "</docProponent>"
    if _STATUS.fullmatch(key):
        return "<docStatus>", "</docStatus>"
    return _NONE


def arabic(number: str) -> str:
    """``"七十五"`` → ``"75"``, ``"一〇一"`` → ``"101"``; digits stay as they are."""
    if not set(number) & (set(_HAN) | set("十百")):
        return number
    if not set(number) & set("十百"):
        return "".join(str(_HAN.get(character, character)) for character in number)
    total = digit = 0
    for character in number:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _HAN.get(character, 0)
    return str(total + digit)
