"""A web page's document becomes a ``Source``: a paragraph a line, a row a line, notes last; menus and scripts left out.

A block is left out where two agree: Resiliparse takes it for no part of the page's main content, and it looks like
none, being mostly links or standing in an element that is called a menu, a sidebar, a foot. Alone, either loses text.
"""

from __future__ import annotations

import codecs
import hashlib
import re

from undoc.errors import InputError, MissingExtra
from undoc.normalize.spacing import bare
from undoc.read import Source
from undoc.read.encodings import decode_text
from undoc.read.html_blocks import Block, read_blocks
from undoc.read.line_writer import RULE, LineWriter
from undoc.read.text import require_chinese
from undoc.tree import Trouble

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_REACH = 4096  # bytes within which a page says its encoding
# What pages call an encoding, and the larger one that they may well be in.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
# What Python knows beside the encodings of pages: names of hosts (in quadratic time), its own notation, none at all.
_NO_PAGES = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))
_WINDOW = 200_000  # characters that may be left out between two blocks of the document
_SYMBOL = re.compile(r"[A-Z]+/\S")


def read_html(data: bytes | str, *, name: str | None = None, encoding: str | None = None) -> Source:
    """The document of a web page. encoding: where it is not the one that the page itself names.

    Raises InputError where the page holds no text, or none in Chinese; MissingExtra where Resiliparse is not installed.
    """
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.html import HTMLTree
    except ImportError as error:
        raise MissingExtra("is a web page; to read it: pip install 'undoc[html]'") from error
    troubles: list[Trouble] = []
    if isinstance(data, bytes):
        raw, (page, encoding) = data, _decoded(data, encoding, troubles)
    else:
        raw, page, encoding = data.encode("utf-8", "surrogatepass"), data, None
    tree = HTMLTree.parse(page.replace("\x00", ""))
    blocks = read_blocks(tree)
    shown = extract_plain_text(
        tree, preserve_formatting=True, main_content=True, list_bullets=False, alt_texts=False, links=False
    )
    kept = _main(blocks, bare(shown))
    left_out = len(blocks) - len(kept)
    if left_out:
        noun = "block" if left_out == 1 else "blocks"
        troubles.append(Trouble("left-out", "info", f"{left_out} {noun} of menus and the like left out", 1, 1))
    writer = _write(kept)
    if not writer.text:
        raise InputError("is a web page with no text")
    require_chinese(writer.text)
    source = Source(writer.text, "html", hashlib.sha256(raw).hexdigest(), name, encoding, troubles)
    source.hints = writer.hints
    return source


def _decoded(data: bytes, encoding: str | None, troubles: list[Trouble]) -> tuple[str, str]:
    """The page's text by the encoding that is said, else by the one that it names, else as any text's."""
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    match = None if encoding or marked else _DECLARED.search(data[:_REACH]) or _XML.match(data[:_REACH])
    if match is not None:
        declared = match[1].decode("ascii").lower()
        declared = _LARGER.get(declared, declared)
        try:
            if codecs.lookup(declared).name.replace("_", "-") not in _NO_PAGES:
                text = data.decode(declared, "replace")
                if text.count("\ufffd") <= max(2, len(text) // 500) and not declared.startswith(("utf-16", "utf-32")):
                    return text, declared
        except LookupError:
            pass
    return decode_text(data, encoding, troubles)


def _main(blocks: list[Block], shown: str) -> list[Block]:
    """The blocks of the document. shown: the main content by the library, without white space."""
    kept: list[Block] = []
    position = 0
    for block in blocks:
        found = shown.find(block.seen, position, position + _WINDOW + len(block.seen))
        if found >= 0:
            position = found + len(block.seen)
        if found >= 0 or block.note is not None or not block.aside:
            kept.append(block)
    return _trimmed(kept)


def _trimmed(blocks: list[Block]) -> list[Block]:
    """The blocks without those before the first and after the last that are nothing but links."""
    first, last = 0, len(blocks)
    while first < last and blocks[first].only_links and not _SYMBOL.search(blocks[first].seen):
        first += 1
    while first < last and blocks[last - 1].only_links and not _SYMBOL.search(blocks[last - 1].seen):
        last -= 1
    return blocks[first:last]


def _write(blocks: list[Block]) -> LineWriter:
    """The text's blocks in their order, then the notes."""
    writer = LineWriter()
    for block in blocks:
        if block.note is None:
            _write_block(writer, block)
    notes = [block for block in blocks if block.note is not None]
    if notes:
        writer.write(RULE, furniture="rule")
    for block in notes:
        _write_block(writer, block)
    return writer


def _write_block(writer: LineWriter, block: Block) -> None:
    if block.cells is not None:
        for cell in block.cells:
            writer.cell()
            writer.add(cell)
    for kind, text in block.pieces:
        if kind == "mark":
            writer.mark(text)
        else:
            writer.add(text)
    writer.end(begins=True, note=block.note, heading=block.heading, bold=block.bold, centred=block.centred)
