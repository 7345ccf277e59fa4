"""Written dates: days, months and years, alone, in lists and in ranges; what is left out is taken from before.

``printed_dates`` finds what is printed (``2010年4月12日``, ``13日``); here ranges are joined, and the years and months
that are left out are found: in the list that the date stands in, in the dated text before it, in the document's date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from undoc.extract.flow import Flow
from undoc.extract.printed_dates import NO_DAY, NO_MONTH, TO, PrintedDate, S, is_real, scan
from undoc.lazy import lazy
from undoc.tree import Trouble


@dataclass(slots=True, eq=False)
class FoundDate:
    """``Flow.text[start:end]`` names the days, months or years from ``first`` to ``last``.

    Both are ISO 8601, as precise as printed; ``--04-12`` where no year is to be had. inferred: what was not printed
    there but taken from elsewhere, of "year", "month" and "day".
    """

    start: int
    end: int
    first: str
    last: str
    inferred: list[str] = field(default_factory=list)


_AND = "(?:、|，|,|和|及|与|或|以及)"
_ON_WEEKDAY = lazy(rf"{S}[(（]?(?:星期|周)([一二三四五六日天])")
_WEEKDAY = "[(（]?(?:星期|周)[一二三四五六日天][)）]?"
# Between two dates: "至", "（星期一）至", "起至", "底到", "—"; "、", "和", "以及于"
_BETWEEN = lazy(
    rf"{S}(?:{_WEEKDAY}|份|[年月]?[初底末中]|[上中下]旬|[上下]半[年月]|起)?{S}"
    rf"(?:(?P<to>{TO}|一)|{_AND}){S}[自从于]?"
)
# A day of every year: "每年4月12日"; "宣布5月2日为世界…日", "5月3日世界…日"; "世界…日(6月8日)"
_EVERY_YEAR = lazy(r"(?:每|历|逐)年的?[于在]?$")
_OWN_DAY = lazy(
    r"定?为[^，。；\d\n]{0,24}日(?<![止到]日)(?!期)|(?:纪念)?(?:国际|世界|全球|联合国)[^，。；的\d年月\n]{0,18}日(?!期)"
)
# What only cites: "2006年3月15日第60/251号", "1982年12月10日《…公约》", "3月1日的信" says nothing of when the rest was
_CITES = lazy(
    rf"{S}(?:第[0-9A-Z/()（）〇一二三四五六七八九十、和 -]{{1,20}}[号號]|[《〈]|关于[^，。；\n]{{0,60}}的第"
    r"|的(?:普通照会|来?信|来?函|来文|报告|决议|决定|说明))"
)
# "在4月12日第1次会议上", "4月12日上午第1次和第2次会议"
_SITTING = lazy(rf"{S}[上下]?午?(?:的?举行的)?{S}第{S}[0-9一二三四五六七八九十百零〇]{{1,7}}{S}(?:次|和|至|、)")
_CITES_BEGINS, _SITTING_BEGINS = frozenset(" 第《〈关的"), frozenset(" 上下午的举第")  # what the two begin with
# Nor does a year alone in "2030年议程", "1951年《公约》", "自2015年以来", "于2007年推出的"
_NO_FRAME = lazy(r"[《“〈]|(?:可持续发展)?议程|公约|议定书|宪章|宣言|[之以]?[前后来起]|[^，。；的\n]{1,14}的")
# "工作组2037年在纽约举行三届会议，会期分别为3月1日至5日…"
_HELD = lazy(r"(?:在[^，。；\n]{1,12})?(?:举行|召开|开会)(?!的)")
# What a day without its month must stand beside: "于13日", "。13日上午"
_DAY_GOES_ON = lazy("[，。；：、（(至到第上下中晚和,]|星期|$", re.MULTILINE)
_STEPS = {"次": 1, "翌": 1, "明": 1, "上": -1, "去": -1}
_RECORDS = ("summary_record", "verbatim_record")  # what is said there is of the day, but for what is said of the past
_NOTHING = PrintedDate(0, 0)
_FURTHEST = 16  # characters that may join two dates
_NOWHERE = -100  # before all places, further than that


def find_dates(flow: Flow) -> tuple[list[FoundDate], list[Trouble]]:
    """Every written date in the flow, in order, and a diagnostic for each whose year is nowhere to be had.

    A list gives one entry for each date, a range one for the whole. Durations (``3年``, ``30日内``), decades and
    numbers of documents are no dates; ``4月底`` is its month. A day of every year (``每年4月12日``) has no year and no
    diagnostic. A day that cannot be (``2月30日``) is its month, with a diagnostic.
    """
    resolver = _Resolver(flow)
    resolver.resolve(scan(resolver.text))
    return resolver.found, resolver.troubles


class _Resolver:
    """Fills in what is not printed, in one pass.

    strong: the last date that says when things were done. weak: the last year that does not, because it stands in a
    title or a citation (国际电联于2007年推出的…); it counts in its own sentence, and where there is nothing else.
    sitting: the last date of a numbered sitting, which those of later sittings go by.
    nearest: the last date of all, which 同年 and 翌日 go by. spans: the ranges of days that the title block names.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow, self.text = flow, flow.text
        self.found: list[FoundDate] = []
        self.troubles: list[Trouble] = []
        self.own = _own_date(flow)
        self.strong = self.weak = self.sitting = self.nearest = _NOTHING
        self.spans: list[tuple[PrintedDate, PrintedDate]] = []
        self.unit, self.unit_end = -1, -1
        self.history: list[tuple[int, PrintedDate]] = []  # for footnotes: which date was the last from where on
        self.places: dict[int, int] | None = None  # where a node's text begins

    def resolve(self, dates: Iterable[PrintedDate]) -> None:
        printed = list(dates)
        previous, previous_end, i = _NOTHING, _NOWHERE, 0  # the last date as filled in, and where it ends
        while i < len(printed):
            one, i = printed[i], i + 1
            if one.start >= self.unit_end:
                self._enter(one.start)
            joint = self._joint(previous_end, one.start) if one.start - previous_end <= _FURTHEST else ""
            before = previous if joint else _NOTHING
            previous_end = _NOWHERE
            if not one.year and not self._is_date(one, before, printed, i):
                continue
            other = printed[i] if i < len(printed) and printed[i].start - one.end <= _FURTHEST else None
            if other and not self._is_range(one, other):
                other = None
            if one.year:
                first, inferred = one, list[str]()
            elif other and other.year and one.month and not one.word:  # 4月至2014年8月
                first, inferred = (
                    one.filled(other.year - (0 < other.month < one.month), one.month, one.day),
                    list[str](),
                )
            else:
                first, inferred = self._fill(one, before, joint)
            if not first.year and not first.month:
                if one.word == "lost":
                    self._trouble("date-damaged", "warning", f"{self.text[one.start : one.end]} has lost its 年 or 月")
                continue
            last, end = first, one.end
            if other:
                filled = other if other.year else self._fill(other, first, "to")[0]
                if not first.year or _key(first) <= _key(filled, 99):
                    last, end, i = filled, other.end, i + 1
            self._add(one, first, last, end, inferred)
            previous, previous_end = last, end

    def _enter(self, position: int) -> None:
        """Go on to the unit at a position. A footnote has before it what is before the place that calls it."""
        flow, unit = self.flow, self.flow.at(position)
        self.unit, self.unit_end = unit, flow.starts[unit] + len(flow.units[unit].text) + 1
        note = flow.units[unit].note
        if note is None:
            return
        if self.places is None:
            self.places = {id(u.node): flow.starts[i] for i, u in enumerate(flow.units) if u.node and u.part == "text"}
        at = len(self.history)
        if note.anchor:
            place = self.places.get(id(note.anchor[0]), 0) + note.anchor[1]
            at = bisect_right(self.history, place, key=lambda entry: entry[0])
        self.strong = self.nearest = self.history[at - 1][1] if at else _NOTHING
        self.weak = _NOTHING

    def _joint(self, end: int, start: int) -> str:
        """How what ends at ``end`` is joined to what begins at ``start``, near by: by "to", by "and", or not, ""."""
        match = _BETWEEN.fullmatch(self.text, end, start) if start > end else None
        return "" if match is None else "to" if match["to"] else "and"

    def _is_range(self, one: PrintedDate, other: PrintedDate) -> bool:
        """Whether ``other`` is the second end of a range that begins with ``one``, by what is printed of both."""
        if one.until or other.until or "lost" in (one.word, other.word) or self._joint(one.end, other.start) != "to":
            return False
        if other.word:
            return bool(other.month and (one.year or one.month))
        if other.year:
            return bool(one.year or one.month)
        return bool(one.month if other.month else one.day)

    def _is_date(self, one: PrintedDate, before: PrintedDate, printed: list[PrintedDate], after: int) -> bool:
        """Whether what is printed without a year is a date, and not a duration or a count."""
        if one.word or (one.month and one.day):
            return True
        start, end = one.start, one.end
        while one.shared and after < len(printed):  # in 3至6月内 what follows the last tells
            one, after = printed[after], after + 1
            end = one.end
        if (NO_MONTH if one.month else NO_DAY).match(self.text, end):
            return False
        if before.month if one.month else before.day:
            return True
        sign, han = self.text[start - 1] if start else "\n", not self.text[start].isascii()
        if one.month:
            return sign not in "每几数第个满逾近约" and not (han and self.text.startswith("后", end))
        last = self._last(start)
        if not last.month:
            return False
        if sign in "\n，。；：（(至" and not han:
            return self._same_sentence(last, start) or _DAY_GOES_ON.match(self.text, end) is not None
        return sign in "于在自从"

    def _fill(self, one: PrintedDate, before: PrintedDate, joint: str) -> tuple[PrintedDate, list[str]]:
        """A date whose year is not printed, with the rest from what it is joined to or what came before, and the names
        of those parts."""
        if one.word in ("lost", "每"):
            return one, []
        if one.word:
            filled = self._fill_word(one, before if before.year else self.nearest)
        elif before.month:  # December before January: the next year
            turned = one.month and (one.month < before.month if joint == "to" else before.month - one.month > 8)
            year = before.year + 1 if before.year and turned else before.year
            filled = one.filled(year, one.month or before.month, one.day, before.word)
        elif one.month and self._is_yearly(one):
            return one.filled(one.year, one.month, one.day, "每"), []
        else:
            last, next_year = self._last(one.start), 0
            if one.month and self.sitting.year and _SITTING.match(self.text, one.end):
                last = self.sitting
                next_year = last.month - one.month > 6
            year = self._year_by_title(one) or (last.year or self.own.year or self.weak.year) + next_year
            year = self._year_by_weekday(one, year)
            filled = one.filled(year, one.month or last.month, one.day)
        return filled, [part for part in ("year", "month", "day") if getattr(filled, part) and not getattr(one, part)]

    def _year_by_title(self, one: PrintedDate) -> int:
        """The year of a day that is one of those in the title block: "(2010年4月12日至19日)", then "4月13日"."""
        for first, last in self.spans if one.month and one.day else ():
            for year in (first.year, last.year):
                if _key(first) <= (year, one.month, one.day) <= _key(last):
                    return year
        return 0

    def _year_by_weekday(self, one: PrintedDate, year: int) -> int:
        """The year, or the one near by in which the day is on the day of the week that is printed (星期二)."""
        match = _ON_WEEKDAY.match(self.text, one.end) if one.month and one.day and year else None
        if match is None:
            return year
        weekday = "一二三四五六日".find(match[1].replace("天", "日"))
        for near in (year, self.own.year, year + 1, year - 1):
            if (
                near
                and is_real(one.filled(near, one.month, one.day))
                and date(near, one.month, one.day).weekday() == weekday
            ):
                return near
        return year

    def _fill_word(self, one: PrintedDate, last: PrintedDate) -> PrintedDate:
        """同年5月, 次年, 上月, 翌日 …, from the date before; 今年 and 去年 from the document's own."""
        word, part = one.word[0], one.word[1:]
        step = _STEPS.get(word, 0)
        if part == "年":
            year = self.own.year if word in "今本去明" and self.own.year else last.year
            return one.filled(year + step if year else 0, one.month, one.day)
        if part == "月":
            base = self.own if word in "本上" and self.own.month and self.own.year else last
            months = base.year * 12 + base.month - 1 + step
            return one.filled(months // 12, months % 12 + 1, one.day) if base.year and base.month else _NOTHING
        reach = self.unit if word == "当" else max(0, self.unit - 3)
        if not (last.day and last.year and is_real(last) and last.start >= self.flow.starts[reach]):
            return _NOTHING
        day = date(last.year, last.month, last.day) + timedelta(days=step)
        return one.filled(day.year, day.month, day.day)

    def _is_yearly(self, one: PrintedDate) -> bool:
        text, start, end = self.text, one.start, one.end
        if _EVERY_YEAR.search(text, max(0, start - 5), start):
            return True
        return one.day > 0 and (
            _OWN_DAY.match(text, end) is not None or text[max(0, start - 2) : start] in ("日(", "日（")
        )

    def _last(self, position: int) -> PrintedDate:
        """The date that one without a year goes by: the last strong one, but a weak one alone in its sentence."""
        strong = self.strong
        if self._same_sentence(self.weak, position) and not self._same_sentence(strong, position):
            return self.weak
        elsewhere = strong.year and strong.start < self.flow.starts[self.unit]
        far = elsewhere and self.own.year and abs(strong.year - self.own.year) > 2
        record = self.flow.meta.get("kind") in _RECORDS
        if (far and (record or not strong.month)) or (
            elsewhere and self.own.year and record and not strong.month
        ):  # "1945年，" in another paragraph
            return _NOTHING
        return strong

    def _same_sentence(self, one: PrintedDate, position: int) -> bool:
        """Whether no full stop stands between a date and a position; what is far away is in another sentence."""
        if not one.end or position - one.end > 300:
            return False
        return self.text.find("。", one.end, position) < 0 and self.text.find("\n", one.end, position) < 0

    def _add(self, one: PrintedDate, first: PrintedDate, last: PrintedDate, end: int, inferred: list[str]) -> None:
        start = one.start
        if not (is_real(first) and (last is first or is_real(last))):
            first, last = _possible(first), _possible(last)
            self._trouble("date-impossible", "warning", f"there is no such day: {self.text[start:end]}")
        elif one.word == "lost":
            self._trouble("date-damaged", "warning", f"{self.text[start:end]} has lost its 年 or 月")
        elif not first.year and first.word != "每":
            self._trouble("date-without-year", "info", f"no year is to be had for {self.text[start:end]}")
        begin = first.iso()
        final = begin if last is first and not last.until else _last_iso(last)
        self.found.append(FoundDate(start, end, begin, final, inferred))
        if first.day and last is not first and one.year and self.flow.units[self.unit].region == "preface":
            self.spans.append((first, last))
        if last.word == "每" or last.until or (not last.month and first.year != last.year):
            return
        kept = self.nearest = PrintedDate(start, end, last.year, last.month, last.day)
        if one.year and not self._is_frame(kept):
            self.weak = kept
            return
        self.strong = kept
        if last.day and last.year and self.text[end : end + 1] in _SITTING_BEGINS and _SITTING.match(self.text, end):
            self.sitting = kept
        if self.flow.units[self.unit].note is None:
            self.history.append((start, kept))

    def _is_frame(self, one: PrintedDate) -> bool:
        """Whether a date says when things were done: "在2011年的届会上", "2009年，", a heading; no "2030年议程"."""
        if one.month:
            following = self.text[one.end : one.end + 2]
            if following in ("之前", "以前") or (
                (following == "以来" or following[:1] == "起") and self.text[one.start - 1 : one.start] in ("自", "从")
            ):
                return False
            return following[:1] not in _CITES_BEGINS or _CITES.match(self.text, one.end) is None
        if _HELD.match(self.text, one.end):
            return True
        if (self.own.year and one.year > self.own.year + 1) or _NO_FRAME.match(self.text, one.end):
            return False
        low = max(self.flow.starts[self.unit], one.start - 80)
        if self.text.rfind("《", low, one.start) > self.text.rfind("》", low, one.start):
            return False
        return (
            self.flow.units[self.unit].part != "text" or self.text[one.start - 1 : one.start] in "\n。；在于自从，：（("
        )

    def _trouble(self, code: str, severity: str, message: str) -> None:
        unit = self.flow.units[self.unit]
        line = unit.node.line if unit.node else unit.note.line if unit.note else None
        self.troubles.append(Trouble(code, severity, message, line))


def _key(one: PrintedDate, unknown: int = 0) -> tuple[int, int, int]:
    """For comparing; ``unknown`` stands for a part that is not known."""
    return one.until or one.year, one.month or unknown, one.day or unknown


def _last_iso(last: PrintedDate) -> str:
    return last.filled(last.until or last.year, last.month, last.day).iso()


def _possible(one: PrintedDate) -> PrintedDate:
    return one if is_real(one) else one.filled(one.year, one.month, 0)


def _own_date(flow: Flow) -> PrintedDate:
    """The document's own date, as precise as it is known."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(flow.meta.get("date") or ""))
    return PrintedDate(0, 0, int(match[1]), int(match[2] or 0), int(match[3] or 0)) if match else _NOTHING
