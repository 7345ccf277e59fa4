"""What undoc promises of any input, as one check: ``keep(data)`` raises ``Broken`` where a promise is broken."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

import undoc
from undoc.check.akn import check_akn
from undoc.check.conservation import texts
from undoc.check.document import check_document
from undoc.errors import InputError
from undoc.model import Document, Node
from undoc.normalize.spacing import bare
from undoc.pipeline import parse_with_text
from undoc.write import WRITERS, Options

DAY = "2026-01-01"
REGIONS = ("preface", "preamble", "body", "conclusions", "annexes")
LISTS = ("symbols", "references", "dates", "meetings", "speakers")


class Broken(AssertionError):
    """A promise that was not kept; the message begins with its name."""


def keep(data: bytes | str, name: str | None = None, encoding: str | None = None) -> str:
    """Parse, write every form, read back. Gives ``refused`` where the input was refused in one line, else ``kept``.

    Raises Broken; whatever else is raised is a broken promise too.
    """
    try:
        plain, source = parse_with_text(data, name=name, encoding=encoding)
    except InputError as error:
        _hold("one line", "\n" not in str(error) and str(error).strip() != "")
        return "refused"
    document = undoc.parse(data, name=name, encoding=encoding)
    _hold("conserved", ink([source]) == ink([*all_text(document), *(piece.text for piece in document.furniture)]))
    outputs = {form: writer.write(plain, Options(markup_date=DAY, source=source)) for form, writer in WRITERS.items()}
    for form, writer in WRITERS.items():
        again = writer.write(document, Options(markup_date=DAY, source=source))
        _hold("models and plain values give the same bytes", outputs[form] == again, form)
    _check_json(document, outputs["json"])
    _check_xml(document, outputs["akn"])
    expected = ink(all_text(document))
    _hold("the text is conserved", ink([outputs["text"].decode()]) == expected)
    _hold("the page is conserved", ink(of_page(outputs["html"].decode())) == expected)
    _hold("the Markdown is conserved", ink(of_markdown(outputs["md"].decode())) == expected)
    rows = list(csv.reader(io.StringIO(outputs["csv"].decode("utf-8-sig"), newline="")))
    _hold("a row an entry", len(rows) == 1 + sum(len(getattr(document, each)) for each in LISTS))
    return "kept"


def _hold(promise: str, kept: bool, more: object = "") -> None:
    if not kept:
        raise Broken(f"{promise}{f': {more}' if more else ''}")


def _check_json(document: Document, data: bytes) -> None:
    findings = check_document(data)
    _hold("valid JSON", not findings, findings[:2])
    again = undoc.read_json(data)
    _hold("the JSON reads back", again == document)
    _hold("the JSON is written again", WRITERS["json"].write(again, Options()) == data)


def _check_xml(document: Document, data: bytes) -> None:
    errors = [finding for finding in check_akn(data) if finding.severity == "error"]
    _hold("valid XML", not errors, errors[:2])
    again = undoc.parse(data)
    there, here = content(document), content(again)
    for name, part in there.items():
        _hold("the XML reads back", here[name] == part, name)


def all_text(document: Document) -> list[str]:
    """The pieces of text of a document's nodes and notes, furniture aside."""
    return [*texts(document), *(part for note in document.footnotes for part in (note.marker, note.text))]


def ink(pieces: Iterable[str]) -> Counter[str]:
    """The characters that count, each as often as it is met."""
    return Counter(bare("".join(pieces)))


def content(document: Document) -> dict[str, object]:
    """A document without what belongs to the source that it was read from."""
    whole: dict[str, object] = {name: list(_shape(getattr(document, name))) for name in REGIONS}
    whole["footnotes"] = [note.model_dump(exclude={"spans"}) for note in document.footnotes]
    whole["meta"] = document.meta.model_dump()
    for name in LISTS:
        whole[name] = [entry.model_dump() for entry in getattr(document, name)]
    return whole


def _shape(nodes: list[Node]) -> Iterator[tuple[object, ...]]:
    """All that the XML must hold of nodes, in reading order with their depth."""
    stack = [(node, 0) for node in reversed(nodes)]
    while stack:
        node, depth = stack.pop()
        notes = [(mark.marker, mark.offset, mark.part) for mark in node.notes]
        yield depth, node.eid, node.type, node.num, node.heading, node.text, node.rows, notes
        stack += ((child, depth + 1) for child in reversed(node.children))


def of_page(page: str) -> list[str]:
    """The document's own text on its page."""
    article = html.document_fromstring(page).get_element_by_id("document")
    for added in article.cssselect(".facts, h1.unseen"):
        added.drop_tree()
    return [article.text_content()]


def of_markdown(text: str) -> list[str]:
    """What a reader of rendered Markdown sees: text, numbers of lists, calls and labels of notes."""
    pieces: list[str] = []
    lists: list[int | None] = []

    def label(token: Token) -> str:
        return re.sub(r"-\d+$", "", token.meta["label"])

    def take(tokens: list[Token]) -> None:
        for token in tokens:
            if token.type in ("ordered_list_open", "bullet_list_open"):
                lists.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None)
            elif token.type in ("ordered_list_close", "bullet_list_close"):
                lists.pop()
            elif token.type == "list_item_open" and lists[-1] is not None:
                pieces.append(f"{lists[-1]}.")
                lists[-1] += 1
            elif token.type in ("footnote_ref", "footnote_open"):
                pieces.append(label(token))
            elif token.type in ("text", "code_inline", "fence", "code_block", "html_block", "html_inline"):
                pieces.append(re.sub(r"</?sup>", "", token.content) if token.type == "html_inline" else token.content)
            take(token.children or [])

    take(MarkdownIt("commonmark").enable("table").use(footnote_plugin).parse(text))
    return pieces
