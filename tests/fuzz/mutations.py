"""Ways in which a text is damaged, each with a name; the same lot of chance gives the same damage.

``LINES`` move whole lines, ``CHARACTERS`` put characters where none belong, ``HUGE`` make one thing too large.
"""

from __future__ import annotations

import random
from collections.abc import Callable

Lines = list[str]

# Every white space that Unicode knows, and what looks like it; line ends of other systems among them.
SPACES = (
    " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029\x85"
    "\x0b\x0c\x1c\x1d\x1e\x1f\r\u3164\u2800"
)
INVISIBLE = "\xad\u200b\u200c\u200d\u2060\ufeff\u180e\u034f\ufe0f\ufe00\U000e0100\u0301\u20dd"
BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
CONTROL = "".join(map(chr, [*range(1, 9), *range(14, 32), *range(0x7F, 0xA0)]))
PRIVATE = "\ue000\uf8ff\U000f0000\U0010fffd\ufffe\uffff\U0001ffff\ufffd\ufff9\ufdd0"
LONE = "\ud800\udbff\udc00\udc80\udcff\udfff"  # halves; the third to fifth are what ``surrogateescape`` makes of bytes
OPENING, CLOSING = "（(《〈“‘「『【〔[{<﹙", "）)》〉”’」』】〕]}>﹚"
# What documents are made of, where it does not belong.
PIECES = (
    "大会，", "回顾其第65/1号决议，", "1. ", "2．", "１．", "(a) ", "(b) ", "（一）", "㈠", "㈡", "①", "一、", "A. ", "附件", "附件一",
    "附录", "目录", "导言 ........ 1", "第12段", "A/65/100", "A/1/2", "S/RES/1325 (2000)", "A/CONF.999/L.1*", "2010年4月12日", "和13日",
    "第一次会议", "第一次至第九十九次会议", "主席（以法语发言）：", "主席：", "中国和古巴的代表作了发言。", "秘书处", "见上文第3段。", "1 见", "* ", "*", "1", "12",
    "__________", "_________\n1 见A/1/2。\n", "\f", "\n", "\n\n", "“", "”", "（", "）", "《", "》", "。", "；", "，", "：", "、", "2/5", "- 3 -",
    "V.10-52859 (C)", "    ", "表1", "国家   票数\n", "赞成：", "反对：", "弃权：", "就这样决定。", "决议草案", "𠀀", "ｗｗｗ", "&amp;", "<p>", "]]>", "<!--",
    "<script>", "--", "=1+1", "@", "https://example.org/a_b?c=d", "第１３２５（２０００）号决议", "Smith先生（加拿大）", "SR.3、4、6至8和12", "至", "第", "号", "\\", '"', "'",
)  # fmt: skip


def _some(lines: Lines, lot: random.Random, most: int) -> tuple[int, int]:
    first = lot.randrange(len(lines))
    return first, first + lot.randint(1, most)


def cut(lines: Lines, lot: random.Random) -> None:
    """The text ends, or begins, in the middle of a line."""
    at = lot.randrange(len(lines))
    place = lot.randint(0, len(lines[at]))
    if lot.random() < 0.5:
        lines[at:] = [lines[at][:place]]
    else:
        lines[: at + 1] = [lines[at][place:]]


def lose(lines: Lines, lot: random.Random) -> None:
    first, last = _some(lines, lot, 8)
    del lines[first:last]


def double(lines: Lines, lot: random.Random) -> None:
    first, last = _some(lines, lot, 12)
    lines[first:first] = lines[first:last] * lot.choice((1, 1, 2, 9))


def swap(lines: Lines, lot: random.Random) -> None:
    one, other = lot.randrange(len(lines)), lot.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def shuffle(lines: Lines, lot: random.Random) -> None:
    first, last = _some(lines, lot, 30) if lot.random() < 0.9 else (0, len(lines))
    some = lines[first:last]
    lot.shuffle(some)
    lines[first:last] = some


def join(lines: Lines, lot: random.Random) -> None:
    first, last = _some(lines, lot, 6) if lot.random() < 0.9 else (0, len(lines))
    lines[first:last] = [lot.choice(("", "", " ", "\u3000")).join(lines[first:last])]


def split(lines: Lines, lot: random.Random) -> None:
    at = lot.randrange(len(lines))
    place = lot.randint(0, len(lines[at]))
    lines[at : at + 1] = [lines[at][:place], lines[at][place:]]


def blank(lines: Lines, lot: random.Random) -> None:
    """Blank lines come in, or go, everywhere."""
    if lot.random() < 0.5:
        lines[:] = [line for line in lines if line.strip()] or [""]
    else:
        lines[:] = [each for line in lines for each in (line, *[""] * lot.randint(0, 2))]


def indent(lines: Lines, lot: random.Random) -> None:
    for at in range(*_some(lines, lot, 30)):
        if at < len(lines):
            lines[at] = " " * lot.randint(0, 40) + lines[at]


def columns(lines: Lines, lot: random.Random) -> None:
    """Two stretches of lines side by side."""
    first, last = _some(lines, lot, 40)
    half = (first + last) // 2
    left, right = lines[first:half], lines[half:last]
    gap = " " * lot.randint(1, 9)
    lines[first:last] = [
        (left[at] if at < len(left) else "").ljust(lot.randint(20, 40)) + gap + (right[at] if at < len(right) else "")
        for at in range(max(len(left), len(right)))
    ] or [""]


