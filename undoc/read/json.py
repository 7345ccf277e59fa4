"""undoc's own JSON becomes a ``Document`` again."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from undoc.errors import InputError
from undoc.limits import MAX_NESTING, too_deep
from undoc.model import Document


def read_json(source: Path | str | bytes) -> Document:
    """The document that undoc's JSON holds.

    source: a ``Path``, the path as a ``str``, or the JSON itself (a ``str`` or ``bytes`` that begins with ``{``).
    Raises InputError where it is no JSON, or not of the contract; OSError where the file cannot be read.
    """
    if isinstance(source, bytes):
        data: str | bytes = source
    elif isinstance(source, str) and source.lstrip()[:1] in ("{", ""):
        data = source
    else:
        data = Path(source).read_bytes()
    try:
        return Document.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if "recursion limit" in first["msg"]:
            raise too_deep(MAX_NESTING) from None
        place = ".".join(map(str, first["loc"]))
        raise InputError(f"no undoc JSON: {f'{place}: ' if place else ''}{first['msg']}") from None
