"""Breaks running text into lines by the rules of Chinese typesetting."""

from __future__ import annotations

import random
import re
import unicodedata

from damage.characters import note_mark
from damage.document import NOTE_MARK
from damage.layout import Layout

_CLOSING = "，。、；：？！）》〉」』】〕”’…—％,.;:?!)]%·"
_OPENING = "（《〈「『【〔“‘(["
_WORD = "A-Za-z0-9À-ɏΑ-ω０-９Ａ-Ｚａ-ｚ"
_ATOM = re.compile(
    rf"\x00[^\x00]+\x00"  # the mark of a note
    rf"|\d{{1,3}}(?: \d{{3}})+|[{_WORD}]+(?:[./'’&@:\-–．／－][{_WORD}]+)*\.(?= )"
    rf"|[{_WORD}]+(?:[./'’&@\-–．／－][{_WORD}]+)*|――|\s+|.",
    re.DOTALL,
)
_CHARACTER = re.compile("\x00[^\x00]+\x00|.", re.DOTALL)
_CLAUSE_END = "，。；：,;:"
_MARK = "\x00"  # stands on both sides of a note's mark until lines are made


def columns(text: str) -> int:
    """Width in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" and c not in "–" else 1 for c in text)


def wrap(text: str, layout: Layout, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most ``width`` Han characters; ``first`` opens the first line, ``rest`` the others."""
    lot = random.Random(text)  # the same text is always broken alike
    lines: list[list[str]] = [[]]
    used, limit = columns(first), _limit(width, layout, lot)
    for gap, pieces in _chunks(text, layout):
        size = columns("".join(pieces).replace(_MARK, ""))
        full = used + len(gap) + size > limit
        if lines[-1] and (full or _ends(lines[-1][-1], used > limit // 4, layout)):
            lines.append([])
            used, gap, limit = columns(rest), "", _limit(width, layout, lot)
        if gap and not lines[-1]:
            gap = ""
        lines[-1] += [gap, *pieces] if gap else pieces
        used += len(gap) + size
    texts = []
    for number, pieces in enumerate(lines):
        opening = rest if number else first
        pieces = [piece.strip(_MARK) for piece in pieces]
        line = "".join(pieces).strip()
        short = limit - columns(opening) - columns(line)
        if (layout.justified and number < len(lines) - 1 and short >= 4) or lot.random() < layout.spaced:
            line = " ".join("".join(piece.split(" ")) for piece in pieces if piece.strip())
        texts.append(opening + line)
    return texts


def _ends(last: str, far: bool, layout: Layout) -> bool:
    """Whether a line that is not full ends after a piece, which may be far on in it."""
    return (layout.clauses and far and last in _CLAUSE_END) or (layout.mark_breaks and last.endswith(_MARK))


def _limit(width: int, layout: Layout, lot: random.Random) -> int:
    """The columns of the next line."""
    return width * 2 * lot.randint(65, 100) // 100 if layout.ragged else width * 2


def _atoms(text: str, layout: Layout) -> list[str]:
    marked = NOTE_MARK.sub(lambda match: f"{_MARK}{note_mark(match[1], layout)}{_MARK}", text)
    if layout.torn_words:
        return _CHARACTER.findall(marked)
    atoms: list[str] = []
    for atom in _ATOM.findall(marked):
        if re.match(r"[A-ZＡ-Ｚ]+[/／]", atom):
            atoms += re.findall(r"[^/／]+[/／]?", atom)  # a symbol may be torn after a slash
        else:
            atoms.append(atom)
    return atoms


def _chunks(text: str, layout: Layout) -> list[tuple[str, list[str]]]:
    """Pieces that no line end may tear, each with the gap before it."""
    lot = random.Random(text)
    chunks: list[tuple[str, list[str]]] = []
    before = ""
    for atom in _atoms(text, layout):
        if atom.isspace():
            before += " "
            continue
        gap = ""
        if before.endswith(" "):
            gap, before = " ", before.strip()
        elif before and (_marks(before, atom) or (layout.joints and _joint(before, atom))):
            gap = " "
        elif layout.stray:
            gap = " " * (_han(before[-1:]) and _han(atom[0]) and lot.random() < layout.stray)
        if chunks and not gap.strip() and (_mark(atom) if layout.torn_words else _glued(before, atom, gap)):
            chunks[-1][1].extend([gap, atom] if gap else [atom])
        else:
            chunks.append((gap, [atom]))
        before = atom
    return chunks


def _glued(before: str, atom: str, gap: str) -> bool:
    if _mark(atom) or before[-1] in _OPENING:
        return True
    if atom[0] in _CLOSING and not (gap and atom[0].isalnum()):
        return True
    return atom[0] in "(（" and not gap and bool(re.search(rf"[{_WORD}]$", before))


def _joint(before: str, atom: str) -> bool:
    """Whether a space may stand between two atoms: a Han character on one side, a Latin one on the other."""
    left, right = before.strip(_MARK)[-1], atom.strip(_MARK)[0]
    han_left, han_right = _han(left), _han(right)
    if _mark(atom):
        return han_left
    return (han_left and (right.isalnum() and not han_right)) or (han_right and left.isalnum() and not han_left)


def _han(character: str) -> bool:
    return "一" <= character <= "鿿"


def _mark(atom: str) -> bool:
    """Whether an atom is the mark of a note."""
    return atom[0] == _MARK


def _marks(before: str, atom: str) -> bool:
    """Two marks of notes, which a space keeps apart."""
    return _mark(before) and _mark(atom)
