"""Reads the clean documents of ``tests/clean``: one unit a line, ``tag argument| text``.

Header lines ``# key: value`` say what is known of the whole document; ``# annotated: symbols, dates, speakers`` names
the lists that are complete; ``# preamble: no`` that recitals stand in the body. Units::

    masthead| closing| signature| caption|   lines with no answer of their own
    title 77/1.| text      subtitle|      topic|      what stands before the text; the argument is a printed number
    contents| entry 一.| title ¦ paragraphs ¦ page
    section 一.| heading   para 1.| text   enact| 大会，   recital| text   block| text   annex 附件| heading
    item (a)| text         of the paragraph before it; two spaces before ``item`` make it one level deeper
    block-in| text         unnumbered prose that belongs to the paragraph before it
    quote| text            a passage quoted at length, set in; what the paragraph before it says goes without it
    speech label：| text   a turn; ``  block|``, ``  item|`` and ``  quote|`` lines after it belong to it
    table| cell ¦ cell     label| label ¦ text
    note 1| text           a footnote, called with [^1] in a unit before it

Lines set in by four spaces say what stands in the unit before them: ``symbol A/1; A/2``,
``date 2031-01-02..2031-01-05``, ``speaker name | role | on behalf of``, ``office name``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "clean"
NOTE_MARK = re.compile(r"\[\^(\S+?)\] ?")
_UNIT = re.compile(r"( *)([a-z-]+)(?: ([^|]+))?\| ?(.*)")
_ANSWER = re.compile(r" {4}(symbol|date|speaker|office) (.*)")
TAGS = frozenset(
    "masthead closing signature caption title subtitle topic contents entry section para enact recital block annex "
    "item block-in quote speech table label note".split()
)


@dataclass(slots=True)
class Unit:
    """One unit of a document, with what stands in it."""

    tag: str
    num: str
    text: str
    depth: int = 0
    symbols: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    speakers: list[tuple[str, str | None]] = field(default_factory=list)  # name, on behalf of
    offices: list[str] = field(default_factory=list)

    @property
    def cells(self) -> list[str]:
        """The cells of a row, the columns of an entry."""
        return [cell.strip() for cell in self.text.split("¦")]

    @property
    def plain(self) -> str:
        """The text without the marks of its notes."""
        return NOTE_MARK.sub("", self.text)

    @property
    def marks(self) -> list[str]:
        """The notes called in the text."""
        return NOTE_MARK.findall(self.text)


@dataclass(slots=True)
class Clean:
    """A clean document."""

    name: str
    settings: dict[str, str]
    units: list[Unit]

    @property
    def held_out(self) -> bool:
        return self.settings.get("held-out") == "yes"

    @property
    def annotated(self) -> frozenset[str]:
        """The lists of answers that are complete."""
        return frozenset(self.settings.get("annotated", "").replace(",", " ").split())


def read_clean(path: Path) -> Clean:
    """Read a clean document; ValueError names a line that is none."""
    settings: dict[str, str] = {}
    units: list[Unit] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if match := re.fullmatch(r"# ([a-z-]+): (.*)", line):
            settings[match[1]] = match[2]
        elif match := _ANSWER.fullmatch(line):
            _answer(units[-1], match[1], match[2])
        elif (match := _UNIT.fullmatch(line)) and match[2] in TAGS:
            units.append(Unit(match[2], match[3] or "", match[4], len(match[1]) // 2))
        elif line.strip():
            raise ValueError(f"{path.name}:{number}: not a unit: {line}")
    return Clean(path.stem, settings, units)


def clean_documents() -> list[Clean]:
    """All clean documents, by name."""
    return [read_clean(path) for path in sorted(FOLDER.glob("*.txt"))]


def _answer(unit: Unit, kind: str, value: str) -> None:
    if kind == "speaker":
        name, _, behalf = (*(part.strip() for part in value.split("|")), "", "")[:3]
        unit.speakers.append((name, behalf or None))
    elif kind == "office":
        unit.offices.append(value.strip())
    else:
        getattr(unit, f"{kind}s").extend(part.strip() for part in value.split(";"))
