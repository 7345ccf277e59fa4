"""The contract's JSON: every field of the models in their order, so that the same document gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undoc.model import Document


def write_json(document: Document, *, indent: int | None = None) -> str:
    """The document as JSON text, without a final line end. indent: spaces a level, ``None`` for one line."""
    return document.model_dump_json(indent=indent)
