"""Who spoke: each one who is said to have made a statement, introduced, replied, observed, reported.

A sentence of speaking has a subject that ends in what a speaker's name ends in (的代表, 观察员, an office, a title) and,
right after it, what says that it spoke (``speech``). Such places are looked for in the whole text at once; the subject
before one is read by ``speaker_lists``. In records and reports a bare name at a clause's head will do (加拿大说). A turn's
label in a verbatim record names its speaker by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from operator import itemgetter

from undoc.extract.dates import FoundDate
from undoc.extract.flow import Flow
from undoc.extract.meetings import FoundMeeting
from undoc.extract.names import fold, name_at, name_end, office_before, office_ends, starts
from undoc.extract.sittings import Sittings
from undoc.extract.speaker_lists import LEAD, LEAD_BEGINS, Item, Placed, is_following, read_label, read_subject
from undoc.extract.speech import (
    SOMEONE_ELSE,
    TITLES,
    Tail,
    clear_verb,
    distant_tail,
    first_characters,
    may_speak,
    tail,
    verb,
)
from undoc.lazy import lazy


@dataclass(slots=True, eq=False, repr=False)
class FoundSpeaker:
    """``Flow.text[start:end]`` is the name of ``who``; meeting and date: the sitting that the text names."""

    start: int
    end: int
    who: Item
    meeting: int | None
    date: str | None


# Documents in which a bare name before a verb is one who spoke ("加拿大说"), and an office too.
_ORAL = frozenset(("report", "summary_record", "verbatim_record", "note", "other", "agenda", "draft"))
_WRITTEN = frozenset(("resolution", "decision", "presidential_statement"))
_RECORDS = frozenset(("summary_record", "verbatim_record"))
_STATES = frozenset(("state", "observer_state", "group"))

_STOP = lazy("[。；！？\n，,：:]")
_ENDS = "。；！？\n"
_CLAUSE = lazy(r"[（(《“〔\[【]|[）)》”〕\]】]|[，,：:]")
_LIST_AFTER = lazy(r"(?:发言的|发言者)(?:还|也)?(?:有|包括|为)[：:]?")
_HEARD = lazy(r"听取了?|邀请了?|应?请(?=[^求])")
_JOINT = lazy("、|和|及|以及|与")
_ROUND_BRACKETS = lazy("[（()）]")
_COLON = lazy("[：:]")
_MARKS = ("代表", "察员")  # the last two characters of what says a role
_REACH = 400  # how far a list of names is read


@cache
def _anchor() -> re.Pattern[str]:
    """The last character of a subject, before what a tail begins with: of 代表, 观察员, an office or a title."""
    last = "".join(sorted({pair[1] for pair in _pairs()}))
    return lazy(rf"[{last}](?=[{first_characters()}])|[表员](?=的)")


@cache
def _pairs() -> frozenset[str]:
    """The last two characters of all that a subject may end in."""
    return frozenset((*office_ends(), *(title[-2:] for title in TITLES), *_MARKS))


def find_speakers(flow: Flow, meetings: list[FoundMeeting], dates: list[FoundDate]) -> list[FoundSpeaker]:
    """Every speaker in the flow, in order, with the sitting and day that the sentence or one before it names.

    meetings, dates: what was found in the same flow, in order.
    """
    return _Finder(flow, Sittings(flow, meetings, dates)).find()


@dataclass(slots=True, eq=False, repr=False)
class _Sentence:
    """Where one sentence says who spoke.

    subjects: where one ends, without and with its brackets, and its tail. bare: where a clause begins, its names' and
    their brackets' end, and the tail. listed: where a list begins after 发言的有. label: where a turn's label ends.
    """

    subjects: list[tuple[int, int, Tail]] = field(default_factory=list)
    bare: list[tuple[int, int, Tail]] = field(default_factory=list)
    listed: int | None = None
    label: int | None = None


class _Finder:
    """First looks over the whole text for places where a subject ends and a tail follows, then reads those sentences."""

    def __init__(self, flow: Flow, sittings: Sittings) -> None:
        self.flow, self.text, self.sittings = flow, flow.text, sittings
        self.kind = str(flow.meta.get("kind") or "other")
        self.ends: list[int] = []  # of sentences: their full stops and the line feeds between units
        self.clauses: list[int] = []  # where they begin
        self.marked: set[int] = set()  # where subjects in 代表 and 观察员 end that have a tail
        self.sentences: defaultdict[int, _Sentence] = defaultdict(_Sentence)

    def find(self) -> list[FoundSpeaker]:
        self._look_for_stops()
        self._look_for_subjects()
        if self.kind in _ORAL and may_speak(self.text):
            self._look_for_bare_names()
        for match in _LIST_AFTER.finditer(self.text):
            self._sentence(match.start()).listed = match.end()
        for unit, start in zip(self.flow.units, self.flow.starts, strict=True):
            if unit.part == "heading" and unit.node is not None and unit.node.type == "speech":
                self._sentence(start).label = start + len(unit.text.rstrip("：: "))
        found: list[FoundSpeaker] = []
        for number in sorted(self.sentences):
            self._read(number, found)
        return found

    def _sentence(self, position: int) -> _Sentence:
        return self.sentences[bisect_left(self.ends, position)]

    def _end(self, position: int) -> int:
        """Where the sentence ends that a position is in, before its full stop."""
        return self.ends[bisect_left(self.ends, position)]

    def _look_for_stops(self) -> None:
        clauses, ends = [0], self.ends
        for match in _STOP.finditer(self.text):
            clauses.append(match.end())
            if match[0] in _ENDS:
                ends.append(match.start())
        ends.append(len(self.text))
        self.clauses = clauses

    def _look_for_subjects(self) -> None:
        text, pairs, say, written = self.text, _pairs(), verb().match, self.kind in _WRITTEN
        for anchor in _anchor().finditer(text):
            stop = anchor.end()
            pair = text[stop - 2 : stop]
            if pair not in pairs:
                continue
            marked = pair in _MARKS
            # In a written document an office acts, it does not speak.
            if not marked and not text.endswith(TITLES, 0, stop) and (written or not office_before(text, stop, 0)):
                continue
            end = self._end(stop)
            closed = after_brackets(text, stop, end) if text[stop] in "（(" else stop
            near = say(text, closed, end)
            found = Tail(near.end()) if near else tail(text, closed, end, marked=marked)
            if found is not None:
                self._sentence(stop).subjects.append((stop, closed, found))
                if marked:
                    self.marked.add(stop)

    def _look_for_bare_names(self) -> None:
        """States and bodies named without 的代表 at a clause's head, before a tail that can only be of speaking."""
        text, pairs = self.text, starts()
        for clause in self.clauses:
            if text[clause : clause + 2] in pairs:
                self._look_for_bare_name(clause)
            elif text[clause : clause + 1] in LEAD_BEGINS:
                lead = LEAD.match(text, clause, clause + _REACH)
                if lead and lead.end() > clause and text[lead.end() : lead.end() + 2] in pairs:
                    self._look_for_bare_name(lead.end())
        for match in _HEARD.finditer(text):
            if text[match.end() : match.end() + 2] in pairs:
                self._look_for_bare_name(match.end())

    def _look_for_bare_name(self, start: int) -> None:
        text, end = self.text, self._end(start)
        names = fold(text[start : min(end, start + _REACH)])
        known = name_at(names, 0)
        if known is None or known[1].kind == "organ" or (self.kind not in _RECORDS and known[1].kind not in _STATES):
            return
        stop = start + _names_end(names, known[0])
        if stop + 2 in self.marked:  # "中国代表说": a subject that is found already
            return
        closed = after_brackets(text, stop, end)
        near = clear_verb().match(text, closed, end)
        found = Tail(near.end()) if near else distant_tail(text, closed, end)
        if found is not None and (near is not None or not SOMEONE_ELSE.search(text, stop, found.end)):
            self._sentence(start).bare.append((start, closed, found))

    def _read(self, number: int, found: list[FoundSpeaker]) -> None:
        """Adds who spoke by one sentence."""
        sentence = self.sentences[number]
        start, end = self.ends[number - 1] + 1 if number else 0, self.ends[number]
        index = self.flow.at(start)
        unit, base = self.flow.units[index], self.flow.starts[index]
        if sentence.label is not None:
            label = read_label(self.text[start : sentence.label])
            subjects = iter([(start, [label])] if label else [])
        elif unit.part == "text" and unit.region not in ("preface", "footnote") and self._may_be_said_in(unit.text):
            subjects = self._subjects(sentence, start, end)
        else:
            return
        taken = start
        for begin, items in subjects:
            if not items:
                continue
            meeting, date = self.sittings.at(begin + items[0][0] + items[0][1].start, base)
            for offset, who in items:
                place = begin + offset + who.start
                if place >= taken:
                    taken = begin + offset + who.end
                    found.append(FoundSpeaker(place, taken, who, meeting, date))

    def _may_be_said_in(self, text: str) -> bool:
        return self.kind not in _WRITTEN or "代表" in text or "发言" in text

    def _subjects(self, sentence: _Sentence, start: int, end: int) -> Iterator[tuple[int, list[Placed]]]:
        """Where each subject of a sentence begins, and who stands in it."""
        text = self.text
        if sentence.listed is not None:  # "在会上发言的有中国、巴西和南非的代表"
            yield sentence.listed, read_subject(text[sentence.listed : end].rstrip(" "), bare=True)
            return
        done = start
        for begin, closed, found in sorted(sentence.bare, key=itemgetter(0)):
            if self._clause(start, begin, start) is not None:
                items = read_subject(text[begin:closed], bare=True)
                items = [(at, item if item.role else replace(item, role="representative")) for at, item in items]
                yield begin, _with_tail(items, found)
                done = max(done, found.end)
        for stop, closed, found in sentence.subjects:
            begun = self._clause(start, stop, done) if stop > done else None
            subject = text[begun:stop]
            if begun is None or subject in TITLES:
                continue
            if "下" in subject and is_following(subject):
                colon = _COLON.search(text, found.end, min(end, found.end + 30))
                if colon is not None:
                    role = "observer" if subject.endswith("观察员") else "representative"
                    yield colon.end(), read_subject(text[colon.end() : end].rstrip(" "), bare=True, role=role)
                    return
                continue
            items = read_subject(text[begun:closed], bare=False)
            if self.kind in _WRITTEN:  # a written document quotes hardly anyone: only those whom the tables know
                items = [placed for placed in items if placed[1].listed]
            if items:
                done = found.end
                yield begun, _with_tail(items, found)

    def _clause(self, start: int, stop: int, least: int) -> int | None:
        """Where the clause of a sentence that ``stop`` is in begins, not before ``least``; ``None`` inside brackets.

        Commas in brackets and quotations part none, nor does one that stands behind an office in a list:
        ``经社部主任，人权高专和世界银行的代表``.
        """
        text, begins, depth = self.text, [start], 0
        for mark in _CLAUSE.finditer(text, start, stop):
            sign = mark[0]
            if sign in "（(《“〔[【":
                depth += 1
            elif sign in "）)》”〕]】":
                depth = max(0, depth - 1)
            elif depth == 0:
                begins.append(mark.end())
        if depth:
            return None
        while len(begins) > 1 and begins[-2] >= least:
            comma = begins[-1] - 1
            if text[comma] not in "，," or not office_before(text, comma, begins[-2]):
                break
            begins.pop()
        return max(begins[-1], least)


def _names_end(names: str, position: int) -> int:
    """The end of a run of known names: ``中国、巴西和南非``."""
    while True:
        position = after_brackets(names, position, len(names))
        joint = _JOINT.match(names, position)
        more = name_end(names, joint.end(), len(names)) if joint else None
        if more is None:
            return position
        position = more


def _with_tail(items: list[Placed], tail: Tail) -> list[Placed]:
    """Items of which the last spoke on behalf of whom the tail says."""
    if not items or not (tail.on_behalf_of or tail.capacity):
        return items
    at, last = items[-1]
    behalf, capacity = last.on_behalf_of or tail.on_behalf_of, last.capacity or tail.capacity
    return [*items[:-1], (at, replace(last, on_behalf_of=behalf, capacity=capacity))]


def after_brackets(text: str, position: int, end: int) -> int:
    """The end of the brackets that begin at a position, or the position."""
    while position < end and text[position] in "（(":
        depth = 0
        for mark in _ROUND_BRACKETS.finditer(text, position, end):
            depth += 1 if mark[0] in "（(" else -1
            if depth == 0:
                position = mark.end()
                break
        else:
            return position
    return position
