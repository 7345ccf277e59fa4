"""Every damaged document by its number: the same number is always the same document."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from damage import LAYOUTS, Clean, clean_documents, damage

from fuzz.broken_files import SAMPLES, break_bytes, files
from fuzz.mutations import mutate

# Of twenty cases so many are files; the others are texts.
_FILES = 5


@dataclass(frozen=True, slots=True)
class Case:
    """One input. data: a text, or a file's bytes; label: what it was made of, and how."""

    number: int
    label: str
    data: str | bytes
    name: str | None = None
    encoding: str | None = None


def case(number: int) -> Case:
    """The case of a number, from 0."""
    lot = random.Random(number)
    return _file(number, lot) if number % 20 < _FILES else _text(number, lot)


def _file(number: int, lot: random.Random) -> Case:
    name = lot.choice(sorted(files()))
    data, names = break_bytes(files()[name], lot)
    return Case(number, f"{name}: {', '.join(names)}", data, name=_odd_name(lot))


def _text(number: int, lot: random.Random) -> Case:
    """A sample or a clean document in some layout, damaged; one in five as bytes that no longer fit their encoding."""
    origin, text = _sound(lot)
    damaged, names = mutate(text, lot)
    label = f"{origin}: {', '.join(names)}"
    if lot.random() < 0.8:
        return Case(number, label, damaged + lot.choice(("", "\n")), name=_odd_name(lot))
    encoding = lot.choice(("utf-8", "utf-8", "gb18030", "utf-16", "big5"))
    data = damaged.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "ignore")
    data, more = break_bytes(data, lot, 2) if lot.random() < 0.5 and data else (data, [])
    return Case(number, ", ".join([label, encoding, *more]), data, encoding=lot.choice((None, None, encoding)))


def _sound(lot: random.Random) -> tuple[str, str]:
    if lot.random() < 0.2:
        path = lot.choice(_samples())
        return path
    document, layout = lot.choice(_documents()), lot.choice(list(LAYOUTS))
    return f"{document.name} {layout}", damage(document, LAYOUTS[layout])[0]


@cache
def _documents() -> list[Clean]:
    return clean_documents()


@cache
def _samples() -> list[tuple[str, str]]:
    return [(path.name, path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.txt"))]


def _odd_name(lot: random.Random) -> str | None:
    """Now and then a file's name as ``surrogateescape`` gives it, or with what no name should have."""
    if lot.random() < 0.9:
        return None
    return lot.choice(
        ("报告\udce4\udcb8.txt", "\udcff", "a\nb.txt", "<b>&\"'.txt", "../../etc/passwd", "", "\x1b[2J.txt", "x" * 300)
    )
