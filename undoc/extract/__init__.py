"""What the text speaks of: symbols, references, dates, meetings, speakers.

One module an extractor, all over one ``Flow``. A new extractor is one module with a ``find_…(flow, …)`` and its line in
``annotate``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from undoc import plain
from undoc.extract.flow import Flow, flow_of
from undoc.tree import Tree, Trouble

Entry = TypeVar("Entry", bound=plain.Annotation)


@dataclass(slots=True, eq=False, repr=False)
class Annotations:
    """Everything found, by the contract's names of the lists."""

    symbols: list[plain.Symbol]
    references: list[plain.Reference]
    dates: list[plain.Date]
    meetings: list[plain.Meeting]
    speakers: list[plain.Speaker]


def annotate(tree: Tree, *, keywords: int = 0) -> tuple[Annotations, list[Trouble]]:
    """All annotations of a tree whose nodes have eids.

    keywords: how many to put into ``tree.meta``.
    """
    from undoc.extract.dates import find_dates
    from undoc.extract.meetings import find_meetings
    from undoc.extract.references import find_references
    from undoc.extract.speakers import find_speakers
    from undoc.extract.symbols import find_symbols

    flow = flow_of(tree)
    if keywords:
        from undoc.extract.keywords import find_keywords

        tree.meta["keywords"] = find_keywords(flow, keywords)
    symbols = find_symbols(flow)
    references = find_references(flow, symbols)
    if tree.links:
        from undoc.extract.links import find_links

        references = sorted(
            [*references, *find_links(flow, tree.links, symbols, references)],
            key=lambda reference: (reference.start, reference.end),
        )
    dates, troubles = find_dates(flow)
    meetings = find_meetings(flow)
    annotations = Annotations(
        symbols=_entries(plain.Symbol, flow, symbols),
        references=_entries(plain.Reference, flow, references),
        dates=_entries(plain.Date, flow, dates),
        meetings=_entries(plain.Meeting, flow, meetings),
        speakers=_entries(plain.Speaker, flow, find_speakers(flow, meetings, dates)),
    )
    return annotations, troubles


def _entries(kind: type[Entry], flow: Flow, found: Iterable[Any]) -> list[Entry]:
    """Findings with their places: in which node, which part of it, and where there.

    kind: the contract's class, whose own fields the findings have; a date's ``start`` and ``end`` are there ``first``
    and ``last``, for ``start`` and ``end`` are offsets in the flow.
    """
    names = plain.field_names(kind)[len(plain.field_names(plain.Annotation)) :]
    sources = [{"start": "first", "end": "last"}.get(name, name) for name in names]
    entries = []
    for each in found:
        index = flow.at(each.start)
        unit, base = flow.units[index], flow.starts[index]
        text = flow.printed(each.start, each.end)
        if kind is plain.Speaker:
            own = dict(name=text, meeting=each.meeting, date=each.date, **{n: getattr(each.who, n) for n in names if n not in ("name", "meeting", "date")})
        else:
            own = {name: getattr(each, source) for name, source in zip(names, sources, strict=True)}
        entries.append(
            kind(
                text=text, eid=unit.eid, offset=(each.start - base, each.end - base),
                part=unit.part, cell=unit.cell, paragraph=unit.paragraph, **own,
            )
        )  # fmt: skip
    return entries
