"""A page's tree as a list of blocks, as a browser shows them: paragraphs, rows, list items with their numbers, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from undoc.limits import MAX_ELEMENTS_DEEP, too_deep
from undoc.normalize.spacing import bare
from undoc.read.html_tree import children, elements, is_element, link_in, short_text, text_of
from undoc.read.numbering import written

if TYPE_CHECKING:
    from resiliparse.parse.html import HTMLTree
    from resiliparse.parse.html.node import ElementNode, Node

# Shown by no browser, or no text.
_SILENT = frozenset(
    "script style noscript template iframe object embed svg canvas audio video map select button input textarea option "
    "datalist dialog rt rp title meta link base nav".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math nobr o:p q ruby rb s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_NO_BULLET = re.compile(r"list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
# What pages call their menus, feet and the like, in an element's class, id or role.
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|sidebar|side|aside|footer|foot|copyright|share|sharing|social"
    r"|toolbar|topbar|banner|cookies?|search|pager|pagination|related|complementary|contentinfo|skip|lang|language|login)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset(("aside", "footer", "header"))
_NO_FOOT = re.compile(r"foot-?notes?|endnotes?", re.IGNORECASE)
_MARKER = re.compile(r"[\[(（［〔]?(\d{1,3}|\*{1,4}|[a-z]|[ivx]{1,5})[\])）］〕]?")
_BACK = frozenset("↩↑^⬆⤴")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LONGEST_CELL = 160  # characters; a table with a longer cell of several paragraphs lays the page out
_LONGEST_MARK = 6  # characters of what calls a note
_STYLES = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
    "lower-latin": "lower-alpha", "upper-latin": "upper-alpha",
}  # fmt: skip
_FORMATS = {
    "decimal": "decimal", "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman", "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "cjk-decimal": "ideographDigital", "decimal-leading-zero": "decimalZero",
    "cjk-heavenly-stem": "ideographTraditional", "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Block:
    """One paragraph, heading, item, row or note. pieces: ("text" or "mark", its characters); cells: of a row.

    seen: its characters without white space as the page has them, list numbers apart. only_links: nothing stands outside
    links. aside: it looks like no part of the document. note: the marker of the note that it is.
    """

    pieces: list[tuple[str, str]] = field(default_factory=list)
    cells: list[str] | None = None
    seen: str = ""
    only_links: bool = False
    aside: bool = False
    note: str | None = None
    heading: int = 0
    bold: bool = False
    centred: bool = False


def read_blocks(tree: HTMLTree) -> list[Block]:
    """All blocks of a page that have ink, in order."""
    body = tree.body
    if body is None:
        return []
    return _Walk(body).blocks


@dataclass(slots=True)
class _List:
    """A list that is open: its numbers' form, the next number, its step; form "" has none, "•" bullets."""

    form: str
    next: int = 1
    step: int = 1


