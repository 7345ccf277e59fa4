"""Who spoke: each one who is said to have made a statement, introduced, replied, observed, reported.

A sentence of speaking has a subject that ends in what a speaker's name ends in (的代表, 观察员, an office, a title) and,
right after it, what says that it spoke (``speech``). Such places are looked for in the whole text at once; the subject
before one is read by ``speaker_lists``. In records and reports a bare name at a clause's head will do (加拿大说). A turn's
label in a verbatim record names its speaker by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from undoc.extract.dates import FoundDate
from undoc.extract.flow import Flow, Unit
from undoc.extract.meetings import FoundMeeting
from undoc.extract.names import all_names, fold, name_end, name_of, name_starts, office_before, office_ends
from undoc.extract.sittings import Sittings
from undoc.extract.speaker_lists import LEAD, LEAD_BEGINS, NO_ROLE, Placed, is_following, read_label, read_subject
from undoc.extract.speech import (
    SOMEONE_ELSE,
    TITLES,
    Tail,
    distant_tail,
    first_characters,
    is_verb,
    may_speak,
    other_tail,
    says_list,
    verb,
    verb_end,
)
from undoc.lazy import lazy


@dataclass(slots=True, eq=False, repr=False)
class FoundSpeakers:
    """Those who spoke by one sentence; meeting and date: the sitting that the text names.

    Of each of ``items`` (an offset and who stands there) the name is ``Flow.text[begin + offset + who.start:begin + offset
    + who.end]``.
    """

    begin: int
    items: Sequence[Placed]
    meeting: int | None
    date: str | None


# Documents in which a bare name before a verb is one who spoke ("加拿大说"), and an office too.
_ORAL = frozenset(("report", "summary_record", "verbatim_record", "note", "other", "agenda", "draft"))
_WRITTEN = frozenset(("resolution", "decision", "presidential_statement", "letter"))
_RECORDS = frozenset(("summary_record", "verbatim_record"))
_STATES = frozenset(("state", "observer_state", "group"))

_STOP = lazy("[。；！？\n，,：:]")
_ENDS = "。；！？\n"
_CLAUSE = lazy(r"[（(《“〔\[【]|[）)》”〕\]】]|[，,：:]")
_LIST_AFTER = lazy(r"(?:发言的|发言者)(?:还|也)?(?:有|包括|为)[：:]?")
# "下列人士在开幕会议上致辞：", "下列各方作了发言：" point on to a list.
_LIST_FOLLOWS = lazy(r"下(?:(?<=(?P<from>以)下)|列)[^，。；：:\n]{2,40}(?=[：:])")
_HEARD = lazy(r"听取了?|邀请了?|请(?=[^求])")
_JOINT = lazy("、|和|及|以及|与")
_JOINTS = "、和及以与"
_ROUND_BRACKETS = lazy("[（()）]")
_COLON = lazy("[：:]")
_MARKS = ("代表", "察员", "表团")  # the last two characters of what says a role
_FAR = 2000  # how far back in a sentence its clause may begin
_NO_ROLE_ENDS = frozenset(word[-1] for word in NO_ROLE)
_SHORT = 20_000  # for a text that says nothing of speaking the tables of names need not be read
_LONGEST_TITLE = max(map(len, TITLES))
_LONGEST = 60  # how long a name may be
_REACH = 400  # how far a list of names is read


@cache
def _anchor() -> re.Pattern[str]:
    """The last character of a subject, before what a tail begins with: of 代表, 观察员, an office or a title."""
    last = "".join(sorted({pair[1] for pair in _pairs()}))
    return lazy(rf"[{last}](?=[{first_characters()}]|(?<=[表员])的)")


@cache
def may_follow_name() -> frozenset[str]:
    """What may stand behind a bare name that spoke: a tail, a bracket, a joint."""
    return frozenset((*first_characters(), *"（(", *_JOINTS))


@cache
def _pairs() -> frozenset[str]:
    """The last two characters of all that a subject may end in."""
    return frozenset((*office_ends(), *(title[-2:] for title in TITLES), *_MARKS))


def find_speakers(flow: Flow, meetings: list[FoundMeeting], dates: list[FoundDate]) -> list[FoundSpeakers]:
    """Every speaker in the flow, sentence by sentence, with the sitting and day that it or one before it names.

    meetings, dates: what was found in the same flow, in order.
    """
    return _Finder(flow, Sittings(flow, meetings, dates)).find()


# A place that says who spoke: where it is, what it is, where its names end with their brackets, where the verb ends, and
# what the words before the verb say, if anything.
_Place = tuple[int, str, int, int, Tail | None]
_SUBJECT = "subject"  # the place is where the subject ends
_BARE = "bare"  # … where the clause begins
_LISTED = "listed"  # … where 发言的有 begins; a list of names follows
_LABEL = "label"  # … where a turn's label begins


class _Finder:
    """First looks over the whole text for places that say who spoke, then reads the sentences that have one."""

    def __init__(self, flow: Flow, sittings: Sittings) -> None:
        self.flow, self.text, self.sittings = flow, flow.text, sittings
        self.names = fold(flow.text)  # for looking names up
        self.kind = str(flow.meta.get("kind") or "other")
        self.clauses = [0]  # where they begin, and the text's end
        self.ends: list[int] = []  # of sentences: their full stops and the line feeds between units
        self.marked: dict[int, None] = {}  # where subjects in 代表 and 观察员 end that have a tail

    def find(self) -> list[FoundSpeakers]:
        self._look_for_stops()
        places = list(self._label_places())
        if places and self.kind == "verbatim_record":  # who spoke has a turn of his own; the rest is talked of
            return self._read_all(places)
        places += self._subject_places()
        if self.kind in _ORAL and (places or len(self.text) > _SHORT or may_speak(self.text)):
            places += self._bare_places()
        places += [(match.start(), _LISTED, match.end(), 0, None) for match in _LIST_AFTER.finditer(self.text)]
        for match in _LIST_FOLLOWS.finditer(self.text):
            start = match.start("from") if match["from"] else match.start()
            if says_list(self.text, start, match.end()):
                places.append((start, _LISTED, start, 0, None))
        if any(place[1] != _SUBJECT for place in places):
            places.sort(key=itemgetter(0))
        return self._read_all(places)

    def _read_all(self, places: list[_Place]) -> list[FoundSpeakers]:
        """Who spoke by places in order, a sentence at a time."""
        found: list[FoundSpeakers] = []
        flow, ends = self.flow, self.ends
        at = number = limit = base = 0
        may_be_said = False  # in the unit that ends before ``limit``
        while at < len(places):
            first, position = at, places[at][0]
            while ends[number] < position:
                number += 1
            start, end = ends[number - 1] + 1 if number else 0, ends[number]
            at += 1
            while at < len(places) and places[at][0] <= end:
                at += 1
            if start >= limit:
                index = flow.at(start)
                unit, base = flow.units[index], flow.starts[index]
                limit, may_be_said = base + len(unit.text) + 1, self._may_be_said_in(unit)
            if may_be_said or places[first][1] == _LABEL:
                self._read(places[first:at], start, end, base, found)
        return found

    def _look_for_stops(self) -> None:
        text = self.text
        stops = [match.end() for match in _STOP.finditer(text)]
        self.clauses = [0, *stops, len(text)]
        self.ends = [*(stop - 1 for stop in stops if text[stop - 1] in _ENDS), len(text)]

    def _end(self, position: int) -> int:
        """Where the sentence ends that a position is in, before its full stop."""
        return self.ends[bisect_left(self.ends, position)]

    def _label_places(self) -> Iterator[_Place]:
        for unit, start in zip(self.flow.units, self.flow.starts, strict=True):
            if unit.part == "heading" and unit.node is not None and unit.node.type == "speech":
                yield start, _LABEL, start + len(unit.text.rstrip("：: ")), 0, None

    def _subject_places(self) -> Iterator[_Place]:
        text, pairs, say, written = self.text, _pairs(), verb().match, self.kind in _WRITTEN
        for anchor in _anchor().finditer(text):
            stop = anchor.end()
            pair = text[stop - 2 : stop]
            if pair in _MARKS:
                marked = text[stop - 3] not in _NO_ROLE_ENDS or not text.endswith(NO_ROLE, 0, stop - 2)
                if written and pair == "表团":
                    continue
            elif pair in pairs:
                marked = False
            else:
                continue
            # In a written document an office acts, it does not speak.
            if not marked and not text.endswith(TITLES, 0, stop) and (written or not office_before(text, stop, 0)):
                continue
            closed = after_brackets(text, stop, self._end(stop)) if text[stop] in "（(" else stop
            near = say(text, closed)
            said: Tail | None = None
            if near and (near.lastgroup != "noun" or is_verb(text, near.end(), marked=marked)):
                after = near.end()
            elif said := other_tail(text, closed, self._end(stop), marked=marked):
                after = said.end
            else:
                continue
            if marked:
                self.marked[stop] = None
            yield stop, _SUBJECT, closed, after, said

    def _bare_places(self) -> Iterator[_Place]:
        """States and bodies named without 的代表 at a clause's head, before a tail that can only be of speaking."""
        text, pairs, names, marked, at = self.text, name_starts(), all_names(), [*self.marked, len(self.text)], 0
        for begin in sorted(self.clauses + [heard.end() for heard in _HEARD.finditer(text)]):
            start = begin
            if text[begin : begin + 2] not in pairs:
                if text[begin : begin + 1] not in LEAD_BEGINS:
                    continue
                lead = LEAD.match(text, begin, begin + _REACH)
                start = lead.end() if lead else begin
                if start == begin or text[start : start + 2] not in pairs:
                    continue
            while marked[at] < start:
                at += 1
            stop = marked[at] - 2
            # but for "中国代表说", where the subject is found already
            if stop - start > _LONGEST or text[start:stop] not in names:
                place = self._bare_place(start, marked[at])
                if place is not None:
                    yield place

    def _bare_place(self, start: int, subject: int) -> _Place | None:
        """subject: where the next subject in 代表 or 观察员 ends."""
        text, names = self.text, self.names
        stop = name_end(names, start, len(names))
        following = text[stop : stop + 1] if stop else ""
        if stop is None or following not in may_follow_name():
            return None
        if following in _JOINTS and subject < self.clauses[bisect_right(self.clauses, stop)]:
            return None  # "中国、法国和巴西的代表说", too
        known, end = name_of(names[start:stop]), self._end(start)
        if known is None or known.kind == "organ" or (self.kind not in _RECORDS and known.kind not in _STATES):
            return None
        stop = _names_end(names, stop, min(end, start + _REACH))
        closed = after_brackets(text, stop, end)
        near = verb().match(text, closed, end)
        said = verb_end(text, closed, end, marked=False) if near and not near["unclear"] else None
        if said:
            return start, _BARE, closed, said, None
        found = distant_tail(text, closed, end)
        if found is None or stop + 2 in self.marked or SOMEONE_ELSE.search(text, stop, found.end):
            return None
        return start, _BARE, closed, found.end, found

    def _read(self, places: list[_Place], start: int, end: int, base: int, found: list[FoundSpeakers]) -> None:
        """Adds who spoke by the places of one sentence. base: where its unit begins."""
        done = start
        if len(places) > 1:  # a list of all who spoke holds whom else is found
            places = [place for place in places if place[1] == _LISTED][:1] or places
        for place in places:
            begin, items, after = self._subject(place, start, end, done)
            if items:
                meeting, date = self.sittings.at(begin + items[0][0] + items[0][1].start, base)
                found.append(FoundSpeakers(begin, items, meeting, date))
                offset, last = items[-1]
                done = max(after, begin + offset + last.end)

    def _may_be_said_in(self, unit: Unit) -> bool:
        if unit.part != "text" or unit.region in ("preface", "footnote"):
            return False
        return self.kind not in _WRITTEN or "代表" in unit.text or "发言" in unit.text

    def _subject(self, place: _Place, start: int, end: int, done: int) -> tuple[int, Sequence[Placed], int]:
        """Where the subject of a place begins, who stands in it, and where what it says ends.

        start, end: of the sentence. done: up to where it is read; nobody stands in a subject that begins before that.
        """
        text, (position, kind, closed, after, said) = self.text, place
        if kind == _LABEL:
            label = read_label(text[position:closed])
            return position, [label] if label else [], end
        if kind == _LISTED:  # "在会上发言的有中国、巴西和南非的代表"
            return self._listed(closed, closed, end, "representative")
        begin = self._clause(start, position, done) if position > done or position == start else None
        if begin is None:
            return position, (), done
        items: Sequence[Placed]
        if kind == _BARE:
            begin, items = position, read_subject(text[position:closed], True, None)
            items = [(at, item if item.role else replace(item, role="representative")) for at, item in items]
            return begin, _with_tail(items, said) if said else items, after
        begin += begin == done and text[begin] == "了"
        subject = text[begin:position]
        if len(subject) <= _LONGEST_TITLE and subject in TITLES:
            return position, (), done
        if "下" in subject and is_following(subject[-40:]):
            return self._listed(position, after, end, "observer" if subject.endswith("观察员") else "representative")
        items = read_subject(text[begin:closed], False, None)
        if "请" in subject and self.kind not in _RECORDS:
            items = [placed for placed in items if placed[1].kind != "office"]  # the Secretary-General is asked to act
        if self.kind in _WRITTEN:  # a written document quotes hardly anyone: only those whom the tables know
            items = [placed for placed in items if placed[1].listed]
        return begin, _with_tail(items, said) if said and items else items, after

    def _listed(self, position: int, after: int, end: int, role: str) -> tuple[int, Sequence[Placed], int]:
        """Who stands in the list that follows 下列国家的代表 and a colon, or 发言的有 and its like."""
        colon = _COLON.search(self.text, after, min(end, after + 44))
        if colon is None and position != after:
            return position, (), end
        begin = colon.end() if colon else after
        who = self.text[position:begin]
        role = "observer" if "观察员" in who else role
        items: Sequence[Placed] = read_subject(self.text[begin:end].rstrip(" "), True, role if colon else None)
        if "代表" not in who and "观察员" not in who:  # 下列人士: a person among them speaks for nobody
            items = [
                (at, replace(item, role=item.iso3 and item.role)) if item.kind == "person" else (at, item)
                for at, item in items
            ]
        return begin, items, end

    def _clause(self, start: int, stop: int, least: int) -> int | None:
        """Where the clause of a sentence that ``stop`` is in begins, not before ``least``; ``None`` inside brackets.

        Commas in brackets and quotations part none, nor does one that stands behind an office in a list:
        ``经社部主任，人权高专和世界银行的代表``.
        """
        start = max(start, stop - _FAR)
        text, search = self.text, _CLAUSE.search
        mark = search(text, start, stop)
        if mark is None:  # most have but one clause up to here
            return start if start > least else least
        begins, depth = [start], 0
        while mark:
            sign, after = mark[0], mark.end()
            if sign in "（(《“〔[【":
                depth += 1
            elif sign in "）)》”〕]】":
                depth = max(0, depth - 1)
            elif depth == 0:
                begins.append(after)
            mark = search(text, after, stop)
        if depth:
            return None
        while len(begins) > 1 and begins[-2] >= least:
            comma = begins[-1] - 1
            if text[comma] not in "，," or not office_before(text, comma, begins[-2]):
                break
            begins.pop()
        return max(begins[-1], least)


def _names_end(names: str, position: int, end: int) -> int:
    """The end of a run of known names: ``中国、巴西和南非``."""
    while True:
        position = after_brackets(names, position, end)
        joint = _JOINT.match(names, position, end)
        more = name_end(names, joint.end(), end) if joint else None
        if more is None:
            return position
        position = more


def _with_tail(items: Sequence[Placed], tail: Tail) -> list[Placed]:
    """Items of which the last spoke on behalf of whom the tail says."""
    at, last = items[-1]
    behalf, capacity = last.on_behalf_of or tail.on_behalf_of, last.capacity or tail.capacity
    return [*items[:-1], (at, replace(last, on_behalf_of=behalf, capacity=capacity))]


def after_brackets(text: str, position: int, end: int) -> int:
    """The end of the brackets that begin at a position, or the position."""
    end = min(end, position + _REACH)
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
