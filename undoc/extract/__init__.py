"""What the text speaks of: symbols, references, dates, meetings, speakers. One module an extractor, all over one ``Flow``.

A new extractor is one module with a ``find_…(flow, …)`` and one line in ``annotate``.
"""

from __future__ import annotations

from undoc.extract.flow import Flow, flow_of
from undoc.tree import Tree, Trouble

Entry = dict[str, object]


def annotate(tree: Tree, *, keywords: int = 0) -> tuple[dict[str, list[Entry]], list[Trouble]]:
    """All annotations of a tree whose nodes have eids, by the contract's list names, as fields of its models.

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
    dates, troubles = find_dates(flow)
    meetings = find_meetings(flow)
    found = {
        "symbols": symbols,
        "references": find_references(flow, symbols),
        "dates": dates,
        "meetings": meetings,
        "speakers": find_speakers(flow, meetings, dates),
    }
    return {name: [_entry(flow, each) for each in entries] for name, entries in found.items()}, troubles


def _entry(flow: Flow, found: object) -> Entry:
    """A finding with its place: which node, which part of it, and where there."""
    values: Entry = {name: getattr(found, name) for name in found.__slots__}  # type: ignore[attr-defined]
    start: int = values.pop("start")  # type: ignore[assignment]
    end: int = values.pop("end")  # type: ignore[assignment]
    index = flow.at(start)
    unit, base = flow.units[index], flow.starts[index]
    if "first" in values:  # a date's own start and end
        values["start"], values["end"] = values.pop("first"), values.pop("last")
    values.update(
        text=flow.text[start:end], eid=unit.eid, offset=(start - base, end - base), part=unit.part, cell=unit.cell,
        paragraph=unit.paragraph,
    )  # fmt: skip
    return values
