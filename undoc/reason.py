"""One line for a person on why something failed, whatever the exception."""

from __future__ import annotations

import os

from undoc.errors import ConservationError, InternalError, UndocError

DEBUG = "UNDOC_DEBUG"


def reason(error: BaseException) -> str:
    """Why, in one line: undoc's own words, the system's in lower case, or "internal error: …" for what is a bug.

    With ``UNDOC_DEBUG=1`` in the environment a bug's traceback follows.
    """
    if isinstance(error, ConservationError):
        return _bug(error, f"{error}{_saved(error.report)}")
    if isinstance(error, InternalError):
        return _bug(error, str(error))
    if isinstance(error, UndocError):
        return printable(str(error))
    if isinstance(error, OSError) and (words := error.strerror or str(error)):
        return printable(words[0].lower() + words[1:])
    if isinstance(error, MemoryError):
        return "out of memory"
    return _bug(error, f"{type(error).__name__}: {error}")


def _saved(report: str) -> str:
    """Where the report was left, to go on a line; nothing where there is no place for it."""
    import tempfile  # slow to load, and seldom needed

    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="undoc-report-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(report)
    except OSError:
        return ""
    return f" with {file.name}"


def printable(text: str) -> str:
    """A text (a file's name, say) on one line: control characters are written as escapes."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


def _bug(error: BaseException, words: str) -> str:
    line = f"internal error: {printable(words)}"
    if os.environ.get(DEBUG, "") not in ("", "0"):
        import traceback  # slow to load, and seldom asked for

        return line + "\n" + "".join(traceback.format_exception(error)).rstrip("\n")
    return line
