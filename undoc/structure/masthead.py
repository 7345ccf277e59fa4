"""The fields of a masthead, line by line: symbol, distribution, date, language, original, session, agenda items, organ.

Lines may be torn, several fields may stand on one line, in any order, in English or Chinese. A field is a pattern tried on
a line's key, which has no white space; where white space stood tells only where a field may end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from undoc.data import read_data, read_table
from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.symbols import canonical, series_known

_HAN = "一二三四五六七八九十百〇零"
SYMBOL = r"[A-Z](?:[.()]?[A-Z0-9])*+(?:-[A-Z]{2,3})?+(?:/[A-Za-z0-9.()-]+)+"
LONGEST_ORGAN, LONGEST_TOWN = 44, 6
PRINCIPAL = ("安全理事会", "经济及社会理事会", "托管理事会", "大会", "国际法院", "秘书处")


@dataclass(slots=True, eq=False, repr=False)
class Field:
    """A field of a masthead: its name, what it says, and its place in the line's key. name "": text that is none."""

    name: str
    value: str
    start: int
    end: int


# Fields that are told by themselves, wherever on the line they stand. Two examples each.
_SYMBOL = lazy(rf"\*?({SYMBOL})\*?(?:\([{_HAN}]+\))?")  # A/HRC/27/39; S/RES/2728(2024)
_YEAR = r"(?:19|20)\d\d"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH_DATE = lazy(rf"(\d{{1,2}})({_MONTHS})({_YEAR})")  # 30June2014
_DISTRIBUTED = (
    r"(?:Distr\.?|DISTR\.?|分发)[:：.]?(General|Limited|Restricted|GENERAL|LIMITED|RESTRICTED|普遍|限量|限发|有限|限制|限定|一般)"
    r"(?:分发)?\*?"
)  # Distr.:General; 分发：普遍
_DISTRIBUTION = lazy(_DISTRIBUTED)
_WORD = r"(?:Arabic|Chinese|English|French|Russian|Spanish|ARABIC|CHINESE|ENGLISH|FRENCH|RUSSIAN|SPANISH)"
_WORD_HAN = r"(?:阿拉伯文|中文|英文|法文|俄文|西班牙文|阿文|西文)"
_ORIGINAL = lazy(
    rf"(?:Original|ORIGINAL|原件|原文)[:：]((?:{_WORD}|{_WORD_HAN}|[/和、及,，]|and|AND)+)"
)  # Original:English/French; 原件：英文
_ADDRESS = lazy(r"(?:https?://|www\.)[!-~]+")
_LATIN = (
    ("distribution", _DISTRIBUTION),
    ("date", _ENGLISH_DATE),
    ("original", _ORIGINAL),
    ("address", _ADDRESS),
    ("symbol", _SYMBOL),
)
_LATIN_BEGINS = lazy(
    r"Distr|DISTR|分发[:：]|Orig|ORIG|原件[:：]|原文[:：]|\d{1,2}[A-Z]|https?:|www\.|\*?[A-Z][A-Z0-9.()-]*/"
)
# Fields that are told only where one may begin: at a line's start and after another field.
_LANGUAGE = lazy(rf"(?:{_WORD}|{_WORD_HAN})(?:(?:[,，、/]|and|和|及)*(?:{_WORD}|{_WORD_HAN}))*(?:[Oo]nly|ONLY)?")
_SESSION_NAME = (
    rf"第[{_HAN}O\d]{{1,6}}届(?:紧急|特别|常|实质性|年度|组织|续|全体|正式)*(?:特别)?(?:会议|大会|常会|续会|会)"
    rf"(?:[(（]?(?:续会|续)[)）]?)?|第[{_HAN}]{{1,6}}[年次]?(?:年会|届年会)?特别会议|第[{_HAN}]{{2,5}}年"
    rf"|{_YEAR}年(?:届会|(?:实质性|组织)(?:会议|届会)|(?:第[{_HAN}]{{1,2}}届)?(?:年度会议|常会))"
)  # 第二十七届会议; 2033年届会
_SESSION = lazy(_SESSION_NAME)
_AGENDA = lazy(
    r"(?:临时|暂定|初步)?(?:议程)?\**(?:项目表|议程项目|项目)\**(?:草案)?\**(?:项目)?\**"
    r"((?:\d{1,3}(?:[(（][a-z]{1,2}[)）])*(?:至|和|、|及|,|，|-|\*|[(（][a-z]{1,2}[)）])*)+)"
)  # 议程项目2和8; 临时议程*项目21(c)
# What may be the first words of an item's topic where nothing parts it from the item's number: 项目84和平利用外层空间
_GLUED_TOPIC = lazy(r"和平(?!与)|[^年月日号\d\x00-\u2e7f的和与及至或、，,：:（(〉》下内中之）)\]\]说草案及续]")
_PROVISIONAL_ITEM = lazy(r"(?:临时|暂定)议程\**项目\d")
_PLACES = "纽约|日内瓦|维也纳|内罗毕|海牙|罗马|巴黎|曼谷|贝鲁特|亚的斯亚贝巴|圣地亚哥|伦敦|蒙特利尔|波恩|金斯敦"
_DAYS = rf"{_YEAR}年\d{{1,2}}月(?:\d{{1,2}}(?:日?[-~至]\d{{1,2}})?日)?(?:[、和及至,，](?:{_YEAR}年)?(?:\d{{1,2}}月)?\d{{1,2}}日)*"
_PLACE = lazy(
    rf"{_DAYS}(?:[,，](?:{_PLACES}|[^\W\d]{{2,6}}(?:[,，].{{2,6}})?(?![^\s])))?(?:,|，)?|(?:{_PLACES})[,，]{_DAYS}"
)  # 2034年4月8日至10日，维也纳
_COVER_SYMBOL = lazy(rf"[(（]({SYMBOL})[)）]")
_PLACE_ALONE = lazy(rf"(?:{_PLACES})(?:联合国总部|总部)?")
_OFFICIAL_MONTHS = lazy(rf"(?:\d{{1,2}}[{_HAN}\d]{{1,3}}月)+(?:\d{{4}})?")  # 11九月13十月2023
_ADOPTED = lazy(
    rf"[^\d关据《给在其。，]{{0,24}}?(?:{_YEAR}年\d{{1,2}}月\d{{1,2}}日|第[{_HAN}]{{1,6}}届会议)[^\d关据《给。，]{{0,14}}?"
    r"(?:第?\d{1,6}次(?:全体)?会议)?(?:通过)?的?(?:决议|决定|通过)"
)  # 2022年12月15日大会决议
_BRACKET = lazy(r"[\[［].*(?:[\]］]\d*|通过|报告|建议|\))")  # [根据第三委员会的报告(A/77/458，第12段)通过]
_IN_BRACKETS = lazy(r"[\[［][^\[\]［］]{4,140}[\]］]")
_COVER = lazy(
    rf"(?:大会|安全理事会|经济及社会理事会|人权理事会)?正式记录(?:[,，]?\d{{4}}年)?\**|补编第\d+[A-Z]?号(?:[(（]{SYMBOL}[)）])?"
    rf"|联合国[·•.]?(?:\d{{4}}年)?[,，]?(?:纽约|日内瓦|维也纳)(?:[,，]\d{{4}}年)?|(?:\d{{4}}|[{_HAN}0O]{{4}})年[,，](?:纽约|日内瓦|维也纳)"
)  # 正式记录，2033年; 补编第49号
SITTING = lazy(rf"第(?:\d{{1,6}}|[{_HAN}]{{1,6}})次(?:全体|公开|非公开)?会议")  # 第99次会议
_SITTING_LINE = lazy(
    rf"第[{_HAN}\d]{{1,6}}次(?:全体|公开|非公开)?会议(?:简要记录|逐字记录)?(?:[(（].*[)）])?\**"
    r"|(?:临时)?(?:简要|逐字)记录(?:[(（][^()（）]{1,12}[)）])?\**"
)
_HELD = lazy(
    rf"({_YEAR})年(\d{{1,2}})月(\d{{1,2}})日星期.{{1,50}}?(?:举行|开会)"
)  # 2036年10月28日星期二上午10时在…举行
_CHAIR = lazy(r"(?:主席|代理主席|临时主席|代主席|嗣后|后来|成员|出席)[：:].+")
_REPORTER = lazy(r"(?:报告员|主席兼报告员|主席|副主席)[：:].+")
_HEADS = (
    "联合国", "GENERAL", "ENGLISH", "CHINESE", "议程", "议程项目", "临时议程", "请回收", "only", "Only", "ONLY",
    "大会决议", "大会决定", "安全理事会决议", "经济及社会理事会决议", "经济及社会理事会决定",
)  # fmt: skip
# What a site's page says of a document above its title: 主题：裁军; 通过日期 …; 【发布单位】…; 作者：联合国大会
_PAGE_LABEL = lazy(
    r"主题[：:][^，,。；;]{2,40}|(?:通过日期|原始文本|原始文件)[^。；;]{0,90}|【[^【】]{2,8}】.{0,60}"
    r"|(?:作者|制定机关|发布机关|颁布机关|发布单位|制定单位)[：:].{2,30}"
)
_BIG_LETTER = lazy(r"[ASE]?(?:大会|安全理事会|经济及社会理事会)?联合国|联合国[ASE]")  # 联合国 A: before 2009
_ORGAN = lazy(
    r"[^，。；：:()（）\d]{0,40}?(?:大会|理事会|委员会|会议|组织|秘书处|工作组|小组|国际公约|公约|规划署|方案|总署|法院|专员办事处|论坛|议定书)"
)  # 人权理事会; 残疾人权利公约
_NO_ORGAN = lazy(
    r"在|关于|给予?.{1,12}的|.*(?:报告|的信|审议|第[\d一二三四五六七八九十]+[次届])|附件|通过|执行|审查|加强|促进.{0,6}合作"
)
_NO_DIGIT_YEAR = lazy(r"(?:19|20)\d\d年(\d{1,2})月(\d{1,2})日")
_LETTER = lazy(r"[(（]([a-z]{1,2})[)）]")
_ITEM_NUMBER = lazy(r"(\d{1,3})((?:[(（][a-z]{1,2}[)）](?:和|、|及|至)?)*)")
NUMBERED_TITLE = lazy(
    r"第\d{1,5}\s*[(（]\d{4}[)）]\s*号决议|第\d{1,4}/(?:[A-Z]{1,6}\.)?\d{1,4}号(?:决议|决定)|\d{1,4}/\d{1,4}[A-Z]?[.．](?=.)"
)  # 第2728(2024)号决议; 75/96.调查…


