"""Ways to find the names of states and bodies, measured against each other on one made-up report.

    python benchmarks/names.py [CHARACTERS]

Three tasks: *build* what is looked up in, as every process that meets a name must; *at heads*, the longest name at each
place where a clause begins, which is all that undoc asks; *everywhere*, every name in the whole text. Times are ratios
to one pass of a regular expression over the text. ``pip install ahocorasick_rs pyahocorasick`` for the last two ways.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any

from made_up import report

from undoc.extract import names

FLOOR = re.compile(r"[\u4e00-\u9fff]+|\d+|[A-Za-z]+|\S")
HEAD = re.compile("[，。；：、和]")
REPEATS = 5

# A way: what builds it, and what a text and places in it give.
Find = Callable[[str, list[int]], object]


def best(work: Callable[[], Any]) -> float:
    """The least time of a few tries: what disturbs can only add."""
    times = []
    for _ in range(REPEATS):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return min(times)


def table() -> tuple[Find, None]:
    """undoc's way: names by their first three characters."""
    names._by_start.cache_clear()
    names._by_start()
    return lambda text, places: [names.name_end(text, place, len(text)) for place in places], None


def trie_regex(every: list[str]) -> tuple[Find, Find]:
    """One pattern, alternatives that begin alike in one branch."""
    trie: dict[str, Any] = {}
    for name in every:
        node = trie
        for character in name:
            node = node.setdefault(character, {})
        node[""] = {}

    def source(node: dict[str, Any]) -> str:
        branches = [re.escape(character) + source(below) for character, below in node.items() if character]
        if not branches:
            return ""
        return (
            (branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})")
            if "" not in node
            else (f"(?:{'|'.join(branches)})?")
        )

    re.purge()
    pattern = re.compile(source(trie))
    return (
        lambda text, places: [pattern.match(text, place) for place in places],
        lambda text, places: pattern.findall(text),
    )


def aho_rust(every: list[str]) -> tuple[Find, Find]:
    import ahocorasick_rs

    automaton = ahocorasick_rs.AhoCorasick(every, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def heads(text: str, places: list[int]) -> object:
        begun = {start: end for _, start, end in automaton.find_matches_as_indexes(text)}
        return [begun.get(place) for place in places]

    return heads, lambda text, places: automaton.find_matches_as_indexes(text)


def aho_c(every: list[str]) -> tuple[Find, Find]:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in every:
        automaton.add_word(name, len(name))
    automaton.make_automaton()

    def heads(text: str, places: list[int]) -> object:
        begun = {end - length + 1: end + 1 for end, length in automaton.iter_long(text)}
        return [begun.get(place) for place in places]

    return heads, lambda text, places: list(automaton.iter_long(text))


def main() -> None:
    text = report(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000).replace("\n \n", "")
    places = [match.end() for match in HEAD.finditer(text)]
    every = sorted(names.all_names())
    floor = best(partial(FLOOR.findall, text))
    ways: dict[str, Callable[[], tuple[Find, Find | None]]] = {
        "table by first characters": table,
        "trie as one pattern": partial(trie_regex, every),
        "ahocorasick_rs": partial(aho_rust, every),
        "pyahocorasick": partial(aho_c, every),
    }
    print(f"{len(every)} names, {len(text):,} characters, {len(places):,} places; one pass {floor * 1000:.1f} ms")
    print(f"{'way':<28}{'build':>8}{'at heads':>10}{'everywhere':>12}")
    for way, build in ways.items():
        try:
            heads, everywhere = build()
        except ImportError:
            print(f"{way:<28}not installed")
            continue
        whole = f"{best(partial(everywhere, text, places)) / floor:.2f}" if everywhere else "-"
        print(f"{way:<28}{best(build) / floor:>8.2f}{best(partial(heads, text, places)) / floor:>10.2f}{whole:>12}")


if __name__ == "__main__":
    main()
