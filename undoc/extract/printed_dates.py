"""What is printed as a date or a piece of one: ``2010年4月12日``, ``13日``, ``4月``, ``翌日``, ``22 May 2018``.

Nothing is filled in here: ``dates`` knows what stands before. What only looks like a date (``1990年代``, ``第12日``,
``两次年会``) is left out where its neighbours tell.
"""

from __future__ import annotations

import heapq
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from undoc.extract.numerals import number
from undoc.lazy import lazy


@dataclass(slots=True, eq=False)
class PrintedDate:
    """What is printed at ``start:end``; 0 for a part that is not.

    word: what stands in a part's place, with its unit: 同年, 次年, 上月, 翌日; 每 for a day of every year, "lost" for
    one whose 年 and 月 are lost. until: the last year of 2010-2015年. shared: the unit is printed further on, at
    another number (the 12 of 12至15日).
    """

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    word: str = ""
    until: int = 0
    shared: bool = False

    def filled(self, year: int, month: int, day: int, word: str | None = None) -> PrintedDate:
        """The same place with these parts, and the word that goes with them, where it is another."""
        word = self.word if word is None else word
        return PrintedDate(self.start, self.end, year, month, day, word, self.until, self.shared)

    def iso(self) -> str:
        """As ISO 8601 has it; "--04-12" without a year."""
        if self.year and self.day:
            return "%04d-%02d-%02d" % (self.year, self.month, self.day)  # noqa: UP031 (five times as fast)
        head = f"{self.year:04d}" if self.year else "-"
        return head + (f"-{self.month:02d}" if self.month else "") + (f"-{self.day:02d}" if self.day else "")


S = " ?"  # the text is half-width
_N = "[0-9〇○零O一二三四五六七八九十廿卅]"
TO = "(?:直?至|到|[-–—―~～]{1,2})"
_WORDS = "同当翌次上本今去明每"
_YEAR_SIGN = "年(?!代(?![表理]))"  # 1990年代 is a decade; 2010年代表团 is none
_TERM = f"(?:{_YEAR_SIGN}度?|学年|财政年度|财年|双年度|预算年度|[一两二三四五]年期)"


@cache
def _printed() -> re.Pattern[str]:
    """A date or a piece of one, by what its first number is followed by.

    年: "2010年4月12日", "二〇一〇年", "同年5月"; 月: "4月12日", "同月15日"; 日: "13日", "翌日"; a second year:
    "2010-2015年", "2020/21年度"; a list or range whose last number has the unit: the 12 of "12至15日".
    """
    on = rf"(?={S}(?:(?:、|和|及|与|或|至|到|~|～|-|以及){S}{_N}{{1,4}}+{S}){{1,8}}+"  # … and the unit after it
    day = rf"{S}(?P<%s>{_N}{{1,3}}+){S}(?:日|{on}日))"
    month = rf"{S}(?P<month>{_N}{{1,3}}+){S}(?:月(?:{day % 'day'})?|{on}月))"
    further = rf"(?:和|及|、|与|以及){S}\d{{4}}{S}[/-]{S}\d{{2,4}}{S}{_TERM}"
    pair = rf"[/~～–—至-]{S}(?P<until>\d{{4}}|\d\d){S}(?:{_TERM}|(?={further}))"
    first, rest = f"[0-9〇○零一二三四五六七八九十廿卅{_WORDS}]", "[0-9〇○零O一二三四五六七八九十廿卅百千]"
    go_on = r"(?=[年月日天/~～–—至\-、和及与或到以])"  # what all that follows begins with: most numbers are no dates
    return re.compile(
        rf"(?P<head>{first}(?<![0-9][0-9]){rest}{{0,11}}+){S}{go_on}"
        rf"(?:(?P<years>{_YEAR_SIGN})(?:{month})?|(?P<months>月)(?:{day % 'its'})?|(?P<days>[日天])"
        rf"|{pair}|-(?P<isomonth>\d\d)-(?P<isoday>\d\d)(?![\d/-])|{on}(?P<unit>{_YEAR_SIGN}|月|日)))"
    )