# The fields that a first page has, found where nothing parts them. "weak": what titles hold as well.
_GLUED_SYMBOL = rf"[A-Z][A-Z0-9.()-]*(?:/[A-Za-z0-9.()-]+?)+(?=\d{{1,2}}(?:{_MONTHS})|Distr|DISTR|[^\x00-~])\*?"
GLUED_FIELDS = lazy(
    rf"{_DISTRIBUTED}|\d{{1,2}}(?:{_MONTHS}){_YEAR}|(?:Chinese|CHINESE)(?=Orig|ORIG)"
    rf"|(?:Original|ORIGINAL|原件|原文)[:：](?:{_WORD}|{_WORD_HAN})+|^联合国|(?<=联合国)(?:EP|ST|TD|CBD)(?=[A-Z]+/)|{_GLUED_SYMBOL}"
    rf"|(?P<weak>(?:{_SESSION_NAME}|第[{_HAN}]{{1,4}}次会议(?={_YEAR}年))\**|{_DAYS}[,，](?:{_PLACES}|[^\W\d]{{2,3}}(?=临时议程|议程))"
    rf"|(?:临时|暂定)?议程\**项目\d{{1,3}}(?:[(（][a-z][)）])?)"
)


@cache
def _words(field: str) -> dict[str, str]:
    """The words of one kind of field, in small letters, and what they mean."""
    return {row["printed"].lower(): row["value"] for row in read_table("masthead.csv") if row["field"] == field}


