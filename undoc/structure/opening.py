"""Where the text proper may begin: an enacting line, paragraph 1, a first section, a speech, a letter's first words, prose."""

from __future__ import annotations

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.structure.candidates import RECITAL_LINES
from undoc.structure.contents import CONTENTS_HEAD
from undoc.structure.labels import FIRST_LABEL, LABEL
from undoc.structure.layout import Layout
from undoc.structure.masthead import NUMBERED_TITLE
from undoc.structure.openers import OPENING, Opener, begins_recital, names_body, openers, speech_label

SURE = 5.0  # a line of this strength begins the text, whatever stands before it

_ABSTRACT = lazy(r"(?:内容)?摘要|概要|内容提要|提要|执行摘要|概述和摘要")
_BODY_HEADING = lazy(
    r"(?:导言|引言|前言|序言|背景|会议情况|概述|任务|导论|绪言|一般性意见|会议的组织|会议开幕|组织事项|总论|审议情况|审议经过|议程|简称|送文函|缩略语)(?:[(（]续[)）])?"
)
_REPORTER = lazy(r"(?:报告员|主席兼报告员|主席|副主席|嗣后|后来|成员|代理主席|临时主席)[：:]")
_HELD = lazy(r"\d{4}年\d{1,2}月\d{1,2}日星期.+(?:举行|开会)")
# 谨随函转递…; …常驻代表团向…致意; 奉我国政府指示
_LETTER = lazy(
    r"谨(?:代表|随|此|提及|以|就|通知|转递|附上|请|提请|向|依照|根据|按照|告知|奉)|.{2,30}(?:代表团|使团|大使馆|办事处)(?:谨)?向.{2,40}致意|奉(?:我国|本国).{0,6}政府(?:的)?指示"
)
_PART = lazy(
    r"第\d{1,4}(?:段|节|页|条|章)(?:[，,、和至及(（].{0,24})?|[一二三四五六七八九十]{1,3}[、.．].+"
)  # 第8段; 第21段，脚注9
# 大会在2036年12月7日第45次全体会议上，…; 在…第9361次会议上，安全理事会主席…
_AT_SITTING = lazy(r".{2,60}第\d{1,6}次(?:全体|正式)?会议上")
MOST_INDENT = 6  # columns that a paragraph's first line is set in by, at most

_TITLE_END = lazy(r"(?:报告|说明|意见|决议|决定|记录|议程|公约|的信|照会|声明|来文|增编|更正|草案)\**$")
_FIRST = frozenset(("一、", "A.", "I.", "章", "部分", "条", "节", "编", "(一)"))


def strength(lines: list[Line], layout: Layout, i: int) -> float:
    """How plainly the text proper begins with line ``i``: ``SURE`` and above where it cannot be otherwise, 0 for no sign."""
    line = lines[i]
    key = line.key
    if key == "说明" and lines[i + 1 : i + 2] and lines[i + 1].key.startswith("联合国文件"):
        return 9.0  # 联合国文件都用英文大写字母附加数字编号: after the cover of a printed report
    if CONTENTS_HEAD.fullmatch(key) or _ABSTRACT.fullmatch(key.rstrip("*")):
        return 9.0
    if FIRST_LABEL.match(key) or (LABEL.match(key) and any(LABEL.match(each.key) for each in lines[i + 1 : i + 5])):
        return 8.0
    if (
        OPENING.match(key)
        or _LETTER.match(key)
        or _AT_SITTING.match(key + "".join(each.key[:2] for each in lines[i + 1 : i + 2]))
    ):
        return 8.0
    if len(key) > 14 and speech_label(key) and not _REPORTER.match(key) and not _HELD.match(key):
        return 8.0
    if NUMBERED_TITLE.match(key):
        return 0.0
    if enacts(lines, i):
        return 9.0
    found = max((_of_opener(opener, key) for opener in openers(key, line.raw)), default=0.0)
    if found < SURE and _prose_begins(lines, layout, i):
        return SURE
    return found


def enacts(lines: list[Line], i: int) -> bool:
    """Whether line ``i`` is an enacting line without its comma, for all that a body's name alone is masthead elsewhere."""
    return names_body(lines[i].key) and begins_recital([line.key for line in lines[i + 1 : i + RECITAL_LINES]])


def heading_like(key: str) -> float:
    """How much a line before the first sure one reads like a heading of the text rather than a title."""
    if _BODY_HEADING.fullmatch(key):
        return 3.0
    return 2.0 if _PART.fullmatch(key) else 0.0


def _of_opener(opener: Opener, key: str) -> float:
    match opener.kind:
        case "formula" | "annex":
            return 9.0
        case "paragraph" if opener.series in ("1.", "2.1"):
            if not opener.alone:
                return 7.0
            return 6.0 if opener.value == 1 and key[-1] in ".．、" else 0.0
        case "section" if (opener.value == 1 or opener.series in ("条", "章")) and opener.series in _FIRST:
            return 7.0
    return 0.0


def _prose_begins(lines: list[Line], layout: Layout, i: int) -> bool:
    """Whether a sentence of running prose begins on a line: it ends in 。 before any line without a mark falls short."""
    key = lines[i].key
    if len(key) < 8 or key[0] in "[［*(（" or _TITLE_END.search(key):
        return False
    for j in range(i, min(i + 8, len(lines))):
        line = lines[j]
        if j > i and (
            (layout.slack[j] or 0) >= 8
            or line.gap > max(lines[i].gap, 1)
            or lines[i].indent - line.indent > MOST_INDENT
            or _LETTER.match(line.key)
            or NUMBERED_TITLE.match(line.key)
            or any(opener.kind in ("formula", "paragraph") for opener in openers(line.key, line.raw))
        ):
            return False
        if line.key[-1:] == "。" or line.key.endswith(("如下：", "如下:")):
            return j > i or len(line.key) > 12
        if (
            line.key[-1:] in "：:"
            and j + 1 < len(lines)
            and any(
                opener.kind == "item" and opener.value == 1 for opener in openers(lines[j + 1].key, lines[j + 1].raw)
            )
        ):
            return True
        if layout.width and line.edge < layout.width * 0.8 and not line.spaced:
            return False
        if not layout.width and len(line.key) < 60:
            return False
    return False
