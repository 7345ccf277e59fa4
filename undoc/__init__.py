"""undoc: Chinese United Nations documents, from damaged text back to structure.

>>> import undoc
>>> document = undoc.parse("report.txt")        # a path, a text or bytes
>>> document.to_json(), document.to_akn()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Document", "__version__", "parse", "read_json"]

if TYPE_CHECKING:
    from undoc.model import Document
    from undoc.pipeline import parse
    from undoc.read.json import read_json

_HOMES = {"parse": "undoc.pipeline", "Document": "undoc.model", "read_json": "undoc.read.json"}


def __getattr__(name: str) -> object:
    # Loaded at first use, so that ``undoc --version`` and completion start in a blink.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'undoc' has no attribute {name!r}")
