"""Options that more than one command has."""

from __future__ import annotations

import codecs
import re

import click

from undoc.limits import MAX_BYTES, TIMEOUT

_MEGABYTE = 1024 * 1024


def _encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            codecs.lookup(value)
        except LookupError:
            raise click.BadParameter(f"{value!r} is no encoding that Python knows; try gb18030 or utf-8") from None
    return value


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
max_size_option = click.option(
    "--max-size",
    "max_bytes",
    metavar="MB",
    type=click.FloatRange(min=0, min_open=True),
    default=MAX_BYTES // _MEGABYTE,
    show_default=True,
    callback=lambda ctx, param, value: int(value * _MEGABYTE),
    help="Refuse what is larger, or unpacks to more.",
)
timeout_option = click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=TIMEOUT,
    show_default=True,
    help="Give a document up that takes longer; 0: never.",
)
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
