"""The Chinese words of the page: what a kind, a role or a symbol is called."""

from __future__ import annotations

from functools import lru_cache

from undoc import symbols
from undoc.data import read_table


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, str], str]:
    words = {(row["list"], row["key"]): row["chinese"] for row in read_table("page_words.csv")}
    # An office's role by the shortest of the names that tell it: 主席, not 兼任主席.
    for row in sorted(read_table("offices.csv"), key=lambda row: len(row["suffix"])):
        words.setdefault(("role", row["role"]), row["suffix"])
    return words


def word(of: str, key: str | None) -> str:
    """What a value of the contract is called in Chinese, else the value itself: ``("kind", "note")`` → ``说明``."""
    return _words().get((of, key or ""), key or "")


@lru_cache(maxsize=4096)
def described(symbol: str) -> str:
    """What a symbol names, as far as it tells: ``A/RES/74/95`` → ``大会决议``; empty where the series is unknown."""
    parts = symbols.parse(symbol)
    if parts is None:
        return ""
    return parts.body + word("kind", parts.kind or "other")
