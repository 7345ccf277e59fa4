"""What the text speaks of: symbols, references, dates, meetings, speakers.

One module an extractor, all over one ``Flow``. A new extractor is one module with a ``find_…(flow, …)`` and its line in
``annotate``.
"""

from __future__ import annotations

from dataclasses import dataclass

from undoc import plain
from undoc.extract.flow import flow_of
from undoc.tree import Tree, Trouble


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
    from undoc.extract.entries import (
        date_entries,
        meeting_entries,
        reference_entries,
        speaker_entries,
        symbol_entries,
    )
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
        symbols=symbol_entries(flow, symbols),
        references=reference_entries(flow, references),
        dates=date_entries(flow, dates),
        meetings=meeting_entries(flow, meetings),
        speakers=speaker_entries(flow, find_speakers(flow, meetings, dates)),
    )
    return annotations, troubles
