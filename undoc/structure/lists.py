"""Entries of lists that have no numbers: labels, documents, names, states that voted, bodies that were represented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.structure.heads import Heads
from undoc.structure.layout import Layout
from undoc.structure.openers import Opener
from undoc.structure.words import NAME, PERSON, PROSE_ENDS, STOPS, TOPIC, TORN, is_document, is_entry, is_state

LONGEST_ITEM = 60  # characters of an agenda's item on a line without a closing mark
# Short lines in a row that are a list: between two heads, above anything else, above prose that may have heads of its own.
LEAST_BETWEEN_HEADS, LEAST, LEAST_ABOVE_PROSE = 2, 4, 6
LONGEST_STATE = 30  # characters of a state's name, and more
ENDED = 3.0  # a line that left so much room, by its log odds, is at its end
SHORT = 0.7  # share of the lines of a list that are at their ends
_DOCUMENT_FIRSTS = frozenset(("文件", "背景", "会前", "会期", "参考"))
_NO_ENTRY = frozenset("。；，,;、：:？！?!")
_PROSE = frozenset(("paragraph", "formula", "quote"))
_LABEL = lazy(r"(?!.*(?:下列|以下|如下|草案|决议|决定))[^，。；：:\d]{2,12}[：:]")  # 副主席：
_DOCUMENTS = lazy(r"(?:背景|会前|会期|参考)?文件[：:]?")
# What heads a part of a list of those who took part.
_GROUP = lazy(
    r"(?:联合国)?(?:非?会员国|成员国?|非成员国|国家|缔约国|签署国|观察员(?:国|方)?|政府间组织|非政府组织|专门机构|秘书处|"
    r"(?:方案|基金|机构|实体|各?机关|其他|有关)[、和与]?.{0,8}|实体|其他(?:与会者|组织|实体|各方)?|.{0,16}咨商地位)\**"
)


class Lists:
    """Which lines are entries. ``marks`` is changed: an entry ends as an item does, though no mark shows it.

    run: lines of lists of short lines. states: those of them that head what stands below, by being a
    state's name; persons: those that stand there.
    """

    def __init__(
        self,
        lines: list[Line],
        openers: list[Sequence[Opener]],
        rows: list[bool],
        marks: list[str],
        layout: Layout,
        heads: Heads,
        *,
        verbatim: bool,
    ) -> None:
        self.heads = heads
        self.lines, self.openers, self.rows, self.marks, self.layout = lines, openers, rows, marks, layout
        self.verbatim = verbatim
        self.run: set[int] = set()
        self.states: set[int] = set()
        self.persons: set[int] = set()
        self.short = [i for i, line in enumerate(lines) if len(line.key) <= LONGEST_STATE]
        for first, last in self._runs():
            self._take_run(first, last)
        self._take_persons()
        self._take_documents()
        self._close()

    def entry(self, i: int) -> bool:
        """Whether line ``i`` begins an entry: a line of a list of short ones, or a label, a document or a name, below a
        colon or another of its sort.
        """
        if i in self.run:
            return i in self.persons or (i not in self.states and self._has_ended(i - 1))
        if i and self.openers[i - 1] and self.openers[i - 1][0].kind == "vote" and self.openers[i - 1][0].alone:
            return True  # the states that voted so
        key = self.lines[i].key
        for sort in (is_entry, is_document):
            if sort(key):
                if sort is is_document and self.verbatim:
                    return False  # 第三委员会的报告（A/90/401）, below its agenda item
                if sort is is_document and i and self.heads_documents(i - 1):
                    return True
                return i > 0 and (self.marks[i - 1] in "：:" or sort(self.lines[i - 1].key))
        return i > 0 and self._is_name(i) and self._is_name(i - 1)

    def heads_documents(self, i: int) -> bool:
        """Whether a document that a new line names follows line ``i``: not the end of 议程项目3：…(续)(A/91/33)."""
        if i + 1 == len(self.lines) or TOPIC.match(self.lines[i].key) or not is_document(self.lines[i + 1].key):
            return False
        if self.marks[i] in PROSE_ENDS or self.marks[i] in TORN or self.heads.in_contents.get(i + 1):
            return False
        slack = self.layout.slack[i + 1]
        return slack is None or slack >= self.layout.width // 5

    def _runs(self) -> Iterator[tuple[int, int]]:
        """First and last lines of rows of lines that have neither a number nor a closing mark and are short, most of them."""
        stops = [
            i
            for i, (found, row, mark) in enumerate(zip(self.openers, self.rows, self.marks, strict=True))
            if found or row or mark in _NO_ENTRY
        ]
        first = 0
        for i in (*stops, len(self.lines)):
            if i == first:
                first += 1
                continue
            following = self.openers[i][0].kind if i < len(self.lines) and self.openers[i] else ""
            prose = following in _PROSE or (i < len(self.lines) and not following)
            count = i - first
            # A numbered head with no prose below it, up to the next, has a list.
            headed = first > 0 and _is_titled_section(self.openers[first - 1])
            between = headed and following in ("", "section", "annex") and not prose
            least = LEAST_ABOVE_PROSE if prose else LEAST_BETWEEN_HEADS if between else LEAST
            if first and self.marks[first - 1] in "：:" and _LABEL.fullmatch(self.lines[first - 1].key):
                least, prose = 1, False  # 副主席： and who they are
            if count >= least:
                ended = sum(self._has_ended(j) for j in range(first, i))
                if ended >= SHORT * count:
                    yield first, i - (3 if prose else 1)
            first = i + 1

    def _has_ended(self, i: int) -> bool:
        """Whether line ``i`` is at its end, by the room that it left; where no width breaks the lines each one is."""
        return (
            not self.layout.width
            or i + 1 >= len(self.lines)
            or i < 0
            or self.layout.room[i + 1] + self.layout.begins[i + 1] > ENDED
        )

    def _take_run(self, first: int, last: int) -> None:
        if first and any(opener.alone for opener in self.openers[first - 1]):
            first += 1  # the title below 附件一 or a numeral
        states = [is_state(self.lines[i].key) for i in range(first, last + 1)] + [False]
        for i in range(first, last + 1):
            if i == first and not states[0] and not self._heads_run(first - 1):
                continue  # it may head the list
            if _GROUP.fullmatch(self.lines[i].key):
                continue
            self.run.add(i)
            if states[i - first] and not states[i - first + 1] and not (i > first and states[i - first - 1]):
                self.states.add(i)  # persons below it; below another state it is one of a list of states
            elif self._has_ended(i):
                self.marks[i] = "；"

    def _heads_run(self, i: int) -> bool:
        """Whether line ``i`` heads the list below it: a numbered head, or a label."""
        return i >= 0 and (any(opener.head for opener in self.openers[i]) or self.marks[i] in "：:")

    def _take_documents(self) -> None:
        """文件, and the documents that are named below it without their symbols."""
        for i in self.short:
            key = self.lines[i].key
            if key[:2] not in _DOCUMENT_FIRSTS or self.openers[i] or not _DOCUMENTS.fullmatch(key):
                continue
            j = i + 1
            while j < len(self.lines) and not self.openers[j] and self.marks[j] not in _NO_ENTRY:
                self.run.add(j)
                if self._has_ended(j):
                    self.marks[j] = "；"
                j += 1
            if j > i + 1:
                self.run.add(i)
                self.marks[i] = "；"

    def _take_persons(self) -> None:
        """Persons below the state that they represented: a state's name, and lines that begin with a person's."""
        for above in self.short:
            i = above + 1
            if i == len(self.lines) or self.openers[i] or self.marks[above] in _NO_ENTRY or above in self.persons:
                continue
            if not PERSON.match(self.lines[i].key):
                continue
            if not self.openers[above] and is_state(self.lines[above].key):
                self.states.add(above)
                self.run.add(above)
            elif not _is_titled_section(self.openers[above]):
                continue
            while i < len(self.lines) and not self.openers[i] and PERSON.match(self.lines[i].key):
                self.run.add(i)
                self.persons.add(i)
                self.marks[i] = "；"
                i += 1

    def _close(self) -> None:
        last = len(self.lines) - 1
        for i, found in enumerate(self.openers):
            if found and i < last and len(self.lines[i].key) <= LONGEST_ITEM and self._is_item_of_agenda(i):
                self.marks[i] = "；"
            if found and found[0].kind == "vote":
                for j, ended in ((i - 1, i > 0), (i + 1, i + 2 <= last and bool(self.openers[i + 2]))):
                    if ended and self.marks[j] not in PROSE_ENDS:
                        self.marks[j] = "；"
            elif not found:
                mark = self.lines[i].key[-1:]
                if (mark in ")）" or "0" <= mark <= "z") and self._is_listed(i):
                    self.marks[i] = "；"

    def _is_item_of_agenda(self, i: int) -> bool:
        """Whether line ``i`` is a short one with a number and no mark at its end, one of three such lines in a row:
        ``4. 会议开幕`` / ``5. 通过议程`` / ``6. 其他事项``.
        """
        here = self._number(i)
        if not here or self._number(i + 1) != here + 1:
            return False
        return self._number(i + 2) == here + 2 or (here > 1 and self._number(i - 1) == here - 1)

    def _number(self, i: int) -> int:
        """The number of a paragraph that line ``i`` may begin, if it is short and no mark ends it; 0 for none."""
        found = self.openers[i] if 0 <= i < len(self.openers) else ()
        if not found or found[0].kind != "paragraph" or found[0].series != "1." or found[0].alone:
            return 0
        key = self.lines[i].key
        return found[0].value if len(key) <= LONGEST_ITEM and key[-1] not in PROSE_ENDS else 0

    def _is_listed(self, i: int) -> bool:
        """Whether line ``i`` is an entry of a list without numbers: a document, or a label or name above another."""
        key = self.lines[i].key
        if self.marks[i] in STOPS:
            return False
        if is_document(key):
            return self.entry(i)
        if i + 1 == len(self.lines) or self.openers[i + 1]:
            return False
        if key[-1:] in ")）":
            return is_entry(key) and is_entry(self.lines[i + 1].key)
        return self._is_name(i) and self._is_name(i + 1)

    def _is_name(self, i: int) -> bool:
        """Whether line ``i`` is like 亚美尼亚 Armen Sargsyan, or 1220 Vienna."""
        line = self.lines[i]
        return "0" <= line.key[-1:] <= "z" and NAME.match(line.raw) is not None


def _is_titled_section(found: Sequence[Opener]) -> bool:
    return bool(found) and found[0].kind == "section" and not found[0].alone
