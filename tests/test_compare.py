"""Two documents compared: what is the same, moved, changed, added, removed, and how quickly."""

from __future__ import annotations

import json
import random
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from write.akn_documents import document, node

import undoc
from undoc.compare import Comparison, compare
from undoc.compare.align import in_order, rising
from undoc.compare.page import page
from undoc.compare.report import plain_report
from undoc.compare.words import changes_of
from undoc.model import Document, Footnote

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
FIRST = "请秘书长向大会第七十六届会议提出报告，说明本决议的执行情况；"
SECOND = "又请会员国采取一切必要措施，确保灯塔昼夜不停地运行；"
THIRD = "决定将题为“灯塔”的项目列入第七十七届会议临时议程。"


def paragraphs(*texts: str, start: int = 1, **more) -> Document:
    body = [node("paragraph", f"para_{i}", text, num=f"{i}.") for i, text in enumerate(texts, start)]
    return document(body, **more)


def outcome(comparison: Comparison) -> list[tuple[str, str, bool]]:
    return [(one.status, one.unit.label, one.moved) for one in comparison.differences]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_document_is_equal_to_itself_in_any_form(path: Path) -> None:
    made = undoc.parse(path)
    assert compare(made, undoc.parse(made.to_akn())).equal
    assert compare(made, undoc.read_json(made.to_json())).equal


def test_a_new_number_is_no_change_of_the_text() -> None:
    found = compare(paragraphs(FIRST, THIRD), paragraphs(FIRST, SECOND, THIRD))
    assert outcome(found) == [
        ("same", "paragraph 1", False),
        ("added", "paragraph 2", False),
        ("moved", "paragraph 3", True),
    ]
    assert not found.equal
    assert found.counts == {"same": 1, "moved": 1, "changed": 0, "added": 1, "removed": 0}


def test_a_number_printed_otherwise_is_the_same() -> None:
    before, after = paragraphs(FIRST), paragraphs(FIRST)
    after.body[0].num = "１．"
    assert compare(before, after).equal


def test_white_space_is_not_compared() -> None:
    assert compare(paragraphs("甲 A 乙"), paragraphs("甲A乙")).equal


def test_a_change_under_a_new_number() -> None:
    changed = SECOND.replace("会员国", "各国政府")
    found = compare(paragraphs(FIRST, SECOND), paragraphs(FIRST, THIRD, changed))
    assert outcome(found)[1:] == [("added", "paragraph 2", False), ("changed", "paragraph 3", True)]
    changes = [(change.op, change.text) for change in found.differences[2].changes]
    assert changes == [
        ("equal", "又请"),
        ("delete", "会员国"),
        ("insert", "各国政府"),
        ("equal", "采取一切必要措施，确保灯塔昼夜不停地运行；"),
    ]


def test_what_changes_places_moves_and_the_rest_stays() -> None:
    recitals = [node("recital", f"rec_{i}", text) for i, text in enumerate((FIRST, SECOND, THIRD), 1)]
    found = compare(document(preamble=recitals), document(preamble=[recitals[2], *recitals[:2]]))
    assert outcome(found) == [("moved", "recital 1", True), ("same", "recital 2", False), ("same", "recital 3", False)]


def test_what_was_removed_stands_where_it_was() -> None:
    found = compare(paragraphs(FIRST, SECOND, THIRD), paragraphs(FIRST, THIRD))
    assert [one[:2] for one in outcome(found)] == [
        ("same", "paragraph 1"),
        ("removed", "paragraph 2"),
        ("moved", "paragraph 2"),
    ]


def test_items_stay_below_a_paragraph_with_a_new_number() -> None:
    def made(number: int) -> Document:
        items = [node("item", "i", "向大会报告；", num="(a)"), node("item", "j", "会同各国政府。", num="(b)")]
        return document([node("paragraph", "p", "请秘书长：", num=f"{number}.", children=items)])

    found = compare(made(3), made(4))
    assert outcome(found) == [
        ("moved", "paragraph 4", True),
        ("same", "item 4(a)", False),
        ("same", "item 4(b)", False),
    ]


