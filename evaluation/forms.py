#!/usr/bin/env python3
"""Scores undoc on the clean documents of ``tests/clean`` in every form that it reads.

    forms.py [--form NAME …] [--score SCORE.py] [--keep DIR] [--worst N]

Each document is written in each form (``tests/forms``), parsed, and scored as ``run.py`` scores damaged texts. The
forms ``pdf… > pdftotext`` are the same PDFs through Poppler's pdftotext and the reader of texts, where it is installed:
what undoc's own reader of PDF has to beat.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from damage import LAYOUTS, clean_documents, damage  # noqa: E402
from damage.document import Clean  # noqa: E402
from forms import FORMS, PRINTED  # noqa: E402
from run import FIGURES, row, score  # noqa: E402

from undoc.pipeline import parse_source, read  # noqa: E402
from undoc.write import WRITERS, Options  # noqa: E402


def through_pdftotext(data: bytes, *options: str) -> bytes:
    """The text that pdftotext makes of a PDF."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        call = ["pdftotext", *options, file.name, "-"]
        return subprocess.run(call, capture_output=True, check=True).stdout  # noqa: S603 - of the caller's path


def ways(names: list[str]) -> dict[str, Callable[[Clean], bytes]]:
    """All forms by name; the PDFs once more as texts."""
    found: dict[str, Callable[[Clean], bytes]] = {}
    for name in names:
        make = _remembered({**FORMS, **PRINTED}[name])
        found[name] = make
        if name.startswith("pdf") and shutil.which("pdftotext"):
            for options in ((), ("-layout",)):
                way = " ".join((f"{name} > pdftotext", *options))
                found[way] = partial(_as_text, make, options)
    return found


def _remembered(make: Callable[[Clean], bytes]) -> Callable[[Clean], bytes]:
    """A maker that makes each document once: some take seconds."""
    made: dict[str, bytes] = {}

    def once(document: Clean) -> bytes:
        if document.name not in made:
            made[document.name] = make(document)
        return made[document.name]

    return once


def _as_text(make: Callable[[Clean], bytes], options: tuple[str, ...], document: Clean) -> bytes:
    return through_pdftotext(make(document), *options)


def write(folder: Path, make: Callable[[Clean], bytes], document: Clean) -> None:
    """The text that was extracted, the answers, and undoc's JSON of one document."""
    _, gold = damage(document, LAYOUTS["plain"])
    for of_the_layout in ("breaks", "furniture"):
        gold.pop(of_the_layout, None)
    source = read(make(document), name=document.name)
    data = WRITERS["json"].write(parse_source(source), Options())  # type: ignore[arg-type]
    (folder / f"{document.name}.txt").write_text(source.text, "utf-8", newline="")
    (folder / f"{document.name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")
    (folder / f"{document.name}.json").write_bytes(data)


def main() -> int:
    """Make, parse and score all forms, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--form", action="append", choices=[*FORMS, *PRINTED], help="this form only (repeatable)")
    parser.add_argument("--score", type=Path, default=ROOT.parent / "shared" / "evaluate" / "score.py")
    parser.add_argument("--keep", type=Path, help="write the sets here, and keep them")
    parser.add_argument("--worst", type=int, default=0, help="print the worst N of each figure, too")
    arguments = parser.parse_args()
    if not arguments.score.is_file():
        parser.error(f"no scorer at {arguments.score}: name one with --score")
    print(f"{'':32}{''.join(f'{short:>9}' for short in FIGURES.values())}   conserved")
    documents = clean_documents()
    with tempfile.TemporaryDirectory() as scratch:
        for name, make in ways(arguments.form or [*FORMS, *PRINTED]).items():
            folder = (arguments.keep or Path(scratch)) / name.replace(" > ", "-").replace(" ", "")
            folder.mkdir(parents=True)
            try:
                for document in documents:
                    write(folder, make, document)
            except LookupError as error:
                print(f"{name:32}{error}")
                continue
            print(row(name, score(arguments.score, folder, "", arguments.worst, folder)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
