"""Who spoke: each one who is said to have made a statement, introduced, replied, observed, reported.

A sentence of speaking has a subject that ends in what a speaker's name ends in (的代表, 观察员, an office, a title) and,
right after it, a verb of speaking. Both are looked for; the subject is read by ``speaker_lists``. A turn's label in a
verbatim record names its speaker by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from undoc.data import read_data
from undoc.extract.dates import FoundDate
from undoc.extract.flow import Flow, Unit
from undoc.extract.meetings import FoundMeeting
from undoc.extract.names import fold, name_at, office_before
from undoc.extract.speaker_lists import Item, is_following, read_label, read_subject, skip_lead
from undoc.lazy import lazy


@dataclass(slots=True, eq=False, repr=False)
class FoundSpeaker:
    """``Flow.text[start:end]`` is the name; the other fields are those of ``undoc.model.Speaker``."""

    start: int
    end: int
    name: str
    kind: str
    state: str | None
    iso3: str | None
    role: str | None
    language: str | None
    on_behalf_of: str | None
    capacity: str | None
    affiliation: str | None
    meeting: int | None
    date: str | None


# Documents in which a bare name before a verb is one who spoke ("加拿大说"), and an office too.
_ORAL = frozenset(("report", "summary_record", "verbatim_record", "note", "other", "agenda", "draft"))
_WRITTEN = frozenset(("resolution", "decision", "presidential_statement"))

_SENTENCE = lazy(r"[^。；！？\n]+[。；！？]?")
_CLAUSE = lazy(r"[（(《“〔\[【]|[）)》”〕\]】]|[，,：:]")
# The last characters of subjects: 代表 观察员 先生 女士 夫人 … 主席 秘书长 主任 大使 专家 秘书处 干事 部长 总理; then a verb,
# an adverb, a bracket or a preposition must come.
_ANCHOR_END = "表员生士人姐使下军授席长任家处书理官问统相事爵"
_ADVERBS = (
    "也 还 又 都 均 亦 则 随后 然后 接着 先后 继续 并 同时 进一步 再次 分别 首先 最后 特别 一致 口头 当场 因此 此外 后来 曾 即席 "
    "共同 联合 简要 简短 详细 正式 公开 已 就此 应邀 通过视频 通过视频连接 亲自 随即 在发言中 一并 充分 强烈 热烈 坚决 另外 主要 "
    "起立 要求 所 第一个 着重 提前 深切 衷心 诚挚 高度 尤其 仍 仍然 只 重点 逐一 依次 反复 明确 郑重 当即 遂 先 再 主动 另 "
    "在答复时 在结束时 在回答时 应要求 都曾"
).split()
_PREPOSITIONS = "代表 以 就 在 对 向 针对 关于 为 根据 按照 通过 作为 应 经 当 从 由于 鉴于 于 代 以及代表 并代表 将 把 行使 提及 用 围绕".split()
# "委员会听取了秘书处代表的介绍", "埃及代表所作的发言", "巴西代表提出的问题"
_NOMINAL = lazy(
    r"(?:所?(?:作|做|发表|提出|提)(?:出|过|了)?)?的[^，。；：]{0,12}?(?:发言|介绍|通报|陈述|讲话|致辞|情况介绍|说明|报告|问题|演讲)"
)
_BEHALF_VERB = lazy(
    r"(?:还|也|并)?代表(?!在|就|以|行使|对|向|针对|关于|为|根据|也|还|又|随后|随即|首先|最后|先后|发言|作|说)(?P<whom>[^，。；：]{2,80}?)(?=[，,]?(?:发言|发了言|作|讲话|介绍|提出|提交|说|表示|指出|致|宣布|行使|就|在|对|强调|重申|欢迎|解释|回顾|感谢))"
)
_BEHALF_NAME = lazy(r"以(?P<whom>[^，。；：]{2,80}?)(?:的?名义)")
_CAPACITY = lazy(r"以(?P<as>个人|本国|本国代表|国家|专家|私人)(?:的)?(?:代表)?(?:身份|资格)")
_DESCRIBES = lazy(r"(?:将|把)[^。；]{1,60}?(?:称|描述|列为|说成|视为|比作|形容|归)")
_PERFORMED = (
    r"作(?:了|出了?|过)?[^，。；：\n]{0,24}?(?:发言|讲话|介绍|陈述|说明|报告|答复|回答|通报|致辞|致词|评论|总结|澄清|解释|演讲|演示|"
    r"开场白|回应|表态|订正|补充|概述|结论|声明)|进行(?:了)?(?:专题介绍|情况通报|情况介绍|通报|介绍|陈述|演示)|讲了话|致[^，。；：\n]{0,8}?[辞词]"
)
# "挪威以个人身份任职的一名专家也作了发言": not the state is the subject.
_SOMEONE_ELSE = lazy(r"专家|观察员|的一[名位]|的代表")
_SAME = lazy(r"同[一]?次(?:全体)?会议|该次会议|这次会议")
_SPOKE = lazy(r"发言|讲话|发了言|致[辞词]|陈述|介绍|通报|解释投票|评论")
_LIST_AFTER = lazy(r"(?:发言的|发言者)(?:还|也)?(?:有|包括|为)[：:]?")


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns from ``speech_verbs.txt``: any verb right here; a verb clear enough for a bare name; an anchor."""
    clear: list[str] = []
    every: list[str] = []
    nouns: list[str] = []
    for line in read_data("speech_verbs.txt").split("\n"):
        if not line or line.startswith("#"):
            continue
        word = line.rstrip("!~")
        (nouns if line.endswith("~") else every).append(word)
        if line.endswith("!"):
            clear.append(word)
    nouns_only = rf"(?:{_any(nouns)})(?=了|说|称|，|,|道|过|本国|指出|：)"
    guard = r"(?!题|卷|责|证|词|不得|制|书|性|者|之为|号|的|额)"
    verb = rf"(?:(?:{_PERFORMED})|(?:{_any(every)}){guard}|{nouns_only})"
    clear_verb = rf"(?:(?:{_PERFORMED})|(?:{_any(clear)}){guard}|{nouns_only})"
    adverbs = rf"(?:{_any(_ADVERBS)}){{0,4}}+"
    starts = {word[0] for word in [*every, *nouns, *_ADVERBS, *_PREPOSITIONS]} | set("作进致讲的（(，,所")
    anchor = rf"[{_ANCHOR_END}](?=[{''.join(sorted(starts))}])"
    return lazy(adverbs + verb), lazy(adverbs + clear_verb), lazy(anchor)


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def find_speakers(flow: Flow, meetings: list[FoundMeeting], dates: list[FoundDate]) -> list[FoundSpeaker]:
    """Every speaker in the flow, in order, with the sitting and day that the sentence or one before it names.

    meetings, dates: what was found in the same flow, in order.
    """
    return _Finder(flow, meetings, dates).find()


