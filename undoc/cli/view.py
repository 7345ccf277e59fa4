"""A document as a person wants to see it: what it says of itself, its outline, and tables of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from undoc.plain import field_names
from undoc.provenance import every_node
from undoc.tree import REGIONS

if TYPE_CHECKING:
    from undoc.model import Annotation, Date, Document, Node, Speaker

Entry = TypeVar("Entry", bound="Annotation")
LISTS = ("symbols", "references", "dates", "meetings", "speakers", "footnotes")
MOST_PARAGRAPHS = 12
_NARROW = "close-call"  # the diagnostic of a beginning that hardly won
_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
# What opens a level of the outline of its own.
_HOLDERS = ("section", "annex")


def show(document: Document, console: Console) -> None:
    """Print a document to a console."""
    meta = document.meta
    console.print(Text(meta.title or document.source.name or "(no title)", "bold"))
    if meta.subtitle:
        console.print(Text(meta.subtitle))
    _print(console, "", None, _about(document))
    _heading(console, "Outline")
    for depth, label, counts in outline(document):
        line = Text("  " * depth + label, "" if depth else "bold")
        console.print(line.append(f"  {counts}" if label else counts, "dim"), soft_wrap=True)
    for title, columns, rows in _tables(document):
        _print(console, title, columns, rows)
    _diagnostics(document, console)


def print_line(console: Console, line: Text) -> None:
    """One line: cut where it would wrap on a terminal, whole in a pipe."""
    if console.is_terminal:
        console.print(line, no_wrap=True, overflow="ellipsis")
    else:
        console.print(line, soft_wrap=True)


def outline(document: Document) -> Iterator[tuple[int, str, str]]:
    """The outline's rows: depth, heading, and what stands there in numbers ("paragraphs 3–12, 4 items")."""
    for region in REGIONS:
        nodes: list[Node] = getattr(document, region)
        if nodes:
            yield 0, region, ""
            yield from _level(nodes, 1)


def _level(nodes: Iterable[Node], depth: int) -> Iterator[tuple[int, str, str]]:
    for holder, run in groupby(nodes, lambda node: node.type in _HOLDERS):
        if not holder:
            yield depth, "", _sum(list(run))
            continue
        for node in run:
            label = " ".join(filter(None, (node.num, node.heading))) or f"({node.type})"
            yield depth, label, f"line {node.line}"
            yield from _level(node.children, depth + 1)


def _sum(nodes: list[Node]) -> str:
    """What a run of nodes holds: the numbers of its paragraphs, and how many there are of all else."""
    kinds: Counter[str] = Counter()
    numbers: list[str] = []
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if node.type == "paragraph" and node.num:
            numbers.append(node.num.strip(".．、"))
        else:
            kinds[node.type] += 1
        stack += reversed(node.children)
    parts = [_count(number, kind) for kind, number in kinds.items()]
    if len(numbers) == 1:
        parts.insert(0, f"paragraph {numbers[0]}")
    elif numbers:
        parts.insert(0, f"paragraphs {numbers[0]}–{numbers[-1]}")
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    irregular = {"speech": "speeches", "contents": "contents", "furniture": "furniture"}
    return f"{number} {noun if number == 1 else irregular.get(noun, noun + 's')}"


def _about(document: Document) -> list[Sequence[str]]:
    """What the document says of itself, then what was read and found."""
    meta, source = document.meta, document.source
    rows: list[Sequence[str]] = []
    for name in field_names(type(meta)):
        value = getattr(meta, name)
        if name in ("title", "subtitle") or not value:
            continue
        if name == "symbols" and value == [meta.symbol]:
            continue
        rows.append((name.replace("_", " "), ", ".join(value) if isinstance(value, list) else str(value)))
    pages = f", {_count(source.pages, 'page')}" if source.pages else ""
    encoding = f", {source.encoding}" if source.encoding else ""
    rows.append(("source", f"{source.characters:,} characters, {_count(source.lines, 'line')}{pages}{encoding}"))
    found = [_count(len(getattr(document, name)), name.removesuffix("s")) for name in LISTS if getattr(document, name)]
    if document.furniture:
        found.append(f"{len(document.furniture)} pieces of page furniture")
    rows.append(("found", ", ".join(found) or "nothing"))
    if source.format != "akn":
        rows.append(("confidence", _confidence(document)))
    return rows


