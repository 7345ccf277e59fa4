"""Options that more than one command has."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from undoc.limits import DEFAULT

_MEGABYTE = 1024 * 1024
Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


def _encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            codecs.lookup(value)
        except LookupError:
            raise click.BadParameter(f"{value!r} is no encoding that Python knows; try gb18030 or utf-8") from None
    return value


def _bytes(ctx: click.Context, param: click.Parameter, value: str) -> int | None:
    """``512M``, ``2G``; a bare number is megabytes; 0 is no limit."""
    match = re.fullmatch(r"(0|[1-9]\d{0,9})([KMG]?)B?", value.upper(), re.ASCII)
    if match is None:
        raise click.BadParameter(f"{value!r} is no size; write it as 512M or 2G")
    return int(match[1]) * {"K": 2**10, "G": 2**30}.get(match[2], 2**20) or None


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from datetime import date

        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                raise ValueError
            date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"{value!r} is no day; write it as 2026-01-31") from None
    return value


encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=_encoding,
    help="Encoding of a text or a web page (utf-8, gb18030, big5, …); default: found out.",
)
_max_size = click.option(
    "--max-size",
    "max_bytes",
    metavar="MB",
    type=click.FloatRange(min=0, min_open=True),
    default=DEFAULT.size // _MEGABYTE,
    show_default=True,
    callback=lambda ctx, param, value: int(value * _MEGABYTE),
    help="Refuse what is larger, or unpacks to more.",
)
_timeout = click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=DEFAULT.seconds,
    show_default=True,
    callback=lambda ctx, param, value: value or None,
    help="Give a document up that takes longer; 0: never.",
)
_max_memory = click.option(
    "--max-memory",
    "memory",
    metavar="SIZE",
    default="4G",
    show_default=True,
    callback=_bytes,
    help="Give a document up that takes more memory: 512M, 2G; 0: never.",
)


def limit_options(command: Decorated) -> Decorated:
    """What one document may cost: ``--max-size``, ``--timeout``, ``--max-memory``, as ``max_bytes``, ``timeout``, ``memory``."""
    return _max_size(_timeout(_max_memory(command)))


indent_option = click.option(
    "--indent/--compact",
    default=True,
    show_default=True,
    help="JSON and XML set in for reading, or on as few lines as can be.",
)
markup_date_option = click.option(
    "--markup-date",
    metavar="YYYY-MM-DD",
    callback=_day,
    help="The day the XML says it was made on; default: SOURCE_DATE_EPOCH's, else today.",
)