_MONTHS = {name: at for at, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_ENGLISH = lazy(  # "22 May 2018", "17January2023", "12-19 April 2010", "April 12, 2010", "April 2010"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? ?(?:(?P<day>\d{1,2}), ?)?(?P<year>(?:1[6-9]|2[01])\d\d)(?![\d年至到–—-])"
)
_ENGLISH_DAY = lazy(r"(?<![\d/.])(?:(?P<from>\d{1,2}) ?[-–—] ?)?(?P<day>\d{1,2}) ?$")

# What makes the word before it no date: 合同日, 两次年会, 以上月; of 当天 only what follows a preposition is one
_WORD_BEFORE = {
    "同": frozenset("合共相不如等赞一胞认协连陪伙雷"),
    "次": frozenset("一二三四五六七八九十两几每多首再某这此数各上初主其历层0123456789"),
    "上": frozenset("以之晚早马路海网身面会历天"),
}
_WORD_AFTER = lazy(r"[龄级会报均度份本期历程益常代球台经刊]|事人")
_CLEAR = frozenset("\n，。；：、（(“于在即是自从到至以和并但也而且及由")
# A day without its month: "于13日", "。13日上午"; "30日内", "10日后", "50日元" are durations and money
NO_DAY = lazy(rf"{S}(?:[之以]?[内后]|以[上下]|期|间|之久|左右|时间|[元圆游薪程志历益常])")
NO_MONTH = lazy(rf"{S}(?:[之以]?内|之久|以[上下]|期(?!间)|[球亮薪饼花龄]|[一两三]次)")
_LOST = lazy(r"(?:19|20)\d{4,6}")  # "1999915日", "19971215日"
_NO_YEAR = lazy(rf"{S}(?:以上|之久|多|余|来的?历史|的?历史(?!性))")


@lru_cache(maxsize=512)
def _value(text: str) -> int:
    """A month's or day's number, 0 for what is none."""
    try:
        return int(text) if text.isascii() and text.isdigit() else number(text)
    except ValueError:
        return 0


@lru_cache(maxsize=512)
def _year(head: str) -> tuple[int, int]:
    """The year in which a run of digits ends, and how many signs before it are not its own (统一2010 → 2010, 1)."""
    if len(head) == 4 and head.isascii():  # nearly all are
        return (int(head), 0) if head.isdigit() and 1600 <= int(head) <= 2199 else (0, 0)
    if "千" in head:  # 一千九百四十五年
        return (_value(head), 0) if len(head) > 4 and 1600 <= _value(head) <= 2199 else (0, 0)
    cut = len(head) - 4
    last = head[cut:] if cut >= 0 else ""
    if not last or last[0] not in "12一二" or "十" in last or "百" in last or "廿" in last or "卅" in last:
        return 0, 0
    if cut and head[cut - 1].isdigit() == last[0].isdigit() and head[:cut] != "一":
        return 0, 0
    if last[0].isdigit() and not last.isdigit():
        return 0, 0
    year = _value(last)
    return (year, cut) if 1600 <= year <= 2199 else (0, 0)


def scan(text: str) -> Iterator[PrintedDate]:
    """All that is printed as a date or a piece of one in a half-width text, in order; of two that overlap the first."""
    english = list(_scan_english(text))
    if not english:
        yield from _scan_chinese(text)
        return
    done = 0
    for printed in heapq.merge(_scan_chinese(text), english, key=lambda printed: printed.start):
        if printed.start >= done:
            done = printed.end
            yield printed


def _scan_chinese(text: str) -> Iterator[PrintedDate]:
    position, search = 0, _printed().search
    while match := search(text, position):
        found = _read(text, match)
        position = found.end if found else max(match.end("head"), match.start() + 1)
        if found:
            yield found


def _scan_english(text: str) -> Iterator[PrintedDate]:
    for match in _ENGLISH.finditer(text):
        before = None if match["day"] else _ENGLISH_DAY.search(text, max(0, match.start() - 9), match.start())
        if not before and match.start() and text[match.start() - 1].isalpha() and text[match.start() - 1].isascii():
            continue
        year, month = int(match["year"]), _MONTHS[match["month"][:3]]
        last = int(before["day"] if before else match["day"] or 0)
        if before and before["from"]:
            yield PrintedDate(before.start(), before.end("from"), year, month, int(before["from"]))
            yield PrintedDate(before.start("day"), match.end(), year, month, last)
        else:
            yield PrintedDate(before.start() if before else match.start(), match.end(), year, month, last)


def _read(text: str, match: re.Match[str]) -> PrintedDate | None:
    """The date that a match of ``_printed`` is, or ``None``."""
    start, head = match.start(), match["head"]
    word = head[0] if head[0] in _WORDS else ""
    if word and len(head) > 1:
        start, head, word = start + 1, head[1:], ""
    before = text[start - 1] if start else "\n"
    if word:
        return _read_word(text, match, word, before)
    if match["years"] or match["until"] or match["isoday"] or match["unit"] == "年":
        return _read_year(text, match, start, head)
    if before == "第" or (before in "期周" and not head[0].isascii()):  # 第12日, 星期一至
        return None
    if not head[0].isascii() and head[-1].isascii():  # "统一5月": a Han sign of another word
        kept = re.search(r"\d+$", head)
        start, head = (start + kept.start(), kept[0]) if kept else (start, head)
    elif before in "/." or (before.isascii() and before.isalpha()):
        return None
    value, shared = _value(head), bool(match["unit"])
    if match["days"] == "日" or match["unit"] == "日":
        if 1 <= value <= 31:
            return PrintedDate(start, match.end(), day=value, shared=shared)
        lost = match["days"] and _LOST.fullmatch(head) and not NO_DAY.match(text, match.end())
        return PrintedDate(start, match.end(), *_lost(head), word="lost") if lost else None
    if not 1 <= value <= 12 or not (match["months"] or shared):
        return None
    return _monthly(text, match, PrintedDate(start, match.end(), month=value, shared=shared), "its")


def _read_year(text: str, match: re.Match[str], start: int, head: str) -> PrintedDate | None:
    years, printed_month, until_year, isoday = match.group("years", "month", "until", "isoday")
    year, cut = _year(head)
    start += cut
    before = text[start - 1] if start else "\n"
    if not year or (before == "/" and text[start - 2 : start - 1].isalnum() and text[start - 2] != "年"):
        return None
    if before == "-" and text[start - 2 : start - 1].isalpha() and text[start - 2].isascii():
        return None
    if isoday:
        found = PrintedDate(start, match.end(), year, int(match["isomonth"]), int(isoday))
        return found if 1 <= found.month <= 12 and is_real(found) and before not in "/." else None
    if until_year:
        until = int(until_year)
        until += (year // 100 * 100 + 100 * (until < year % 100)) if until < 100 else 0
        return PrintedDate(start, match.end(), year, until=until) if year < until <= year + 60 else None
    found = PrintedDate(start, match.end("years") if years else match.end(), year)
    found.shared = not years
    month = _value(printed_month) if printed_month else 0
    if 1 <= month <= 12:
        found.month, found.end = month, match.end()
        return _monthly(text, match, found, "day")
    if "千" in head or before == "第" or text.startswith("公元前", start - 3) or _NO_YEAR.match(text, found.end):
        return None
    return None if year % 1000 == 0 and before in "近逾" else found


def _monthly(text: str, match: re.Match[str], found: PrintedDate, group: str) -> PrintedDate:
    """A date that has its month, with the day that follows it, if that is one."""
    day = match[group]
    if day:
        found.day = _value(day)
        if not 1 <= found.day <= 31:
            found.day = 0
            found.end = text.index("月", found.start) + 1
    return found


def _read_word(text: str, match: re.Match[str], word: str, before: str) -> PrintedDate | None:
    """同年, 次年5月3日, 同月15日, 翌日, 当天 …; ``None`` where the signs belong to other words (合同日, 两次年会)."""
    if before in _WORD_BEFORE.get(word, ()) or match["unit"] or match["until"] or match["isoday"]:
        return None
    start = match.start()
    if match["years"]:
        month = _value(match["month"]) if match["month"] else 0
        if 1 <= month <= 12:
            yearly = word == "每"
            begin = match.start("month") if yearly else start
            found = PrintedDate(begin, match.end(), month=month, word="每" if yearly else word + "年")
            return _monthly(text, match, found, "day")
        bare = word in "同次翌" and not _WORD_AFTER.match(text, match.end("years"))
        return PrintedDate(start, match.end("years"), word=word + "年") if bare else None
    if match["months"]:
        day = _value(match["its"]) if match["its"] else 0
        if word in "同上本当" and 1 <= day <= 31:
            return PrintedDate(start, match.end(), day=day, word=word + "月")
        bare = word == "上" and not _WORD_AFTER.match(text, match.end("months"))
        return PrintedDate(start, match.end("months"), word=word + "月") if bare else None
    sign = match["days"]
    if word not in ("同翌次当" if sign == "日" else "当") or _WORD_AFTER.match(text, match.end()):
        return None
    return PrintedDate(start, match.end(), word=word + "日") if word != "当" or before in _CLEAR else None


def _lost(head: str) -> tuple[int, int, int]:
    """The one day that digits without 年 and 月 can be: 1999915 → 1999, 9, 15; noughts where there are several."""
    readings = []
    for size in (1, 2):
        match = re.fullmatch(rf"((?:19|20)\d\d)([1-9]\d{{{size - 1}}})([1-9]\d?)", head)
        if match and int(match[2]) <= 12 and is_real(PrintedDate(0, 0, int(match[1]), int(match[2]), int(match[3]))):
            readings.append((int(match[1]), int(match[2]), int(match[3])))
    return readings[0] if len(readings) == 1 else (0, 0, 0)


def is_real(found: PrintedDate) -> bool:
    """Whether its month has such a day."""
    return found.day <= 28 or found.day <= monthrange(found.year or 2000, found.month)[1]
