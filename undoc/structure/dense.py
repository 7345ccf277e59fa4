"""Long lines that hold many units, as when a site has put a whole page on one line: cut where a unit may begin.

Each piece is a line of its own with the same line number; what it begins is decided with all others. Where units are set
together, white space is what is left of a line's end; so a line is cut at white space that no spelling asks for (after a
closing mark, between two Han characters, before a number), and after a stop before a number that can only begin something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from undoc.lazy import lazy
from undoc.normalize.fold import fold
from undoc.normalize.lines import Line, piece
from undoc.normalize.spacing import bare
from undoc.structure.glued import glued_cuts
from undoc.structure.openers import recital_verbs

SHORT = 30  # characters of a line that may hold more units than one where others hold whole pages
LONG = 120  # characters; a printed line has 50 at most
FEW_WIDE = 4  # gaps of one space to one wide gap at least where wide ones part cells
RARE_JOINT = 2  # joints of Han characters and digits without white space to each that has some, where these part units
RARE = 12  # white space between Han characters tells something where it comes once in so many characters at most

# What a unit may begin with: "3. 强调", "7. 10月2日", "2.1 提交人", "(a) 便利", "一、导言", "A. 供水", "• 各国".
_OPENER = (
    r"\d{1,3}[.．、]\s*(?:[^\d\s.．]|(?:19|20)\d\d\s*年|\d{1,3}\s*(?:个|名|国|位|月|日|%|年))|\d{1,2}[.．]\d{1,2}[.．]?\s"
    r"|[(（](?:[a-z]{1,2}|[ivx]{1,5}|[一二三四五六七八九十]{1,3})[)）]|[㈠-㈩①-⑳]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[A-Z][.．]\s*[^\sA-Za-z0-9]|[IVX]{1,5}[.．]\s|第[一二三四五六七八九十]{1,3}(?:章|编|部分|节|条)\s|[•●▪■◆]|附件|附录|附文"
)
# White space, or nothing at all between a stop and what may begin a unit.
_GAP = lazy(rf"\s+(?=\S)|(?<=[。；：！？;:])(?={_OPENER})")
_BEGINS = lazy(_OPENER)
_ITEM_FORM = r"[(（][a-z][)）]|[㈠-㈩]|[(（][一二三四五六七八九十]{1,2}[)）]"
_ITEM = lazy(_ITEM_FORM)
_SPACED_ITEM = lazy(rf"[。；：;:]\s+(?:{_ITEM_FORM})")
_STOP_AND_NOTE = lazy(r".*([。；！？，,])\d{1,3}")
# A note's number after what ends a text or a note, white space on both sides.
_NOTE = lazy(r"(?<=[。；！？”》）)\]日号])\s+(\d{1,3})\s(?!\s*(?:\d{3}\D|[年月日]))")
_FIRST_NOTE = lazy(r"\s+(1)\s(?=\S)(?!\s*(?:\d{3}\D|[年月日]))")  # whatever the text ends in
# As enacting lines begin that share theirs with a recital.
_BODIES = ("大会，", "大会,", "大會，", "大會,", "安全理", "人权理", "人權理", "经济及", "經濟及")
_ENACTING = lazy(r"(?:大会|安全理事会|人权理事会|经济及社会理事会)[，,]\s*(?=\S)")
_LAST_NOTES = 4  # numbers at the end that may be the last note's
_STOPS, _COMMAS = frozenset("。；：！？;:"), frozenset("，,")
_SPACED_JOINT = lazy(r"[\u4e00-\u9fff] (?=[0-9])|[0-9] (?=[\u4e00-\u9fff])")
_TIGHT_JOINT = lazy(r"[\u4e00-\u9fff](?=[0-9])|[0-9](?=[\u4e00-\u9fff])")
_WIDE_GAP, _ONE_SPACE = lazy(r"\S[ \u3000]{2,}(?=\S)"), lazy(r"\S (?=\S)")
_HAN_SPACE_HAN = lazy(r"[\u4e00-\u9fff]\s+(?=[\u4e00-\u9fff])")
_CLOSING, _OPENING = frozenset("。；：！？，”）)》]］」』"), frozenset("“（(《[［「『")


def part_long(lines: list[Line], source: str) -> list[Line]:
    """The same lines, the long ones in pieces. No character but white space is left out. source: what they stand in."""
    lines = list(_enacting_apart(lines, source)) if any(line.raw.startswith(_BODIES) for line in lines) else lines
    if not any(len(line.key) > (LONG if line.place >= 0 else LONG // 2) for line in lines):
        return lines
    # Where whole pages are on a line, a page's last may be short.
    limit = SHORT if any(len(line.key) > 4 * LONG for line in lines) else LONG
    # Where items have lines of their own, "(a) 免费；(b) 保密" within a line is a list within a sentence.
    own_lines = any(_ITEM.match(line.key) for line in lines)
    glued = glued_cuts(lines, source)
    parted: list[Line] = []
    for index, line in enumerate(lines):
        pieces = [line]
        most = LONG // 2 if line.place < 0 else limit  # what is left of a long line was cut before
        if (len(line.key) > min(most, limit) and not line.spaced) or index in glued:
            pieces = list(_part(line, source[line.start : line.end], glued.get(index, [])))
        parted += [line] if own_lines and all(_ITEM.match(part.key) for part in pieces[1:]) else pieces
    return parted


def _enacting_apart(lines: list[Line], source: str) -> Iterator[Line]:
    """``大会， 回顾…``: an enacting line is set apart from the recital that shares its line."""
    for line in lines:
        if line.raw.startswith(_BODIES):
            raw = source[line.start : line.end]
            folded = fold(raw)
            match = _ENACTING.match(folded)
            if match and recital_verbs().match(folded, match.end()):
                yield from cut(line, raw, [match.end()])
                continue
        yield line


def _part(line: Line, raw: str, glued: list[int]) -> Iterator[Line]:
    """Its pieces. raw: as it stands in the source; glued: where units begin that no white space and no stop parts."""
    spread = len(_HAN_SPACE_HAN.findall(raw)) * RARE > len(line.key)
    folded = fold(raw)
    spaced, tight = len(_SPACED_JOINT.findall(raw)), len(_TIGHT_JOINT.findall(raw))
    cuts = list(_cuts(folded, spread, spaced * RARE_JOINT < tight))
    if glued:
        cuts = sorted({*cuts, *glued})
    elif len(line.key) <= 4 * LONG and not any(_numbered(folded, at) for at in cuts):
        cuts = []  # a paragraph, with white space that nobody meant
    return cut(line, raw, cuts)


def _numbered(raw: str, at: int) -> bool:
    """Whether what begins there has a number, or is a recital."""
    return _BEGINS.match(raw, at) is not None or recital_verbs().match(raw, at) is not None


def cut(line: Line, raw: str, offsets: Iterable[int]) -> Iterator[Line]:
    """A line in pieces. raw: as it stands in the source; offsets: where in it pieces but the first begin."""
    begin = 0
    for end in [*offsets, len(raw)]:
        if bare(raw[begin:end]):
            if begin:
                yield piece(line, raw, begin, end, indent=0)
            else:
                yield piece(line, raw, begin, end, indent=line.indent, gap=line.gap, page_top=line.page_top)
        begin = end


def _notes(raw: str) -> list[int]:
    """Where the notes begin that stand at the end of all, ``1 CD/1117。 2 同上。``: numbers that rise from 1 to the last."""
    found = [(match.start(1), int(match[1])) for match in _NOTE.finditer(raw)]
    for last in range(len(found) - 1, max(-1, len(found) - 1 - _LAST_NOTES), -1):
        number, places = found[last][1], [found[last][0]]
        for place, value in reversed(found[:last]):
            if number > 1 and value == number - 1:
                places.append(place)
                number = value
        if number == 2 and len(places) > 1:
            firsts = [match.start(1) for match in _FIRST_NOTE.finditer(raw, 0, places[-1])]
            places, number = places + firsts[-1:], 2 - len(firsts[-1:])
        if number == 1 and len(places) > 1:
            return places[::-1]
    return []


def _cuts(raw: str, spread: bool, tight: bool) -> Iterator[int]:
    """Where pieces but the first begin. spread: the line has white space between Han characters everywhere. tight: it has
    none between these and digits within a unit.
    """
    notes = _notes(raw)
    if not notes:
        yield from _units(raw, spread, tight)
        return
    yield from _units(raw[: notes[0]].rstrip(), spread, tight)
    yield from notes


def _units(raw: str, spread: bool, tight: bool) -> Iterator[int]:
    """Where units but the first begin. spread, tight: as in ``_cuts``."""
    head = 0  # the end of the number that the piece begins with: "(a) 联合巡逻" is not parted there
    match = _BEGINS.match(raw)
    # Where white space stands before items, "(a)免费；(b)保密" without any is a list within a sentence.
    spaced_items = _SPACED_ITEM.search(raw) is not None
    # Where one space parts units, wide ones part the cells of a row: "提交人：    D.K."
    cells = raw.count("  ") and len(_WIDE_GAP.findall(raw)) * FEW_WIDE < len(_ONE_SPACE.findall(raw))
    for gap in _GAP.finditer(raw):
        if match and gap.start() <= match.end():
            head = gap.start()
        if spaced_items and not gap[0] and (item := _ITEM.match(raw, gap.end())):
            head = item.end()
            continue
        if cells and len(gap[0]) > 1:
            continue
        if head != gap.start() and _may_part(raw, gap, spread, tight):
            match = _BEGINS.match(raw, gap.end())
            yield gap.end()


def _may_part(raw: str, gap: re.Match[str], spread: bool, tight: bool) -> bool:
    """Whether units may be parted at a gap."""
    before, after = raw[gap.start() - 1], raw[gap.end()]
    if (
        before.isdecimal()
        and not after.isdecimal()
        and (noted := _STOP_AND_NOTE.fullmatch(raw, max(0, gap.start() - 6), gap.start()))
    ):
        before = noted[1]  # "。2 委员会": a note's mark, then the next unit
    elif before == "*" and (title := raw[max(0, gap.start() - 6) : gap.start()].rstrip("* ")[-1:]) not in _STOPS:
        before = title or before  # the mark of a title's note
    if not gap[0] or before in _STOPS or _BEGINS.match(raw, gap.end()):
        return True
    if before in _COMMAS:
        return recital_verbs().match(raw, gap.end()) is not None
    if spread:
        return False
    han = before > "\u2e7f" or before in _CLOSING, after > "\u2e7f" or after in _OPENING
    return all(han) or (tight and han[0] and after.isdecimal())  # "2034/1 开发署" has its number