class _Walk:
    """Walks the page once, without recursion: nesting may be as deep as the file is long."""

    def __init__(self, body: ElementNode) -> None:
        self.blocks: list[Block] = []
        self.notes, self.calls, self.backs = _find_notes(body)
        self.block = Block()
        self.raw: list[str] = []
        self.outside = self.linked = self.bolds = self.in_links = self.asides = self.pres = self.centres = (
            self.strong
        ) = 0
        self.heading = 0
        self.ids: list[str] = []
        self.lists: list[_List] = []
        self.prefix = ""
        self._walk(body)
        self._flush()

    def _walk(self, root: ElementNode) -> None:
        stack: list[tuple[Node, bool]] = [(root, False)]
        depth = 0
        while stack:
            node, leaving = stack.pop()
            name = node.tag or ""
            if leaving:
                depth -= 1
                self._leave(node, name)  # type: ignore[arg-type]
            elif name == "#text":
                self._text(node.value or "")
            elif is_element(node) and self._enter(node, name):
                depth += 1
                if depth > MAX_ELEMENTS_DEEP:
                    raise too_deep(MAX_ELEMENTS_DEEP)
                stack.append((node, True))
                stack += [(child, False) for child in reversed(children(node))]

    def _enter(self, node: ElementNode, name: str) -> bool:
        """Begin an element; whether what is in it is to be walked."""
        style = node.getattr("style") or ""
        if name in _SILENT or node.hasattr("hidden") or (style and _HIDDEN.search(style)):
            return False
        if name not in _INLINE and name != "br":
            self._flush()
        self._anchor(node)
        if name == "br":
            self._piece("\n")
        elif (name == "table" and self._table(node)) or (name in ("a", "sup") and self._mark(node, name)):
            return False
        self._count(node, name, style, 1)
        return True

    def _leave(self, node: ElementNode, name: str) -> None:
        if name not in _INLINE and name != "br":
            self._flush()
        self._count(node, name, node.getattr("style") or "", -1)

    def _count(self, node: ElementNode, name: str, style: str, step: int) -> None:
        """What an element says of all within it, while it is open."""
        if name == "a" and node.hasattr("href"):
            self.in_links += step
        elif name in ("b", "strong", "th"):
            self.strong += step
        elif name == "pre":
            self.pres += step
        elif name in _HEADINGS:
            self.heading = _HEADINGS[name] if step > 0 else 0
        elif name in ("ol", "ul", "menu", "dir"):
            if step > 0:
                self.lists.append(_list_of(node, name, style))
            elif self.lists:
                self.lists.pop()
        elif name == "li" and step > 0:
            self._item(node)
        if name not in _INLINE and _is_aside(node, name):
            self.asides += step
        if name == "center" or node.getattr("align") == "center" or (style and _CENTRED.search(style)):
            self.centres += step

    def _item(self, node: ElementNode) -> None:
        """A list item's number or bullet, written out as it is shown."""
        if not self.lists:
            return
        kind = self.lists[-1]
        value = _number(node.getattr("value"), kind.next)
        kind.next = value + kind.step
        if kind.form == "•":
            self.prefix = "• "
        elif kind.form:
            self.prefix = written(value, kind.form) + ("、" if kind.form == "chineseCounting" else ". ")

    def _anchor(self, node: ElementNode) -> None:
        for name in (node.getattr("id"), node.getattr("name")):
            if name in self.notes:
                self.ids.append(name)

    def _mark(self, node: ElementNode, name: str) -> bool:
        """Whether an element is a note's mark, or the note's own number: then it is taken whole."""
        text = short_text(node, _LONGEST_MARK)
        if text is None:
            return False
        key = _key(node, text)
        if key in self.calls:
            marker, own = self.calls[key], False
        elif key in self.backs:
            own = True
            if text in _BACK or not text:
                return True
            marker = _marker(text) or text
        elif name == "sup" and (found := _marker(text)) and link_in(node) is None:
            before = bare("".join(self.raw))[-1:]
            if not before and not self.block.pieces:
                marker, own = found, True
            elif before.isascii() and before.isalnum():
                return False  # m2
            else:
                marker, own = found, False
        else:
            return False
        for child in list(elements(node))[1:]:
            self._anchor(child)
        if own:
            self._piece(marker + " ", text)
        else:
            self.block.pieces.append(("mark", marker))
            self.raw.append(text)
        return True

    def _text(self, text: str) -> None:
        if not self.pres:
            text = _SPACE.sub(" ", text)
            if text == " " and not self.block.pieces:
                return
        self._piece(text)

    def _piece(self, text: str, seen: str | None = None) -> None:
        if self.prefix and not text.isspace():
            prefix, self.prefix = self.prefix, ""
            self.block.pieces.append(("text", prefix))
        self.block.pieces.append(("text", text))
        self.raw.append(text if seen is None else seen)
        if not text.isspace():
            size = len(text)
            self.outside += 0 if self.in_links else size
            self.linked += size if self.in_links else 0
            self.bolds += 0 if self.strong else size

    def _flush(self) -> None:
        """End the block that is open, if it has ink."""
        seen = bare("".join(self.raw))
        if seen:
            block = self.block
            block.seen, block.aside = seen, self.asides > 0 or self.linked > self.outside
            block.only_links, block.bold = self.outside == 0, self.bolds == 0
            block.heading, block.centred = self.heading, self.centres > 0
            if self.ids:
                self._as_note(block, self.notes[self.ids[0]])
            self.blocks.append(block)
            self.ids = []
        if seen or self.block.pieces:
            self.block, self.raw = Block(), []
            self.outside = self.linked = self.bolds = 0

    def _as_note(self, block: Block, marker: str) -> None:
        """A block that a mark leads to is a note, its marker in front."""
        text = "".join(text for _, text in block.pieces).lstrip()
        match = re.match(rf"[\[(（［〔]?\s*{re.escape(marker)}\s*[\])）］〕.．、:：]?\s*(?=\S)", text)
        rest = text[match.end() :] if match else text
        block.pieces = [("text", f"{marker} {rest}")]
        block.note = marker

    def _table(self, node: ElementNode) -> bool:
        """Whether a table was read as rows. One that lays the page out, or has one column, is read as what is in it."""
        inner: list[ElementNode] = []
        for each in elements(node):
            if inner and each.tag == "table":
                return False
            inner.append(each)
        rows = [[cell for cell in children(row) if cell.tag in ("td", "th")] for row in inner if row.tag == "tr"]
        if not any(len(cells) > 1 for cells in rows):
            return False
        if any(_lays_out(cell) for cells in rows for cell in cells):
            return False
        for caption in inner:
            if caption.tag == "caption":
                self._text(text_of(caption))
                self._flush()
        for cells in rows:
            texts = [_SPACE.sub(" ", text_of(cell)).strip() for cell in cells]
            self.block.cells = texts
            self.raw = texts
            self.outside = self.bolds = 1
            self._flush()
            self.block.cells = None
        return True


