"""Prints what undoc makes of documents: a line for each and each form, with the SHA-256 of the output.

python digests.py FOLDER: the documents are those of FOLDER, the outputs go beside it.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from undoc.cli.app import run
from undoc.write import WRITERS


def main(folder: Path) -> int:
    out = folder.parent / f"out-{sys.version_info[1]}-{hash('seed') & 0xFFFF}"
    for path in sorted(folder.iterdir(), key=lambda path: path.name.encode("utf-8", "surrogateescape")):
        for form in (*WRITERS, "source"):
            call = [
                "parse",
                str(path),
                "--to",
                form,
                "-o",
                str(out),
                "--keywords",
                "5" if path.stat().st_size < 6000 else "0",
            ]
            if run(call):
                return 1
            name = path.name.encode("utf-8", "surrogateescape").hex()
            print(name, form, hashlib.sha256(out.read_bytes()).hexdigest())
            out.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
