"""Bytes, paths and streams become a ``Source``: decoded text and what is known of it. One module a format."""

from __future__ import annotations

from dataclasses import dataclass, field

from undoc.tree import Tree, Trouble


@dataclass(slots=True)
class Source:
    """What a reader gives.

    text: code points, every line end one ``\\n``; spans of the whole program count in it. pages: known only where form
    feeds (or the format) tell. tree: where the format has the structure itself, which then need not be found.
    """

    text: str
    format: str
    sha256: str
    name: str | None = None
    encoding: str | None = None
    troubles: list[Trouble] = field(default_factory=list)
    tree: Tree | None = None
