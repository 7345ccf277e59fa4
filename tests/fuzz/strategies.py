"""Strategies for hypothesis: damaged texts, broken files, and any document that the models accept."""

from __future__ import annotations

import random
from typing import TypeVar, get_args

from damage import LAYOUTS, clean_documents, damage
from hypothesis import strategies as st

from fuzz.broken_files import BYTE_MUTATIONS, files
from fuzz.mutations import BIDI, CONTROL, INVISIBLE, MUTATIONS, PIECES, PRIVATE, SPACES
from undoc.model import (
    Anchor,
    Date,
    Document,
    Footnote,
    Kind,
    Meeting,
    Meta,
    Node,
    NodeType,
    NoteMark,
    Part,
    Reference,
    Source,
    Speaker,
    Symbol,
)

T = TypeVar("T")
_LOTS = st.integers(0, 2**32 - 1).map(random.Random)


@st.composite
def damaged_texts(draw: st.DrawFn) -> str:
    """A clean document in some layout, after some mutations of ``fuzz.mutations``; fewer when it is shrunk."""
    document = draw(st.sampled_from(clean_documents()))
    lines = damage(document, LAYOUTS[draw(st.sampled_from(sorted(LAYOUTS)))])[0].split("\n")
    for name in draw(st.lists(st.sampled_from([name for name in MUTATIONS if name != "lone"]), max_size=6)):
        MUTATIONS[name](lines, draw(_LOTS))
        lines = lines or [""]
    return "\n".join(lines)


@st.composite
def broken_files(draw: st.DrawFn) -> bytes:
    """A file of any form that undoc reads, after some mutations of ``fuzz.broken_files``."""
    data = bytearray(files()[draw(st.sampled_from(sorted(files())))])
    for name in draw(st.lists(st.sampled_from(sorted(BYTE_MUTATIONS)), max_size=4)):
        if data:
            BYTE_MUTATIONS[name](data, draw(_LOTS))
    return bytes(data)


# Texts made of what documents are made of, in any order, with characters that belong nowhere.
SCRAPS = (
    st.lists(
        st.sampled_from(PIECES)
        | st.sampled_from(SPACES + INVISIBLE + BIDI + CONTROL + PRIVATE)
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6),
        max_size=60,
    )
    .map("".join)
    .map(lambda text: f"{text}中文文本\n")
)
# All that a text may hold: Chinese, markup, white space, what XML refuses, a lone surrogate.
TEXT = st.text(
    st.sampled_from("第一二三条，。（）12Aa/.- \n\r\t&<>\"'#[]U+\x00\x0c\x1b\x85\ufffe\uffff\ud800\U0001f600"),
    max_size=12,
)
EIDS = st.sampled_from(
    ["", "para_1", "para_1", "sec_1", "note_1", "body", "undoc", "a b", "1", "#", "é", "\ud800", "x-2", "x"]
)
NUMBERS = st.integers(-2, 9)
MARKS = st.builds(
    NoteMark,
    marker=st.sampled_from(["1", "2", "*", "", "<", "[U+", "\x01"]),
    offset=NUMBERS,
    part=st.sampled_from(get_args(Part)),
)
DATES = st.sampled_from(["2010-04-12", "2010-02-31", "2010-04", "2010", "--04-12", "", "<"])
NAMES = TEXT | st.sampled_from(["西班牙", "欧洲联盟", "主席"])


def some(strategy: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[list[T]]:
    return st.lists(strategy, max_size=most)


def nodes(children: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[Node]:
    return st.builds(
        Node, type=st.sampled_from(get_args(NodeType)), eid=EIDS, num=st.none() | TEXT, heading=st.none() | TEXT,
        text=TEXT,
        notes=some(MARKS, 2), children=children, rows=st.none() | some(some(TEXT)), spans=st.just([]), line=st.just(1),
        page=st.none(),
    )  # fmt: skip


NODE = st.recursive(nodes(st.just([])), lambda inner: nodes(some(inner)), max_leaves=6)
PLACE = {
    "eid": EIDS,
    "offset": st.tuples(NUMBERS, NUMBERS),
    "part": st.sampled_from(get_args(Part)),
    "cell": st.none() | st.tuples(NUMBERS, NUMBERS),
    "paragraph": st.none(),
}
SPEAKER = st.builds(
    Speaker, **PLACE, text=NAMES, name=NAMES, kind=st.sampled_from(["state", "organization", "office", "person"]),
    iso3=st.none() | st.sampled_from(["ESP", "", "1"]), role=st.none() | st.sampled_from(["representative", "", "<"]),
    on_behalf_of=st.none() | NAMES,
)  # fmt: skip
DOCUMENTS = st.builds(
    Document,
    source=st.builds(
        Source, sha256=st.sampled_from(["ab12" * 16, "", "<"]), format=st.just("text"), characters=NUMBERS,
        lines=NUMBERS,
    ),
    meta=st.builds(
        Meta, symbol=st.none() | TEXT | st.sampled_from(["A/CONF.213/9", "S/RES/1325(2000)"]), symbols=some(TEXT, 1),
        kind=st.sampled_from(get_args(Kind)), title=st.none() | TEXT, organ=st.none() | NAMES, topic=st.none() | TEXT,
        date=st.none() | DATES, job_number=st.none() | TEXT, agenda_items=some(TEXT, 1), keywords=some(TEXT, 2),
    ),
    preface=some(NODE), preamble=some(NODE), body=some(NODE), conclusions=some(NODE, 2), annexes=some(NODE),
    footnotes=some(
        st.builds(
            Footnote, marker=MARKS.map(lambda mark: mark.marker), text=TEXT, eid=EIDS,
            anchor=st.none() | st.builds(Anchor, eid=EIDS, offset=NUMBERS),
        )
    ),
    symbols=some(st.builds(Symbol, **PLACE, text=TEXT, symbol=TEXT)),
    references=some(st.builds(Reference, **PLACE, text=TEXT, symbol=st.none() | TEXT, target=st.none() | EIDS)),
    dates=some(st.builds(Date, **PLACE, text=TEXT, start=DATES, end=DATES)),
    meetings=some(st.builds(Meeting, **PLACE, text=TEXT, numbers=some(NUMBERS), kind=st.none() | TEXT)),
    speakers=some(SPEAKER),
)  # fmt: skip