@cache
def _topics() -> frozenset[str]:
    return frozenset(row for row in read_data("topics.txt").splitlines() if row and row[0] != "#")


_NO_LETTER = lazy(r"[\W_]+|以(?=及)")


def standing_topic(text: str) -> bool:
    """Whether a text is the topic of an item that stands on a body's agenda each year, whatever its punctuation."""
    return _NO_LETTER.sub("", text).replace("及", "和") in _topics()


def form_named(text: str) -> bool:
    """Whether a line names a form of document that stands above the title: 秘书长公报, 行政指示."""
    return text in _words("form")


def organ_like(text: str) -> bool:
    """Whether a text may be the name of a body or of the treaty that stands in its place."""
    return text in PRINCIPAL or (
        len(text) < LONGEST_ORGAN and _ORGAN.fullmatch(text) is not None and _NO_ORGAN.match(text) is None
    )


def fields(key: str, stops: frozenset[int] | None = None) -> list[Field]:
    """The fields of a line, in order; those named "" are text that is none. The whole key is covered.

    key: without white space; stops: where white space stood in it, ``None`` where that is not known.
    """
    if "/" in key:
        key = key.replace("（", "(").replace("）", ")")  # a symbol with a year in full-width brackets
    found: list[Field] = []
    at, length = 0, len(key)
    if numbered := NUMBERED_TITLE.match(key):
        at = numbered.end() if key[numbered.end() - 1] in "议定" and numbered.end() in (stops or ()) else length
        found.append(Field("", key[:at], 0, at))
    while at < length:
        field = _latin(key, at, stops) or _han(key, at, stops)
        if field is None:
            end = _next_latin(key, at + 1, stops)
            end = next(
                (stop for stop in sorted(stops or ()) if at < stop < end and _organ_to(key, at, stop, stops)), end
            )
            if item := _PROVISIONAL_ITEM.search(key, at + 1, end):
                end = item.start()  # 巴厘岛临时议程项目2(a): a line's end is lost before it
            if session := _session_within(key, at, end):
                end = session
            text = key[at:end].rstrip("*")
            name = "organ" if (end < length or at) and organ_like(text) else ""
            field = Field(name, text, at, end)
        found.append(field)
        at = field.end
    return found


