"""Who stands in the subject of a sentence of speaking: a list such as ``西班牙（代表欧洲联盟）、波兰和阿根廷的代表``.

A subject is cut into groups at what says their role (的代表, 的观察员), a group into items at 、 and 和, where 和 parts
two names and stands in none. An item is then read: a state, a body, an office, a person with a title, an expert.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from undoc.extract.names import (
    Name,
    ends_like_body,
    ends_like_group,
    fold,
    is_collective,
    is_person,
    languages,
    name_at,
    name_of,
    office_role,
)  # fmt: skip
from undoc.lazy import lazy

# "的代表", "代表", "的观察员", "常驻代表": closes a group where the list goes on or ends; no 代表团, 特别代表.
_MARKER = lazy(
    r"(?<!特别)(?<!个人)(?<!高级)(?<!派)(?:的?(?P<permanent>常驻(?:联合国)?(?:日内瓦办事处|维也纳办事处)?)?)的?"
    r"(?P<role>代表|观察员)(?=[、，,和及以与暨（(]|$)"
)
_BRACKETS = lazy(r"[（(《“〔\[【]|[）)》”〕\]】]")
_SEPARATOR = lazy(r"[（(《“〔\[【]|[）)》”〕\]】]|、|，|,|；|以及|和|及(?!其)|与|暨")
_OPENING = "（(《“〔[【"
_BRACKET = lazy(r"[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
_BEHALF = lazy(r"(?:也|还|并|同时|并且)*(?:代表|以)(.+?)(?:的?名义)?(?:发言)?$")
_LANGUAGE = lazy(r"以([^（）()，；]{1,10}?[语文])发言")
# "挪威以个人身份任职的一名专家", "以个人身份发言的一名观察员": someone of a state who does not speak for it.
_EXPERT = lazy(r"(?P<personal>以个人身份[^、，]{0,10}?的?)?(?P<of>的)?(?:一[名位]|两[名位]|[\d]+[名位])?(?P<who>专家)$")
# "瑞士、乌克兰等国的": what closes a list and is no part of its last name.
_AND_SO_ON = lazy(r"(?:等(?:国家?|组织|机构|[一二三四五六七八九十\d]+国)?)?的?$")
_QUANTITY = lazy(r"(?:有|另有|还有)?(?:[一二两三四五六七八九十几数多]+|\d+)(?:[名位个]|些)|第三方")
# Words that stand in no body's name: what begins so is a piece of a sentence.
_NO_NAME = lazy(
    r"^[的地得及和与或并在由从向对以为被使让所]|继续|邀请|包括|数量|让它们|他们|我们|来自|以及|已经|应当|可以"
)
# What a subject may begin with and is no part of it: "随后", "在讨论期间", "委员会听取了", "应主席邀请".
_LEAD = lazy(
    r"(?:(?:随后|然后|接着|此外|另外|最后|首先|会上|会后|期间|会议期间|其间|之后|同日|当天|其中|下午|上午|为此|因此|但|而|并|"
    r"以及|还有|例如|同样|同时|据报|据此|因而|不过|然而|于是|至于|关于这一点)[，,]?)+"
)
_HEARD = lazy(r"听取了?|邀请了?|请(?=[^求])|感谢|欢迎(?!组织)")
_PLACE = lazy(
    r"(?:在|于)[^，。；：]{1,50}?(?:会议上|会上|期间|讨论中|发言中|开幕式上|闭幕式上|之后|之前|时|后)(?=[^，、的])"
)
_FOLLOWING = lazy(r"(?:下列|以下|如下)(?:[国各会缔观非政].{0,16}|.{0,8})?$")


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """One who spoke, as the list names them; ``start:end`` is the name in the text."""

    start: int
    end: int
    name: str
    kind: str
    role: str | None
    state: str | None = None
    iso3: str | None = None
    language: str | None = None
    on_behalf_of: str | None = None
    capacity: str | None = None
    affiliation: str | None = None
    listed: bool = True  # in the tables, or a person or office by its form; not by its ending alone


def read_subject(text: str, start: int, end: int, *, bare: bool, role: str | None = None) -> list[Item]:
    """All who stand in the subject ``text[start:end]``, in order.

    bare: whether a known name with no 的代表 after it counts too. role: of all in the list, where words before it say
    so (下列国家的代表：…).
    """
    start = skip_lead(text, start, end)
    items: list[Item] = []
    position = start
    for match in _at_depth_0(_MARKER, text, start, end):
        marked = "observer" if match["role"] == "观察员" else "representative"
        if match["permanent"]:
            marked = "permanent_" + marked
        if match.start() > position:
            items += _group(text, position, match.start(), marked, bare)
        position = match.end()
        bracket = _BRACKET.match(text, position, end)
        if bracket:  # "秘鲁的代表（代表安第斯共同体）": of the one before
            if items:
                _read_bracket(items[-1], bracket[1])
            position = bracket.end()
    rest = text[position:end]
    if rest.strip("、，,和及以与暨"):
        last = items[-1] if items and position < end and text[position] not in "、，,和及以与暨" else None
        if last is not None and is_person(rest):  # "美国代表史密斯先生": the person spoke, for the state
            items[-1] = Item(position, end, rest, "person", last.role, last.state, last.iso3)
            if last.kind not in ("state", "observer_state"):
                items[-1].affiliation = last.name
        else:
            items += _group(text, position, end, role, bare)
    return items


def skip_lead(text: str, start: int, end: int) -> int:
    """Where a subject begins after the words that lead to it."""
    for pattern in (_LEAD, _PLACE, _LEAD):
        match = pattern.match(text, start, end)
        if match and match.end() < end:
            start = match.end()
    heard: re.Match[str] | None = None
    for match in _HEARD.finditer(text, start, end):
        heard = match
    if heard is not None and heard.end() < end and heard.start() > start:
        start = heard.end()
    return start


def is_following(text: str) -> bool:
    """Whether a subject only points on: ``下列国家`` in ``下列国家的代表作了发言：``."""
    return _FOLLOWING.search(text) is not None


def read_label(text: str, start: int, end: int) -> Item | None:
    """The speaker of a turn's label, without its colon: ``罗塞利先生（乌拉圭）（以西班牙语发言）``."""
    items = list(_group(text, start, end, None, True))
    if items:
        return items[0]
    bracket = _BRACKET.search(text, start, end)
    stop = bracket.start() if bracket else end
    if stop <= start:
        return None
    item = Item(start, stop, text[start:stop], "person", None)
    for bracket in _BRACKET.finditer(text, stop, end):
        _read_bracket(item, bracket[1])
    return item