def test_an_item_below_another_paragraph_is_moved() -> None:
    def made(first: bool) -> Document:
        item = node("item", "i", "向大会第七十六届会议报告；", num="(a)")
        return document(
            [
                node("paragraph", "p", FIRST, num="1.", children=[item] if first else []),
                node("paragraph", "q", SECOND, num="2.", children=[] if first else [item]),
            ]
        )

    assert ("moved", "item 2(a)", True) in outcome(compare(made(True), made(False)))


def test_a_new_heading_moves_nothing() -> None:
    plain = paragraphs(FIRST, SECOND)
    headed = document([node("section", "sec_1", num="一、", heading="导言", children=plain.body)])
    assert [one[0] for one in outcome(compare(plain, headed))] == ["added", "same", "same"]


def test_a_paragraph_written_anew_is_another_one() -> None:
    found = compare(paragraphs(FIRST), paragraphs("敦促沿海国合作打捞沉船。"))
    assert sorted(one[0] for one in outcome(found)) == ["added", "removed"]


def test_notes_tables_headings_and_meta() -> None:
    def made(day: str, cell: str, head: str, note: str) -> Document:
        section = node(
            "section", "sec_1", num="一、", heading=head, children=[node("table", "t", rows=[["国家", cell]])]
        )
        footnotes = [Footnote(marker="1", text=note, eid="note_1")]
        return document([section], footnotes=footnotes, meta={"date": day})

    found = compare(
        made("2034-06-27", "100", "组织事项", "见A/89/1。"), made("2034-06-28", "200", "组织和事项", "见A/89/2。")
    )
    assert found.meta == [("date", "2034-06-27", "2034-06-28")]
    assert {one.unit.label: one.status for one in found.differences} == {
        "section 一、": "changed",
        "table 1": "changed",
        "note 1": "changed",
    }
    note = next(one for one in found.differences if one.unit.type == "note")
    assert [(change.op, change.text) for change in note.changes] == [
        ("equal", "见"),
        ("delete", "A/89/1"),
        ("insert", "A/89/2"),
        ("equal", "。"),
    ]


def test_record_is_stable_and_whole() -> None:
    record = compare(paragraphs(FIRST), paragraphs("新段落，与前文无关。", FIRST), ("甲.txt", "乙.txt")).to_record()
    assert json.loads(json.dumps(record)) == record
    assert list(record) == ["before", "after", "equal", "counts", "meta", "units"]
    assert record["units"] == [
        {
            "status": "added", "moved": False, "type": "paragraph", "before": None,
            "after": {"eid": "para_1", "label": "paragraph 1", "num": "1.", "text": "新段落，与前文无关。", "line": 1},
            "changes": [],
        },
        {
            "status": "moved", "moved": True, "type": "paragraph",
            "before": {"eid": "para_1", "label": "paragraph 1", "num": "1.", "text": FIRST, "line": 1},
            "after": {"eid": "para_2", "label": "paragraph 2", "num": "2.", "text": FIRST, "line": 1},
            "changes": [],
        },
    ]  # fmt: skip


def test_report() -> None:
    long = "大会" * 30
    before = paragraphs(FIRST, long + "2034年" + long, THIRD)
    after = paragraphs(SECOND, FIRST, long + "2035年" + long)
    assert plain_report(compare(before, after, ("甲", "乙\x1b[31m"))) == (
        "--- 甲\n+++ 乙\\x1b[31m\n"
        f"+ paragraph 1: {SECOND}\n"
        f"> paragraph 1 → paragraph 2: {FIRST}\n"
        "~ paragraph 2 → paragraph 3: …大会大会大会大会大会大会大会大会[-2034-]{+2035+}年大会大会大会大会大会大会大会大…\n"
        f"- paragraph 3: {THIRD}\n"
        "0 same, 1 moved, 1 changed, 1 added, 1 removed\n"
    )


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def test_page_escapes_all_and_loads_nothing() -> None:
    evil = '<script>alert("1")</script>&<img src=x onerror=y>'
    before = paragraphs(FIRST, evil + "旧", meta={"title": evil})
    after = paragraphs(FIRST, evil + "新", THIRD)
    reader = Reader()
    reader.feed(page(compare(before, after, (evil, "b"))))
    assert not {"script", "img", "link", "iframe"} & set(reader.tags)
    assert reader.attributes == {"lang", "charset", "name", "content", "class"}
    assert evil + "旧新" in reader.words
    assert {"ins", "del"} <= set(reader.tags)