def _session_within(key: str, at: int, end: int) -> int:
    """Where a session begins that stands straight after a body's name and before another field, 0 for none."""
    match = _SESSION.search(key, at + 2, end)
    if match is None or match.end() == len(key) or not organ_like(key[at : match.start()]):
        return 0
    return match.start() if _PLACE.match(key, match.end()) or _PROVISIONAL_ITEM.match(key, match.end()) else 0


def _organ_to(key: str, at: int, stop: int, stops: frozenset[int] | None) -> bool:
    """Whether a body's name ends where white space stands, and another field begins there."""
    return stop - at < LONGEST_ORGAN and organ_like(key[at:stop]) and _han(key, stop, stops) is not None


def _latin(key: str, at: int, stops: frozenset[int] | None) -> Field | None:
    if not _LATIN_BEGINS.match(key, at):
        return None
    for name, pattern in _LATIN:
        if match := pattern.match(key, at):
            if name == "symbol" and (logo := _logo(key, at, stops)):
                return Field("head", key[at:logo], at, logo)
            if name == "symbol":
                end = _symbol_end(key, at, match.end(1), stops)
                if end is None:
                    continue
                star = (end < len(key) and end == match.end(1) and match.end()) or end
                return Field(name, canonical(key[match.start(1) : end]).rstrip("/"), at, star)
            return Field(name, _value(name, match), at, match.end())
    return None


def _logo(key: str, at: int, stops: frozenset[int] | None) -> int:
    """Where letters end that white space parts from the symbol after them: the sign of an organ (EP UNEP/GC.23/1), the end
    of ``Distr. GENERAL``. 0 where the symbol begins at ``at``.
    """
    slash = key.find("/", at)
    stop = max((stop for stop in stops or () if at < stop < slash), default=0)
    known = series_known(key[stop:slash]) if stop else False
    return stop if known and key[at:stop].isalpha() else 0


def _symbol_end(key: str, at: int, end: int, stops: frozenset[int] | None) -> int | None:
    """Where a symbol ends that begins at ``at``: at white space that is no damage, and before a glued Distr."""
    glued = key.find("Distr", at, end)
    if glued > 0:
        end = glued
    elif date := _date_within(key, at, end, stops):
        end = date
    if another := _ANOTHER_SYMBOL.search(key, at, end):
        end = another.end()
    for stop in sorted(stops or ()):
        if at < stop < end and key[stop - 1] not in "/.(-*" and key[stop] not in "/.()-*" and "/" in key[at:stop]:
            end = stop
            break
    symbol = key[at:end].strip("*")
    return end if "/" in symbol and any(map(str.isdecimal, symbol)) and symbol.count("(") == symbol.count(")") else None


_ANOTHER_SYMBOL = lazy(r"/\d{1,4}(?=[AES]/[A-Z0-9])")  # E/2033/22E/C.99/2032/3: two symbols