def _confidence(document: Document) -> str:
    """How many of the units began beyond doubt, and where the others are."""
    units = sum(bool(node.spans) for node in every_node(document))
    narrow = [str(entry.line) for entry in document.diagnostics if entry.code == _NARROW]
    if not narrow:
        return f"no close call among {_count(units, 'unit')}"
    sure = 100 * (1 - len(narrow) / max(units, len(narrow)))
    return f"{sure:.1f} % of {_count(units, 'unit')} began beyond doubt; close calls on lines {', '.join(narrow)}"


def _tables(document: Document) -> Iterator[tuple[str, list[str], list[Sequence[str]]]]:
    """Title, columns and rows of each table; speakers one a row, the others gathered."""
    columns = "¶,meeting,date,speaker,kind,state,role,on behalf of,capacity,language".split(",")
    yield "Speakers", columns, [_speaker(speaker) for speaker in document.speakers]
    dates = _gathered(document.dates, lambda date: (_days(date), date.text, ", ".join(date.inferred)))
    yield "Dates", ["date", "as printed", "inferred", "times", "¶"], dates
    yield "Symbols", ["symbol", "times", "¶"], _gathered(document.symbols, lambda symbol: (symbol.symbol,))
    references = _gathered(document.references, lambda entry: (entry.symbol or entry.target or "", entry.text))
    yield "References", ["to", "as printed", "times", "¶"], references
    meetings = _gathered(document.meetings, lambda entry: (", ".join(map(str, entry.numbers)), entry.text))
    yield "Meetings", ["numbers", "as printed", "times", "¶"], meetings


def _speaker(speaker: Speaker) -> Sequence[str]:
    values = (
        speaker.paragraph,
        speaker.meeting,
        speaker.date,
        speaker.name,
        speaker.kind.replace("_", " "),
        speaker.iso3 or speaker.state,
        speaker.role,
        speaker.on_behalf_of,
        speaker.capacity,
        speaker.language,
    )
    return ["" if value is None else str(value) for value in values]


def _days(date: Date) -> str:
    return date.start if date.start == date.end else f"{date.start} – {date.end}"


def _gathered(entries: Iterable[Entry], key: Callable[[Entry], tuple[str, ...]]) -> list[Sequence[str]]:
    """Entries that say the same as one row, in order: what they say, how often, and in which paragraphs."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return [(*said, str(len(group)), _paragraphs(group)) for said, group in groups.items()]


def _paragraphs(entries: Sequence[Annotation]) -> str:
    numbers = list(dict.fromkeys(entry.paragraph for entry in entries if entry.paragraph))
    return ", ".join(numbers[:MOST_PARAGRAPHS]) + (" …" if len(numbers) > MOST_PARAGRAPHS else "")


def _diagnostics(document: Document, console: Console) -> None:
    if not document.diagnostics:
        return
    _heading(console, "Diagnostics")
    for entry in document.diagnostics:
        place = f"{entry.line}:{entry.column}" if entry.line else ""
        style = _STYLES[entry.severity]
        console.print(
            Text(f"{place:>8} ") + Text(f"{entry.severity}: {entry.code}: {entry.message}", style), soft_wrap=True
        )


def _heading(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, "bold cyan"))


def _print(console: Console, title: str, columns: list[str] | None, rows: list[Sequence[str]]) -> None:
    """A table, without the columns that nobody filled."""
    if not rows:
        return
    if title:
        _heading(console, title)
    table = Table(
        box=box.SIMPLE_HEAD if console.is_terminal and columns else None,
        show_header=columns is not None,
        show_edge=False,
        pad_edge=False,
    )
    filled = [index for index in range(len(rows[0])) if any(row[index] for row in rows)]
    for index in filled:
        table.add_column(
            columns[index] if columns else "", overflow="fold", style="dim" if columns is None and index == 0 else ""
        )
    for row in rows:
        table.add_row(*(Text(row[index]) for index in filled))
    console.print(table)
