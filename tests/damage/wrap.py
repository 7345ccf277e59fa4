"""Breaks running text into lines by the rules of Chinese typesetting."""

from __future__ import annotations

import re
import unicodedata

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
_PUNCTUATION = str.maketrans("，：；（）！？", ",:;()!?")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) not in "*|"}


def forms(text: str, layout: Layout) -> str:
    """The text in the layout's forms of characters."""
    if layout.fullwidth:
        marks = NOTE_MARK.split(text)
        wide = [piece if i % 2 else piece.translate(_WIDE) for i, piece in enumerate(marks)]
        return "".join(f"[^{piece}]" if i % 2 else piece for i, piece in enumerate(wide))
    return text.translate(_PUNCTUATION) if layout.half_punctuation else text


def columns(text: str) -> int:
    """Width in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" and c not in "–" else 1 for c in text)


def wrap(text: str, layout: Layout, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most ``width`` Han characters; ``first`` opens the first line, ``rest`` the others."""
    lines: list[list[str]] = [[]]
    used, limit = columns(first), width * 2
    for gap, pieces in _chunks(text, layout):
        size = columns("".join(pieces))
        if lines[-1] and used + len(gap) + size > limit:
            lines.append([])
            used, gap = columns(rest), ""
        if gap and not lines[-1]:
            gap = ""
        lines[-1] += [gap, *pieces] if gap else pieces
        used += len(gap) + size
    texts = []
    for number, pieces in enumerate(lines):
        opening = rest if number else first
        line = "".join(pieces).strip()
        short = limit - columns(opening) - columns(line)
        if layout.justified and number < len(lines) - 1 and short >= 4:
            line = " ".join("".join(piece.split(" ")) for piece in pieces if piece.strip())
        texts.append(opening + line)
    return texts


def _atoms(text: str) -> list[str]:
    marked = NOTE_MARK.sub(lambda match: f"\x00{match[1]}\x00", text)
    atoms: list[str] = []
    for atom in _ATOM.findall(marked):
        if re.match(r"[A-ZＡ-Ｚ]+[/／]", atom):
            atoms += re.findall(r"[^/／]+[/／]?", atom)  # a symbol may be torn after a slash
        else:
            atoms.append(atom)
    return atoms


def _chunks(text: str, layout: Layout) -> list[tuple[str, list[str]]]:
    """Pieces that no line end may tear, each with the gap before it."""
    chunks: list[tuple[str, list[str]]] = []
    before = ""
    for atom in _atoms(text):
        if atom.isspace():
            before += " "
            continue
        gap = ""
        if before.endswith(" "):
            gap, before = " ", before.strip()
        elif layout.joints and before and _joint(before, atom):
            gap = " "
        printed = atom.strip("\x00")
        if chunks and not gap.strip() and _glued(before, atom, gap):
            chunks[-1][1].extend([gap, printed] if gap else [printed])
        else:
            chunks.append((gap, [printed]))
        before = atom
    return chunks


def _glued(before: str, atom: str, gap: str) -> bool:
    if atom[0] == "\x00" or before[-1] in _OPENING:
        return True
    if atom[0] in _CLOSING and not (gap and atom[0].isalnum()):
        return True
    return atom[0] in "(（" and not gap and bool(re.search(rf"[{_WORD}]$", before))


def _joint(before: str, atom: str) -> bool:
    """Whether a space may stand between two atoms: a Han character on one side, a Latin one on the other."""
    left, right = before.strip("\x00")[-1], atom.strip("\x00")[0]
    han_left, han_right = "一" <= left <= "鿿", "一" <= right <= "鿿"
    if atom[0] == "\x00":
        return han_left
    return (han_left and (right.isalnum() and not han_right)) or (han_right and left.isalnum() and not han_left)
