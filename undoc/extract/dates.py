"""Written dates: days, months and years, alone, in lists and in ranges; what is left out is taken from before.

One pass finds where a date begins; what goes on from it (和13日, 至20日) is read from there. The year of a bare month and
day comes from the nearest dated text before it, then from the document's own date; footnotes stand apart from the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field

from undoc.extract.flow import Flow
from undoc.extract.numerals import DIGIT, HAN_TWO_PLACES, number
from undoc.tree import Trouble


@dataclass(slots=True)
class FoundDate:
    """``Flow.text[start:end]`` names the days, months or years from ``first`` to ``last`` (ISO 8601, as precise as
    printed; ``--04-12`` where no year is to be had). inferred: what was taken from elsewhere."""

    start: int
    end: int
    first: str
    last: str
    inferred: list[str] = field(default_factory=list)


_S = "[ \u3000]?"
_YEAR = f"(?:[12１２]{DIGIT}{{3}}|[一二][〇○零Ｏ0一二三四五六七八九]{{3}})"
_SHORT = f"(?:{DIGIT}{{1,2}}|{HAN_TWO_PLACES})"
_TO = f"{_S}(?:直?至|到|[-‑–—－~～]{{1,2}}){_S}"
_AND = f"{_S}(?:、|和|及|以及|与|，|,|或){_S}"
_MONTHS = "January February March April May June July August September October November December".split()
_ENGLISH = {month: value for value, month in enumerate(_MONTHS, 1)}
# A day's number goes without its 日 where another follows that has it: "12、13和15日", "16至20日".
_DAY_AHEAD = f"(?={_S}(?:、|和|及|至|到|[-‑–—－]){_S}{_SHORT}(?:{_S}(?:、|和|及){_S}{_SHORT}){{0,5}}{_S}日)"
_DAY = f"{_SHORT}(?:{_S}日|{_DAY_AHEAD})"
_NO_WORD = "(?![内程])"  # "3日内" is no day of a month
_BEFORE = "(?<![0-9０-９A-Za-z./／-])"

_HEAD = re.compile(
    # "2010-2015年", "2010年至2015年", "1998-1999两年期", "2010至2012年"
    rf"{_BEFORE}(?P<from>{_YEAR})(?:{_S}年)?{_TO}(?P<to>{_YEAR})(?:{_S}年(?!代)(?!{_S}{_SHORT}{_S}月)|(?=[一二两三四五六]年期))"
    # "2020/21年度", "2010/2011学年"
    rf"|{_BEFORE}(?P<budget>{_YEAR})[/／](?P<next>{DIGIT}{{4}}|{DIGIT}{{2}}){_S}(?=年|学年|财政|两年期)(?:学年|财政年度|年度?)?"
    # "2010年4月12日", "2010 年 4 月", "二〇一〇年四月", "2010年"; no "2000年代"
    rf"|{_BEFORE}(?P<year>{_YEAR}){_S}年(?!代)(?:{_S}(?P<month>{_SHORT}){_S}月(?:{_S}(?P<day>{_DAY}))?)?"
    # "2005、2006和2007年": each but the last
    rf"|{_BEFORE}(?P<listed>{_YEAR})(?={_S}(?:、|和|及|与|或){_S}(?:{_YEAR}{_S}(?:、|和|及){_S}){{0,6}}{_YEAR}{_S}年(?!代))"
    # "4月12日", "4月", "同月12日", "同年6月3日" (the year is said as before)
    rf"|(?<![0-9０-９.一二三四五六七八九十])(?P<only>{_SHORT}){_S}月(?:{_S}(?P<its>{_DAY}))?(?![球亮])"
    rf"|(?:同月|本月|该月){_S}(?P<samemonth>{_SHORT}){_S}日"
    # "同日", "翌日", "同年", "次年"
    r"|(?P<relative>同日|同一天|当天|翌日|次日|同年|次年|翌年|当年)(?!同时|份|度)"
    # "22 May 2018", "17January2023", "April 2010"
    rf"|(?<![0-9A-Za-z])(?:(?P<eday>\d{{1,2}}){_S})?(?P<emonth>{'|'.join(_MONTHS)}){_S}(?P<eyear>[12]\d{{3}})(?!\d)"
    # "2010-04-12"
    r"|(?<![0-9A-Za-z./-])(?P<iso>(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01]))(?![0-9A-Za-z/-])"
)
# What a range may end in: "至20日", "至6月26日", "至2014年8月", "至2024年1月5日".
_RANGE_END = re.compile(
    rf"{_TO}(?:(?P<year>{_YEAR}){_S}年{_S})?(?:(?P<month>{_SHORT}){_S}月)?(?:{_S}(?P<day>{_SHORT}){_S}日{_NO_WORD})?"
)
# A further day of the same month: "和13日", "、14和15日".
_NEXT_DAY = re.compile(rf"{_AND}(?P<day>{_DAY}){_NO_WORD}")
_LAST_DAY = re.compile(rf"{_S}日")
_STEPS = {"翌日": 1, "次日": 1}
_PRECISION_DAY, _PRECISION_MONTH, _PRECISION_YEAR = 3, 2, 1


@dataclass(slots=True)
class _Point:
    """A day, month or year; 0 is what is not written or not known."""

    year: int = 0
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        head = f"{self.year:04d}" if self.year else "-"
        return head + (f"-{self.month:02d}" if self.month else "") + (f"-{self.day:02d}" if self.day else "")

    def is_real(self) -> bool:
        if self.year and not 1000 <= self.year <= 2199:
            return False
        if not self.month:
            return not self.day and bool(self.year)
        return 1 <= self.month <= 12 and (not self.day or self.day <= monthrange(self.year or 2000, self.month)[1])


def find_dates(flow: Flow) -> tuple[list[FoundDate], list[Trouble]]:
    """Every written date in the flow, in order, and a diagnostic for each that has no year anywhere.

    A list gives one entry for each day, a range one for the whole. Durations (``3年``, ``30日内``), decades and numbers of
    documents are no dates; ``4月底`` is its month.
    """
    return _Finder(flow).find()


class _Finder:
    def __init__(self, flow: Flow) -> None:
        self.flow, self.text = flow, flow.text
        self.found: list[FoundDate] = []
        self.troubles: list[Trouble] = []
        self.own = _point_of(str(flow.meta.get("date") or ""))
        self.body = _Point()  # the last date of the running text
        self.last = self.body
        self.unit = -1
        self.last_unit = -1

    def find(self) -> tuple[list[FoundDate], list[Trouble]]:
        position, text = 0, self.text
        while match := _HEAD.search(text, position):
            position = match.end()
            self._enter(match.start())
            position = max(position, self._read(match))
        return self.found, self.troubles

    def _enter(self, position: int) -> None:
        """A footnote has what was before to itself; the text goes on from where it was."""
        unit = self.flow.at(position)
        if unit == self.unit:
            return
        self.unit = unit
        if self.flow.units[unit].region == "footnote":
            self.last = _Point(self.own.year or self.body.year)
        else:
            self.last = self.body

    def _read(self, match: re.Match[str]) -> int:
        """Take one head and all that goes on from it. Gives where reading goes on."""
        start, end = match.span()
        if match["from"]:
            first, last = _Point(number(match["from"])), _Point(number(match["to"]))
            if first.is_real() and last.is_real() and first.year <= last.year:
                self._add(start, end, first, last, [])
            return end
        if match["budget"]:
            first = _Point(number(match["budget"]))
            last = _Point(_next_year(first.year, number(match["next"])))
            if first.is_real() and first.year < last.year <= first.year + 5:
                self._add(start, end, first, last, [])
            return end
        if match["relative"]:
            return self._relative(start, end, match["relative"])
        point, inferred = self._point(match)
        if not point.is_real():
            return end
        if match["year"] and not match["month"] and self.text.startswith("期", end):
            pass  # "2010年期间"
        return self._go_on(start, end, point, inferred)

    def _point(self, match: re.Match[str]) -> tuple[_Point, list[str]]:
        if match["year"]:
            return _Point(number(match["year"]), _value(match["month"]), _value(match["day"])), []
        if match["listed"]:
            return _Point(number(match["listed"])), []
        if match["iso"]:
            return _point_of(match["iso"]), []
        if match["emonth"]:
            return _Point(int(match["eyear"]), _ENGLISH[match["emonth"]], int(match["eday"] or 0)), []
        if match["samemonth"]:
            point = _Point(self.last.year, self.last.month, number(match["samemonth"]))
            return (point, ["year", "month"]) if point.month else (_Point(), [])
        point = _Point(0, number(match["only"]), _value(match["its"]))
        point.year = self._year_for(point)
        return point, ["year"] if point.year else []

    def _year_for(self, point: _Point) -> int:
        """The year of a month and day without one: of the last date, or the next one where December went before."""
        if not self.last.year:
            return self.own.year
        turned = self.last.month >= 10 and point.month <= 3 and self.last_unit == self.unit
        return self.last.year + turned

    def _go_on(self, start: int, end: int, point: _Point, inferred: list[str]) -> int:
        while True:
            closed = self._range(start, end, point, inferred)
            if closed is None:
                self._add(start, end, point, point, inferred)
            else:
                end = closed
            if not point.day:
                return end
            following = _NEXT_DAY.match(self.text, end)
            if following is None:
                return end
            start, end = following.span("day")
            point = _Point(point.year, point.month, _value(following["day"]))
            if not point.is_real():
                return end
            inferred = ["year", "month"] if point.year else ["month"]

    def _range(self, start: int, end: int, first: _Point, inferred: list[str]) -> int | None:
        """Add the range that begins with ``first``, and give its end; ``None`` where none does."""
        match = _RANGE_END.match(self.text, end)
        if match is None or match.end() == end:
            return None
        last = _Point(_value(match["year"]), _value(match["month"]), _value(match["day"]))
        if last == _Point():
            return None
        precision = _precision(first)
        if _precision(last) != precision or (precision == _PRECISION_DAY and last.year and not last.month):
            return None
        if not last.month and precision == _PRECISION_DAY:
            last.month = first.month
        if not last.year:
            last.year = first.year + (last.month < first.month if first.year else 0)
        if not last.is_real() or (first.year and (last.year, last.month, last.day) < (first.year, first.month, first.day)):
            return None
        self._add(start, match.end(), first, last, inferred)
        return match.end()

    def _relative(self, start: int, end: int, word: str) -> int:
        last = self.last
        if word.endswith("年"):
            if not last.year:
                return end
            bare = _HEAD.match(self.text, end)  # "同年6月3日"
            year = last.year + (word in ("次年", "翌年"))
            if bare and bare["only"]:
                point = _Point(year, number(bare["only"]), _value(bare["its"]))
                return self._go_on(start, bare.end(), point, ["year"]) if point.is_real() else end
            self._add(start, end, _Point(year), _Point(year), ["year"])
            return end
        if not last.day or self.last_unit != self.unit:
            return end
        point = _Point(last.year, last.month, last.day + _STEPS.get(word, 0))
        if point.is_real():
            inferred = ["year", "month", "day"] if point.year else ["month", "day"]
            self._add(start, end, point, point, inferred)
        return end

    def _add(self, start: int, end: int, first: _Point, last: _Point, inferred: list[str]) -> None:
        self.found.append(FoundDate(start, end, first.iso(), last.iso(), inferred))
        if not first.year:
            unit = self.flow.units[self.unit]
            line = unit.node.line if unit.node else unit.note.line if unit.note else None
            message = f"no year is to be had for {self.text[start:end]}"
            self.troubles.append(Trouble("date-without-year", "info", message, line))
            return
        self.last = last
        self.last_unit = self.unit
        if self.flow.units[self.unit].region != "footnote":
            self.body = last


def _precision(point: _Point) -> int:
    return _PRECISION_DAY if point.day else _PRECISION_MONTH if point.month else _PRECISION_YEAR


def _value(text: str | None) -> int:
    return number(text.rstrip("日 \u3000")) if text else 0


def _next_year(year: int, printed: int) -> int:
    return printed if printed > 99 else year // 100 * 100 + printed + (100 if printed < year % 100 else 0)


def _point_of(iso: str) -> _Point:
    parts = [int(part) for part in iso.split("-")] if re.fullmatch(r"\d{4}(-\d\d){0,2}", iso) else []
    return _Point(*parts)
