"""Whether files are what they claim to be: ``check_file`` for Akoma Ntoso and undoc's JSON.

``akn`` has the rules of the schema, of eIds and links; ``profile`` those of the UN's profile; ``document`` those of the
JSON contract. ``conservation`` compares a document with its source. Libraries are loaded at first use.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from undoc.errors import InputError

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True, eq=False, repr=False)
class Finding:
    """Something that is not as it should be. line: from 1; rule: its name; severity: ``error`` or ``warning``."""

    line: int | None
    rule: str
    severity: str
    message: str


def check_file(path: Path | str) -> list[Finding]:
    """All findings of a file, in order of their lines; an empty list where all is well.

    What the file is, Akoma Ntoso or undoc's JSON, is told by its content, not its name. Raises InputError where it is
    neither, is not well-formed, or is XML with a document type, entities or inclusions; OSError where it cannot be
    read.
    """
    data = Path(path).read_bytes()
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<" or data[:2] in _UTF16:
        from undoc.check.akn import check_akn

        findings = check_akn(data)
    elif start == b"{":
        from undoc.check.document import check_document

        findings = check_document(data)
    else:
        raise InputError("neither XML nor JSON of undoc" if start else "the file is empty")
    return sorted(findings, key=lambda finding: finding.line or 0)
