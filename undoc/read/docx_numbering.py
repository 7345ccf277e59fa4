"""Automatic numbers of paragraphs, counted and written as Word shows them.

Source: ECMA-376 Part 1, 17.9 (numbering) and 17.9.10 (level restart).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from undoc.read.docx_package import Element, Styles, attribute, child, is_on, local, number, value_of
from undoc.read.numbering import written

_PLACE = re.compile(r"%([1-9])")
# Bullets of symbol fonts by their code there: as a Unicode font has them.
_BULLETS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "□", "\uf06e": "■", "\uf06c": "●", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-",
    "\uf0be": "–", "o": "○", "·": "•",
}  # fmt: skip


@dataclass(slots=True)
class Level:
    """One level of a list. restart: the level from which on a number makes this one begin anew; 0: none does."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None
    style: str | None = None
    legal: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _List:
    """A list that paragraphs name: its definition, and what it says otherwise."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """Gives each numbered paragraph its number, in the document's order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.styles = styles
        self._definitions: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._linked: dict[str, str] = {}  # definition -> the style that has the real one
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            self._read(element)

    def _read(self, element: Element) -> None:
        name = local(element)
        if name == "abstractNum":
            key = attribute(element, "abstractNumId") or ""
            self._definitions[key] = _levels(element)
            if link := value_of(element, "numStyleLink"):
                self._linked[key] = link
        elif name == "num":
            found = _List(value_of(element, "abstractNumId") or "")
            for override in element:
                if local(override) == "lvlOverride":
                    depth = number(attribute(override, "ilvl"))
                    if (start := value_of(override, "startOverride")) is not None:
                        found.starts[depth] = number(start, 1)
                    if child(override, "lvl") is not None:
                        found.levels.update(_levels(override))
            self._lists[attribute(element, "numId") or ""] = found

    def next_number(self, properties: Element | None, style: str | None) -> str:
        """The number of the next paragraph with what follows it, "" where it has none.

        properties: the paragraph's ``pPr``; style: its style's identifier.
        """
        identifier, depth = self._place(properties, style)
        if identifier is None or (found := self._lists.get(identifier)) is None:
            return ""
        key = self._definition_of(found)
        levels = {**self._definitions.get(key, {}), **found.levels}
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(key, {})
        if depth in found.starts and (identifier, depth) not in self._begun:
            self._begun.add((identifier, depth))
            counts[depth] = found.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for below in [each for each in counts if each > depth]:
            restart = levels[below].restart if below in levels else None
            if restart is None or depth < restart:
                del counts[below]
        return "" if level.hidden else _written(level, depth, levels, counts)

    def _place(self, properties: Element | None, style: str | None) -> tuple[str | None, int]:
        """The list and the level that a paragraph or its style names."""
        own = child(properties, "numPr")
        identifier, depth = value_of(own, "numId"), value_of(own, "ilvl")
        if identifier is None:
            named = self.styles.says(style, "number")
            identifier = named if isinstance(named, str) else None
        if identifier in (None, "0"):
            return None, 0
        if depth is None and child(own, "numId") is None:
            return identifier, self._level_of(identifier or "", style)
        return identifier, number(depth)

    def _level_of(self, identifier: str, style: str | None) -> int:
        """The level that a style has in its list."""
        found = self._lists.get(identifier)
        levels = self._definitions.get(self._definition_of(found), {}) if found else {}
        for name, each in self.styles.chain(style):
            linked = next((depth for depth, level in levels.items() if level.style == name), None)
            if linked is not None:
                return linked
            if each.level is not None:
                return each.level
        return 0

    def _definition_of(self, found: _List) -> str:
        link = self._linked.get(found.definition)
        named = self.styles.says(link, "number") if link else None
        real = self._lists.get(named) if isinstance(named, str) else None
        return real.definition if real else found.definition


def _levels(element: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for each in element:
        if local(each) != "lvl":
            continue
        restart = value_of(each, "lvlRestart")
        levels[number(attribute(each, "ilvl"))] = Level(
            value_of(each, "numFmt") or _custom_form(each),
            value_of(each, "lvlText") or "",
            number(value_of(each, "start"), 1) if child(each, "start") is not None else 1,
            value_of(each, "suff") or "tab",
            number(restart) if restart is not None else None,
            value_of(each, "pStyle"),
            bool(is_on(each, "isLgl")),
            bool(is_on(child(each, "rPr"), "vanish")),
        )
    return levels


def _custom_form(level: Element) -> str:
    """Word's newer forms stand in a wrapper with a fallback."""
    wrapped = child(level, "AlternateContent", "Fallback")
    return value_of(wrapped, "numFmt") or "decimal"


def _written(level: Level, depth: int, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.form == "bullet":
        text = _BULLETS.get(level.text, level.text)
    else:

        def one(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place, level)
            value = counts.get(place, other.start)
            return written(value, "decimal" if level.legal and place < depth else other.form)

        text = _PLACE.sub(one, level.text)
    return text + ("" if level.suffix == "nothing" or not text else " ")