def _at_depth_0(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern that stand in no bracket or quotation."""
    depth, position = 0, start
    for match in pattern.finditer(text, start, end):
        for mark in _BRACKETS.finditer(text, position, match.start()):
            depth = depth + 1 if mark[0] in _OPENING else max(0, depth - 1)
        position = match.start()
        if depth == 0:
            yield match


def _group(text: str, start: int, end: int, role: str | None, bare: bool) -> Iterator[Item]:
    closing = _AND_SO_ON.search(text, start, end)
    if closing:
        end = closing.start()
    folded = fold(text[start:end])
    for first, last in _cut(folded):
        item = _read_item(text, folded, start, first, last, role, bare)
        if item is not None:
            yield item


def _cut(folded: str) -> Iterator[tuple[int, int]]:
    """The ranges of a list's items: ``A、B（代表C和D）和E`` → A, B（…）, E."""
    position, end = 0, len(folded)
    while position < end:
        known = name_at(folded, position)
        depth, stop = 0, end
        after = end
        begin = known[0] if known else position
        for match in _SEPARATOR.finditer(folded, begin):
            mark = match[0]
            if mark in _OPENING:
                depth += 1
            elif mark in "）)》”〕]】":
                depth = max(0, depth - 1)
            elif depth == 0 and (mark in "、，,；" or mark == "以及" or _parts(folded, position, match)):
                stop, after = match.start(), match.end()
                break
        if stop > position:
            yield position, stop
        position = max(after, position + 1)


def _parts(folded: str, start: int, conjunction: re.Match[str]) -> bool:
    """Whether 和 parts two names: one of them is known, or what stands before it is a whole name by its ending."""
    left = _BRACKET.sub("", folded[start : conjunction.start()])
    return (
        name_of(left) is not None
        or name_at(folded, conjunction.end()) is not None
        or ends_like_body(left)
        or office_role(left) is not None
        or is_person(left)
    )


def _read_item(text: str, folded: str, base: int, first: int, last: int, role: str | None, bare: bool) -> Item | None:
    """One item of a list, ``folded[first:last]`` that stands at ``base`` in the text; ``None`` where it is no one."""
    known = name_at(folded, first, last)
    bracket = _BRACKET.search(folded, known[0] if known else first, last)
    stop = bracket.start() if bracket else last
    words = folded[first:stop]
    if not words or is_collective(words) or _QUANTITY.match(words):
        return None
    item = _classify(words, known[1] if known and known[0] == stop else None, role)
    if item is None or (item.role is None and item.kind not in ("office", "person") and not bare):
        return None
    item.start += base + first
    item.end += base + first
    item.name = text[item.start : item.end]
    while bracket:
        _read_bracket(item, bracket[1])
        bracket = _BRACKET.search(folded, bracket.end(), last)
    return item


def _classify(words: str, known: Name | None, role: str | None) -> Item | None:
    """What an item's words are; offsets count in them."""
    if known is not None:
        kind = "office" if known.name == "秘书处" else known.kind
        kind = "organization" if kind == "organ" else kind
        found = "secretariat" if known.name == "秘书处" else role
        return Item(0, len(words), words, kind, found, known.state, known.iso3)
    expert = _EXPERT.search(words)
    if expert and expert.start() > 0 and (expert["personal"] or expert["of"]):
        whose = words[: expert.start()]
        item = _classify(whose, name_of(whose), "expert")
        if item is not None:
            item.role = "expert"
            item.capacity = "personal" if expert["personal"] else None
        return item
    if is_person(words):
        return _person(words, role)
    office = office_role(words)
    if office is not None:
        start = name_at(words, 0)
        state = start[1] if start and start[1].iso3 else None
        if words.endswith(("常驻代表", "常驻观察员")) and start:
            return Item(0, start[0], words[: start[0]], start[1].kind, office, start[1].state, start[1].iso3)
        return Item(
            0, len(words), words, "office", office, state.state if state else None, state.iso3 if state else None
        )
    if role is None or len(words) > 60 or len(words) < 2:
        return None
    start = name_at(words, 0)
    if start and re.match(r"常驻|驻|政府|代表团", words[start[0] :]):  # "中国常驻联合国", "德国政府"
        return Item(0, start[0], words[: start[0]], start[1].kind, role, start[1].state, start[1].iso3)
    if _NO_NAME.search(words):
        return None
    kind = "group" if ends_like_group(words) else "organization"
    return Item(0, len(words), words, kind, role, listed=False)


def _person(words: str, role: str | None) -> Item:
    """A person with a title, and the office or state before the name: ``副主席罗塞利先生``."""
    state: Name | None = None
    for at in range(len(words) - 3, 0, -1):
        before = words[:at]
        office = "representative" if before.endswith("代表") else office_role(before)
        named = None if office else name_of(before.removesuffix("的"))
        if (office or named) and is_person(words[at:]):
            begun = name_at(words, 0, at)
            state = begun[1] if begun and begun[1].iso3 else None
            item = Item(at, len(words), words[at:], "person", role or office or "representative")
            if state:
                item.state, item.iso3 = state.state, state.iso3
            elif named:
                item.affiliation = named.name
            return item
    return Item(0, len(words), words, "person", role)


def _read_bracket(item: Item, words: str) -> None:
    """Take what a bracket after a name says: a language, on whose behalf, a state, an office."""
    language = _LANGUAGE.search(words)
    if language:
        item.language = languages().get(language[1])
        return
    if words in ("续", "签名", "签字"):
        return
    behalf = _BEHALF.match(words)
    if behalf and behalf[1].endswith("身份"):
        item.capacity = "personal" if "个人" in behalf[1] else item.capacity
    elif behalf:
        item.on_behalf_of = item.on_behalf_of or behalf[1]
    else:
        name = name_of(words)
        if name is not None and name.iso3:
            item.state, item.iso3 = name.state, name.iso3
            item.role = item.role or "representative"
        else:
            item.affiliation = words
            item.role = item.role or (
                "secretariat" if words == "秘书处" else office_role(words) or ("representative" if name else None)
            )
