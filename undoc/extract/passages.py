"""Passages of the document itself that its text points to: 第5段, 第12(a)段, 上文第3至5段, (b)分段, 附件二.

A passage is taken for this document's only where the words before it do not give it to another one, and only where it
exists here.
"""

from __future__ import annotations

import re

from undoc.extract.flow import Flow, Unit
from undoc.lazy import lazy
from undoc.tree import Node

_S = " ?"  # the text is half-width
_ITEM = rf"(?:{_S}[(（][a-z]{{1,4}}[)）]){{1,3}}"
_ONE = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?:{_ITEM})?"
# 第5段, 第3至5段, 第5、6和7段, 第12(a)段, 第3(a)至(f)段
_PARAGRAPHS = lazy(
    rf"第{_S}(?P<list>{_ONE}(?:{_S}(?:、|和|及|以及|或|至|到|[-–—]){_S}(?:第{_S})?(?:{_ONE}|[(（][a-z]{{1,3}}[)）])){{0,12}}+){_S}分?段(?!落)(?:(?P<item>{_ITEM}){_S}(?:分段|项|款))?"
)
_SUBPARAGRAPH = lazy(rf"(?P<list>[(（](?P<letter>[a-z]{{1,2}})[)）]){_S}(?:分段|项)")
_CLOSED_ITEMS = [f"{bracket}{space}{word}" for bracket in ")）" for space in ("", " ") for word in ("分段", "项")]
_ANNEX = lazy(r"(?P<list>(?:附件|附录|附文)(?:[一二三四五六七八九十]{1,3}| ?[A-Z](?![A-Za-z])|(?!\w)))")
_PIECE = lazy(rf"(?:第{_S})?(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)?(?P<items>(?:{_S}[(（][a-z]{{1,4}}[)）]){{0,3}})")
_LETTERS = lazy(r"[(（]([a-z]{1,4})[)）]")

# Words that make it this document's: 上文第5段, 本决议第6段, 本报告附件二, 见下文第7段 …
_OURS = lazy(
    r"(?:[上下]文(?!件)|以上|以下|前述|上述|本(?:决议|决定|报告|说明|文件|公约草案|意见|结论性意见|普通照会|信|函|记录|议程|节|章|附件|附录))"
    r"(?:执行部分|正文|的)?$"
)
# What may stand right before a passage with no owner said: a verb or preposition, an opening bracket, a joint.
_PLAIN = lazy(
    r"(?:^|[。；：(（“\n]|见|参看|参阅|在|如|按照?|依照|依据|根据|遵照|与|同|对|将|把|由|为|除|除了|关于|有关|就|执行|落实|所述|提及"
    r"|适用|违反|修改|修正|删除|增加|改为|替换|通过|载于|列于|载入|附于|以)$"
)
# Footnotes and brackets cite: there "，第5段" goes with the work before it, and a bare passage too.
_CITING = lazy(
    r"(?:同上|前引|号决议|号决定|号文件|》|报告|公约|宣言|规则|章程|条约|议定书|准则|议程|[A-Z]+/\S*\d\)?)[^。；\n]{0,30}$"
)
_JOINED = lazy(r"段 ?(?:、|和|及|以及|或|与|，|,)$")


def find_passages(flow: Flow, text: str) -> list[tuple[int, int, str]]:
    """(start, end, eid) of every passage of this document that is named in ``text``, the flow's half-width text.

    A list gives one entry for each number printed, the first with its 第, the last with its 段; a range its two ends.
    """
    index = _Index(flow.units)
    strict = flow.meta.get("kind") in ("summary_record", "verbatim_record")  # there a bare 第5段 is one of a draft
    out: list[tuple[int, int, str]] = []
    ours_until = -1  # the end of the last passage taken for ours, which a list goes on from
    for match in _PARAGRAPHS.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 48, text.rfind("\n", 0, start) + 1) : start]
        unit = flow.units[flow.at(start)]
        joined = _JOINED.search(before)
        if not (_ours(before, unit, strict) or (joined and ours_until == start - len(joined[0]) + 1)):
            continue
        ours_until = end
        out += index.paragraphs(match, unit)
    for match in _SUBPARAGRAPH.finditer(text) if any(map(text.__contains__, _CLOSED_ITEMS)) else ():
        if _OURS.search(text, max(0, match.start() - 8), match.start()):
            target = index.item(flow.units[flow.at(match.start())], match["letter"])
            if target:
                out.append((match.start(), match.end(), target))
    if index.annexes:
        for match in _ANNEX.finditer(text):
            start = match.start()
            before = text[max(0, start - 48, text.rfind("\n", 0, start) + 1) : start]
            unit = flow.units[flow.at(start)]
            target = index.annex(match["list"])
            if target and unit.part != "heading" and before and _ours(before, unit, strict):
                out.append((start, match.end(), target))
    return out


