"""The contract's JSON: every field of the document in its order, so that the same document gives the same bytes.

orjson writes it where it can; it cannot go as deep as a tree may be (no more can the ``json`` module), and takes longer
to load than a small document to write. Both write the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import chain, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from undoc.plain import field_names

if TYPE_CHECKING:
    from undoc.model import Document

_ESCAPED = re.compile(r'["\\\x00-\x1f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

# Fewer characters of the source than this are written in the time that orjson takes to load.
_SMALL = 20_000

# What stands before a value, and the value.
Entries = Iterator[tuple[str, Any]]


def write_json(document: Document, *, indent: int | None = None) -> str:
    """The document as JSON text, without a final line end. indent: spaces a level, ``None`` for one line."""
    quick = _quick(document, indent)
    return quick.decode() if quick is not None else "".join(_Layout(indent).pieces(document))


def json_bytes(document: Document, *, indent: int | None = None) -> bytes:
    """As ``write_json``, in UTF-8 and with a final line end: what goes into a file."""
    quick = _quick(document, indent, end=True)
    return quick if quick is not None else f"{''.join(_Layout(indent).pieces(document))}\n".encode()


def _quick(document: Document, indent: int | None, *, end: bool = False) -> bytes | None:
    """What orjson makes of the document, four to nine times as fast; ``None`` where it cannot, or would take longer to
    load. end: with a line end."""
    if indent not in (None, 2) or (document.source.characters < _SMALL and "orjson" not in sys.modules):
        return None
    import orjson

    options = (orjson.OPT_INDENT_2 if indent else 0) | (orjson.OPT_APPEND_NEWLINE if end else 0)
    try:  # a model's fields are what ``vars`` gives; plain values orjson knows as dataclasses
        return orjson.dumps(document, vars, options)
    except orjson.JSONEncodeError:  # too deep, a number too large, half a character
        return None


class _Quoted(dict[str, str]):
    """Texts in quotation marks; only what JSON does not take as it is is escaped. Most come many times."""

    def __missing__(self, text: str) -> str:
        escaped = '"' in text or "\\" in text or not text.isprintable()
        quoted = self[text] = f'"{_ESCAPED.sub(_escape, text) if escaped else text}"'
        return quoted


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"


class _Layout:
    """Line ends and spaces, and what goes before each field of a class at each depth."""

    def __init__(self, indent: int | None) -> None:
        self.indent = indent
        self._ends: list[str] = []
        self.colon = '":' if indent is None else '": '
        self._heads: dict[tuple[type, int], tuple[attrgetter[tuple[Any, ...]], list[str]]] = {}

    def end(self, depth: int) -> str:
        """A line's end and the next one's indent."""
        while len(self._ends) <= depth:
            self._ends.append("" if self.indent is None else "\n" + " " * (self.indent * len(self._ends)))
        return self._ends[depth]

    def pieces(self, document: object) -> list[str]:
        """The text of a value in pieces."""
        pieces: list[str] = []
        put, quoted = pieces.append, _Quoted()
        entries: Entries = iter([("", document)])
        close, inner, outer = "", self.end(1), self.end(0)  # line ends: inside a value that begins here, before its end
        stack: list[tuple[Entries, str]] = []  # what is still to be written of the values around
        while True:
            for head, value in entries:
                kind = type(value)
                if kind is str:
                    put(head + quoted[value])
                elif value is None:
                    put(head + "null")
                elif kind is int:
                    put(f"{head}{value}")
                elif kind is tuple:  # two numbers
                    put(f"{head}[{inner}{value[0]},{inner}{value[1]}{outer}]")
                elif kind is list and not value:
                    put(head + "[]")
                else:
                    stack.append((entries, close))
                    if kind is list:
                        put(head + "[")
                        entries, close = zip(chain((inner,), repeat("," + inner)), value, strict=False), outer + "]"
                    else:
                        put(head + "{")
                        entries, close = self._fields(value, len(stack)), outer + "}"
                    break
            else:
                put(close)
                if not stack:
                    return pieces
                entries, close = stack.pop()
            inner, outer = self.end(len(stack) + 1), self.end(len(stack))

    def _fields(self, value: object, depth: int) -> Entries:
        kind = type(value)
        known = self._heads.get((kind, depth))
        if known is None:
            names, start = field_names(kind), self.end(depth)
            heads = [f'{"," if at else ""}{start}"{name}{self.colon}' for at, name in enumerate(names)]
            known = self._heads[kind, depth] = attrgetter(*names), heads
        return zip(known[1], known[0](value), strict=True)
