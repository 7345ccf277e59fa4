"""A comparison as one HTML page: nothing is loaded from elsewhere, nothing runs, all text is escaped."""

from __future__ import annotations

from html import escape

from undoc.compare import Comparison, Difference
from undoc.compare.report import SIGNS, where
from undoc.reason import printable

_STYLE = """
body { font: 16px/1.7 serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222; background: #fff; }
h1 { font-size: 1.3em; } table { border-collapse: collapse; width: 100%; }
td, th { vertical-align: top; text-align: left; padding: .3em .6em; border-top: 1px solid #ddd; }
th { white-space: nowrap; font: .8em/1.9 sans-serif; color: #555; } td { white-space: pre-wrap; }
del { background: #fdd; color: #800; } ins { background: #dfd; color: #060; text-decoration: none; }
tr.same td { color: #888; } tr.moved th { color: #06c; }
tr.added td { background: #f2fff2; } tr.removed td { background: #fff2f2; }
"""


def page(comparison: Comparison) -> str:
    """The page."""
    title = f"{_text(comparison.before)} → {_text(comparison.after)}"
    counts = ", ".join(f"{number} {status}" for status, number in comparison.counts.items())
    rows = [_meta(*row) for row in comparison.meta] + [_row(one) for one in comparison.differences]
    body = "\n".join(rows)
    return (
        '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{counts}</p>\n"
        f"<table>\n{body}\n</table>\n</body>\n</html>\n"
    )


def _meta(name: str, before: object, after: object) -> str:
    words = "".join(
        f"<{tag}>{_text(_value(value))}</{tag}>" for tag, value in (("del", before), ("ins", after)) if value
    )
    return f'<tr class="changed"><th>~ {_text(name.replace("_", " "))}</th><td>{words}</td></tr>'


def _row(difference: Difference) -> str:
    old, new = where(difference)
    label = _text(old) if old == new else f"{_text(old)} → {_text(new)}"
    if difference.moved and old == new:
        label += " (moved)"
    return (
        f'<tr class="{difference.status}"><th>{SIGNS[difference.status]} {label}</th><td>{_words(difference)}</td></tr>'
    )


def _words(difference: Difference) -> str:
    if difference.status != "changed":
        text = _text(difference.unit.text)
        return {"added": f"<ins>{text}</ins>", "removed": f"<del>{text}</del>"}.get(difference.status, text)
    tags = {"delete": "del", "insert": "ins"}
    return "".join(
        f"<{tags[change.op]}>{_text(change.text)}</{tags[change.op]}>" if change.op in tags else _text(change.text)
        for change in difference.changes
    )


def _value(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _text(text: str) -> str:
    """Text as it may stand in HTML: line ends and tabs stay, control characters are shown."""
    return "\n".join("\t".join(map(printable, escape(line).split("\t"))) for line in text.split("\n"))
