"""The first page set right before it is read: each masthead field apart from the text it shares a line with, and a masthead
that an extractor printed after the text moved before it."""

from __future__ import annotations

from itertools import pairwise

from undoc.normalize.lines import Line
from undoc.normalize.spacing import INVISIBLE
from undoc.structure.dense import LONG, cut
from undoc.structure.masthead import Field, fields, is_masthead, organ_like, read_line, stops_of

HEAD = 30  # lines in which fields may share a line with text
LONGEST = 400  # characters of a line that are looked at
AWAY = 150  # a masthead after the text stands within so many lines
_TELLING = frozenset(("distribution", "date", "original"))
_BESIDE = frozenset(("head", "organ", "session", "agenda", "place", "adopted", "sitting", *_TELLING))
_ANCHORS = ("Distr", "DISTR", "分发：", "分发:", "Original:", "ORIGINAL:", "原件：", "原件:")
_AGENDAS = ("议程", "临时议程", "暂定议程")
_FIRST = frozenset("第议临暂联大安经人托秘国[［")  # as the fields begin that are told by their words


def cut_fields(lines: list[Line], source: str) -> list[Line]:
    """The lines, those of the first page that hold masthead fields beside other text cut between them.

    source: the text that they stand in.
    """
    result: list[Line] = []
    for index, line in enumerate(lines[:HEAD]):
        above = lines[index - 1].key if index else ""
        found = _fields(line) if _may_hold_fields(line) or _may_name_item(line, above) else []
        ends = [
            at for at in _between(found, first=index < 3) if any(map(str.isalnum, line.key[at:]))
        ]  # no "A/90/150。"
        result += (
            cut(line, source[line.start : line.end], _offsets(source[line.start : line.end], ends)) if ends else [line]
        )
    return result + lines[HEAD:]


def _fields(line: Line) -> list[Field]:
    """The fields that a line begins with; of a line that holds a whole page only its first part is looked at."""
    if len(line.key) <= LONGEST:
        return read_line(line)
    return fields(line.key[:LONGEST], stops_of(line.raw[: 2 * LONGEST]))


def _may_hold_fields(line: Line) -> bool:
    """Whether a line is worth a look: most hold no white space beside a field."""
    raw = line.raw
    return raw != line.key and not line.spaced and ("/" in raw or ":" in raw or "  " in raw or raw[0] in _FIRST)


def _may_name_item(line: Line, above: str) -> bool:
    """Whether the topic of an agenda item may stand straight after its number: 临时议程项目84和平利用…; in the text proper
    a heading reads 项目2 组织事项. above: the key of the line before.
    """
    at = line.key.find("项目", 0, 6)
    return at >= 0 and (line.key[:at] in _AGENDAS if at else above in _AGENDAS)


def _between(found: list[Field], *, first: bool) -> list[int]:
    """Where a line of fields is to be cut: beside text that is no field, if a field stands before it.

    first: it is one of the first lines, where a symbol alone tells enough.
    """
    names = {field.name for field in found}
    if len(found) < 2 or not (names & _BESIDE or (first and names == {"symbol", ""} and found[0].name)):
        return []
    if not found[0].name and found[1].name not in _TELLING and found[1].name != "adopted":
        return []
    long = found[-1].end > LONG
    # What a sentence names is no field.
    prose = next((field.end for field in found if not field.name and "。" in field.value), found[-1].end)
    return [
        field.start
        for before, field in pairwise(found)
        if field.start < prose and (long or not (before.name and field.name))
    ]


def _offsets(raw: str, places: list[int]) -> list[int]:
    """The offsets in a line as it stands in the source of places in its key."""
    offsets, seen = [], 0
    wanted = iter(places)
    place = next(wanted, None)
    for offset, character in enumerate(raw):
        if place is None:
            break
        if character.isspace() or character in INVISIBLE:
            continue
        if seen == place:
            offsets.append(offset)
            place = next(wanted, None)
        seen += 1
    return offsets


def masthead_first(lines: list[Line]) -> list[Line]:
    """The lines with a masthead that stands after text of the first page moved before it."""
    anchor = next((i for i, line in enumerate(lines[:AWAY]) if any(word in line.key for word in _ANCHORS)), None)
    if anchor is None or anchor < 3:
        return lines
    first = last = anchor
    if not is_masthead(read_line(lines[anchor])):
        return lines
    while first and _is_part(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _is_part(lines[last + 1]):
        last += 1
    block = [field.name for line in lines[first : last + 1] for field in read_line(line)]
    if not first or len(block) < 3 or not ("head" in block or "symbol" in block) or not _TELLING & set(block):
        return lines
    if any(field.name in ("symbol", "head") for line in lines[:first][:3] for field in read_line(line)):
        return lines  # it has its masthead, or the lines before are part of it
    return lines[first : last + 1] + lines[:first] + lines[last + 1 :]


def _is_part(line: Line) -> bool:
    found = read_line(line)
    return is_masthead(found) or organ_like(line.key)
