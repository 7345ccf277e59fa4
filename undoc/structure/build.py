"""Units become the tree: sections nest by their series, items hang below their paragraph, drafts quoted stand in a quote."""

from __future__ import annotations

from dataclasses import dataclass, field

from undoc.lazy import lazy
from undoc.structure.decode import Unit
from undoc.structure.join import Joiner
from undoc.structure.openers import DRAFT, Opener, printed_number, recital_verbs
from undoc.structure.words import SCENE
from undoc.tree import Node


def _is_prose(units: list[Unit], position: int) -> bool:
    """Whether a unit is prose of more than a line."""
    return position < len(units) and units[position].kind == "block" and units[position].last > units[position].first


def _is_unnumbered_heading(units: list[Unit], position: int) -> bool:
    return position < len(units) and units[position].kind == "heading" and units[position].opener is None


_AGENDA_ITEM = lazy(r"(?:临时)?议程项目\s?\d")


def _is_draft(node: Node) -> bool:
    """Whether a heading is 决议草案二 or the like; what follows it is its title, no part of it."""
    return DRAFT.fullmatch((node.heading or "").replace(" ", "")) is not None


LIKE = 3  # characters by which headings of one sort begin alike


def _begins_alike(one: Node, other: Node) -> bool:
    first, second = one.heading or "", other.heading or ""
    return first[:LIKE] == second[:LIKE]


def _part_follows(units: list[Unit], position: int) -> bool:
    """Whether the next part of a resolution follows what says when one was adopted: B, after A."""
    following = units[position + 1 : position + 3]
    return any(unit.kind in ("heading", "numeral") and unit.opener and unit.opener.series == "A." for unit in following)


def _announces(node: Node) -> bool:
    """Whether a paragraph ends in a colon, and the list without numbers that it announces is not at its end yet."""
    if node.type != "paragraph" or not node.text.endswith(("：", ":")):
        return False
    return all(child.type == "block" and not child.text.endswith("。") for child in node.children)


@dataclass(slots=True, eq=False, repr=False)
class Regions:
    preamble: list[Node] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)
    conclusions: list[Node] = field(default_factory=list)
    annexes: list[Node] = field(default_factory=list)


