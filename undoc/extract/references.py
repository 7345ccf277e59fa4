"""References in prose: resolutions and decisions by number, with their organ, and passages of the document itself.

``第1325(2000)号决议`` → S/RES/1325(2000); in ``大会第62/219号、第63/160号决议`` the organ is carried over the list; a number
whose organ is not said takes the nearest one named before that can have adopted it, then the document's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from undoc.data import read_data
from undoc.extract.flow import Flow
from undoc.extract.numbers import Number, find_numbers
from undoc.extract.passages import find_passages
from undoc.extract.symbols import FoundSymbol
from undoc.lazy import lazy


@dataclass(slots=True, eq=False, repr=False)
class FoundReference:
    """``Flow.text[start:end]`` names a work (``symbol``) or a node of this document (``target``, an eid)."""

    start: int
    end: int
    symbol: str | None = None
    target: str | None = None
    inferred: list[str] = field(default_factory=list)


_PREFIXES = {
    "ga": {"res": "A/RES/", "dec": "A/DEC/"},
    "sc": {"res": "S/RES/"},
    "ecosoc": {"res": "E/RES/", "dec": "E/DEC/"},
    "hrc": {"res": "A/HRC/RES/", "dec": "A/HRC/DEC/", "prst": "A/HRC/PRST/"},
    "chr": {"res": "E/CN.4/RES/", "dec": "E/CN.4/DEC/"},
    "tc": {"res": "T/RES/"},
}
_ORGAN = lazy(
    r"(?P<sc>安全理事会|安理会)|(?P<ecosoc>经济及社会理事会|经济社会理事会|经社理事会)|(?P<hrc>人权理事会)|(?P<tc>托管理事会)"
    r"|(?P<chr>(?<!美洲)人权委员会)"
    # 大会 of other bodies and conferences: 环境大会, 世界卫生大会, 第十二届大会, 缔约国大会, 刑事司法大会 …
    r"|(?<![环卫劳人世审全代成筹委学协届])(?<![境生工居界议体表员备会司织盟裁青])(?<!发展)(?<!刑事司法)(?<!缔约国)(?P<ga>大会(?![堂厅])|联大)"
    # "回顾理事会第16/21号决议"; not 发展理事会, 执行理事会, 管理局理事会, 欧洲理事会 …
    r"|(?<![全会权管展署织金行局盟洲长作询理食域际家府业育化卫游测问])(?P<council>理事会)"
)
# Where _ORGAN may match: words alone, many times faster to look for than what may not stand before them.
_ORGAN_WORD = lazy(
    "安全理事会|安理会|经济及社会理事会|经济社会理事会|经社理事会|人权理事会|托管理事会|人权委员会|大会|联大|理事会"
)
# Another body right before the number: then it is that body's, and we know no symbol for it.
_OTHER = lazy(
    r"(?:委员会|会议|大会|理事会|组织|总署|规划署|人居署|基金|执行局|共同体|联盟|法院|法庭|工作组|缔约国|缔约方|中心|银行|经社会)"
    r"(?:第[一二三四五六七八九十\d]{1,4}[届次](?:会议|常会|特别会议))?(?:通过)?的?[，,]?(?:题为“[^”]{0,120}”的|关于[^，。；]{0,80}的)?"
    r"(?:\d{4}年(?:\d{1,2}月\d{1,2}日)?)?(?:关于[^，。；]{0,80}的|题为“[^”]{0,120}”的)? ?$"
)
_SESSION = lazy(r"第[^，。；第]{1,8}届(?:[^，。；第会]{0,6}会议|[^，。；第会]{0,2}会)?(?:上)?(?:通过)?的?")
_DATE = lazy(r"(\d{4}) ?年 ?(?:(\d{1,2}) ?月)?")
_CLAUSE = "，；。,;\n"
_REACH = 160  # how far before a number its phrase may begin


def find_references(flow: Flow, symbols: Sequence[FoundSymbol] = ()) -> list[FoundReference]:
    """What names a document or a part of this one without a symbol, in order.

    symbols: what ``find_symbols`` found in the same flow; nothing inside one is taken for a number.
    Each number printed gives one entry, whose range runs from its 第 to its 号 where it has them; of a range
    (``第48/1至48/5号决议``) the two ends, for no other number stands there. ``inferred`` holds "organ" where the phrase does
    not name it and the number's form leaves a choice, "year" where a Council resolution is printed without its own.
    A number of a body whose resolutions we cannot name by a symbol gives no entry, nor does a passage (``第5段``) of
    another document or one that is not there.
    """
    text = flow.text
    found = _Resolver(flow, text).resolve(find_numbers(text))
    found += [FoundReference(start, end, None, target) for start, end, target in find_passages(flow, text)]
    found.sort(key=lambda reference: (reference.start, reference.end))
    if not symbols:
        return found
    starts = [symbol.start for symbol in symbols]

    def free(reference: FoundReference) -> bool:
        i = bisect_right(starts, reference.end - 1) - 1
        return i < 0 or symbols[i].end <= reference.start

    return [reference for reference in found if free(reference)]


class _Resolver:
    """Gives each number its organ, walking once over the text; ``nearest`` looks at no stretch twice."""

    def __init__(self, flow: Flow, text: str) -> None:
        self.flow, self.text = flow, text
        self.own = own_organ(flow.meta)
        self.scanned = 0
        self.recent: list[tuple[int, str]] = []  # the last place of each organ named so far

    def resolve(self, numbers: list[Number]) -> list[FoundReference]:
        """One reference for each number whose work can be told."""
        out: list[FoundReference] = []
        organ: str | None = None
        named, foreign, end = False, False, 0
        for number in numbers:
            said, year, other = self._phrase(number, end)
            if said or other or not number.linked:
                organ, named, foreign = said, bool(said), other
            end = number.end
            if number.kind not in ("res", "dec", "prst") or (foreign and number.form in ("pair", "bare", "roman")):
                continue
            # A date that no organ's numbers fit is not that of the adoption: "2019年之后根据第61/105号决议".
            chosen = self._choose(number, organ, year) or (self._choose(number, organ, None) if year else None)
            if chosen is None or number.kind not in _PREFIXES[chosen]:
                continue
            tail, inferred = number.tail, []
            if number.form in ("bare", "shared"):
                bracket = _council_year(number.first)
                if not bracket:
                    continue
                tail, inferred = f"{tail}({bracket})", ["year"]
            if not (named and organ == chosen) and _leaves_choice(number):
                inferred = ["organ", *inferred]
            out.append(FoundReference(number.start, number.end, _PREFIXES[chosen][number.kind] + tail, None, inferred))
            organ = chosen
        return out

    def _phrase(self, number: Number, after: int) -> tuple[str | None, tuple[int, int] | None, bool]:
        """Organ and (year, month) said in the number's own phrase, and whether another body is named right before it.

        The phrase begins at the clause or at the number before; what is quoted belongs to it whole.
        """
        text, start = self.text, number.start
        low = max(after, start - _REACH)
        begin = start
        while True:
            stop, begin = begin, low
            for mark in _CLAUSE:
                begin = max(begin, text.rfind(mark, begin, stop) + 1)
            phrase = text[begin:start]
            for opening, closing in ("“”", "《》", "（）", "()"):
                if phrase.count(closing) > phrase.count(opening):
                    outer = text.rfind(opening, low, begin)
                    if outer >= 0:
                        begin = outer
                        break
            else:
                break
        organ, at = None, -1
        for match in _organs(phrase, 0, len(phrase)):
            organ, at = self._organ_of(match, begin), match.end()
        date = None
        for match in _DATE.finditer(phrase) if "年" in phrase else ():
            date = (int(match[1]), int(match[2] or 0))
        rest = phrase[max(at, 0) :]
        session = _SESSION.match(rest) if organ else None
        if session:  # "大会第七十七届会议第77/1号决议"
            rest = rest[session.end() :]
            at += session.end()
        if organ and at == len(phrase):
            return organ, date, False
        # "印度洋金枪鱼委员会，第12/07号": a note sets the body apart by a comma
        other = bool(_OTHER.search(rest))
        if not phrase and text[start - 1 : start] in (
            "，",
            ",",
        ):  # "印度洋金枪鱼委员会，第12/07号", "第一章，C节，第44/114号决定"
            other = text[start - 2 : start - 1] in ("章", "节") or bool(_OTHER.search(text, low, start))
        return (None if other else organ), date, other

    def _organ_of(self, match: re.Match[str], offset: int) -> str | None:
        name = match.lastgroup or ""
        if name != "council":
            return name
        if self.own in ("sc", "ecosoc", "hrc"):
            return self.own
        councils = [organ for _, organ in self._named(offset + match.start()) if organ in ("sc", "ecosoc", "hrc")]
        return councils[-1] if councils else None

    def _named(self, position: int) -> list[tuple[int, str]]:
        """The organs named before ``position``, each at its last place, the nearest last."""
        if position > self.scanned:
            for match in _organs(self.text, self.scanned, position):
                name = match.lastgroup or ""
                if name != "council":
                    self.recent = [pair for pair in self.recent if pair[1] != name] + [(match.start(), name)]
            self.scanned = position
        return self.recent

    def _choose(self, number: Number, organ: str | None, date: tuple[int, int] | None) -> str | None:
        """The organ that adopted the document: the one said, else the nearest that can have, else the own one."""
        if number.form in ("year", "shared"):
            return "sc"
        if number.form == "roman":
            bracket = number.tail[number.tail.index("(") + 1 : -1]
            if organ in ("ecosoc", "tc"):
                return organ
            return "ecosoc" if bracket[0] in "XL" and _roman(bracket) > 30 else "ga"
        if number.kind == "prst":
            return "hrc"
        if number.form == "special" and number.tail.startswith("ES"):
            return "ga"
        if organ and _can(organ, number, date):
            return organ
        if number.form == "pair" and (number.first > 64 or number.first > 999):
            return "ecosoc" if number.first > 999 else "ga" if number.first < 200 else None
        return self._context(number, date)

    def _context(self, number: Number, date: tuple[int, int] | None) -> str | None:
        i = self.flow.at(number.start)
        named = self._named(number.start)
        near = [name for place, name in reversed(named) if place >= self.flow.starts[i]]
        far = [name for place, name in reversed(named) if place < self.flow.starts[i]]
        own = [self.own] if self.own else []
        if self.own == "other":
            candidates = near
        elif self.flow.units[i].region == "footnote":
            candidates = [*near, *own, *far, "ga", "hrc"]
        else:
            candidates = [*near, *far, *own, "ga", "hrc"]
        return next((name for name in candidates if _can(name, number, date)), None)


def _organs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The organs that a stretch of a text names: matches of ``_ORGAN``, tried only where one of its words stands."""
    for word in _ORGAN_WORD.finditer(text, start, end):
        match = _ORGAN.match(text, word.start())
        if match:
            yield match


