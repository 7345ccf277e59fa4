"""The front matter: where it ends, which of its lines are masthead, topic, title and subtitle, and what they tell.

All front lines are decided together. They are cut into units and each unit is named; what speaks for a cut is the page
(room left, gaps, torn ends), what speaks for a name is how the unit reads and what stands before it. The best whole wins.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.structure.cells import cell_lines
from undoc.structure.layout import WIDEST, Layout, first_width
from undoc.structure.masthead import (
    NUMBERED_TITLE,
    SITTING,
    Field,
    agenda_items,
    fields,
    form_named,
    is_masthead,
    note,
    organ_like,
    read_line,
    standing_topic,
    unmarked,
)
from undoc.structure.opening import SURE, enacts, heading_like, strength
from undoc.structure.words import is_state

STARS = lazy(r"[*,， ]*\*$")  # marks of notes after a title: * **; *,**
REACH = 400  # a sure beginning of the text is looked for in so many lines
UNSURE = 40  # lines looked at where there is none
LONGEST = 170  # characters of the longest title
MOST_LINES = 9  # that it is wrapped to
SPONSOR_LINES = 24

# In what order units may come: a score for each step, ``NEVER`` for what does not happen. "text" is the text proper.
NEVER = -99.0
MASTHEAD, TOPIC, TITLE, SUBTITLE, TEXT = range(5)
NAMES = ("masthead", "topic", "title", "subtitle")
_STEPS = (
    # to masthead, topic, title, subtitle, text
    (0.0, 0.0, 0.0, -2.0, 0.0),  # from masthead
    (0.0, -1.0, 0.3, -3.0, 0.0),  # from topic
    (-0.5, NEVER, NEVER, 0.0, 0.0),  # from title
    (0.0, NEVER, -5.0, -0.3, 0.0),  # from subtitle
    (NEVER, NEVER, NEVER, NEVER, 0.0),  # from the text
)


class FrontWeights:
    """What speaks for the name of a unit. Log odds in spirit, set by measuring."""

    field: float = 3.0  # a line that is masthead fields and nothing else
    organ: float = 2.0  # a unit that reads like a body's or a treaty's name
    unexplained: float = -3.0  # a masthead unit that is no field
    sponsors: float = 5.0  # states that table a draft
    topic_after_item: float = 1.2  # straight after an agenda item; any other topic is unlikely
    topic_elsewhere: float = -2.5
    topic_again: float = 3.2  # after another, where more items are named than topics stand before it
    item_topic: float = 5.0  # "议程项目8：…"
    title: float = 3.0
    title_numbered: float = 6.0  # "75/96. 调查…"
    title_ending: float = 1.0  # 报告, 说明, 的信 …
    title_after_item: float = -1.2  # most agenda items have a topic
    title_like_subtitle: float = -1.5
    title_unheralded: float = -5.0  # neither a masthead nor a sure beginning of the text
    title_list: float = -4.0  # a list of five and more: states that table a draft
    title_treaty: float = 2.0  # the first line of all names a convention
    title_again: float = 2.0  # the same title printed twice
    untitled: float = -3.0
    subtitle: float = 2.5
    subtitle_long: float = 1.0  # "秘书长关于…的报告"
    subtitle_odd: float = -2.0
    text: float = -1.0  # the text begins with a line that shows no sign of it
    agenda: float = 5.0  # … but 议程, which else reads like a field
    text_line: float = -0.3  # for each line of the text before the first sure one
    torn: float = -4.0  # a unit that ends in 的, 、 or an open bracket
    unborn: float = -3.0  # a unit that begins with 的, 所设, a closing mark
    wrong_end: float = -3.0  # a title or topic that ends in 。，；：
    weak_field: float = -1.0  # a line within a unit that reads like a field
    field_first: float = -4.0  # … or a unit's first line
    subtitle_within: float = -4.0  # a title whose last lines are a subtitle's
    label_within: float = (
        -4.0
    )  # a unit that goes on with a label and what it says, or with a passage in square brackets
    twice: float = -8.0  # a title that is the same text twice
    within: float = -2.5  # a line of a unit that had room for the next one, by the unit's own width


WEIGHTS = FrontWeights()

# (2033年5月9日至13日); 增编; 秘书长的报告
_PLAIN = (
    r"[(（]\d{4}年[^()（）]{2,40}日(?:[,，][^()（）]{2,6}|[订签通][^()（）]{1,10})?[)）]|(?:增编|更正|修订|续编|补编|订正本?)(?:[一二三四五六七八九十\d]{1,2})?"
    r"|(?:秘书长|秘书处|主席|高级专员|执行主任|执行秘书|署长|总干事|行政首长协调理事会)的?(?:报告|说明|提案|工作文件|转递函)"
)
_PLAIN_SUBTITLE = lazy(_PLAIN)
_DAYS = lazy(r"[(（]\d{4}年[^()（）]{2,40}日[)）]")
_SUBTITLE = lazy(
    _PLAIN + r"|(?:审查|评估|评价|审计|年度|中期|初步|最后|综合|进展|进度|补充|专题|活动|工作|技术|特别)报告"
    r"|第[一二三四五六七八九十]{1,3}(?:部分|卷)(?:[：:].{2,60})?|第(?:[一二三四五六七八九十]{1,3}|\d{1,2}[A-Z]?)[编款].{2,40}"
    r"|委员会第[一二三四五六七八九十百〇零]{1,6}届会议(?:[(（][^()（）]*[)）])?通过的(?:意见|决定)"
    r"|(?!关于).{0,40}(?:特别报告员|独立专家|工作组|委员会|办事处|办公室|高级专员|执行主任|署长|检查组|审计委员会)(?!关于)[^关]{0,20}的(?:报告|说明|答复|意见|评论|来文)"
    r"|.{0,24}(?:编写|提交|提出|转递)(?:的(?:工作文件|说明|报告|背景文件|决议草案|文件|来文))?|说明"
)  # 秘书处编写的工作文件; 第三委员会的报告
_SUBTITLE_LONG = lazy(
    r"(?:秘书长|秘书处|主席|报告员|高级专员|执行主任|总干事|[^的》，。：]{2,20}委员会)(?:关于|就|按照|根据|转递).{2,80}(?:报告|说明|信)"
    r"|[^的》，]{2,16}对.{2,20}的(?:答复|评论|意见)"
)  # 秘书长关于…的报告; 北部群岛对问题清单的答复
_TITLE_END = lazy(
    r"(?:报告|说明|意见|决议|决定|记录|议程|公约|的信|同文信|照会|声明|来文|增编|更正|草案|清单|须知)\**$"
)
_ITEM_TOPIC = lazy(
    r"(?:议程)?项目\d+[^：:]{0,12}[：:].+|审议(?:各)?缔约国(?:根据|依照|按照).{2,80}(?:提交|提出)的(?:初次|定期|合并)*报告"
)  # 议程项目8：…; 审议缔约国根据《公约》第44条提交的报告
_SPONSORED = lazy(r"[：:](?:订正)?(?:决议|决定)(?:草案|修正案)\**$")  # 阿根廷、巴西和智利：决议草案
# 普遍定期审议工作组报告; 根据人权理事会第5/1号决议附件第15(a)段提交的国家报告
_COMPLETE = lazy(
    r"普遍定期审议工作组的?报告|.{0,60}根据人权理事会第.{3,60}(?:段|决议)(?:的规定)?(?:提交的国家报告|[编撰]写的.{0,16}(?:概述|汇编|材料))"
)
LONGEST_STATE = 26  # characters
_UNBORN = lazy(
    r"[的和与及或之、，。；：:！？”》）)\]］]|以及|所设|第[一二三四五六七八九十百\d]+(?:次|届)(?:会议|年会)(?:的)?报告|号决议"
)
_LABEL = lazy(
    r"[^：:\s]{2,14}[：:][ \u3000]{2,}\S|[\[［][^\]］]{4,}[\]］]$"
)  # 提交人：    D.K.; [收到日期：2034年3月11日]
_TREATY = lazy(r"《?[^，。：《》]{3,60}(?:公约|议定书|协定|协议|宣言|规约|章程|宪章|条约)》?\**")
_TORN_END = frozenset("、，,：:（(《“〈和与及的或第在对给其于")
_BRACKETS = (("《", "》"), ("“", "”"), ("（", "）"), ("(", ")"), ("〈", "〉"))
_WEAK = frozenset(("organ", "place", "adopted", "session", "sitting", "cover", "head", "chair", "form"))
_RECORD = lazy(r"(?:简要|逐字)记录|/SR\.\d|(?:^|/)PV\.\d")
_NUMBER = lazy(r"(\d{1,4}/\d{1,4}[A-Z]?)[.．]\s*(?=\S)")  # 75/96.


@dataclass(slots=True, eq=False, repr=False)
class Front:
    """end: index of the first line of the text proper. parts: runs of lines (first, last, kind). meta: what they tell."""

    end: int
    parts: list[tuple[int, int, str]] = field(default_factory=list)
    meta: dict[str, object] = field(default_factory=dict)
    title_head: int = 0  # characters of the title's key that are its number ("75/96.")


# The name of the last unit, whether there is a title, how many topics of agenda items were printed.
_State = tuple[int, bool, int]
_START: _State = (MASTHEAD, False, 0)
# Score, first line of the last unit, the state before it.
_Best = tuple[float, int, _State]


def read_front(lines: list[Line], layout: Layout, contents: int | None = None) -> Front:
    """The front matter of a document.

    lines: furniture and footnotes taken out; layout: of the same lines; contents: index of the line before which a
    contents page stood, if any: what follows it is front matter only where nothing before it can be the title.
    """
    found: list[list[Field]] = []
    sure = False
    tables = {first for first, _ in cell_lines(lines[:REACH])}
    for i in range(min(len(lines), REACH)):
        if i in tables:
            sure = True
            break
        if i == contents and not all(map(is_masthead, found)):
            sure = True
            break
        fields_here = read_line(lines[i])
        if enacts(lines, i) if is_masthead(fields_here) else strength(lines, layout, i) >= SURE:
            sure = True
            break
        found.append(fields_here)
    if not sure:
        del found[UNSURE:]
    front = _Front(lines, layout, found, sure=sure).read() if found else Front(0)
    front.meta = _meta(lines, found, front)
    return front


def _meta(lines: list[Line], found: list[list[Field]], front: Front) -> dict[str, object]:
    meta: dict[str, object] = {"agenda_items": [], "symbols": []}
    for first, last, kind in front.parts:
        text = "".join(unmarked(line.key) for line in lines[first : last + 1])
        if kind == "masthead":
            told = found[first] if first == last else fields(text)
            if len(told) == 1 and not told[0].name and organ_like(told[0].value):
                told = [Field("organ", told[0].value, 0, len(text))]
            note(meta, told)
        elif kind == "title" and not front.title_head and (match := _NUMBER.match(text)):
            front.title_head = match.end()
    own = meta.pop("cover", None)
    if own and "symbol" not in meta:
        meta["symbol"], meta["symbols"] = own, [own]
    held = meta.pop("held", None)
    if held:
        meta.setdefault("date", held)
    return meta


class _Front:
    """The search for the best cut of the front lines. found: the masthead fields of each line up to the sure text."""

    def __init__(self, lines: list[Line], layout: Layout, found: list[list[Field]], *, sure: bool) -> None:
        self.lines, self.layout, self.found, self.sure = lines, layout, found, sure
        self.count, self.w = len(found), WEIGHTS
        self.keys = [unmarked(line.key) for line in lines[: self.count]]
        self.pure = [is_masthead(each) for each in found]
        self.items = [any(each.name == "agenda" for each in fields_here) for fields_here in found]
        self.sessions = [any(each.name == "session" for each in fields_here) for fields_here in found]
        # How many agenda items are named: each may have its topic printed.
        self.topics = sum(len(agenda_items(each.value)) for line in found for each in line if each.name == "agenda")
        self.head = "".join(self.keys)
        self.record = _RECORD.search(self.head) is not None
        self.treaty = bool(self.keys) and _TREATY.fullmatch(self.keys[0]) is not None
        self.heralded = sure or self.treaty or any(self.pure)
        gaps = {line.gap for line in lines[1 : self.count] if not line.page_top}
        self.least_gap = min(gaps) if len(gaps) > 1 else None
        # Lines as long as paragraphs follow: the text is not wrapped.
        following = lines[self.count : self.count + 40]
        self.long_lines = not layout.width and any(line.place < 0 or line.edge > WIDEST for line in following)
        self.widest = max(line.edge - line.indent for line in lines[: self.count])
        self.trusted = self._margin_trusted()
        self.parted = [self._parted(i) for i in range(self.count)]

    def _margin_trusted(self) -> bool:
        """Whether enough lines end at the page's margin, and few beyond it."""
        width = self.layout.width
        edges = [line.edge for line in self.lines[:200]]
        near = sum(width - 3 <= edge <= width + 2 for edge in edges)
        return near > 4 and 3 * sum(edge > width + 4 for edge in edges) < near

    def read(self) -> Front:
        """The best whole."""
        w = self.w
        best: list[dict[_State, _Best]] = [{} for _ in range(self.count + 1)]
        best[0][_START] = (0.0, 0, _START)
        for first in range(self.count):
            if not best[first]:
                continue
            for last, scores in self._units(first):
                for before, (score, start, _) in best[first].items():
                    for name, worth in scores:
                        if name == before[0] == TEXT:
                            worth = w.text_line if self.sure else 0.0
                        self._reach(best, first, last, before, start, name, score + worth)
        ends = {
            state: entry[0] + (0.0 if state[1] or not any(self.pure) else self.w.untitled)
            for state, entry in best[self.count].items()
        }
        state = max(ends, key=ends.__getitem__)
        at, end = self.count, self.count
        parts: list[tuple[int, int, str]] = []
        while at:
            _, first, before = best[at][state]
            if state[0] == TEXT:
                end = first
            else:
                parts.append((first, at - 1, NAMES[state[0]]))
            at, state = first, before
        parts.reverse()
        for i in range(len(parts) - 1, 0, -1):
            if not any(self.keys[parts[i][0] : parts[i][1] + 1]):  # a note's mark on a line of its own
                parts[i - 1 : i + 1] = [(parts[i - 1][0], parts[i][1], parts[i - 1][2])]
        return Front(end, parts)

    def _reach(
        self, best: list[dict[_State, _Best]], first: int, last: int, before: _State, start: int, name: int, score: float
    ) -> None:  # fmt: skip
        """Note that lines first..last may be a unit of this name with this score. start: of the unit before."""
        above, titled, topics = before
        if above == TEXT and name != TEXT:
            return  # what the text proper holds is no front matter any more
        step = _STEPS[above][name] if first or name != SUBTITLE else -2.0
        if name == TITLE and titled:
            if above != TITLE or not self._repeats(first, last, start):
                return
            step = self.w.title_again
        elif name == TOPIC:
            if titled:
                if not _ITEM_TOPIC.match(self.keys[first]):
                    return
                step = 0.0
            elif above == TOPIC and topics < self.topics:
                step = self.w.topic_again  # each of several items has its own
            topics += 1
        if step == NEVER:
            return
        state = (name, titled or name == TITLE, topics)
        known = best[last + 1].get(state)
        if known is None or score + step > known[0]:
            best[last + 1][state] = (score + step, first, before)

    def _repeats(self, first: int, last: int, start: int) -> bool:
        """Whether a title of lines first..last is the one of the lines from ``start`` printed again."""
        again = "".join(self.keys[first : last + 1])
        return "".join(self.keys[start:first]).replace("*", "") == again.replace("*", "")

    def _units(self, first: int) -> list[tuple[int, list[tuple[int, float]]]]:
        """The units that may begin with a line: their last lines, and the names they may have with what each is worth."""
        w, keys = self.w, self.keys
        cut = self.parted[first] / 2
        begins = 0.0 if _UNBORN.match(keys[first]) is None else w.unborn
        like = heading_like(keys[first])
        if keys[first] == "议程":
            like = 0.0 if self.record else w.agenda  # in a record it is part of the masthead
        text = cut + like + begins + w.text
        # Any line may be text, or masthead that no one knows: there is always a way through.
        units = [(first, [(TEXT, text), (MASTHEAD, w.unexplained * 2 + cut)])]
        if self.pure[first]:
            sitting = self.record and SITTING.match(keys[first])
            names = [(MASTHEAD, w.field + cut)]
            if sitting:
                names.append((TITLE, w.title_numbered + w.field + cut))
            units.append((first, names))
            if any(each.name not in _WEAK for each in self.found[first]):
                return units
        single = self.pure[first]  # such a line is masthead, or begins a title that happens to read so
        key, joined, inner = "", 0.0, 0.0
        for last in range(first, min(self.count, first + SPONSOR_LINES)):
            key += keys[last]
            if last > first:
                named = self.pure[last] and any(each.name not in _WEAK for each in self.found[last])
                if named and keys[last - 1][-1:] not in (":", "："):  # Original: / English
                    break
                joined -= self.parted[last] / 2
                inner += w.weak_field if self.pure[last] else 0.0
            short = last < first + MOST_LINES and len(key) <= LONGEST
            names = self._names(first, last, key) if short and not (single and last == first) else []
            if key.rstrip("*").endswith(("草案", "修正案")) and _SPONSORED.search(key):
                names.append((MASTHEAD, w.sponsors))
            elif not short:
                continue
            shape = cut + joined + inner + begins + self._shape(first, last, key) + (w.field_first if single else 0.0)
            units.append((last, [(name, worth + shape) for name, worth in names]))
        return units

    def _shape(self, first: int, last: int, key: str) -> float:
        """What speaks against a unit, whatever its name: torn ends, brackets left open, lines that had room for the next."""
        w = self.w
        score = 0.0
        bare = STARS.sub("", key)
        if bare[-1:] in _TORN_END or any(bare.count(a) != bare.count(b) for a, b in _BRACKETS):
            score += w.torn
        half = len(bare) // 2
        if half > 4 and bare[:half].rstrip("*") == bare[-half:]:
            score += w.twice
        if last > first:
            lines = self.lines[first : last + 1]
            if any(_LABEL.match(line.raw) for line in lines[1:]):
                score += w.label_within
            if any(self._is_complete(first, i) for i in range(first, last)):
                score += w.subtitle_within
            if any(self._names_state(i) for i in range(first + 1, last + 1)):
                score += w.subtitle_within
            if any(heading_like(text) > 2 for text in self.keys[first + 1 : last + 1]):
                score += w.subtitle_within
            texts = self.keys[first : last + 1] + ["".join(self.keys[last + 1 - k : last + 1]) for k in (2, 3)]
            if any(_PLAIN_SUBTITLE.fullmatch(text.rstrip("*")) for text in texts if text != key):
                score += w.subtitle_within
            widest = max(line.edge - line.indent for line in lines)
            for before, after in pairwise(lines):
                if before.edge - before.indent + first_width(after.raw) + 8 <= widest:
                    score += w.within
        return score

    def _is_complete(self, first: int, last: int) -> bool:
        """Whether lines are a title of a form that is known, below which the state stands that it is about."""
        return (
            "人权理事会" in self.head
            and _COMPLETE.fullmatch("".join(self.keys[first : last + 1]).rstrip("*")) is not None
        )

    def _names_state(self, i: int) -> bool:
        """Whether a line is a state's name, and no part of what the line before leaves open."""
        return is_state(self.keys[i]) and self.keys[i - 1].rstrip("*")[-1:] not in _TORN_END

    def _names(self, first: int, last: int, key: str) -> list[tuple[int, float]]:
        """The names that a unit of lines first..last may have, with what speaks for each. key: their text."""
        w = self.w
        bare = STARS.sub("", key)
        masthead = w.unexplained if first == last else w.unexplained * 2
        if self.record:
            masthead = 0.0 if first == last else w.unexplained
        if first == last and form_named(bare):
            masthead = w.field
        elif organ_like(bare):
            torn = any(text[-1:] in _TORN_END for text in self.keys[first:last])  # 保护所有移徙工人及其 / 家庭成员…公约
            masthead = w.organ + (w.field if torn else 0.0)
        elif last > first and last < first + 4 and is_masthead(fields(key)):
            masthead = w.field - (w.field_first if self.pure[first] else 0.0)
        elif first == last and first and _DAYS.fullmatch(bare) and self.sessions[first - 1]:
            masthead = w.field  # the days of the session on the line before
        names = [(MASTHEAD, masthead)]
        if self.record:
            return names
        wrong = w.wrong_end if bare[-1:] in "。，；：,;:" or (bare[-1:] == "." and bare[-2:-1] > "\u2e7f") else 0.0
        if _ITEM_TOPIC.fullmatch(bare) or (first and self.items[first - 1] and standing_topic(bare)):
            names.append((TOPIC, w.item_topic))
        elif first and self.items[first - 1]:
            names.append((TOPIC, w.topic_after_item + wrong))
        else:
            names.append((TOPIC, w.topic_elsewhere + wrong))
        numbered = NUMBERED_TITLE.match(key)
        if numbered:
            names.append((TITLE, w.title_numbered))
            return names
        like_subtitle = _SUBTITLE.fullmatch(bare) is not None
        if first and first == last and len(bare) < LONGEST_STATE:
            above = self.keys[first - 1].rstrip("*")  # 委员会的结论性意见 / 北方群岛
            if (above.endswith(("意见", "报告")) and is_state(bare)) or any(
                self._is_complete(at, first - 1) for at in range(max(0, first - 3), first)
            ):
                like_subtitle = True
        title = w.title if self.heralded else w.title_unheralded
        title += wrong - heading_like(bare)
        if bare.count("、") > 4:
            title += w.title_list
        if self.treaty and not first and not last:
            title += w.title_treaty
        if like_subtitle:
            title += w.title_like_subtitle
        elif _TITLE_END.search(bare):
            title += w.title_ending
        if first and self.items[first - 1]:
            title += w.title_after_item
        names.append((TITLE, title))
        subtitle = (
            w.subtitle if like_subtitle else w.subtitle_long if _SUBTITLE_LONG.fullmatch(bare) else w.subtitle_odd
        )
        names.append((SUBTITLE, subtitle + wrong))
        return names

    def _parted(self, i: int) -> float:
        """What the page says for a new unit's beginning with line ``i``."""
        if not i:
            return 0.0
        line, before, layout = self.lines[i], self.lines[i - 1], self.layout
        if line.number == before.number:
            return 1.5  # parted from one line
        full = before.edge - before.indent + 4 > self.widest > 50
        score = 2.5 if self.long_lines and not full else 0.3
        slack = layout.slack[i]
        if layout.unwrapped:
            score = 5.0
        elif slack is not None:
            half = layout.width // 2
            for most, worth in ((-9, -1.0), (-1, -4.0), (1, -3.0), (4, -1.5), (8, 0.0), (14, 0.7), (half, 1.2)):
                if slack <= most:
                    score = worth
                    break
            else:
                score = 2.5
        if self.least_gap is not None and not line.page_top:
            score += 2.0 if line.gap > self.least_gap else -1.0
        if not self.trusted:
            score = max(score, 0.0)
        if before.spaced and slack is not None and slack < 0:
            score = max(score, -1.0)  # set apart for show, not for the margin
        if self.keys[i - 1][-1:] == "*":
            score += 2.0
        key = self.keys[i].rstrip("*")
        if len(key) > 5 and key in "".join(self.keys[max(0, i - 4) : i]):
            if self.keys[i - 1][-3:] + key in "".join(self.keys[max(0, i - 5) : i - 1]):
                return min(score, 0.0)  # such a title goes on as it did there
            score = max(score, 0.0) + 4.0  # a title that is the end of its topic, or printed twice
        return score
