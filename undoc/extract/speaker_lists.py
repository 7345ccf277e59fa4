"""Who stands in the subject of a sentence of speaking: a list such as ``西班牙（代表欧洲联盟）、波兰和阿根廷的代表``.

A subject is cut into groups at what says their role (的代表, 的观察员), a group into items at 、 and 和, where 和 parts
two names and stands in none. An item is then read: a state, a body, an office, a person with a title, an expert.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from undoc.extract.names import (
    Name,
    ends_like_body,
    ends_like_group,
    fold,
    is_collective,
    is_person,
    languages,
    name_at,
    name_end,
    name_of,
    office_role,
    office_suffix,
)  # fmt: skip
from undoc.extract.speech import verb
from undoc.lazy import lazy

# 代表, 代表团, 观察员 or 的专家 closes a group where the list goes on or ends; not in 特别代表.
_ROLE = lazy(r"(?:代表团?|观察员|(?<=的)(?:专家|官员|部长|大使|学者|议员))(?=[、，,和及以与暨（(]|$)")
_ROLES = {"观察员": "observer", "专家": "expert", "官员": "official", "部长": "minister", "大使": "ambassador"}
_ROLES |= {"学者": "expert", "议员": "parliamentarian"}
_ONE_OF = lazy("(?:另外?|有)?一[名位]$")  # "秘书处一名代表"
_PERMANENT = lazy(r"常驻(?:联合国)?(?:日内瓦办事处|维也纳办事处)?$")
NO_ROLE = ("特别", "个人", "高级", "派")
_BRACKETS = lazy(r"[（(《“〔\[【]|[）)》”〕\]】]")
_SEPARATOR = lazy(r"[（(《“〔\[【]|[）)》”〕\]】]|、|，|,|；|以及|和(?!平(?!壤)|解|谐|睦)|及(?!其)|与|暨")
_OPENING, _CLOSING = "（(《“〔[【", "）)》”〕]】"
_PARTING = "、，,；和与暨"
_JOINT = lazy("(?:、|，|,|；|以及|和(?!平|解|谐)|及|与|暨)+")
_BRACKET = lazy(r"[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
_BEHALF = lazy(r"(?:也|还|并|同时|并且)*(?:代表(.+?)(?:的?名义)?|以(.+?)(?:的?名义|身份))(?:发言)?$")
# A bracket that says nothing of the speaker: "续", "以视频方式", "英文本由该代表团提供".
_REMARK = lazy("续|签[名字]|[以通过]{1,2}[^，]{0,8}(?:视频|方式|电话|远程|录像|录音|线上)|.*(?:文本|译文|口译|提供)")
_LANGUAGE = lazy(r"以([^（）()，；]{1,10}?[语文])发言")
# "挪威以个人身份任职的一名专家", "以个人身份发言的一名观察员": someone of a state who does not speak for it.
_EXPERT = lazy(r"(?P<personal>以个人身份[^、，]{0,10}?的?)?(?P<of>的)?(?:一[名位]|两[名位]|[\d]+[名位])?(?P<who>专家)$")
# "瑞士、乌克兰等国的": what closes a list and is no part of its last name.
_AND_SO_ON = lazy(r"等(?:国家?|组织|机构|[一二三四五六七八九十\d]+国)?的?$")
_QUANTITY = lazy(r"(?:有|另有|还有)?(?:[一二两三四五六七八九十几数多]+|\d+)(?:[名位个]|些)|第三方")
# Words that stand in no body's name: what begins so is a piece of a sentence.
_NO_NAME = lazy(
    r"^[的地得及和与或并在由从向对以为被使让所经应按据给跟]|继续|邀请|包括|数量|让它们|他们|我们|来自|以及|已经|应当|可以"
)
# "应主席邀请", "请高级专员", "向秘书长": they do not speak.
_ASKED = lazy("应(?![对急用])|请|经(?!济|社)|由|向|对(?!外)|给|据|按|让|使")
# What a subject may begin with and is no part of it: "随后", "在讨论期间", "委员会听取了", "应主席邀请".
_LEADING = (
    "随后 然后 接着 此外 另外 最后 首先 会上 会后 期间 会议期间 其间 之后 同日 当天 其中 下午 上午 为此 因此 但 而 并 以及 还有 例如 "
    "同样 同时 据报 据此 因而 不过 然而 于是 至于 关于这一点"
).split()
_WORDS = rf"(?:(?:{'|'.join(_LEADING)})[，,]?)*"
LEAD = lazy(
    rf"{_WORDS}(?:(?:在|于)[^，。；：]{{1,50}}?"
    rf"(?:会议上|会上|期间|讨论中|发言中|开幕式上|闭幕式上|之后|之前|时|后)(?=[^，、的]))?{_WORDS}"
)
LEAD_BEGINS = frozenset({"在", "于", *(word[0] for word in _LEADING)})
_HEARD = lazy(r"听取了?|邀请了?|请(?=[^求])|感谢|欢迎(?!组织)|(?<![理自缘事])由(?!于)")
# What stands in an office's name and in no person's.
_OF_BODY = lazy("[国会部署处局院司厅组团联第副前代常主总助执高]|秘书")
_FOLLOWING = lazy(r"(?:下列|以下|如下)(?:[国各会缔观非政].{0,16}|.{0,8})?的?(?:代表|观察员)?$")


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """One who spoke, as some words name them; the name is ``words[start:end]``. Never changed: items are shared."""

    start: int
    end: int
    kind: str
    role: str | None
    state: str | None = None
    iso3: str | None = None
    language: str | None = None
    on_behalf_of: str | None = None
    capacity: str | None = None
    affiliation: str | None = None
    listed: bool = True  # in the tables, or a person or office by its form; not by its ending alone


# An item, and where the words that name it begin.
Placed = tuple[int, Item]


@lru_cache(maxsize=4096)
def read_subject(subject: str, bare: bool, role: str | None) -> list[Placed]:
    """All who stand in a subject, in order.

    bare: whether a known name with no 的代表 after it counts too. role: of all in the list, where words before it say
    so (下列国家的代表：…).
    """
    text = fold(subject)
    end = len(text)
    position = skip_lead(text, 0, end)
    items: list[Placed] = []
    for head, stop, marked in _roles(text, position, end):
        if head > position:
            items += _group(text, position, head, marked, bare)
        position = stop
        bracket = _BRACKET.match(text, position, end)
        if bracket:  # "秘鲁的代表（代表安第斯共同体）": of the one before
            if items:
                items[-1] = items[-1][0], _read_brackets(items[-1][1], [bracket[1]])
            position = bracket.end()
    rest = text[position:end]
    if rest.strip(_PARTING):
        last = items[-1][1] if items and text[position] not in _PARTING else None
        if last is not None and is_person(rest):  # "美国代表史密斯先生": the person spoke, for the state
            body = None if last.kind in ("state", "observer_state") else text[items[-1][0] :][last.start : last.end]
            person = Item(0, len(rest), "person", last.role, last.state, last.iso3, affiliation=body)
            items[-1] = position, person
        else:
            items += _group(text, position, end, role, bare)
    return items


def skip_lead(text: str, start: int, end: int) -> int:
    """Where a subject begins after the words that lead to it."""
    lead = LEAD.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    if name_end(text, start, end) is None:  # "并答复了墨西哥和冰岛代表提出的问题"
        done = verb().match(text, start, end)
        start = done.end() + text.startswith("了", done.end()) if done and done.end() < end - 1 else start
    heard = [match.span() for match in _HEARD.finditer(text, start, end)]
    return heard[-1][1] if heard and start < heard[-1][0] and heard[-1][1] < end else start


def is_following(subject: str) -> bool:
    """Whether a subject only points on: ``下列国家的代表`` in ``下列国家的代表作了发言：``."""
    return _FOLLOWING.search(subject) is not None


def read_label(label: str) -> Placed | None:
    """The speaker of a turn's label, without its colon: ``罗塞利先生（乌拉圭）（以西班牙语发言）``."""
    text = fold(label)
    items = _group(text, 0, len(text), None, True)
    bracket = _BRACKET.search(text)
    stop = bracket.start() if bracket else len(text)
    if items:
        at, item = items[0]
        if item.kind == "office" and _is_named(text[:stop]):  # "莫罗总统（法国）"
            item = replace(item, kind="person")
        return at, item
    item = Item(0, stop, "person", None)
    return (0, _read_brackets(item, _brackets(text, stop))) if stop else None


