"""Bytes, paths and streams become a ``Source``: decoded text and what is known of it. One module a format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from undoc.tree import Tree, Trouble

# What the files of a folder or an archive are called that undoc reads; what is in them, their content tells.
SUFFIXES = (".txt",)
# A tag, a declaration or a comment; a text of prose may begin with "<" too.
_MARKUP = re.compile(r"\ufeff?\s*<[A-Za-z_:?!]")


@dataclass(slots=True, eq=False, repr=False)
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


def is_document(name: str) -> bool:
    """Whether a file is a document by its name: ``report.TXT``."""
    return name.lower().endswith(SUFFIXES)


def is_xml(data: bytes | str) -> bool:
    """Whether something is XML by its first characters, after a byte order mark and white space."""
    if isinstance(data, bytes):
        utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        data = data[:1024].decode("utf-16", "ignore") if utf16 else data[:1024].decode("utf-8", "ignore")
    return _MARKUP.match(data) is not None