def _date_within(key: str, at: int, end: int, stops: frozenset[int] | None) -> int:
    """Where a date begins that follows a symbol, 0 for none: "SBI/2005/10/Add. 29 July 2005". Where nothing parts them the
    day has two digits if it can, and leaves the symbol one: "MX/311August2004" -> 11, "2007/17September2007" -> 7.
    """
    match = _ENGLISH_DATE.search(key, at, len(key))
    if match is None or match.start() >= end:
        return 0
    begin = match.start()
    if stops and any(begin <= stop < match.start(2) for stop in stops):
        return max(stop for stop in stops if begin <= stop < match.start(2))
    short = len(match[1]) == 1
    return begin if short or (key[begin - 1] not in "/." and int(match[1]) <= 31) else begin + 1


def _value(name: str, match: re.Match[str]) -> str:
    if name == "distribution":
        return _words("distribution")[match[1].lower()]
    if name == "date":
        return f"{match[3]}-{int(_words('month')[match[2].lower()]):02d}-{int(match[1]):02d}"
    if name == "original":
        words = _words("language")
        return "/".join(words[word] for word in re.split(r"[/和、及,，]|and", match[1].lower()) if word in words)
    return match[0]


def _next_latin(key: str, at: int, stops: frozenset[int] | None) -> int:
    """Where the next field stands that is told by itself; the end of the key where none does."""
    for match in _LATIN_BEGINS.finditer(key, at):
        place = match.start()
        before = key[place - 1]
        glued = before.isascii() and before.isalnum() and place not in (stops or ())
        if before in "(（和及、，,见/-“第" or glued:
            continue
        field = _latin(key, place, stops)
        if field and not (field.name == "symbol" and _is_cited(key, field, stops)):
            return place
    return len(key)


def _is_cited(key: str, symbol: Field, stops: frozenset[int] | None) -> bool:
    """Whether a symbol amid text is a part of its sentence: 补充A/91/745号文件, where white space parts others from it."""
    return key.startswith("号", symbol.end) or (bool(stops) and symbol.start not in (stops or ()))


def _han(key: str, at: int, stops: frozenset[int] | None) -> Field | None:
    """A field that may stand at ``at`` where a field may begin. It must end at white space, the key's end or Latin text."""
    rest = key[at:] if at else key
    bare = rest.rstrip("*")
    if (
        bare in _HEADS
        or _BIG_LETTER.fullmatch(bare)
        or (len(bare) < 5 and bare.isascii() and bare.lower() in _words("logo"))
    ):
        return Field("head", bare, at, len(key))
    if form_named(bare):
        return Field("form", bare, at, len(key))
    if at and _DAYS_IN_BRACKETS.fullmatch(bare):
        return Field("place", bare, at, len(key))
    for name, pattern in _WHOLE_LINES:
        if pattern.fullmatch(bare) and len(bare) < 110:
            return Field(name, bare, at, len(key))
    for name, pattern in _HAN_FIELDS:
        match = pattern.match(rest)
        if match and (torn := _number_torn(rest, at, match.end(), stops)):
            match = pattern.match(rest[:torn])
        if match and name == "agenda":
            number = match[1].rstrip("至和、及,，-")
            end = at + match.start(1) + len(number)
            if end < len(key) and end not in (stops or ()) and _GLUED_TOPIC.match(key, end):
                return Field(name, number, at, end)
        if match and match.end() and _ends(key, at + match.end(), name, stops):
            end = at + match.end()
            if name == "place" and key[end - 1] in ",，":  # a town that we do not know
                town = min((stop for stop in stops or () if stop > end), default=end)
                end = town if town - end <= LONGEST_TOWN and key[end:town].isalpha() else end
            end = end if key[end:].strip("*") else len(key)  # the mark of a note is the field's
            return Field(name, match[1] if name == "agenda" else match[0], at, end)
    for head in ("联合国", *PRINCIPAL):
        if rest.startswith(head) and _ends(key, at + len(head), "organ", stops):
            return Field("head" if head == "联合国" else "organ", head, at, at + len(head))
    return None


_HAN_FIELDS = (
    ("session", _SESSION), ("agenda", _AGENDA), ("language", _LANGUAGE), ("held", _HELD), ("place", _PLACE),
    ("cover", _COVER), ("sitting", _SITTING_LINE), ("adopted", _IN_BRACKETS), ("adopted", _ADOPTED),
)  # fmt: skip
_WHOLE_LINES = (
    ("page", _PAGE_LABEL),
    ("place", _PLACE_ALONE),
    ("adopted", _ADOPTED),
    ("adopted", _BRACKET),
    ("reporter", _REPORTER),
    ("chair", _CHAIR),
    ("place", _OFFICIAL_MONTHS),
)
_DAYS_IN_BRACKETS = lazy(rf"[(（]{_YEAR}年[^()（）]{{2,40}}日[)）]")  # 第九十一届会议(2034年11月11日至12月6日)


