"""Bytes, paths and streams become a ``Source``: decoded text and what is known of it. One module a format.

``formats`` tells what bytes are, by their content, and calls the reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from undoc.lazy import lazy
from undoc.tree import Tree, Trouble

# What the files of a folder or an archive are called that undoc reads; what is in them, their content tells.
SUFFIXES = (".txt", ".txt.gz", ".pdf", ".docx", ".html", ".htm", ".xhtml")
# A tag, a declaration or a comment; a text of prose may begin with "<" too.
_MARKUP = lazy("<[A-Za-z_:?!]")


@dataclass(slots=True, eq=False, repr=False)
class LineHint:
    """What a format tells of one line beyond its characters; a text tells nothing.

    furniture: the kind of page furniture that it surely is. begins: a unit begins here (True), or goes on (False). note:
    the marker of the footnote that the line belongs to; the first line of a note begins with it. marks: spans, in the
    source's text, of the marks of notes in it (superscripts). cells: spans of a table row's cells, empty ones included.
    heading: its level as a heading, from 1. size: of its letters, the text's being 1. bold, centred: all of it.
    """

    furniture: str | None = None
    begins: bool | None = None
    note: str | None = None
    marks: tuple[tuple[int, int], ...] = ()
    cells: tuple[tuple[int, int], ...] = ()
    heading: int = 0
    size: float = 1.0
    bold: bool = False
    centred: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Source:
    """What a reader gives.

    text: code points, every line end one ``\\n``; spans of the whole program count in it. pages: known only where form
    feeds (or the format) tell. tree: where the format has the structure itself, which then need not be found. hints: by
    number of the line, from 1, what the format tells of it.
    """

    text: str
    format: str
    sha256: str
    name: str | None = None
    encoding: str | None = None
    troubles: list[Trouble] = field(default_factory=list)
    tree: Tree | None = None
    hints: dict[int, LineHint] = field(default_factory=dict)


def is_document(name: str) -> bool:
    """Whether a file is a document by its name: ``report.PDF``, ``report.txt.gz``."""
    return name.lower().endswith(SUFFIXES)


def is_xml(data: bytes | str) -> bool:
    """Whether something is XML by its first characters, after a byte order mark and white space."""
    start = _beginning(data)
    return start[:1] == "<" and _MARKUP.match(start) is not None


def is_html(data: bytes | str) -> bool:
    """Whether something is a web page by its document type or its first element."""
    start = _beginning(data)
    match = _FIRST_TAGS.match(start) if start[:1] == "<" else None
    if match is None:
        return False
    return match[2].lower() in _HTML_BEGINS or "html" in (match[1] or "").lower().split()


# Declarations, comments and a document type (1), then the first element (2).
_FIRST_TAGS = lazy(
    r"(?:<\?[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*(?:<!doctype([^>\[]*)>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*"
    r"<([A-Za-z][\w.:-]*)",
    re.I,
)
_HTML_BEGINS = frozenset(
    "html head body meta title base link style script div table center h1 h2 h3 h4 h5 h6 p font span ul ol pre br hr "
    "article main section header nav".split()
)


def _beginning(data: bytes | str) -> str:
    """The first characters of a text, as far as its markup goes, after a byte order mark and white space."""
    start = data[:4096]
    if isinstance(start, bytes):
        utf16 = start[:2] in (b"\xff\xfe", b"\xfe\xff")
        start = start.decode("utf-16" if utf16 else "utf-8", "ignore")
    return start.removeprefix("\ufeff").lstrip()
