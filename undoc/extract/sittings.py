"""At which sitting and on which day a speaker spoke: what the sentence or the one before it names."""

from __future__ import annotations

from bisect import bisect_left

from undoc.extract.dates import FoundDate
from undoc.extract.flow import Flow
from undoc.extract.meetings import FoundMeeting
from undoc.lazy import lazy

# A sitting by its number, and a day.
Sitting = tuple[int | None, str | None]

_SAME = lazy(r"同[一]?次(?:全体)?会议|该次会议|这次会议")
_RECORDS = ("summary_record", "verbatim_record")
_REACH = 40  # how far before a sitting's number its day may stand
_FAR = 2000  # what stands further off in a unit is of other things


class Sittings:
    """Asked for one place after the other, in order: 同次会议 is the one last told."""

    def __init__(self, flow: Flow, meetings: list[FoundMeeting], dates: list[FoundDate]) -> None:
        self.text = flow.text
        self.meetings = meetings
        self.meeting_starts = [*(meeting.start for meeting in meetings), len(flow.text)]
        self.dates, self.date_starts = dates, [date.start for date in dates]
        self.own = self._own(flow)
        self.passed = -1  # the last meeting before the last place
        self.unit_start = -1  # of the last place for which a meeting in its unit was told
        self.named = -1  # the last meeting that was told, and what was told of it
        self.last: Sitting = (None, None)

    def at(self, position: int, unit_start: int) -> Sitting:
        """The sitting named last before a place in its unit, and the day beside it."""
        at = self.passed
        if unit_start == self.unit_start and position <= self.meeting_starts[at + 1]:
            return self.last  # the sitting that the place before it has
        while self.meeting_starts[at + 1] < position:
            at += 1
        self.passed = at
        if at >= 0 and self.meeting_starts[at] >= unit_start:
            if at != self.named:
                meeting = self.meetings[at]
                date = self._day(max(unit_start, meeting.start - _REACH), meeting.end + 1)
                number = meeting.numbers[0] if len(meeting.numbers) == 1 else None
                self.named, self.last = at, (number, date if number is not None else None)
            self.unit_start = unit_start
            return self.last
        if _SAME.search(self.text, max(unit_start, position - _FAR), position):
            return self.last
        if self.own != (None, None):
            return self.own
        sentence = self.text.rfind("。", max(unit_start, position - _FAR), position) + 1
        return None, self._day(sentence or unit_start, position)

    def _day(self, start: int, end: int) -> str | None:
        """The last whole day that is written between two places; ``None`` where it is a range."""
        at = bisect_left(self.date_starts, end) - 1
        if at < 0 or self.date_starts[at] < start:
            return None
        date = self.dates[at]
        return date.first if date.first == date.last and len(date.first) == 10 else None

    def _own(self, flow: Flow) -> Sitting:
        """The sitting that a record is of, from its masthead."""
        if flow.meta.get("kind") not in _RECORDS:
            return None, None
        first = next((meeting for meeting in self.meetings if len(meeting.numbers) == 1), None)
        if first is None or flow.units[flow.at(first.start)].region != "preface":
            return None, None
        date = next((d for d in self.dates if len(d.first) == 10 and d.first == d.last), None)
        in_preface = date is not None and flow.units[flow.at(date.start)].region == "preface"
        return first.numbers[0], date.first if date and in_preface else None
