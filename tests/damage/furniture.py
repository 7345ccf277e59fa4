"""What heads and foots the pages: symbols, titles, page and job numbers, bar codes, what web sites leave."""

from __future__ import annotations

from damage.document import Clean
from damage.layout import Layout


def head(page: int, pages: int, document: Clean, layout: Layout) -> list[str]:
    """The lines above the text of a page."""
    lines = _debris(page, layout)
    if layout.page_number_first and page > 1:
        lines += _numbers(page, pages, layout)
    if page == 1 or not layout.running_head:
        return lines
    symbol = document.settings["symbol"]
    if layout.running_head == "title":
        return [*lines, symbol, "".join(unit.plain for unit in document.units if unit.tag == "title")]
    if layout.running_head == "numbered":
        return [*lines, f"{page}{'':40}{symbol}" if page % 2 else f"{symbol}{'':40}{page}"]
    right = layout.running_head == "alternate" and page % 2
    return [*lines, " " * 48 + symbol if right else symbol]


def foot(page: int, pages: int, layout: Layout) -> list[str]:
    """The lines under the text of a page."""
    lines = _job(page, layout)
    if layout.debris and page == 1:
        lines.append("请回收")
    if page > 1 and not layout.page_number_first:
        lines += _numbers(page, pages, layout)
    return lines


def _numbers(page: int, pages: int, layout: Layout) -> list[str]:
    number = layout.page_number
    if not number:
        return []
    if "{job}" in number and page % 2 == 0:  # on even pages the job number stands first
        return [f"{layout.job_number}{page}/{pages}"]
    place = {"left": 0, "middle": layout.width, "right": layout.width * 2 - 4}[layout.page_number_place]
    return [" " * place + number.format(page=page, pages=pages, job=layout.job_number)]


def _job(page: int, layout: Layout) -> list[str]:
    job = layout.job_number
    if not job:
        return []
    if page > 1:
        return [job] if layout.job_everywhere and "{job}" not in layout.page_number else []
    code = "".join(c for c in job if c.isdigit())
    if layout.job_lines == 1:
        return [f"{job} (C)    150931    160931    *{code}*"]
    if layout.job_lines == 2:
        return [f"{job} (C)  150931  160931", f"*{code}*"]
    return [f"{job} (C)", "150931    160931", f"*{code}*"]


def _debris(page: int, layout: Layout) -> list[str]:
    if not layout.debris:
        return []
    return ["https://documents.example.org/doc?open&lang=zh"] if page == 1 else ["advertisement"] * (page % 3 == 0)