class Builder:
    """Puts units under one another, in order. Use: ``Builder(joiner).build(units)``."""

    def __init__(self, joiner: Joiner, *, verbatim: bool = False) -> None:
        self.joiner, self.verbatim = joiner, verbatim
        self.regions = Regions()
        self.root: list[Node] = self.regions.body
        self.sections: list[tuple[str, int, Node]] = []  # series ("" for an unnumbered one), value, node
        self.items: list[tuple[str, Node]] = []
        self.holder: Node | None = None  # what items and the prose after them hang below
        self.speech: Node | None = None
        self.annexes: list[Node] = []
        self.quote: tuple[Node, list[tuple[str, int, Node]], int] | None = None
        self.last_number = 0
        self.started = False
        self.in_annex = False
        self.ended = False
        self.enacting = False  # an enacting line has come, and no paragraph since
        self.drafts = False  # texts of their own are headed by their numbers: 决议草案二, 第8/1号决定
        self.again = False  # another text has begun after one that was adopted

    def build(self, units: list[Unit]) -> Regions:
        for position, unit in enumerate(units):
            getattr(self, "_" + unit.kind)(unit, units, position)
        return self.regions

    def _here(self) -> list[Node]:
        return self.sections[-1][2].children if self.sections else self.root

    def _add(self, node: Node) -> Node:
        self._here().append(node)
        self.items, self.speech = [], None
        return node

    def _paragraph(self, unit: Unit, units: list[Unit], position: int) -> None:
        assert unit.opener is not None
        if unit.opener.series == "一、":
            self._article(unit, unit.opener)
            return
        value = unit.opener.value
        if self.quote and value == self.quote[2] + 1 and value != self.last_number + 1:
            self._close_quote()
        self.last_number, self.enacting = value, False
        self.started, self.ended = True, False
        self.holder = self._add(self.joiner.node("paragraph", unit.first, unit.last, unit.opener.head))

    def _item(self, unit: Unit, units: list[Unit], position: int) -> None:
        assert unit.opener is not None
        series = unit.opener.series
        if series == "•" and self.enacting and recital_verbs().match(self.joiner.lines[unit.first].key, 1):
            self._preamble(self.joiner.node("recital", unit.first, unit.last, unit.opener.head))
            self.holder, self.items = None, []
            return
        node = self.joiner.node("item", unit.first, unit.last, unit.opener.head)
        for depth, (known, _) in enumerate(self.items):
            if known == series:
                self.items = self.items[:depth]
                break
        if self.items:
            self.items[-1][1].children.append(node)
        elif self.holder is not None:
            self.holder.children.append(node)
        else:
            self._here().append(node)
        self.items.append((series, node))

    def _printed(self, unit: Unit) -> Opener | None:
        """The number that a unit begins with though none was expected there."""
        line = self.joiner.lines[unit.first]
        return printed_number(line.key, line.raw)

    def _block(self, unit: Unit, units: list[Unit], position: int) -> None:
        opener = None if self.speech or self.ended else self._printed(unit)
        if (
            opener
            and not opener.alone
            and (opener.series == "条" or (opener.series == "一、" and not self.last_number))
        ):
            self._article(unit, opener)
            return
        node = self.joiner.node("block", unit.first, unit.last)
        words = "".join(line.key for line in self.joiner.lines[unit.first : unit.last + 1])
        if self.speech is not None and not SCENE.match(words):
            self.speech.children.append(node)
        elif self.ended and not self.in_annex:
            self.regions.conclusions.append(node)
        elif self.items and self.holder is not None and self.holder.type == "paragraph":
            self.holder.children.append(node)  # prose that goes on after the items of a paragraph
            self.items = []
        elif self.holder is not None and _announces(self.holder):
            self.holder.children.append(node)
        else:
            self.holder = self._add(node)

    def _article(self, unit: Unit, opener: Opener) -> None:
        """A paragraph with a number as sections have it: 第15条 …。, or 一. … in old resolutions."""
        if opener.series == "条":
            depth = next((i for i, (known, _, _) in enumerate(self.sections) if known == "条"), len(self.sections))
            self.sections = self.sections[:depth]
        self.started = True
        self.holder = self._add(self.joiner.node("paragraph", unit.first, unit.last, opener.head))

    def _quote(self, unit: Unit, units: list[Unit], position: int) -> None:
        """A part of a passage quoted stands below the paragraph or item that quotes it."""
        node = self.joiner.node("quote", unit.first, unit.last)
        holder = self.items[-1][1] if self.items else self.holder
        if holder is not None and holder.type in ("paragraph", "item"):
            holder.children.append(node)
        else:
            self._add(node)

    def _caption(self, unit: Unit, units: list[Unit], position: int) -> None:
        """A table's or figure's number and title stand before it, at its place."""
        node = self.joiner.node("block", unit.first, unit.last)
        if self.holder is not None and self.holder.type == "paragraph":
            self.holder.children.append(node)
        else:
            self._add(node)

    def _heading(self, unit: Unit, units: list[Unit], position: int) -> None:
        opener = unit.opener or self._printed(unit)
        node = self.joiner.node("section", unit.first, unit.last, opener.head if opener else 0, as_heading=True)
        enacts = position + 1 < len(units) and units[position + 1].kind == "formula"
        if self.ended and not self.in_annex and (opener is not None or enacts or _is_prose(units, position + 1)):
            self.ended, self.again = False, enacts  # another part of the document begins
            if enacts and opener is None:
                self.sections = []
        if self.ended and not self.in_annex:
            node.type, node.text, node.heading = "block", node.heading or "", None
            self.regions.conclusions.append(node)
            return
        draft = unit.opener is None and _is_draft(node)
        self.drafts |= draft
        if draft and self.started:
            self._close_quote()
            self._open_quote(unit.first)
        elif self.quote and opener and any(s == opener.series and v + 1 == opener.value for s, v, _ in self.quote[1]):
            self._close_quote()
        if opener:
            self._place(node, opener.series, opener.value)
        elif _AGENDA_ITEM.match(node.heading or ""):
            self._place(node, "议程项目", 0)  # lettered parts stand below it, and the next one beside it
        else:
            self._place_unnumbered(node, followed=_is_unnumbered_heading(units, position + 1))

    def _place(self, node: Node, series: str, value: int) -> None:
        """Hang a section where its series belongs: beside the last of its series, else below what is open."""
        path = self.sections
        depth = next((i for i, (known, _, _) in enumerate(path) if known == series), None)
        if depth is not None:
            path = path[:depth]
        else:
            while path and path[-1][0] == "":
                path = path[:-1]  # unnumbered headings are the lowest
        self._hang(node, path, series, value)

    def _place_unnumbered(self, node: Node, *, followed: bool) -> None:
        """Hang a section without a number, below all that have one.

        A heading straight below another is a part of it. Else it stands beside one that begins like it (对问题清单第1段,
        对问题清单第2段), beside the highest where a heading follows it straight, or beside the last.
        """
        path = self.sections
        numbered = next((i for i, (series, _, _) in enumerate(path) if series == ""), len(path))
        bare = path[numbered:]
        if bare and not bare[-1][2].children and not _is_draft(bare[-1][2]):
            kept = len(path)
        else:
            like = [i for i, (_, _, open_node) in enumerate(bare) if _begins_alike(open_node, node)]
            kept = numbered + (like[-1] if like else 0 if followed else max(0, len(bare) - 1))
        self._hang(node, path[:kept], "", 0)

    def _hang(self, node: Node, path: list[tuple[str, int, Node]], series: str, value: int) -> None:
        self.sections = path
        self._add(node)
        self.sections = [*path, (series, value, node)]
        self.holder = None
        self.started = True

    def _numeral(self, unit: Unit, units: list[Unit], position: int) -> None:
        self._heading(unit, units, position)

    def _recital(self, unit: Unit, units: list[Unit], position: int) -> None:
        node = self.joiner.node("recital", unit.first, unit.last)
        self._preamble(node)
        self.holder, self.items = node, []

    def _formula(self, unit: Unit, units: list[Unit], position: int) -> None:
        above = self._here()
        own = bool(above) and above[-1].type == "table"  # of a communication: the table heads it
        if not self.in_annex and (self.ended or (not own and self._is_another())):
            self.ended, self.again, self.sections = False, True, []
        elif self.started and not own and self.quote is None and not self.in_annex and not self._begins_part():
            self._open_quote(unit.first)
        self._preamble(self.joiner.node("block", unit.first, unit.last))
        self.enacting = True

    def _is_another(self) -> bool:
        """Whether the document is a resolution whose last paragraph has ended: what is enacted then is not quoted by it."""
        last = self.holder
        if not self.regions.preamble or self.quote or last is None or last.type != "paragraph":
            return False
        return (last.children[-1] if last.children else last).text.endswith("。")

    def _begins_part(self) -> bool:
        """Whether a part of the resolution itself begins, nothing below its heading so far: A, B (52/12 A and B); the first
        text of all, with no paragraph before; the next of several on a page, after the one before was adopted.
        """
        if not self.sections or self.sections[-1][2].children:
            return False
        return self.sections[-1][0] == "A." or self.again or not (self.last_number or self.drafts)

    def _preamble(self, node: Node) -> None:
        if self.started or self.in_annex:
            self._add(node)
        else:
            self.regions.preamble.append(node)

    def _open_quote(self, first: int) -> None:
        line = self.joiner.lines[first]
        quote = Node("quote", line.number, page=line.page)
        self._here().append(quote)
        self.quote = (quote, self.sections, self.last_number)
        self.sections = [("quote", 0, quote)]
        self.items, self.holder = [], None

    def _close_quote(self) -> None:
        if self.quote:
            self.sections = self.quote[1]
            self.quote, self.items, self.holder = None, [], None

    def _annex(self, unit: Unit, units: list[Unit], position: int) -> None:
        assert unit.opener is not None
        self._close_quote()
        node = self.joiner.node("annex", unit.first, unit.last, unit.opener.head, as_heading=True)
        number = (node.num or "").rstrip(".．:：*")
        if number.startswith("附件") or not self.annexes:
            self.regions.annexes.append(node)
            self.annexes = [node]
        else:
            self.annexes[0].children.append(node)
            self.annexes = [self.annexes[0], node]
        self.root, self.sections, self.items, self.holder = node.children, [], [], None
        self.in_annex, self.last_number, self.speech = True, 0, None

    def _adoption(self, unit: Unit, units: list[Unit], position: int) -> None:
        node = self.joiner.node("block", unit.first, unit.last)
        if self.in_annex or self.quote or not self.started:
            self._add(node)
        elif self.sections and self.sections[0][0] == "A." and _part_follows(units, position):
            self.sections = self.sections[:1]
            self._add(node)
        else:
            self.regions.conclusions.append(node)
            self.ended = True

    def _signature(self, unit: Unit, units: list[Unit], position: int) -> None:
        node = self.joiner.node("signature", unit.first, unit.last)
        if self.in_annex or self.quote:
            self._add(node)
        else:
            self.regions.conclusions.append(node)
            self.ended = True

    def _table(self, unit: Unit, units: list[Unit], position: int) -> None:
        node = self.joiner.table(unit.first, unit.last)
        if self.holder is not None and self.holder.type in ("paragraph", "item"):
            self.holder.children.append(node)
        else:
            self._add(node)

    def _speech(self, unit: Unit, units: list[Unit], position: int) -> None:
        assert unit.opener is not None
        node = self.joiner.node("speech", unit.first, unit.last, unit.opener.head)
        node.heading, node.num = node.num, None
        self._add(node)
        self.speech = self.holder = node
