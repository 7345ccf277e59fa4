"""Patterns that are compiled at their first use: most of undoc's are not needed for most documents.

Compiling is what a small document costs most, above all classes of three and more characters or ranges beyond Latin-1:
``(?:和|及|与|以及)`` is compiled ten times as fast as ``(?:[和及与]|以及)``, and alternatives of one character each
become a class.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern. A method asked for is kept, so that the next time it is found as fast as the pattern's."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, method)
        return method


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern like ``re.compile``'s whose faults, too, show at first use; it has all methods of a pattern."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
