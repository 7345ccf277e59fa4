"""The table that heads a communication, where each cell stands on a line of its own, or a label on the line of what it says.

提交人： / A.B.(由律师代理) / 所涉缔约国： / … has no columns to show that it is a table: its labels do.
"""

from __future__ import annotations

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.structure.layout import Layout
from undoc.structure.openers import openers

# What heads the table of a communication: 提交人： 所涉缔约国： 《公约》条款：
LABEL = lazy(
    r"(?:来文|申诉)?(?:提交人|据称受害人|申诉人|所涉缔约国|缔约国|(?:来文|申诉)日期|参考文件|事由|主题|程序性问题|实质性问题|.{0,8}条款|(?:意见|决定)?的?通过日期|决定日期)[：:]"
)
FIRST_LABEL = lazy(r"(?:来文|申诉)?(?:提交人|申诉人)[：:]")
_ARTICLE = lazy(r"第[一二三四五六七八九十百\d]{1,4}条")  # what 《公约》条款： says
LONGEST = 16  # characters of a label that stands alone
LEAST = 3  # labels of a table
FAR = 10  # lines from a label to the next: what it says may be wrapped
_NONE_OF_THEM = frozenset(("paragraph", "formula", "annex", "section"))


def label_lines(lines: list[Line], layout: Layout) -> list[int]:
    """The indexes of the lines of such tables. lines: of the text; layout: of the same lines."""
    ends = [i for i, line in enumerate(lines) if line.key[-1:] in "：:" and line.key]
    known = [i for i, line in enumerate(lines) if ("：" in line.key or ":" in line.key) and LABEL.match(line.key)]
    if len(known) < LEAST and len(ends) < LEAST:
        return []
    found: list[int] = []
    for run in (*_runs(known, lines, FAR), *_runs([i for i in ends if _alone(lines[i])], lines, 2, least=2)):
        last = run[-1]
        end = last + 1
        if (
            lines[last].key[-1:] in "：:"
            and end < len(lines)
            and (not _begins(lines[end]) or _ARTICLE.match(lines[end].key))
        ):
            end += 1
        while end < len(lines) and not _begins(lines[end]) and layout.width and (layout.slack[end] or 9) < 2:
            end += 1  # what the last label says is wrapped
        found += range(run[0], end)
    return sorted({*found})


def _runs(labels: list[int], lines: list[Line], far: int, least: int = 1) -> list[list[int]]:
    """The labels of each table: so many, one after the other. far, least: lines from one to the next."""
    runs: list[list[int]] = []
    for i in labels:
        above = runs[-1][-1] if runs else -FAR - 1
        near = least <= i - above <= far
        if near and not any(map(_begins, lines[above + 1 : i])):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [run for run in runs if len(run) >= LEAST]


def _alone(line: Line) -> bool:
    key = line.key
    return len(key) <= LONGEST and not any(mark in key for mark in "，。；“") and not openers(key, line.raw)


def _begins(line: Line) -> bool:
    """Whether something of the text proper begins on a line."""
    return any(opener.kind in _NONE_OF_THEM for opener in openers(line.key, line.raw))


def labelled(cells: list[str]) -> list[list[str]] | None:
    """The rows of a table by its labels: each with what it says. cells: one a line; ``None`` where they are no such table."""
    starts = [_label_end(cell) for cell in cells]
    if sum(start > 0 for start in starts) < LEAST or not starts[0]:
        return None
    rows: list[list[str]] = []
    for cell, start in zip(cells, starts, strict=True):
        if start:
            rows.append([part for part in (cell[:start], cell[start:].strip()) if part])
        elif len(rows[-1]) == 1:
            rows[-1].append(cell)
        else:
            rows[-1][1] += "\n" + cell
    return rows


def _label_end(cell: str) -> int:
    """Where the label ends that a cell begins with, 0 where it begins with none."""
    if cell[-1:] in "：:" and len(cell) <= 2 * LONGEST and not any(mark in cell for mark in "，。；"):
        return len(cell)
    match = LABEL.match(cell)
    return match.end() if match else 0
