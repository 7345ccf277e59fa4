"""What the ``meta`` of Akoma Ntoso says of a document, as the fields of ``undoc.model.Meta``.

undoc's own XML says all of it, and what it does not say is not known. Of other people's the cover is read as that of any
text, and what the XML says in so many words goes before: dates, symbol, job number.
"""

from __future__ import annotations

from lxml import etree

from undoc.normalize import normalize
from undoc.read.akn_text import NAMESPACE, decoded, local, run_of
from undoc.structure.front import read_front
from undoc.structure.kinds import complete_meta, is_verbatim
from undoc.structure.layout import lay_out
from undoc.symbols import canonical
from undoc.tree import Tree
from undoc.write.akn_meta import ROOTS
from undoc.write.akn_own import OWN_LISTS, OWN_META, OWN_NAMES, own_heads

_KINDS = {root: kind for kind, root in ROOTS.items()} | {("statement", "draftDecision"): "draft"}

_FIRST_PARAGRAPH = "\n1. 正文。\n"  # where the front ends


def own_meta(document: etree._Element) -> etree._Element | None:
    """What undoc wrote of a document beside what Akoma Ntoso has elements for; ``None`` where the XML is not undoc's."""
    return document.find(f"{NAMESPACE}meta/{NAMESPACE}proprietary/{{{OWN_META}}}document")


def read_own(document: etree._Element, own: etree._Element, tree: Tree) -> dict[str, object]:
    """The meta of undoc's own XML, exactly as it was written. tree: all its nodes."""
    meta: dict[str, object] = {"kind": _kind(document)}
    title, subtitle = own_heads(tree.preface)
    meta.update(title=title, subtitle=subtitle)
    symbols = [decoded(alias.get("value") or "") for alias in _aliases(document)]
    meta.update(symbol=symbols[0] if symbols else None, symbols=symbols)
    day = document.find(f"{NAMESPACE}meta/{NAMESPACE}identification/{NAMESPACE}FRBRWork/{NAMESPACE}FRBRdate")
    if day is not None and day.get("name") != "unknown":
        meta["date"] = day.get("date")
    words = list(document.iterfind(f"{NAMESPACE}meta/{NAMESPACE}classification/{NAMESPACE}keyword"))
    meta["agenda_items"] = [decoded(word.get("value") or "") for word in words if word.get("refersTo")]
    meta["keywords"] = [decoded(word.get("value") or "") for word in words if not word.get("refersTo")]
    for name in OWN_NAMES:
        value = own.get(name)
        if value is not None:
            meta[name] = decoded(value) if value else None
    for name in OWN_LISTS:
        entries = own.find(f"{{{OWN_META}}}{name}")
        if entries is not None:
            meta[name] = [decoded(entry.get("value") or "") for entry in entries]
    return meta


def note_order(own: etree._Element) -> list[str]:
    """The eIds of the notes in the document's order, where it is not that of their marks."""
    order = own.find(f"{{{OWN_META}}}notes")
    return (order.get("order") or "").split() if order is not None else []


def read_foreign(document: etree._Element, tree: Tree, text: str) -> dict[str, object]:
    """The meta of XML that is not undoc's. tree: its nodes; text: all its text, a unit a line."""
    organs = [run_of(each, exact=False).text for each in document.iter(f"{NAMESPACE}docAuthority")]
    # A body's name alone may begin an enacting clause, so that what follows would be no masthead any more.
    heads = [node.text for node in tree.preface if node.type == "masthead" and node.text not in organs]
    lines, _ = normalize("\n".join([*heads, _FIRST_PARAGRAPH]))
    meta = read_front(lines, lay_out(lines)).meta
    meta.pop("title", None)
    for name, value in zip(("title", "subtitle"), own_heads(tree.preface), strict=True):
        if value:
            meta[name] = value
    said = _symbol(document)
    if said:
        known = [canonical(str(each)) for each in _list(meta.get("symbols"))]
        meta.update(symbol=said, symbols=[said, *(each for each in known if each != said)])
    topic = _words(document, "inline", "agenda item name") or _words(document, "docPurpose")
    if topic:
        meta["topic"] = topic
    day = _date(document)
    if day:
        meta["date"] = day
    organs = [organ for organ in organs if organ and organ != "联合国"]
    if organs:
        meta["organ"] = organs[-1]
    docket = next(document.iter(f"{NAMESPACE}docketNumber"), None)
    if docket is not None and (words := run_of(docket, exact=False).text.split()):
        meta["job_number"] = words[0]
    lines, _ = normalize(text)
    tree.meta = meta
    complete_meta(tree, lines, [], is_verbatim(lines, meta))
    kind = _kind(document)
    if kind != "other":
        tree.meta["kind"] = kind
    return tree.meta


def _kind(document: etree._Element) -> str:
    return _KINDS.get((local(document), document.get("name") or ""), "other")


def _aliases(document: etree._Element) -> list[etree._Element]:
    work = document.find(f"{NAMESPACE}meta/{NAMESPACE}identification/{NAMESPACE}FRBRWork")
    if work is None:
        return []
    return [alias for alias in work.iterfind(f"{NAMESPACE}FRBRalias") if alias.get("name") == "symbol"]


def _symbol(document: etree._Element) -> str | None:
    """The symbol: an alias of the work's, or the number on the cover."""
    for alias in _aliases(document):
        if alias.get("value"):
            return canonical(alias.get("value", ""))
    for number in document.iter(f"{NAMESPACE}docNumber"):
        text = run_of(number, exact=False).text
        if "/" in text and (number.get("refersTo") == "#symbol" or _region(number) == "coverPage"):
            return canonical(text)
    return None


def _region(element: etree._Element) -> str:
    return next((name for each in element.iterancestors() if (name := local(each)) in ("coverPage", "preface")), "")


def _date(document: etree._Element) -> str | None:
    """The day that the document bears: of issuance on the cover, else of the expression, else of the work."""
    for day in document.iter(f"{NAMESPACE}docDate"):
        if day.get("refersTo") == "#dateOfIssuance" and day.get("date"):
            return day.get("date")
    identification = f"{NAMESPACE}meta/{NAMESPACE}identification"
    for level in ("FRBRExpression", "FRBRWork"):
        found = document.find(f"{identification}/{NAMESPACE}{level}/{NAMESPACE}FRBRdate")
        if found is not None and found.get("name") != "unknown" and (found.get("date") or "0001") > "0002":
            return (found.get("date") or "")[:10]
    return None


def _words(document: etree._Element, name: str, said: str | None = None) -> str | None:
    for element in document.iter(f"{NAMESPACE}{name}"):
        if said is None or element.get("name") == said:
            return run_of(element, exact=False).text or None
    return None


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
