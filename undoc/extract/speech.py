"""Whether what follows a subject says that it spoke, on whose behalf, in what capacity.

``verb``, ``other_tail`` and ``distant_tail`` read what stands right behind a subject: a verb of ``data/speech_verbs.txt``
after adverbs; ``所作的发言``; ``代表…``, ``以…的名义``, ``就…`` and the like with such a verb further on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from undoc.data import read_data
from undoc.lazy import lazy

TITLES = (
    "先生",
    "女士",
    "夫人",
    "小姐",
    "博士",
    "爵士",
    "大使",
    "阁下",
    "殿下",
    "将军",
    "教授",
    "大主教",
    "蒙席",
    "神父",
)
ADVERBS = (
    "也 还 又 都 均 亦 则 随后 然后 接着 先后 继续 并 同时 进一步 再次 分别 首先 最后 特别 一致 口头 当场 因此 此外 后来 曾 即席 "
    "共同 联合 简要 简短 详细 正式 公开 已 就此 应邀 通过视频 通过视频连接 亲自 随即 在发言中 一并 充分 强烈 热烈 坚决 另外 主要 "
    "起立 所 第一个 着重 提前 深切 衷心 诚挚 高度 尤其 仍 仍然 只 重点 逐一 依次 反复 明确 郑重 当即 遂 先 再 主动 另 "
    "在答复时 在结束时 在回答时 应要求 都曾"
).split()
PREPOSITIONS = "代表 以 就 在 对 向 针对 关于 为 根据 按照 通过 作为 应 经 当 从 由于 鉴于 于 代 以及代表 并代表 将 把 行使 提及 用 围绕".split()
# "委员会听取了秘书处代表的介绍", "埃及代表所作的发言", "巴西代表提出的问题"; "代表的报告" may be a document.
_NOMINAL = lazy(
    r"(?:所?(?:作|做|发表|提出|提)(?:出|过|了)?的[^，。；：]{0,12}?(?:说明|报告|问题|评论|意见|提议|建议|发言|介绍|通报|陈述|讲话|致辞|演讲)"
    r"|的[^，。；：]{0,12}?(?:发言|介绍|通报|陈述|讲话|致辞|口头报告|演讲))"
)
_BEHALF_VERB = lazy(
    r"(?:还|也|并)?代表(?![、，和及（(]|在|就|以|行使|对|向|针对|关于|为|根据|也|还|又|随后|随即|首先|最后|先后|发言|作|说)(?P<whom>[^，。；：]{2,80}?)(?=[，,]?(?:发言|发了言|作|讲话|介绍|提出|提交|说|表示|指出|致|宣布|行使|就|在|对|强调|重申|欢迎|解释|回顾|感谢))"
)
_BEHALF_NAME = lazy(r"以(?P<whom>[^，。；：]{2,80}?)(?:的?名义)")
_CAPACITY = lazy(r"以(?P<as>个人|本国|本国代表|国家|专家|私人)(?:的)?(?:代表)?(?:身份|资格)")
_DESCRIBES = lazy(r"(?:将|把)[^。；]{1,60}?(?:称|描述|列为|说成|视为|比作|形容|归)")
_PERFORMED = (
    r"(?<![工合操制写著动运协])作(?:了|出了?|过)?[^，。；：\n]{0,24}?(?:发言|讲话|介绍|陈述|说明|报告|答复|回答|通报|致辞|致词|评论|总结|澄清|解释|演讲|演示|"
    r"开场白|回应|表态|订正|补充|概述|结论|声明)|进行(?:了)?(?:专题介绍|情况通报|情况介绍|通报|介绍|陈述|演示)|讲了话|致[^，。；：\n]{0,8}?[辞词]"
)
_GUARD = r"(?!(?<=说)[明法服]|(?<=称)[为号职作]|题|卷|责|证|词|不得|制|书|性|者|之为|号|的|额)"  # 问题, 说明书 … are no verbs
_AFTER_COMMA = 8  # how far behind its comma the verb of "在答复时，她说" may begin and end
# A tail in which another one than the subject speaks: "挪威以个人身份任职的一名专家也作了发言"
SOMEONE_ELSE = lazy(r"专家|观察员|的一[名位]|的代表")


@dataclass(slots=True, eq=False, repr=False)
class Tail:
    """What a subject's tail says, and where it ends: at the end of its verb."""

    end: int
    on_behalf_of: str | None = None
    capacity: str | None = None


