"""First pages, damaged in the ways of extractors, beside what must be known of them. The cases stand in ``fronts/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import undoc
from undoc.model import Document

FRONTS = Path(__file__).parent / "fronts"


def cases() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Of each case: what it is about, the text, what must be known."""
    for path in sorted(FRONTS.glob("*.txt")):
        for part in path.read_text("utf-8").split("\n== ")[1:]:
            about, _, rest = part.partition("\n")
            text, _, wanted = rest.partition("\n--\n")
            answers = dict(line.partition(":")[::2] for line in wanted.splitlines() if line)
            yield f"{path.stem}: {about}", text + "\n", {name: value.strip() for name, value in answers.items()}


CASES = list(cases())


def known(document: Document, name: str) -> str:
    """What is known of a name, as the cases write it."""
    if name == "begins":
        node = (document.preamble + document.body)[0]
        return node.heading or node.text or ""
    value = getattr(document.meta, name)
    if isinstance(value, list):
        return " ".join(value)
    return "-" if value is None else str(value)


@pytest.mark.parametrize(("about", "text", "wanted"), CASES, ids=[about for about, _, _ in CASES])
def test_front(about: str, text: str, wanted: dict[str, str]) -> None:
    document = undoc.parse(text)
    found = {name: known(document, name) for name in wanted}
    if "begins" in wanted and found["begins"].startswith(wanted["begins"]):
        found["begins"] = wanted["begins"]
    assert found == wanted


def test_there_are_cases() -> None:
    assert len(CASES) >= 30
    assert sum(about.startswith("traps") for about, _, _ in CASES) * 3 >= len(CASES)


@pytest.mark.parametrize(
    "text",
    [
        "联合国\nA/65/1\n" + "没有句号的一长行" * 60 + "\n大会，\n",  # a line longer than any title
        "委员会的工作\n" * 60
        + "A/65/1\n"
        + "委员会的工作\n" * 60,  # a symbol amid text that shows no sign of a beginning
        "中文\n" * 500,
        "Distr.: General\n大会文件\n" * 50,
        "联 合 国 中 文" + " 大 会" * 300 + "\n",
    ],
)
def test_odd_first_pages_are_read(text: str) -> None:
    undoc.parse(text)  # would raise InternalError where a character went astray
