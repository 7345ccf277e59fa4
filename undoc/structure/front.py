"""The front matter: where it ends, which of its lines are masthead, topic, title and subtitle, and what they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.structure.layout import Layout, first_width
from undoc.structure.openers import OPENING, openers, speech_label

_HAN = "一二三四五六七八九十百〇零"
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_MONTH = "(January|February|March|April|May|June|July|August|September|October|November|December)"
_SYMBOL = r"[A-Z](?:[.()]?[A-Z0-9])*+(?:/[A-Za-z0-9.()-]+)+"
# Fields of a masthead, tried on keys (no white space). Two examples each.
SYMBOLS = lazy(rf"\*?({_SYMBOL}(?:\((?:19|20)\d\d\))?)\*?(?:\({_HAN}+\))?")  # A/HRC/27/39; S/RES/2728(2024)
_ENGLISH_DATE = lazy(rf"(\d{{1,2}}){_MONTH}((?:19|20)\d\d)")  # 30June2014
_HAN_DATE = lazy(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")  # 2022年12月15日
_DISTRIBUTION = lazy(
    r"(?:Distr\.?|分发)[:：.]?(General|Limited|Restricted|GENERAL|LIMITED|RESTRICTED|普遍|限量|限发|有限|限制|一般)\*?"
)
_ORIGINAL = lazy(
    r"(?:Original|ORIGINAL|原件|原文)[:：]((?:Arabic|Chinese|English|French|Russian|Spanish|ARABIC|CHINESE|ENGLISH|FRENCH|RUSSIAN|SPANISH|[/和、及]|and|阿拉伯文|中文|英文|法文|俄文|西班牙文)+)"
)
_LANGUAGE = lazy(r"(?:Chinese|CHINESE|中文)(?:only|Only)?")
_SESSION = lazy(
    rf"(第[{_HAN}\d]{{1,6}}届(?:紧急|特别|常|实质性|年度|组织|续|全体|正式)*(?:特别)?(?:会议|会|大会|常会|续会)(?:续会|\(续会\)|（续会）)?|第[{_HAN}]{{1,6}}[年次]?(?:年会|届年会)?特别会议|第[{_HAN}]{{2,5}}年)"
)
_AGENDA = lazy(
    r"(?:临时|暂定|初步)?(?:议程)?\**(?:项目表?|议程项目)\**(?:草案)?\**项?目?\**\s*((?:\d{1,3}(?:[(（][a-z]{1,2}[)）])*(?:至|和|、|及|,|，|-|\*|[(（][a-z]{1,2}[)）])*)+)"
)
_ITEM_NUMBER = lazy(r"(\d{1,3})((?:[(（][a-z]{1,2}[)）](?:和|、|及|至)?)*)")
_ADOPTED = lazy(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日)?.{0,24}?(?:大会|理事会|委员会|次会议)?(?:的)?(?:决议|决定|通过(?:的决议|的决定)?)"
)
_BRACKET = lazy(r"[\[［].*(?:[\]］]\d*|通过|报告|建议|\))")
_PLACE = lazy(
    r"\d{4}年\d{1,2}月\d{1,2}日(?:至.{1,12}日)?[,，]?[^\W!-~]{2,6}(?:[,，].{2,6})?|(?:纽约|日内瓦|维也纳|内罗毕|海牙|罗马|巴黎|曼谷|贝鲁特|亚的斯亚贝巴|圣地亚哥)[,，].{4,30}"
)
_COVER = lazy(
    r"(?:大会|安全理事会|经济及社会理事会|人权理事会)?正式记录|补编第\d+[A-Z]?号|联合国[·•.]?(?:\d{4}年)?[,，]?(?:纽约|日内瓦|维也纳)?"
)
_RESOLUTION_TITLE = lazy(r"(\d{1,4}/\d{1,4}[A-Z]?)[.．]\s*(?=\S)")  # 75/96. 调查…
_NUMBERED_TITLE = lazy(r"第\d{1,5}\s*[(（]\d{4}[)）]\s*号决议|第\d{1,4}/\d{1,4}号(?:决议|决定)")  # 第2728(2024)号决议
_CONTENTS = lazy(r"目录|目次|CONTENTS|Contents")
_ABSTRACT = lazy(r"摘要|概要|内容提要|提要|执行摘要")
_BODY_HEADING = lazy(
    r"导言|引言|前言|序言|背景|会议情况|概述|任务|导论|绪言|一般性意见|会议的组织|会议开幕|组织事项|总论"
)
_SUBTITLE = lazy(
    r"[(（]\d{4}年.{2,30}日[)）]|(?:增编|更正|修订|续编|补编|订正本?)(?:[一二三四五六七八九十\d]{1,2})?|(?:秘书长|秘书处|主席|报告员|高级专员|执行主任|总干事|特别报告员|独立专家|工作组).{0,30}(?:报告|说明|编写|提交|提出|转递|信|提案|工作文件)|.{0,14}(?:编写|提交)的(?:工作文件|说明|报告|背景文件)|说明"
)
_DAY_HELD = lazy(r"(\d{4})年(\d{1,2})月(\d{1,2})日星期.+(?:举行|开会)")
_NUMBERED_SITTING = lazy(rf"第(?:\d{{1,6}}|[{_HAN}]{{1,6}})次(?:全体|公开|非公开)?会议")
_ITEM_TOPIC = lazy(r"(?:议程)?项目\d+[^：:]{0,12}[：:]")  # 议程项目8：…
_SPONSORED = lazy(r"[：:](?:订正)?(?:决议|决定)(?:草案|修正案)\**$")  # 阿根廷、巴西和智利：决议草案
# What heads the table of a communication: 提交人： 所涉缔约国： 《公约》条款：
_LABEL = lazy(
    r"(?:来文)?(?:提交人|据称受害人|所涉缔约国|缔约国|来文日期|参考文件|事由|主题|程序性问题|实质性问题|.{0,8}条款|意见通过日期|决定日期)[：:]"
)
_REPORTER = lazy(r"(?:报告员|主席兼报告员|主席|副主席)[：:]")
_MEETING_HELD = lazy(r"\d{4}年\d{1,2}月\d{1,2}日星期.+(?:举行|开会)|(?:主席|代理主席|临时主席|代主席|嗣后|后来)[：:]")
_SITTING = lazy(
    rf"第[{_HAN}\d]{{1,6}}次(?:全体|公开|非公开)?会议(?:简要记录|逐字记录)?(?:[(（].*[)）])?|(?:简要记录|逐字记录|临时逐字记录|正式记录)(?:[(（].*[)）])?\**"
)
_TITLE_END = lazy(r"(?:报告|说明|意见|决议|决定|记录|议程|公约|的信|照会|声明|来文|增编|更正|草案)\**$")
_TRAILING_NOTE = lazy(r"\*+$")
_ORIGINALS = {
    "阿拉伯文": "Arabic", "中文": "Chinese", "英文": "English", "法文": "French", "俄文": "Russian", "西班牙文": "Spanish",
}  # fmt: skip
_DISTRIBUTIONS = {
    "普遍": "General",
    "一般": "General",
    "限量": "Limited",
    "有限": "Limited",
    "限制": "Limited",
    "限发": "Restricted",
}
_ORGAN = lazy(
    r".{0,30}?(?:大会|理事会|委员会|会议|组织|秘书处|工作组|小组|缔约国会议|国际公约|公约|规划署|方案|总署|法院|专员办事处)"
)
_ORGANS = ("安全理事会", "经济及社会理事会", "托管理事会", "人权理事会", "大会", "国际法院", "秘书处")


@dataclass(slots=True)
class FrontLine:
    """A front line and what it was taken for: masthead, topic, title, subtitle, contents."""

    kind: str
    line: Line


@dataclass(slots=True)
class Front:
    """end: index of the first line of the text proper. parts: runs of lines (first, last, kind). meta: what they tell."""

    end: int
    parts: list[tuple[int, int, str]] = field(default_factory=list)
    meta: dict[str, object] = field(default_factory=dict)
    title_head: int = 0  # characters of the title's key that are its number ("75/96.")


def read_front(lines: list[Line], layout: Layout) -> Front:
    """The front matter of a document. lines: furniture and footnotes taken out; layout: of the same lines."""
    end = _front_end(lines, layout)
    front = Front(end)
    kinds = ["" for _ in range(end)]
    meta: dict[str, object] = {"agenda_items": [], "symbols": []}
    for i in range(end):
        if _masthead(lines[i], meta, i):
            kinds[i] = "masthead"
    _topics_and_titles(lines, layout, kinds, front, meta)
    first = 0
    for i in range(1, end + 1):
        if i == end or kinds[i] != kinds[first] or kinds[i] in ("masthead",) or (kinds[i] == "title+"):
            front.parts.append((first, i - 1, kinds[first]))
            first = i
    held = next((match for line in lines[:end] if (match := _DAY_HELD.match(line.key))), None)
    if held and "date" not in meta:  # a record of a sitting has no other date
        meta["date"] = f"{held[1]}-{int(held[2]):02d}-{int(held[3]):02d}"
    front.meta = meta
    return front


def _front_end(lines: list[Line], layout: Layout) -> int:
    """The first line of the text proper: an enacting line, paragraph 1, a first section, 目录, a speech, running prose."""
    limit = min(len(lines), 400)
    for i in range(limit):
        key = lines[i].key
        if i and _LABEL.match(key) and any(_LABEL.match(line.key) for line in lines[i + 1 : i + 4]):
            return i
        if _CONTENTS.fullmatch(key) or _ABSTRACT.fullmatch(key.rstrip("*")):
            return i
        if i and (
            OPENING.match(key)
            or (speech_label(key) and not _REPORTER.match(key) and not _MEETING_HELD.match(key) and len(key) > 14)
        ):
            return i
        if i and _BODY_HEADING.fullmatch(key) and _paragraph_near(lines, i + 1):
            return i
        for opener in openers(key, lines[i].raw):
            if opener.kind == "formula" and i:
                return i
            if opener.kind == "annex":
                return i
            if (
                opener.kind == "paragraph"
                and opener.series in ("1.", "2.1")
                and not _RESOLUTION_TITLE.match(key)
                and not opener.alone
            ):
                return i
            if opener.kind == "paragraph" and opener.alone and opener.value == 1 and key[-1] in ".．、":
                return i
            if (
                opener.kind == "section"
                and opener.value == 1
                and opener.series in ("一、", "A.", "I.", "章", "部分", "条", "(一)")
            ):
                return i
        if _prose_begins(lines, layout, i):
            return i
    # Nothing of the kind: what is plainly masthead is front, the rest is text.
    for i in range(min(limit, 40)):
        if not _masthead(lines[i], {"agenda_items": [], "symbols": []}, i):
            return i
    return 0


def _paragraph_near(lines: list[Line], i: int) -> bool:
    return any(o.kind in ("paragraph", "section") for line in lines[i : i + 2] for o in openers(line.key, line.raw))


def _prose_begins(lines: list[Line], layout: Layout, i: int) -> bool:
    """Whether a sentence of running prose begins on a line: it ends in 。 before any line without a mark falls short."""
    key = lines[i].key
    if (
        len(key) < 8
        or key[0] in "[［*(（"
        or _RESOLUTION_TITLE.match(key)
        or _NUMBERED_TITLE.fullmatch(key)
        or _TITLE_END.search(key)
        or _masthead(lines[i], {"agenda_items": [], "symbols": []}, i)
    ):
        return False
    for j in range(i, min(i + 8, len(lines))):
        line = lines[j]
        if j > i and ((layout.slack[j] or 0) >= 8 or line.gap > max(lines[i].gap, 1)):
            return False
        if line.key[-1:] == "。" or line.key.endswith(("如下：", "如下:")):
            return j > i or len(line.key) > 12
        if layout.width and line.edge < layout.width * 0.8 and not line.spaced:
            return False
        if not layout.width and len(line.key) < 60:
            return False
    return False


def _masthead(line: Line, meta: dict[str, object], index: int) -> bool:
    """Whether a front line is a masthead line; what it tells goes into ``meta`` (the first to tell it wins)."""
    key = _TRAILING_NOTE.sub("", line.key)
    if not key:
        return True
    if "/" in key:
        key = key.replace("（", "(").replace("）", ")")  # a symbol with a year in full-width brackets
    if _RESOLUTION_TITLE.match(key) or _NUMBERED_TITLE.fullmatch(key):
        return False
    told = False
    rest = key
    if rest.startswith("联合国") and (len(rest) == 3 or SYMBOLS.match(rest[3:])):
        told, rest = True, rest[3:]
    symbols: list[str] = meta["symbols"]  # type: ignore[assignment]
    if "/" in rest and not SYMBOLS.fullmatch(rest):
        for piece in line.raw.split():
            match = SYMBOLS.fullmatch("".join(piece.split()))
            if match and len(rest) < 90 and any(c.isdecimal() for c in match[1]):
                told = True
                symbol = match[1]
                if symbol not in symbols:
                    symbols.append(symbol)
                meta.setdefault("symbol", symbol)
                rest = rest.replace(symbol, "", 1).strip("*")
    elif (match := SYMBOLS.fullmatch(rest)) and any(c.isdecimal() for c in match[1]):
        told, rest = True, ""
        if match[1] not in symbols:
            symbols.append(match[1])
        meta.setdefault("symbol", match[1])
    if match := _DISTRIBUTION.search(rest):
        told = True
        value = match[1].capitalize()
        meta.setdefault("distribution", _DISTRIBUTIONS.get(match[1], value))
        rest = rest[: match.start()] + rest[match.end() :]
    if (match := _ENGLISH_DATE.search(rest)) and len(rest) < 60:
        told = True
        meta.setdefault("date", f"{match[3]}-{_MONTHS[match[2].lower()]:02d}-{int(match[1]):02d}")
        rest = rest[: match.start()] + rest[match.end() :]
    if match := _ORIGINAL.search(rest):
        told = True
        words = [_ORIGINALS.get(word, word.capitalize()) for word in re.split(r"[/和、及]|and", match[1])]
        meta.setdefault("original_language", "/".join(words))
        rest = rest[: match.start()] + rest[match.end() :]
    if _LANGUAGE.fullmatch(rest):
        return True
    if (
        (match := _SESSION.match(rest))
        and len(rest) <= len(match[0]) + 16
        and rest[-1] not in "。，；"
        and "报告" not in rest
        and "的" not in rest[len(match[0]) :]
    ):
        meta.setdefault("session", match[0])
        return True
    if (match := _AGENDA.match(rest)) and "：" not in rest and ":" not in rest and len(rest) < len(match[0]) + 40:
        items: list[str] = meta["agenda_items"]  # type: ignore[assignment]
        for number, letters in _ITEM_NUMBER.findall(match[1]):
            for letter in re.findall(r"[a-z]{1,2}", letters) or [""]:
                name = f"{number}({letter})" if letter else number
                if name not in items:
                    items.append(name)
        return True
    if told and len(rest) < 30:
        if rest in _ORGANS or _ORGAN.fullmatch(rest):
            meta.setdefault("organ", rest)
        return True
    if rest in _ORGANS or (
        index < 14
        and len(rest) < 26
        and _ORGAN.fullmatch(rest)
        and rest[0] != "在"
        and "关于" not in rest
        and "报告" not in rest
    ):
        organ = meta.get("organ")
        if organ is None or (organ in ("大会", "经济及社会理事会") and index < 16):
            meta["parent_organ"] = organ
            meta["organ"] = rest
        return True
    if _ADOPTED.fullmatch(rest) and ("年" in rest or "届" in rest):
        return True
    if _BRACKET.fullmatch(rest) or _PLACE.fullmatch(rest) or _COVER.fullmatch(rest) or _SITTING.fullmatch(rest):
        return True
    if _MEETING_HELD.match(rest) and len(rest) < 70:
        return True
    return bool(re.fullmatch(rf"(?:\d{{1,2}}[{_HAN}\d]{{1,3}}月)+(?:\d{{4}})?", rest)) or rest in (
        "联合国",
        "GENERAL",
        "ENGLISH",
        "CHINESE",
        "议程",
        "议程项目",
        "临时议程",
    )


def _topics_and_titles(
    lines: list[Line], layout: Layout, kinds: list[str], front: Front, meta: dict[str, object]
) -> None:
    """Group the front lines that are no masthead, and name the groups."""
    sitting = _record_of(lines, kinds, front.end)
    if sitting is not None:
        kinds[sitting] = "title"
        for i in range(front.end):
            kinds[i] = kinds[i] or "masthead"
        return
    groups: list[tuple[int, int]] = []
    seen_agenda = -1
    for i in range(front.end):
        if kinds[i] == "masthead":
            if _AGENDA.match(lines[i].key):
                seen_agenda = i
            continue
        joined = groups and groups[-1][1] == i - 1 and not _parted(lines, layout, groups[-1][0], i)
        if joined:
            groups[-1] = (groups[-1][0], i)
        else:
            groups.append((i, i))
    names: dict[int, str] = {}
    for number, (first, last) in enumerate(groups):
        text = "".join(line.key for line in lines[first : last + 1])
        if _RESOLUTION_TITLE.match(text) or _NUMBERED_TITLE.fullmatch(text):
            names[number] = "title"
            for later in range(number + 1, len(groups)):
                names[later] = "subtitle"
            for earlier in range(number):
                names[earlier] = "topic" if groups[earlier][0] > seen_agenda >= 0 else "masthead"
            break
    else:
        _name_groups(lines, groups, names, seen_agenda)
    title_text = topic_text = None
    for number, (first, last) in enumerate(groups):
        kind = names.get(number, "masthead")
        text = "".join(line.key for line in lines[first : last + 1])
        if kind == "title" and title_text is None:
            title_text = text
            if match := _RESOLUTION_TITLE.match(text):
                front.title_head = match.end()
        elif kind == "topic":
            topic_text = (topic_text or "") + text
        for i in range(first, last + 1):
            kinds[i] = kind
    for first, last in groups:  # two groups of one kind beside each other stay two parts
        if first and kinds[first] == kinds[first - 1] and kinds[first] == "title":
            kinds[first] = "title+" if first == last else kinds[first]


def _record_of(lines: list[Line], kinds: list[str], end: int) -> int | None:
    """The line that names the sitting of which the document is the record: 第99次会议简要记录."""
    head = "".join(line.key for line in lines[:end])
    if not re.search(r"(?:简要|逐字)记录|/SR\.\d|(?:^|/)PV\.\d", head):
        return None
    return next((i for i in range(end) if kinds[i] == "masthead" and _NUMBERED_SITTING.match(lines[i].key)), None)


def _name_groups(lines: list[Line], groups: list[tuple[int, int]], names: dict[int, str], seen_agenda: int) -> None:
    """Which group is the title: the first that is no subtitle, no reporter's line and no agenda item's own title."""
    texts = [_TRAILING_NOTE.sub("", "".join(line.key for line in lines[a : b + 1])) for a, b in groups]
    free = [n for n, text in enumerate(texts) if not _REPORTER.match(text)]
    for n, text in enumerate(texts):
        if n not in free:
            names[n] = "masthead"
        elif _ITEM_TOPIC.match(text):
            names[n] = "topic"
        elif _SPONSORED.search(text):
            names[n] = "masthead"
    rest = [n for n in free if n not in names]
    titles = [n for n in rest if not _SUBTITLE.fullmatch(texts[n])]
    if not titles:
        if rest:
            names[rest[0]] = "title"
            for n in rest[1:]:
                names[n] = "subtitle"
        return
    after = [n for n in titles if groups[n][0] > seen_agenda >= 0]
    if len(after) > 1 or (after and len(titles) > len(after)):
        title = after[-1] if len(after) > 1 else after[0]
        for n in titles:
            if n < title:
                names[n] = "topic" if n in after else "masthead"
    else:
        title = titles[-1] if len(titles) > 1 and len(texts[titles[0]]) < 12 else titles[0]
        for n in titles:
            if n < title:
                names[n] = "masthead"
    names[title] = "title"
    for n in rest:
        names.setdefault(n, "subtitle" if n > title else "masthead")


def _parted(lines: list[Line], layout: Layout, first: int, i: int) -> bool:
    """Whether front line ``i`` begins a new group: its words say so, there is more space before it than within, or the
    line before had room for its first piece, be it by the page's width or by the longest line of the group."""
    line, before = lines[i], lines[i - 1]
    text = "".join(each.key for each in lines[first:i])
    key = _TRAILING_NOTE.sub("", line.key)
    if any(
        (
            _SUBTITLE.fullmatch(key),
            _RESOLUTION_TITLE.match(key),
            _NUMBERED_TITLE.fullmatch(key),
            _REPORTER.match(key),
            _ITEM_TOPIC.match(key),
            _SPONSORED.search(text),
            before.key[-1] == "*",
            _SUBTITLE.fullmatch(_TRAILING_NOTE.sub("", text)),
        )
    ):
        return True
    if (
        before.key[-1] in "、，,：:（(《“和与及的"
        or text.count("《") > text.count("》")
        or text.count("“") > text.count("”")
    ):
        return False
    if line.gap != before.gap and i - 1 > first:
        return line.gap > before.gap
    needed = first_width(line.raw)
    column = max(each.edge - each.indent for each in lines[first : i + 1])
    ended = before.edge - before.indent
    slack = layout.slack[i]
    if ended + needed + 8 <= column:  # a line of the group goes on where this one ended
        return True
    if slack is not None and slack < 6:
        return False
    if slack is not None and slack >= layout.width:  # the text is not wrapped
        return True
    if line.gap == 0:
        return ended * 2 < layout.width or (bool(_TITLE_END.search(text)) and abs(line.indent - before.indent) > 1)
    return i - 1 == first and not (slack is not None and slack < 10)