_A_YEAR = lazy(rf"(?<!\d){_YEAR}年")


def _number_torn(rest: str, at: int, end: int, stops: frozenset[int] | None) -> int:
    """Where white space parts two digits before ``end``: there two numbers meet ("项目 99  91/533."). 0 where none does."""
    places = [stop - at for stop in stops or () if at < stop < at + end]
    torn = [place for place in places if rest[place - 1].isdecimal() and rest[place].isdecimal()]
    years = [match.span() for match in _A_YEAR.finditer(rest)] if torn else ()
    return min((place for place in torn if not any(a < place < b for a, b in years)), default=0)  # not in 201 7年


def _ends(key: str, end: int, name: str, stops: frozenset[int] | None) -> bool:
    """Whether a field may end at ``end``."""
    if end == len(key) or key[end:].strip("*") == "":
        return True
    if (stops and end in stops) or (name == "adopted" and NUMBERED_TITLE.match(key, end)):
        return True
    if name in ("organ", "session", "place", "language") and _LATIN_BEGINS.match(key, end):
        return _latin(key, end, None) is not None
    if name == "place":
        return _PROVISIONAL_ITEM.match(key, end) is not None
    if name == "cover":
        return key.startswith(("第", "补编第"), end)
    if name != "session":
        return False
    following = ("议程项目", "临时议程项目", "暂定项目", "补编第")
    if key.startswith(following, end) or _PLACE.match(key, end):
        return True
    return _DAYS_IN_BRACKETS.fullmatch(key, end) is not None


def is_masthead(found: list[Field]) -> bool:
    """Whether a line's fields leave nothing unexplained."""
    return all(field.name for field in found)


def stops_of(raw: str) -> frozenset[int] | None:
    """The offsets in a line's key where white space stood in it, ``None`` where it is everywhere. raw: as printed."""
    if " " not in raw and raw.isprintable():
        return frozenset()
    pieces = raw.split()
    stops, count = set(), 0
    for piece in pieces:
        stops.add(count)
        count += len(piece)
    return None if len(pieces) > 4 and len(pieces) * 3 > count * 2 else frozenset(stops)


def note(meta: dict[str, object], found: list[Field]) -> None:
    """Put what fields tell into ``meta``; of two that tell the same thing the first counts, of organs the lower one."""
    symbols: list[str] = meta["symbols"]  # type: ignore[assignment]
    items: list[str] = meta["agenda_items"]  # type: ignore[assignment]
    for field in found:
        match field.name:
            case "symbol":
                if field.value not in symbols:
                    symbols.append(field.value)
                meta.setdefault("symbol", field.value)
            case "distribution" | "date" | "session":
                meta.setdefault(field.name, field.value)
            case "original":
                meta.setdefault("original_language", field.value)
            case "held":
                if day := _HELD.match(field.value):  # a record of a sitting may have no other date
                    meta.setdefault("held", f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}")
            case "cover":
                if symbol := _COVER_SYMBOL.search(field.value):
                    meta.setdefault("cover", canonical(symbol[1]))
            case "place":
                if day := _NO_DIGIT_YEAR.fullmatch(field.value):
                    meta.setdefault("held", f"{field.value[:4]}-{int(day[1]):02d}-{int(day[2]):02d}")
            case "agenda":
                items += [item for item in agenda_items(field.value) if item not in items]
            case "organ":
                organ = str(meta.get("organ") or "")
                if not organ or (
                    field.value not in PRINCIPAL and (organ in PRINCIPAL or organ.endswith(("公约", "议定书")))
                ):
                    meta["organ"] = field.value


def agenda_items(value: str) -> list[str]:
    """The items that a field of the agenda names: "21(a)和(c)" -> 21(a), 21(c)."""
    return [
        f"{number}({letter})" if letter else number
        for number, letters in _ITEM_NUMBER.findall(value)
        for letter in _LETTER.findall(letters) or [""]
    ]


def unmarked(text: str) -> str:
    """A text without what stands for the marks of notes in it."""
    return text if text.isprintable() else _HOLES.sub("", text)


_HOLES = lazy("[\ufdd0-\ufdef]")


def read_line(line: Line) -> list[Field]:
    """The fields of a line of the text."""
    return fields(unmarked(line.key), None if line.spaced else stops_of(unmarked(line.raw)))