def _leaves_choice(number: Number) -> bool:
    """Whether more than one organ numbers its documents in this form."""
    if number.form == "special":
        return not number.tail.startswith("ES")
    return number.form in ("pair", "bare") and number.kind != "prst"


def _can(organ: str, number: Number, date: tuple[int, int] | None) -> bool:
    """Whether the organ numbers its documents so, and did at that date."""
    year, month = date or (0, 0)
    first = number.first
    if number.form == "bare":
        return organ == "sc" and number.kind == "res" and _council_year(first) is not None
    if number.form == "special":
        return organ in ("ga", "hrc") and first <= 40
    if organ == "ga":
        return 31 <= first < 200 and (not year or abs(year - (1945 if month >= 9 or not month else 1946) - first) <= 1)
    if organ == "hrc":
        return first <= 64 and (not year or abs(2006 + (first - 1) // 3 - year) <= 1)
    if organ in ("ecosoc", "chr"):
        return 1946 <= first < 2100
    return False


def own_organ(meta: dict[str, object]) -> str | None:
    """The organ whose document this is, by its symbol, else by its masthead: "ga", "sc", "ecosoc", "hrc", "chr".

    "other" where it is of a body that numbers its own resolutions like theirs; ``None`` where nothing is known.
    """
    symbol = str(meta.get("symbol") or "")
    for prefix, organ in (
        ("A/HRC/", "hrc"), ("A/", "ga"), ("S/", "sc"), ("E/CN.4/", "chr"), ("E/CN.", "other"), ("E/ESCAP", "other"),
        ("E/", "ecosoc"), ("ST/", "ga"),
    ):  # fmt: skip
        if symbol.startswith(prefix):
            return organ
    if re.match(r"CTOC|CAC|UNEP|HSP|UNODC|FCCC|CBD|ICCD|ISBA|WHA|IPBES", symbol):
        return "other"
    name = re.sub(r"[ \u3000]", "", str(meta.get("organ") or ""))
    match = _ORGAN.search(name)
    if match and match.lastgroup != "council":
        return match.lastgroup
    return "ga" if re.fullmatch(r"第[一二三四五六]委员会", name) else None


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}.get(c, 0) for c in text]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))


@cache
def _council_ends() -> tuple[list[int], list[int]]:
    rows = [line.split(",") for line in read_data("council_years.csv").splitlines() if line[:1].isdigit()]
    return [int(row[1]) for row in rows], [int(row[0]) for row in rows]


def _council_year(number: int) -> int | None:
    """The year in which the Security Council adopted its resolution of that number, where the table reaches it."""
    ends, years = _council_ends()
    i = bisect_right(ends, number - 1)
    return years[i] if number > 0 and i < len(years) else None
