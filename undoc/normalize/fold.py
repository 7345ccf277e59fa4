"""Damaged and variant letter forms folded one for one, for matching only: the text itself is never changed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from undoc.data import read_table

# Full-width letters and signs of numbers and symbols, Kangxi and CJK radicals, compatibility ideographs.
_FOLDABLE = re.compile("[／．－０-９Ａ-Ｚａ-ｚ＊∗‐‑‒–−\u2e80-\u2fdf\uf900-\ufaff○]")


@cache
def _plain(character: str) -> str:
    if character in "‐‑‒–−":
        return "-"
    if character in "○∗":
        return "〇" if character == "○" else "*"
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


# Frequent in UN documents, in the one script and in the other.
_TRADITIONAL_SIGNS, _SIMPLIFIED_SIGNS = (
    "國會議決問題與關於報導義務專員際機構聯權",
    "国会议决问题与关于报导义务专员际机构联权",
)
_SAMPLE = 20_000  # characters that tell the script of the rest


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters, by its first pages."""
    sample = text[:_SAMPLE]
    return sum(map(sample.count, _TRADITIONAL_SIGNS)) > sum(map(sample.count, _SIMPLIFIED_SIGNS))


def simplified(text: str) -> str:
    """A text in traditional characters with the simplified ones, one for one; any other text as it is."""
    return text.translate(_simplified_of()) if is_traditional(text) else text


@cache
def _simplified_of() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for row in read_table("traditional.csv")}


def fold(text: str) -> str:
    """The text with foldable characters in their plain form; the same length, so offsets hold."""
    text = simplified(text)
    return _FOLDABLE.sub(lambda match: _plain(match[0]), text) if _FOLDABLE.search(text) else text