def _is_aside(node: ElementNode, name: str) -> bool:
    """Whether an element is called something that holds no part of a document."""
    if name in _ASIDE_TAGS:
        return True
    said = " ".join(filter(None, (node.getattr("class"), node.getattr("id"), node.getattr("role"))))
    return bool(said) and _ASIDE.search(said) is not None and not _NO_FOOT.search(said)


def _lays_out(cell: Node) -> bool:
    """Whether a cell is a part of the page rather than of a table: several paragraphs, and long."""
    inner = [child for child in children(cell) if (child.tag or "") in ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4")]
    return len(inner) > 1 and len(bare(text_of(cell))) > _LONGEST_CELL


def _list_of(node: ElementNode, name: str, style: str) -> _List:
    if _NO_BULLET.search(style):
        return _List("")
    if name != "ol":
        return _List("•")
    match = _LIST_STYLE.search(style)
    said = match[1].lower() if match else node.getattr("type") or "1"
    step = -1 if node.hasattr("reversed") else 1
    first = sum(child.tag == "li" for child in children(node)) if step < 0 else 1
    return _List(_FORMATS.get(_STYLES.get(said, said), "decimal"), _number(node.getattr("start"), first), step)


def _number(value: str | None, default: int) -> int:
    try:
        number = int(value or "")
    except ValueError:
        return default
    return number if abs(number) < 1_000_000 else default


def _marker(text: str) -> str | None:
    match = _MARKER.fullmatch(text)
    return match[1] if match else None


def _key(node: ElementNode, text: str) -> str:
    """A link's own key in ``_find_notes``: its target and its text; a superscript has that of the link in it."""
    link = link_in(node)
    if link is None:
        return ""
    _, _, target = (link.getattr("href") or "").rpartition("#")
    return f"{target} {text}" if target else ""


def _find_notes(body: ElementNode) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """The notes that marks lead to (id → marker), the marks (key → marker), and the links from notes back (keys).

    A mark is a short link to a place below it, a link back one to a place above it.
    """
    order: dict[str, int] = {}
    links: list[tuple[int, str, str, str]] = []
    for place, node in enumerate(elements(body)):
        for name in (node.getattr("id"), node.getattr("name")):
            if name:
                order.setdefault(name, place)
        _, sharp, target = (node.getattr("href") or "").rpartition("#")
        if node.tag == "a" and sharp and target:
            text = short_text(node, _LONGEST_MARK)
            if text is not None:
                links.append((place, target, text, _key(node, text)))
    notes: dict[str, str] = {}
    calls: dict[str, str] = {}
    backs: set[str] = set()
    for place, target, text, key in links:
        marker = _marker(text)
        if marker and order.get(target, -1) > place:
            notes.setdefault(target, marker)
            calls[key] = marker
        elif target in order and order[target] <= place:
            backs.add(key)
    return notes, calls, backs
