"""Looks for inputs that reach new code, with atheris: ``python -m fuzz.guided READER CORPUS… [libFuzzer's options]``.

Each reader has a target, which takes bytes and may raise nothing but undoc's own errors. What each corpus holds is small
and good; what is found is kept outside the project, and what breaks becomes a case of ``test_found``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from undoc.errors import InternalError, UndocError

Target = Callable[[bytes], object]


def _read(encoding: str | None = None) -> Target:
    def read_it(data: bytes) -> object:
        from undoc.pipeline import read

        return read(data, encoding=encoding)

    return read_it


def _by(module: str, name: str) -> Target:
    """A reader itself, whatever the bytes look like."""

    def read_it(data: bytes) -> object:
        from importlib import import_module

        return getattr(import_module(module), name)(data)

    return read_it


def _docx_body(data: bytes) -> object:
    """Bytes as the main part of a Word file: packed, they would be changed in vain."""
    import io
    import zipfile

    from undoc.read.docx import read_docx

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", data)
    return read_docx(buffer.getvalue())


def _whole(data: bytes) -> object:
    """From bytes to every output."""
    from undoc.pipeline import parse_with_text
    from undoc.write import WRITERS, Options

    document, text = parse_with_text(data)
    return [writer.write(document, Options(markup_date="2026-01-01", source=text)) for writer in WRITERS.values()]


def _check(data: bytes) -> object:
    """What ``undoc validate`` and ``read_json`` make of bytes."""
    from undoc.check.akn import check_akn
    from undoc.check.document import check_document
    from undoc.read.json import read_json

    for check in (check_akn, check_document, read_json):
        try:
            check(data)
        except InternalError:
            raise
        except UndocError:
            pass
    return None


# By the folder of its corpus.
TARGETS: dict[str, Target] = {
    "text": _whole,
    "encodings": _read(),
    "pdf": _by("undoc.read.pdf", "read_pdf"),
    "docx": _by("undoc.read.docx", "read_docx"),
    "docx-body": _docx_body,
    "html": _by("undoc.read.html", "read_html"),
    "akn": _by("undoc.read.akn", "read_source"),
    "gzip": _by("undoc.read.archive", "gunzip"),
    "zip": _by("undoc.read.archive", "only_document"),
    "json": _check,
}


def try_it(target: str, data: bytes) -> None:
    """Raises where anything but one of undoc's refusals comes of the data."""
    try:
        TARGETS[target](data)
    except InternalError:
        raise
    except UndocError as error:
        assert "\n" not in str(error), str(error)


def main() -> None:
    import atheris

    name, *arguments = sys.argv[1:]
    with atheris.instrument_imports(include=["undoc"]):
        import undoc.check.akn
        import undoc.check.document
        import undoc.pipeline
        import undoc.read.archive
        import undoc.read.docx
        import undoc.read.html
        import undoc.read.json
        import undoc.read.pdf
        import undoc.write  # noqa: F401

    atheris.Setup([sys.argv[0], *arguments], lambda data: try_it(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
