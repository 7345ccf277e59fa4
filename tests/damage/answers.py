"""What must be read from a damaged document: from its units, and from where its lines came to stand."""

from __future__ import annotations

import re

from damage.characters import forms, note_mark
from damage.document import Clean, Unit
from damage.layout import Layout
from damage.pages import PageLine
from damage.render import BODY

ENDS_PARAGRAPH = frozenset(
    [
        "para",
        "section",
        "annex",
        "block",
        "enact",
        "recital",
        "speech",
        "closing",
        "signature",
        "caption",
        "table",
        "label",
    ]
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b"))
Outline = list[tuple[str, str, str]]


def bare(text: str) -> str:
    """Text without white space and invisible characters."""
    return "".join(text.split()).translate(_INVISIBLE)


def answers(document: Clean, layout: Layout, lines: list[PageLine]) -> dict[str, object]:
    """The answers, as ``score.py`` reads them; ``outline`` is for the project's own tests."""

    def form(text: str) -> str:
        return forms(text, layout)

    units = document.units
    gold: dict[str, object] = {key: document.settings[key] for key in ("kind", "symbol") if key in document.settings}
    gold["title"] = form("".join(unit.plain for unit in units if unit.tag == "title"))
    if "date" in document.settings:
        gold["date"] = document.settings["date"]
    paragraphs, items = _paragraphs(units, layout)
    gold["paragraphs"] = [pair for pair in paragraphs if re.fullmatch(r"\d+[.．、]?", pair[0])]
    gold["items"] = items
    gold["headings"] = [form(unit.num + unit.plain) for unit in units if unit.tag == "section" and unit.plain]
    recitals = [form(unit.plain) for unit in units if unit.tag in ("enact", "recital")]
    if recitals and document.settings.get("preamble") != "no":
        gold["recitals"] = recitals
    if speeches := _speeches(units, layout):
        gold["speeches"] = speeches
    gold["notes"] = [[note_mark(unit.num, layout), form(unit.plain)] for unit in units if unit.tag == "note"]
    gold["furniture"] = sorted({line.text.strip() for line in lines if line.kind == "furniture"})
    gold.update(_lists(document, layout))
    if layout.breaks_known:
        gold["breaks"] = [[n, int(line.starts)] for n, line in enumerate(lines, 1) if line.kind == "body"]
    gold["outline"] = outline(document, layout)
    return gold


def outline(document: Clean, layout: Layout) -> Outline:
    """Type, number and own text of every unit that becomes a node with text, in order."""
    found: Outline = []
    for unit in document.units:
        if unit.tag in BODY and unit.tag != "annex":
            kind = {"para": "paragraph", "block-in": "block", "enact": "block"}.get(unit.tag, unit.tag)
            found.append((kind, bare(forms(unit.num, layout)), bare(forms(unit.plain, layout))))
    return found


def _paragraphs(units: list[Unit], layout: Layout) -> tuple[list[list[str]], list[list[str]]]:
    paragraphs: list[list[str]] = []
    items: list[tuple[int, list[str]]] = []  # with their depths; those that are open come last
    finished: list[list[str]] = []
    inside = False
    for unit in units:
        num, text = forms(unit.num, layout), forms(unit.plain, layout)
        if unit.tag in ENDS_PARAGRAPH:
            inside = unit.tag == "para"
            items = []
            if inside:
                paragraphs.append([num, text])
        elif inside and unit.tag == "item":
            while items and items[-1][0] >= unit.depth:
                items.pop()
            for _, item in items:
                item[2] += num + text
            entry = [paragraphs[-1][0], num.rstrip(".．、"), text]
            items.append((unit.depth, entry))
            finished.append(entry)
            paragraphs[-1][1] += num + text
        elif inside and unit.tag == "block-in":
            paragraphs[-1][1] += text
    return paragraphs, finished


def _speeches(units: list[Unit], layout: Layout) -> list[list[str]]:
    found: list[list[str]] = []
    for unit in units:
        text = forms(unit.plain, layout)
        if unit.tag == "speech":
            found.append([forms(unit.num, layout), text])
        elif unit.tag in ("block", "quote", "item") and unit.depth and found:
            found[-1][1] += forms(unit.num, layout) + text
    return found


def _lists(document: Clean, layout: Layout) -> dict[str, object]:
    gold: dict[str, object] = {}
    if "symbols" in document.annotated:
        gold["symbols"] = sorted({symbol for unit in document.units for symbol in unit.symbols})
    if "dates" in document.annotated:
        ranges = [date.partition("..") for unit in document.units for date in unit.dates]
        gold["dates"] = [{"start": start, "end": end or start} for start, _, end in ranges]
    if "speakers" in document.annotated:
        speakers: list[list[str | None]] = []
        offices: list[list[str]] = []
        paragraph = ""
        for unit in document.units:
            if unit.tag == "para":
                paragraph = forms(unit.num, layout).rstrip(".．")
            for name, behalf in unit.speakers:
                speakers.append([paragraph, forms(name, layout), behalf and forms(behalf, layout)])
            offices += [[paragraph, forms(name, layout)] for name in unit.offices]
        gold["speakers"], gold["offices"] = speakers, offices
    return gold
