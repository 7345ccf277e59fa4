"""Damaged and variant letter forms folded one for one, for matching only: the text itself is never changed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Full-width letters and signs of numbers and symbols, Kangxi and CJK radicals, compatibility ideographs.
_FOLDABLE = re.compile("[／．－０-９Ａ-Ｚａ-ｚ＊‐‑‒–−\u2e80-\u2fdf\uf900-\ufaff○]")


@cache
def _plain(character: str) -> str:
    if character in "‐‑‒–−":
        return "-"
    if character == "○":
        return "〇"
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def fold(text: str) -> str:
    """The text with foldable characters in their plain form; the same length, so offsets hold."""
    return _FOLDABLE.sub(lambda match: _plain(match[0]), text) if _FOLDABLE.search(text) else text