class _Finder:
    def __init__(self, flow: Flow, meetings: list[FoundMeeting], dates: list[FoundDate]) -> None:
        self.flow, self.text = flow, flow.text
        self.meetings, self.meeting_starts = meetings, [meeting.start for meeting in meetings]
        self.dates, self.date_starts = dates, [date.start for date in dates]
        kind = flow.meta.get("kind")
        self.kind = str(kind) if kind else "other"
        self.bare = self.kind in _ORAL
        self.verb, self.clear_verb, self.anchor = _verbs()
        self.sitting: tuple[int | None, str | None] = (None, None)
        self.own_sitting = self._own_sitting()

    def find(self) -> list[FoundSpeaker]:
        found: list[FoundSpeaker] = []
        for unit, start in zip(self.flow.units, self.flow.starts, strict=True):
            if unit.part == "cell" or unit.region == "preface":
                continue
            if unit.node is not None and unit.node.type == "speech" and unit.part == "heading":
                item = read_label(self.text, start, start + len(unit.text.rstrip("：: ")))
                if item is not None:
                    found.append(self._found(item, start))
            elif unit.part == "text" and unit.region != "footnote":
                found += self._in_unit(unit, start)
        return found

    def _in_unit(self, unit: Unit, start: int) -> Iterator[FoundSpeaker]:
        text, end = self.text, start + len(unit.text)
        if self.kind in _WRITTEN and "代表" not in unit.text and "发言" not in unit.text:
            return
        for sentence in _SENTENCE.finditer(text, start, end):
            stop = sentence.end()
            if not self.verb.search(text, sentence.start(), stop) and not _SPOKE.search(text, sentence.start(), stop):
                continue
            taken = sentence.start()
            for item in self._in_sentence(sentence.start(), stop):
                if item.start >= taken:
                    taken = item.end
                    yield self._found(item, start)

    def _in_sentence(self, start: int, end: int) -> Iterator[Item]:
        """Who spoke by one sentence: at each place where a subject may end, it is read back to its clause's start."""
        text = self.text
        begins = self._clauses(start, end)
        listed = _LIST_AFTER.search(text, start, end)
        if listed:  # "在会上发言的有中国、巴西和南非的代表"
            yield from read_subject(text, listed.end(), self._trim(end), bare=True)
            return
        done = start
        if self.bare:
            for item, after in self._bare_subject(begins, end):
                done = max(done, after)
                yield item
        for anchor in self.anchor.finditer(text, done, end):
            stop = anchor.end()
            begin = begins[bisect_left(begins, stop) - 1]
            if stop <= done or begin is None:
                continue
            is_marker = text.endswith(("代表", "观察员"), begin, stop)
            if not is_marker and not self._ends_office_or_person(begin, stop):
                continue
            closed = self._after_brackets(stop, end)
            if not self._inside(begin, stop):
                continue
            tail = self._speaks(closed, end, is_marker)
            if tail is None:
                continue
            behalf, capacity, after = tail
            begin = self._wider(begins, begin, max(done, start))
            begin = max(begin, done)
            if is_following(text[begin:stop].removesuffix("代表").removesuffix("观察员").removesuffix("的")):
                colon = self._colon(after, end)
                if colon is not None:
                    role = "observer" if text.endswith("观察员", begin, stop) else "representative"
                    yield from read_subject(text, colon, self._trim(end), bare=True, role=role)
                    return
                continue
            items = read_subject(text, begin, closed, bare=False)
            if self.kind in _WRITTEN:  # a written document quotes hardly anyone: only those whom the tables know
                items = [item for item in items if item.listed]
            for item in items:
                if item is items[-1]:
                    item.on_behalf_of = item.on_behalf_of or behalf
                    item.capacity = item.capacity or capacity
                yield item
            if items:
                done = after

    def _bare_subject(self, begins: list[int], end: int) -> Iterator[tuple[Item, int]]:
        """A state or body named without 的代表 at a clause's head, and a verb that can only be of speaking."""
        text = self.text
        for begin in begins:
            start = skip_lead(text, begin, end)
            folded = fold(text[start : min(end, start + 40)])
            known = name_at(folded, 0)
            if known is None or known[1].kind == "organ":
                continue
            stop = start + known[0]
            if self.kind not in ("summary_record", "verbatim_record") and known[1].kind not in (
                "state",
                "observer_state",
                "group",
            ):
                continue
            names_end = self._names_end(start, stop, end)
            behalf, capacity, after = None, None, names_end
            match = self.clear_verb.match(text, self._after_brackets(names_end, end), end)
            if match is None:
                tail = self._on_behalf(self._after_brackets(names_end, end), end)
                if tail is None:
                    continue
                behalf, capacity, after = tail
                if _SOMEONE_ELSE.search(text, names_end, after):
                    continue
            else:
                after = match.end()
            items = read_subject(text, start, self._after_brackets(names_end, end), bare=True)
            for item in items:
                item.role = item.role or "representative"
                if item is items[-1]:
                    item.on_behalf_of = item.on_behalf_of or behalf
                    item.capacity = item.capacity or capacity
                yield item, after

    def _names_end(self, start: int, stop: int, end: int) -> int:
        """The end of a run of known names: ``中国、巴西和南非``."""
        folded = fold(self.text[start:end])
        position = stop - start
        while True:
            position = self._after_brackets(start + position, end) - start
            joint = _JOINT.match(folded, position)
            more = name_at(folded, joint.end()) if joint else None
            if more is None:
                return start + position
            position = more[0]

    def _clauses(self, start: int, end: int) -> list[int]:
        """Where the clauses of a sentence begin; commas in brackets and quotations part none."""
        begins, depth = [start], 0
        for mark in _CLAUSE.finditer(self.text, start, end):
            if mark[0] in "（(《“〔[【":
                depth += 1
            elif mark[0] in "）)》”〕]】":
                depth = max(0, depth - 1)
            elif depth == 0:
                begins.append(mark.end())
        return begins

    def _wider(self, begins: list[int], begin: int, least: int) -> int:
        """A subject over two clauses, ``经社部主任，人权高专和世界银行的代表``: back over what ends in an office."""
        at = begins.index(begin)
        while at > 0 and begins[at - 1] >= least:
            stop = begins[at] - 1
            if self.text[stop] not in "，," or not office_before(self.text, stop, begins[at - 1]):
                break
            at -= 1
        return begins[at]

    def _inside(self, begin: int, stop: int) -> bool:
        """Whether the subject's end stands in no bracket or quotation of its clause."""
        return all(
            self.text.count(opening, begin, stop) == self.text.count(closing, begin, stop)
            for opening, closing in ("（）", "()", "“”", "《》")
        )

    def _ends_office_or_person(self, begin: int, stop: int) -> bool:
        text = self.text
        if text.endswith(_TITLES, begin, stop):
            return stop - begin > 2
        role = office_before(text, stop, begin)
        if role is None:
            return False
        # in a written document an office acts, it does not speak; a Secretary-General's "秘书长建议" is writing, too
        return self.kind not in _WRITTEN

    def _after_brackets(self, position: int, end: int) -> int:
        text = self.text
        while position < end and text[position] in "（(":
            depth = 0
            for mark in _ROUND_BRACKETS.finditer(text, position, end):
                depth += 1 if mark[0] in "（(" else -1
                if depth == 0:
                    position = mark.end()
                    break
            else:
                return position
        return position

    def _speaks(self, position: int, end: int, is_marker: bool) -> tuple[str | None, str | None, int] | None:
        """Whether what follows a subject says that it spoke: on whose behalf, in what capacity, and where that ends."""
        text = self.text
        match = self.verb.match(text, position, end)
        if match:
            return None, None, match.end()
        if is_marker:
            nominal = _NOMINAL.match(text, position, end)
            if nominal:
                return None, None, nominal.end()
        return self._on_behalf(position, end)

    def _on_behalf(self, position: int, end: int) -> tuple[str | None, str | None, int] | None:
        """A verb further on, after 代表…, 以…的名义, 就…, 在…中."""
        text = self.text
        if position < end and text[position] in "，,":
            position += 1
        match = _ADVERB_RUN.match(text, position, end)
        position = match.end() if match else position
        limit = min(end, position + 100)
        if _DESCRIBES.match(text, position, limit):
            return None, None, position
        if not _OPENER.match(text, position, limit):
            return None
        behalf = _BEHALF_VERB.match(text, position, limit) or _BEHALF_NAME.match(text, position, limit)
        if text.startswith("代表", position) and (behalf is None or behalf["whom"].endswith(_TITLES)):
            return None  # "美国代表琼斯先生", "墨西哥代表在表决前": 代表 is no verb here
        capacity = _CAPACITY.match(text, position, limit)
        verb = self.verb.search(text, behalf.end("whom") if behalf else position + 1, limit)
        if verb is None:
            return None
        whom = behalf["whom"] if behalf and not capacity else None
        if whom is not None and whom.endswith("身份"):
            whom = None
        return whom, "personal" if capacity and capacity["as"] in ("个人", "私人", "专家") else None, verb.end()

    def _colon(self, position: int, end: int) -> int | None:
        for at in range(position, min(end, position + 30)):
            if self.text[at] in "：:":
                return at + 1
        return None

    def _trim(self, end: int) -> int:
        while end and self.text[end - 1] in "。；！？ ":
            end -= 1
        return end

    def _found(self, item: Item, unit_start: int) -> FoundSpeaker:
        meeting, date = self._sitting_of(item.start, unit_start)
        return FoundSpeaker(
            item.start, item.end, item.name, item.kind, item.state, item.iso3, item.role, item.language,
            item.on_behalf_of, item.capacity, item.affiliation, meeting, date,
        )  # fmt: skip

    def _sitting_of(self, position: int, unit_start: int) -> tuple[int | None, str | None]:
        """The sitting named last before a place in its unit, and the day beside it."""
        at = bisect_left(self.meeting_starts, position) - 1
        if at >= 0 and self.meeting_starts[at] >= unit_start:
            meeting = self.meetings[at]
            date = self._day(max(unit_start, meeting.start - 40), meeting.end + 1)
            number = meeting.numbers[0] if len(meeting.numbers) == 1 else None
            self.sitting = (number, date if number is not None else None)
            return self.sitting
        if _SAME.search(self.text, unit_start, position):
            return self.sitting
        day = self._day(self.text.rfind("。", unit_start, position) + 1 or unit_start, position)
        if self.own_sitting != (None, None):
            return self.own_sitting
        return None, day

    def _day(self, start: int, end: int) -> str | None:
        """The last whole day that is written between two places; ``None`` where it is a range."""
        at = bisect_left(self.date_starts, end) - 1
        if at < 0 or self.date_starts[at] < start:
            return None
        date = self.dates[at]
        return date.first if date.first == date.last and len(date.first) == 10 else None

    def _own_sitting(self) -> tuple[int | None, str | None]:
        """The sitting that a record is of, from its masthead."""
        if self.kind not in ("summary_record", "verbatim_record"):
            return None, None
        first = next((meeting for meeting in self.meetings if len(meeting.numbers) == 1), None)
        if first is None or self.flow.units[self.flow.at(first.start)].region != "preface":
            return None, None
        date = next((d for d in self.dates if len(d.first) == 10 and d.first == d.last), None)
        in_preface = date is not None and self.flow.units[self.flow.at(date.start)].region == "preface"
        return first.numbers[0], date.first if date and in_preface else None


_TITLES = ("先生", "女士", "夫人", "小姐", "博士", "爵士", "大使", "阁下", "殿下", "将军", "教授")
_JOINT = lazy("、|和|及|以及|与")
_ROUND_BRACKETS = lazy("[（()）]")
# "以及" goes on with the list.
_OPENER = lazy(rf"(?!以及|和|及|与)(?:{_any(_PREPOSITIONS)})")
_ADVERB_RUN = lazy(rf"(?:{_any(_ADVERBS)}){{1,4}}")
