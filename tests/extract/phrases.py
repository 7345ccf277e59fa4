"""Reads case files of phrases with what must be found in them, and makes a flow of a phrase.

A case file::

    == name of a form
    @ symbol=A/RES/77/200            what the document's masthead says, for the cases that follow ("@" alone: nothing)
    @ paragraphs=1-12, 14(a)(b)      numbered paragraphs that the document has, eids para_1, para_14__item_a …
    the phrase, its units parted by ¶ (a unit that begins with ^ is a footnote)
        printed text -> what it is

A phrase with nothing below it is a trap: nothing may be found there. Lines that begin with "#" are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from undoc.extract.flow import Flow, flow_of
from undoc.tree import Node, Note, Tree

CASES = Path(__file__).parents[1] / "cases"


@dataclass(slots=True)
class Case:
    line: int
    form: str
    phrase: str
    settings: dict[str, str]
    expected: list[tuple[str, str]] = field(default_factory=list)


def read_cases(name: str) -> list[Case]:
    """All cases of ``tests/cases/<name>``, in order."""
    cases: list[Case] = []
    form, settings = "", {}
    for number, line in enumerate((CASES / name).read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("== "):
            form, settings = line[3:], {}
        elif line.startswith("@"):
            key, _, value = line[1:].strip().partition("=")
            settings = {**settings, key: value} if key else {}
        elif line.startswith("    "):
            printed, _, meaning = line.strip().partition(" -> ")
            cases[-1].expected.append((printed, meaning))
        else:
            cases.append(Case(number, form, line, settings))
    return cases


def flow_for(case: Case) -> Flow:
    """The flow of a case: its units after the paragraphs that its settings ask for."""
    return make_flow(case.phrase.split("¶"), case.settings)


def make_flow(units: list[str], settings: dict[str, str] | None = None) -> Flow:
    """A flow of plain units, one block or footnote each.

    settings: ``paragraphs`` and ``annexes`` make empty ones in front of them; ``under`` puts the units into the
    paragraph of that number, ``in`` into the annex of that name; the rest is the document's meta.
    """
    settings = settings or {}
    meta = {key: value for key, value in settings.items() if key in ("symbol", "organ", "kind")}
    tree = Tree(meta=meta)
    for number, letters in _paragraphs(settings.get("paragraphs", "")):
        node = Node("paragraph", 1, num=f"{number}.", text="〇", eid=f"para_{number}")
        node.children = [Node("item", 1, num=f"({c})", text="〇", eid=f"para_{number}__item_{c}") for c in letters]
        tree.body.append(node)
    for i, name in enumerate(settings.get("annexes", "").split(), 1):
        inner = Node("paragraph", 1, num="1.", text="〇", eid=f"annex_{i}__para_1")
        tree.annexes.append(Node("annex", 1, num=name, heading="〇", eid=f"annex_{i}", children=[inner]))
    for i, text in enumerate(units, 1):
        if text.startswith("^"):
            tree.notes.append(Note(str(i), text[1:], 1, eid=f"fn_{i}"))
            continue
        block = Node("block", 1, text=text, eid=f"block_{i}")
        annex = next((node for node in tree.annexes if node.num == settings.get("in")), None)
        paragraph = next((node for node in tree.body if node.num == f"{settings.get('under')}."), None)
        home = annex.children if annex else paragraph.children if paragraph else tree.body
        if annex:
            block.eid = f"{annex.eid}__block_{i}"
        home.append(block)
    return flow_of(tree)


def _paragraphs(setting: str) -> Iterator[tuple[str, list[str]]]:
    for part in filter(None, re.split(r", *", setting)):
        match = re.fullmatch(r"([\d.]+)(?:-(\d+))?((?:\([a-z]+\))*)", part)
        assert match, part
        last = match[2] or match[1]
        numbers = [match[1]] if "." in match[1] else [str(n) for n in range(int(match[1]), int(last) + 1)]
        for number in numbers:
            yield number, re.findall(r"[a-z]+", match[3])