def _ours(before: str, unit: Unit, strict: bool) -> bool:
    """Whether the words before a passage leave it to this document; ``strict``: only where they say so."""
    if _OURS.search(before):
        return True
    if strict or (not _PLAIN.search(before) and before):
        return False
    if unit.region == "footnote" or before.endswith(("(", "（")):
        return False
    if before.endswith(("见", "参看", "参阅")):  # "A/77/458，见第5段": the comma parts nothing
        return not _CITING.search(before)
    return not _CITING.search(re.split("[。；，,;]", before)[-1])


class _Index:
    """Where this document's numbered paragraphs and annexes are: eids by number, apart for the body and each annex."""

    def __init__(self, units: list[Unit]) -> None:
        self.nodes: dict[tuple[str, str], Node] = {}
        self.annexes: dict[str, str] = {}
        last: Node | None = None
        for unit in units:
            node = unit.node
            if node is None or node is last:
                continue
            last = node
            if node.type == "paragraph" and unit.paragraph:
                self.nodes.setdefault((_scope(unit), unit.paragraph), node)
            elif node.type == "annex":
                self.annexes.setdefault((node.num or "附件").replace(" ", ""), node.eid)

    def paragraphs(self, match: re.Match[str], unit: Unit) -> list[tuple[int, int, str]]:
        """One entry for each number of a list that has a paragraph here."""
        text, first, last = match.string, match.start("list"), match.end("list")
        out: list[tuple[int, int, str]] = []
        number, position = "", first
        while position < last:
            piece = _PIECE.match(text, position, last)
            if not piece or piece.end() == position:
                position += 1
                continue
            number = piece["number"] or number
            node = self.nodes.get((_scope(unit), number)) or self.nodes.get(("", number))
            letters = _LETTERS.findall(piece["items"])
            if match["item"] and piece.end() == last:  # "第14段(a)项"
                letters += _LETTERS.findall(match["item"])
            target = _inner(node, letters) if node else None
            if target:
                start = match.start() if position == first else position
                out.append((start, match.end() if piece.end() == last else piece.end(), target))
            position = piece.end()
        return out

    def item(self, unit: Unit, letter: str) -> str | None:
        """The item of that letter in the paragraph that the unit is in."""
        node = self.nodes.get((_scope(unit), unit.paragraph or ""))
        return _inner(node, [letter]) if node else None

    def annex(self, name: str) -> str | None:
        """The annex of that name; a bare 附件 only where there is one alone."""
        name = name.replace(" ", "")
        found = self.annexes.get(name)
        if found is None and len(self.annexes) == 1 and len(name) == 2 and next(iter(self.annexes))[:2] == name:
            found = next(iter(self.annexes.values()))
        return found


def _scope(unit: Unit) -> str:
    """ "" for the body; the annex's own eid for what stands in an annex, where numbers begin again."""
    return unit.eid.split("__")[0] if unit.region == "annexes" else ""


def _inner(node: Node, letters: list[str]) -> str | None:
    """The eid of a paragraph, or of its item (a), or of item (ii) in that."""
    for letter in letters:
        inner = next((c for c in node.children if c.num and c.num.strip("()（）.、 ") == letter), None)
        if inner is None:
            return None
        node = inner
    return node.eid