@given(st.text("甲乙丙 A1/.", max_size=30), st.text("甲乙丙 A1/.", max_size=30))
def test_changes_give_both_texts(before: str, after: str) -> None:
    changes = changes_of(before, after)
    old = "".join(change.text for change in changes if change.op != "insert")
    new = "".join(change.text for change in changes if change.op != "delete")
    assert "".join(old.split()) == "".join(before.split())
    assert "".join(new.split()) == "".join(after.split())
    assert all(change.text for change in changes)


@given(st.lists(st.integers(0, 6), max_size=25), st.lists(st.integers(0, 6), max_size=25))
def test_pairs_in_order_rise_and_are_equal(old: list[int], new: list[int]) -> None:
    pairs = in_order(old, new)
    assert all(old[one] == new[other] for one, other in pairs)
    assert all(one < two and other < another for (one, other), (two, another) in pairwise(pairs))
    assert in_order(old, old) == [(place, place) for place in range(len(old))]


@given(st.permutations(range(7)))
def test_rising_is_the_longest(order: list[int]) -> None:
    run = rising(list(enumerate(order)))
    longest = [1] * 7
    for here in range(7):
        longest[here] += max((longest[there] for there in range(here) if order[there] < order[here]), default=0)
    assert len(run) == max(longest)
    assert run == sorted(run, key=lambda pair: pair[1])


@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD, "完。", FIRST[:20]]), max_size=8).map(tuple), st.data())
def test_every_unit_is_told_of_once(texts: tuple[str, ...], data: st.DataObject) -> None:
    others = data.draw(st.permutations(texts)) + data.draw(st.lists(st.sampled_from(["新段落。", SECOND]), max_size=3))
    found = compare(paragraphs(*texts), paragraphs(*others)).differences
    assert sorted(one.before.eid for one in found if one.before) == sorted(f"para_{i + 1}" for i in range(len(texts)))
    assert [one.after.eid for one in found if one.after] == [f"para_{i + 1}" for i in range(len(others))]
    assert all((one.before is None) == (one.status == "added") for one in found)


def two_thousand() -> list[str]:
    chance = random.Random(1)
    signs = "".join(undoc.parse(path).to_json() for path in SAMPLES[:3])
    signs = "".join(sign for sign in signs if "\u4e00" <= sign <= "\u9fff")
    return ["".join(chance.choices(signs, k=chance.randrange(60, 300))) for _ in range(2000)]


@pytest.mark.parametrize("case", ["edited", "renumbered", "shuffled and edited", "all other", "all alike"])
def test_two_thousand_paragraphs_in_two_seconds(case: str) -> None:
    texts = two_thousand()
    chance = random.Random(2)
    edited = [text[:30] + "修改" + text[33:] for text in texts]
    others = {
        "edited": edited,
        "renumbered": ["新的一段。", *texts],
        "shuffled and edited": chance.sample(edited, len(edited)),
        "all other": [text[::-1] for text in texts],
        "all alike": ["相同的段落。"] * 2000,
    }[case]
    before, after = paragraphs(*(others[:1] * 2000 if case == "all alike" else texts)), paragraphs(*others)
    start = process_time()
    found = compare(before, after)
    assert process_time() - start < 2
    expected = {"edited": "changed", "renumbered": "moved", "shuffled and edited": "changed", "all alike": "same"}
    if case in expected:
        assert found.counts[expected[case]] > 1950