def repeat(lines: Lines, lot: random.Random) -> None:
    at = lot.randrange(len(lines))
    lines[at] *= lot.randint(2, 9)


def _put(pieces: str | tuple[str, ...]) -> Callable[[Lines, random.Random], None]:
    """Some of the pieces, anywhere."""

    def put(lines: Lines, lot: random.Random) -> None:
        for _ in range(lot.choice((1, 1, 2, 5, 30))):
            at = lot.randrange(len(lines))
            place = lot.randint(0, len(lines[at]))
            piece = lot.choice(pieces) * lot.choice((1, 1, 1, 2, 9))
            lines[at] = lines[at][:place] + piece + lines[at][place:]

    return put


def spaces(lines: Lines, lot: random.Random) -> None:
    """All spaces of some lines are of another kind, or there is one between all characters."""
    kind = lot.choice(SPACES)
    wide = lot.random() < 0.2
    for at in range(*_some(lines, lot, 60)):
        if at < len(lines):
            lines[at] = kind.join(lines[at]) if wide else lines[at].replace(" ", kind)


def numbers(lines: Lines, lot: random.Random) -> None:
    """Numbers up to 10^12 in place of those that are there, or in front of lines."""
    for at in range(*_some(lines, lot, 20)):
        if at >= len(lines):
            break
        number = str(lot.choice((0, 1, 99, 10**4, 2**31, 2**63, 10**12, lot.randint(0, 10**12))))
        if lot.random() < 0.2:
            number = number.translate(dict(zip(map(ord, "0123456789"), "０１２３４５６７８９", strict=True)))
        digits = [place for place, sign in enumerate(lines[at]) if sign.isdigit()]
        if digits and lot.random() < 0.7:
            place = lot.choice(digits)
            lines[at] = lines[at][:place] + number + lines[at][place + 1 :]
        else:
            lines[at] = number + lot.choice((". ", "．", "、", ") ", " ", "")) + lines[at]


def han_numbers(lines: Lines, lot: random.Random) -> None:
    """Chinese numerals, most of them no number at all."""
    number = "".join(lot.choice("〇零一二三四五六七八九十百千万亿廿卅两") for _ in range(lot.randint(1, 12)))
    at = lot.randrange(len(lines))
    lines[at] = (
        lot.choice(("第{}次会议", "{}、", "（{}）", "第{}条", "二{}年{}月{}日", "附件{}")).replace("{}", number)
        + lines[at]
    )


def brackets(lines: Lines, lot: random.Random) -> None:
    """Brackets that never close, or never opened."""
    at = lot.randrange(len(lines))
    place = lot.randint(0, len(lines[at]))
    some = lot.choice(OPENING + CLOSING) * lot.choice((1, 2, 30, 1_000))
    lines[at] = lines[at][:place] + some + lines[at][place:]


def nest(lines: Lines, lot: random.Random) -> None:
    """Items in items in items, by number and by indent."""
    numbers = lot.choice(
        (("1. ", "(a) ", "(i) ", "a. ", "(一) "), ("一、", "（一）", "1．", "(1) ", "①"), ("(a) ",), ("1.1.1.1.1. ",))
    )
    depth = lot.choice((5, 20, 100, 1_000))
    step = lot.choice((0, 1, 4))
    at = lot.randrange(len(lines))
    some = [f"{' ' * (step * min(level, 60))}{numbers[level % len(numbers)]}项目；" for level in range(depth)]
    lines[at:at] = some


def long_line(lines: Lines, lot: random.Random) -> None:
    """One line as long as a document, with or without a mark in it."""
    words = lot.choice(
        (
            "会议",
            "会议于2010年4月12日开幕，",
            "第65/1号决议、",
            "1. 甲。2. 乙。",
            "A/1/2、",
            "中国、",
            "1、",
            "a b ",
            "（一）",
        )
    )
    lines.insert(lot.randrange(len(lines)), words * (lot.choice((300, 3_000, 20_000)) // len(words)))


LINES = {
    each.__name__: each
    for each in (cut, lose, double, swap, shuffle, join, split, blank, indent, columns, repeat)
}  # fmt: skip
CHARACTERS = {
    "spaces": spaces,
    "odd_spaces": _put(SPACES),
    "invisible": _put(INVISIBLE),
    "control": _put(CONTROL),
    "private": _put(PRIVATE),
    "bidi": _put(BIDI),
    "pieces": _put(PIECES),
    "numbers": numbers,
    "han_numbers": han_numbers,
    "brackets": brackets,
}
HUGE = {"nest": nest, "long_line": long_line, "lone": _put(LONE)}
MUTATIONS = LINES | CHARACTERS | HUGE
# A text is cut and shuffled more often than it is huge.
_WEIGHTS = [6] * len(LINES) + [6] * len(CHARACTERS) + [1] * len(HUGE)


def mutate(text: str, lot: random.Random, most: int = 8) -> tuple[str, list[str]]:
    """A text after one to ``most`` mutations, and their names."""
    lines = text.split("\n")
    names = lot.choices(list(MUTATIONS), _WEIGHTS, k=lot.randint(1, most))
    for name in names:
        MUTATIONS[name](lines, lot)
        if not lines:
            lines.append("")
    return "\n".join(lines), names