def any_of(words: list[str] | tuple[str, ...]) -> str:
    """The alternatives of a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_ADVERB_RUN = lazy(rf"(?:{any_of(ADVERBS)}){{1,4}}")
# "以及" goes on with the list.
_OPENER = lazy(rf"(?!以及|和|及|与)(?:{any_of(PREPOSITIONS)})")


@cache
def _words() -> tuple[list[str], list[str], list[str]]:
    """Of ``speech_verbs.txt``: those clear enough for a bare name, those that are not, those that are nouns as well."""
    lines = [line for line in read_data("speech_verbs.txt").split("\n") if line and not line.startswith("#")]
    return (
        [line[:-1] for line in lines if line.endswith("!")],
        [line for line in lines if not line.endswith(("!", "~"))],
        [line[:-1] for line in lines if line.endswith("~")],
    )


@cache
def verb() -> re.Pattern[str]:
    """A verb of speaking with the adverbs before it; "unclear" holds one that is of speaking after 的代表 only.

    "noun" holds what may be a noun: see ``verb_end``.
    """
    clear, unclear, nouns = map(any_of, _words())
    first = "".join(sorted({word[0] for word in ADVERBS}))
    return lazy(
        rf"(?:(?=[{first}])(?:{any_of(ADVERBS)})){{0,4}}+"
        rf"(?:(?:{_PERFORMED})|(?:{clear}){_GUARD}|(?P<unclear>{unclear}){_GUARD}|(?P<noun>{nouns}))"
    )


# Words that end in what a verb begins with.
_NO_VERBS = frozenset("访问 顾问 疑问 慰问 学问 学说 小说 假说 传说 名称 职称 简称 对称 试问".split())
# What shows that a word that may be a noun is a verb (主席声明，…; 报告说), after 的代表 that it is none (代表报告的).
_VERBAL = lazy(r"了|说|称|，|,|道|过|本国|指出|：")
_NOMINAL_AFTER = lazy(r"[的是书稿中内上被经为以。、和及与；）)》”者]|草案|载|获|已|应|将|$", re.MULTILINE)


def verb_end(text: str, position: int, end: int, *, marked: bool) -> int | None:
    """Where a verb of speaking that stands at ``position`` ends. marked: 代表 or 观察员 stands before it."""
    match = verb().match(text, position, end)
    return match.end() if match and (match.lastgroup != "noun" or is_verb(text, match.end(), marked=marked)) else None


def is_verb(text: str, end: int, *, marked: bool) -> bool:
    """Whether what may be a noun and ends at ``end`` is a verb there: 报告说, and after 的代表 not 报告的."""
    return _VERBAL.match(text, end) is not None or (marked and _NOMINAL_AFTER.match(text, end) is None)


@cache
def _first_character() -> re.Pattern[str]:
    return lazy(f"[{''.join(sorted({word[0] for words in _words() for word in words} | set('作进讲致')))}]")


def _next_verb(text: str, position: int, end: int) -> int | None:
    """Where the next verb of speaking ends; many times faster than to search for the whole pattern."""
    for first in _first_character().finditer(text, position, end):
        found = verb_end(text, first.start(), end, marked=False)
        if found and text[first.start() - 1 : first.start() + 1] not in _NO_VERBS:
            return found
    return None


@cache
def first_characters() -> str:
    """What a tail may begin with, but for 的 of ``代表的发言``."""
    words = (word for words in (*_words(), ADVERBS, PREPOSITIONS) for word in words)
    return "".join(sorted({word[0] for word in words} | set("作进致讲（(，,所")))


def may_speak(text: str) -> bool:
    """Whether a text has any word that is clearly of speaking."""
    return any(word in text for word in _words()[0])


def says_list(text: str, position: int, end: int) -> bool:
    """Whether a text that points on to a list says that those in it spoke: ``在会上致辞``, ``作了发言``."""
    return any(
        match and not match["unclear"] and not match["noun"]
        for match in (
            verb().match(text, first.start(), end) for first in _first_character().finditer(text, position, end)
        )
    )


def other_tail(text: str, position: int, end: int, *, marked: bool) -> Tail | None:
    """Whether what stands at ``position`` and is no verb says that the subject before it spoke; no further than ``end``.

    marked: the subject ends in 代表 or 观察员, so that 的发言 may follow, and 关于 (秘书长关于…的报告 is a document).
    """
    nominal = _NOMINAL.match(text, position, end) if marked else None
    if nominal:
        return Tail(nominal.end())
    return None if not marked and text.startswith("关于", position) else distant_tail(text, position, end)


def distant_tail(text: str, position: int, end: int) -> Tail | None:
    """A verb further on, after 代表…, 以…的名义, 就…, 在…中."""
    if position < end and text[position] in "，,":
        position += 1
    match = _ADVERB_RUN.match(text, position, end)
    position = match.end() if match else position
    limit = min(end, position + 100)
    if not _OPENER.match(text, position, limit):
        return None
    if _DESCRIBES.match(text, position, limit):
        return Tail(position)
    behalf = _BEHALF_VERB.match(text, position, limit) or _BEHALF_NAME.match(text, position, limit)
    if text.startswith("代表", position) and (behalf is None or behalf["whom"].endswith(TITLES)):
        return None  # "美国代表琼斯先生", "墨西哥代表在表决前": 代表 is no verb here
    capacity = _CAPACITY.match(text, position, limit)
    if behalf is None and capacity is None:  # "于4月12日访问了海港，并…": the verb belongs to another clause
        comma = text.find("，", position, limit)
        limit = min(limit, comma + _AFTER_COMMA) if comma >= 0 else limit
    found = _next_verb(text, behalf.end("whom") if behalf else position + 1, limit)
    if found is None:
        return None
    whom = behalf["whom"] if behalf and not capacity else None
    if whom is not None and whom.endswith("身份"):
        whom = None
    personal = capacity is not None and capacity["as"] in ("个人", "私人", "专家")
    return Tail(found, whom, "personal" if personal else None)