def _is_named(words: str) -> bool:
    """Whether an office's words hold a person's name before it: ``莫罗总统``, but not ``第一副主席``."""
    name = words[: -len(office_suffix(words))]
    return 0 < len(name) <= 12 and not _OF_BODY.search(name) and name_of(name) is None


def _roles(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where what says a group's role begins (的常驻代表), where it ends, and the role."""
    for match in _at_depth_0(_ROLE, text, start, end):
        head = _without_of(text, match.start(), start)
        one = _ONE_OF.search(text, start, head) if text.endswith(("名", "位"), start, head) else None
        if one:
            head = _without_of(text, one.start(), start)
        permanent = _PERMANENT.search(text, start, head) if text.find("常驻", start, head) >= 0 else None
        if permanent:
            head = _without_of(text, permanent.start(), start)
        if not text.endswith(NO_ROLE, start, head):
            role = _ROLES.get(match[0], "representative")
            yield head, match.end(), f"permanent_{role}" if permanent else role


def _without_of(text: str, position: int, start: int) -> int:
    """A position, or the one of 的 before it."""
    return position - text.endswith("的", start, position)


def _at_depth_0(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern that stand in no bracket or quotation."""
    depth, position = 0, start
    for match in pattern.finditer(text, start, end):
        for mark in _BRACKETS.finditer(text, position, match.start()):
            depth = depth + 1 if mark[0] in _OPENING else max(0, depth - 1)
        position = match.start()
        if depth == 0:
            yield match


def _group(text: str, start: int, end: int, role: str | None, bare: bool) -> list[Placed]:
    """The items of one group of a folded text."""
    closing = _AND_SO_ON.search(text, start, end) if text.find("等", start, end) >= 0 else None
    if closing:
        end = closing.start()
    elif text.endswith("的", start, end):
        end -= 1
    joint = _JOINT.match(text, start, end)  # from the group before
    items = []
    ranges = list(_cut(text, joint.end() if joint else start, end))
    if role and len(ranges) > 1:
        ranges[-1:] = _last_two(text, *ranges[-1])
    for first, last in ranges:
        item = _read_item(text[first:last], role, bare)
        if item is not None:
            items.append((first, item))
    return items


def _cut(text: str, position: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of a list's items: ``A、B（代表C和D）和E`` → A, B（…）, E."""
    while position < end:
        begin = name_end(text, position, end) or position
        depth, stop, after = 0, end, end
        if begin == end:
            pass
        elif begin > position and text[begin] in _PARTING:  # most are known, with nothing after them
            stop, after = begin, begin + 1
        else:
            for match in _SEPARATOR.finditer(text, begin, end):
                mark = match[0]
                if mark in _OPENING:
                    depth += 1
                elif mark in _CLOSING:
                    depth = max(0, depth - 1)
                elif depth == 0 and (mark in "、，,；" or mark == "以及" or _parts(text, position, match, end)):
                    stop, after = match.start(), match.end()
                    break
        if stop > position:
            yield position, stop
        position = max(after, position + 1)


def _last_two(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The last item of a list, or the two that it is: before the last name stands 和, whoever these two may be.

    ``国际明爱、大同国际和绿色星球``: no table knows them. Then jieba tells whether 和 is a word of its own (和平 is none).
    """
    one = [(first, last)]
    if text[first - 1] != "、" or "和" not in text[first + 2 : last - 2] or "(" in text[first:last]:
        return one
    words = text[first:last]
    if name_of(words) is not None or is_person(words) or office_role(words):
        return one
    from undoc.extract.words import stands_alone  # and with it jieba, which takes a second to load

    joints = [at for at in range(2, len(words) - 2) if words[at] == "和" and stands_alone(words, at)]
    return [(first, first + joints[-1]), (first + joints[-1] + 1, last)] if joints else one


def _parts(text: str, start: int, conjunction: re.Match[str], end: int) -> bool:
    """Whether 和 parts two names: one of them is known, or what stands before it is a whole name by its ending."""
    left = _BRACKET.sub("", text[start : conjunction.start()])
    return (
        name_of(left) is not None
        or name_end(text, conjunction.end(), end) is not None
        or (len(left) > 2 and ends_like_body(left))
        or office_role(left) is not None
        or is_person(left)
    )


@lru_cache(maxsize=4096)
def _read_item(words: str, role: str | None, bare: bool) -> Item | None:
    """One item of a list by its words, brackets and all; ``None`` where they name no one."""
    known = name_at(words, 0)
    bracket = _BRACKET.search(words, known[0] if known else 0)
    name = words[: bracket.start()] if bracket else words
    if not name or is_collective(name) or _QUANTITY.match(name):
        return None
    item = _classify(name, known[1] if known and known[0] == len(name) else None, role)
    if item is None or (item.role is None and item.kind not in ("office", "person") and not bare):
        return None
    return _read_brackets(item, _brackets(words, bracket.start())) if bracket else item


def _brackets(text: str, position: int) -> list[str]:
    return [bracket[1] for bracket in _BRACKET.finditer(text, position)]


def _classify(words: str, known: Name | None, role: str | None) -> Item | None:
    """What an item's words are; offsets count in them."""
    if known is not None:
        kind = "office" if known.name == "秘书处" else known.kind
        kind = "organization" if kind == "organ" else kind
        found = "secretariat" if known.name == "秘书处" else role
        return Item(0, len(words), kind, found, known.state, known.iso3)
    expert = _EXPERT.search(words)
    if expert and expert.start() > 0 and (expert["personal"] or expert["of"]):
        whose = words[: expert.start()]
        item = _classify(whose, name_of(whose), "expert")
        return replace(item, role="expert", capacity="personal" if expert["personal"] else None) if item else None
    if _ASKED.match(words):
        return None
    if is_person(words):
        return _person(words, role)
    office = office_role(words)
    if office is not None:
        start = name_at(words, 0)
        state = start[1] if start and start[1].iso3 else None
        if words.endswith(("常驻代表", "常驻观察员")) and start:
            return Item(0, start[0], start[1].kind, office, start[1].state, start[1].iso3)
        return Item(0, len(words), "office", office, state.state if state else None, state.iso3 if state else None)
    if role is None or len(words) > 60 or len(words) < 2:
        return None
    start = name_at(words, 0)
    if start and re.match(r"常驻|驻|政府|代表团", words[start[0] :]):  # "中国常驻联合国", "德国政府"
        return Item(0, start[0], start[1].kind, role, start[1].state, start[1].iso3)
    if _NO_NAME.search(words):
        return None
    kind = "group" if ends_like_group(words) else "organization"
    return Item(0, len(words), kind, role, listed=False)


def _person(words: str, role: str | None) -> Item:
    """A person with a title, and the office or state before the name: ``副主席罗塞利先生``."""
    state: Name | None = None
    for at in range(len(words) - 3, 0, -1):
        before = words[:at]
        spoke_for = _ROLES.get(before[-3:]) or ("representative" if before.endswith("代表") else None)
        office = spoke_for or office_role(before)
        named = None if office else name_of(before.removesuffix("的"))
        if (office or named) and is_person(words[at:]):
            begun = name_at(words, 0, at)
            state = begun[1] if begun and begun[1].iso3 else None
            item = Item(at, len(words), "person", role or office or "representative")
            if state:
                item.state, item.iso3 = state.state, state.iso3
            elif named or (spoke_for and begun):
                item.affiliation = named.name if named else words[: begun[0]] if begun else None
            return item
    whose = words.rfind("的", 0, len(words) - 3) + 1
    if whose > 1 and not words[whose:].startswith(("·", "•")):  # "日内瓦大学的韦伯先生"
        body = name_of(words[: whose - 1])
        if body is not None and body.iso3:
            return Item(whose, len(words), "person", role, body.state, body.iso3)
        return Item(whose, len(words), "person", role, affiliation=words[: whose - 1])
    return Item(0, len(words), "person", role)


def _read_brackets(item: Item, brackets: list[str]) -> Item:
    """An item with what the brackets after its name say: a language, on whose behalf, a state, an office."""
    item = replace(item)
    for words in brackets:
        _read_bracket(item, words)
    return item


def _read_bracket(item: Item, words: str) -> None:
    """Take what a bracket after a name says: a language, on whose behalf, a state, an office."""
    language = _LANGUAGE.search(words)
    if language:
        item.language = languages().get(language[1])
        return
    behalf = _BEHALF.match(words)
    if behalf and words.endswith(("身份", "身份发言")):
        item.capacity = "personal" if "个人" in words else item.capacity
    elif behalf:
        item.on_behalf_of = item.on_behalf_of or behalf[1] or behalf[2]
    elif _REMARK.match(words):
        return
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
