"""What became of each unit of a document in another one: ``compare(before, after)``.

A unit is a node with its own text (a recital, a paragraph, an item, a heading, a table …) or a footnote. Units are
aligned by what they say, not by their numbers, so that a paragraph inserted leaves those after it the same but for their
numbers. White space is the page's, not the document's, and is not compared.

``align`` pairs the units, ``words`` finds what changed in a text, ``report`` and ``page`` show the outcome.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, cast

from undoc.compare.align import Pairing, pair_up
from undoc.compare.units import Unit, units_of
from undoc.compare.words import Change, changes_of
from undoc.plain import field_names

if TYPE_CHECKING:
    from undoc.model import Document

STATUSES = ("same", "moved", "changed", "added", "removed")


@dataclass(slots=True)
class Difference:
    """One unit and what became of it.

    status: ``same``; ``moved`` (the same text under another number or at another place); ``changed`` (``changes`` says
    what; ``moved`` whether its number or place is another too); ``added`` or ``removed``. before, after: the unit in
    either document, ``None`` where it is not in it.
    """

    status: str
    before: Unit | None
    after: Unit | None
    moved: bool = False
    changes: list[Change] = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        """The unit as it is, or was."""
        return cast("Unit", self.after or self.before)  # one of them there always is


@dataclass(slots=True)
class Comparison:
    """Two documents compared: names for people, fields of ``meta`` that differ, and every unit in reading order."""

    before: str
    after: str
    meta: list[tuple[str, object, object]]
    differences: list[Difference]

    @property
    def counts(self) -> dict[str, int]:
        """How many units are the same, moved, changed, added, removed."""
        found = Counter(difference.status for difference in self.differences)
        return {status: found[status] for status in STATUSES}

    @property
    def equal(self) -> bool:
        """Whether the documents say the same, with the same numbers in the same order."""
        return not self.meta and all(difference.status == "same" for difference in self.differences)

    def to_record(self) -> dict[str, object]:
        """The comparison as values for JSON. Fields are only ever added::

            {"before": "a.txt", "after": "b.txt", "equal": false,
             "counts": {"same": 7, "moved": 1, "changed": 1, "added": 1, "removed": 0},
             "meta": [{"field": "date", "before": "2020-12-14", "after": null}],
             "units": [{"status": "changed", "moved": true, "type": "paragraph",
                        "before": UNIT or null, "after": UNIT or null,
                        "changes": [{"op": "equal", "text": "请"}, {"op": "delete", "text": "他"},
                                    {"op": "insert", "text": "她"}]}]}

        UNIT is ``{"eid", "label", "num", "text", "line"}``; ``changes`` is empty unless the status is ``changed``.
        What is deleted stands before what is inserted in its place; equal and inserted texts together are the text
        after, equal and deleted ones the text before, white space aside.
        """
        return {
            "before": self.before,
            "after": self.after,
            "equal": self.equal,
            "counts": self.counts,
            "meta": [{"field": name, "before": before, "after": after} for name, before, after in self.meta],
            "units": [
                {
                    "status": one.status,
                    "moved": one.moved,
                    "type": one.unit.type,
                    "before": _record(one.before),
                    "after": _record(one.after),
                    "changes": [asdict(change) for change in one.changes],
                }
                for one in self.differences
            ],
        }


def compare(before: Document, after: Document, names: tuple[str, str] | None = None) -> Comparison:
    """Compare two documents. names: for people; default: the documents' symbols, or their sources' names."""
    old, new = units_of(before), units_of(after)
    pairing = pair_up(old, new)
    name_before, name_after = names or (_name(before), _name(after))
    return Comparison(name_before, name_after, list(_meta(before, after)), list(_in_order(old, new, pairing)))


def _in_order(old: list[Unit], new: list[Unit], pairing: Pairing) -> Iterator[Difference]:
    """All units in the order of the new document, each removed one behind the one that it stood behind."""
    removed: dict[int, list[Unit]] = {}  # by the index, in the new document, of what they stand behind
    behind = -1
    for index, unit in enumerate(old):
        partner = pairing.partners.get(index)
        if partner is None:
            removed.setdefault(behind, []).append(unit)
        elif partner not in pairing.displaced:
            behind = partner
    yield from (Difference("removed", unit, None) for unit in removed.get(-1, ()))
    origins = {partner: index for index, partner in pairing.partners.items()}
    for index, unit in enumerate(new):
        origin = origins.get(index)
        if origin is None:
            yield Difference("added", None, unit)
        else:
            yield _met_again(old[origin], unit, index in pairing.displaced)
        yield from (Difference("removed", gone, None) for gone in removed.get(index, ()))


def _met_again(before: Unit, after: Unit, displaced: bool) -> Difference:
    moved = displaced or before.number != after.number
    if before.key == after.key:
        return Difference("moved" if moved else "same", before, after, moved)
    return Difference("changed", before, after, moved, changes_of(before.text, after.text))


def _meta(before: Document, after: Document) -> Iterable[tuple[str, object, object]]:
    for name in field_names(type(before.meta)):
        old, new = getattr(before.meta, name), getattr(after.meta, name)
        if old != new:
            yield name, old, new


def _name(document: Document) -> str:
    return document.meta.symbol or document.source.name or "a document"


def _record(unit: Unit | None) -> dict[str, object] | None:
    if unit is None:
        return None
    return {"eid": unit.eid, "label": unit.label, "num": unit.num, "text": unit.text, "line": unit.line}
