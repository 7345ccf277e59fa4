"""A clean document as a web page: the document among menus, scripts, a sidebar and a foot."""

from __future__ import annotations

import html
import re
from typing import Literal

from damage.document import NOTE_MARK, Clean, Unit

Style = Literal["plain", "site", "word"]
_HEADS = {"title": "h1", "section": "h2", "annex": "h2"}
_MENU = ["首页", "关于我们", "主要机构", "新闻中心", "文件与出版物", "日历", "联系我们", "会议服务", "无障碍"]
SITE_HEAD = """<header><div class="logo"><a href="/">示例机构</a></div>
<nav class="menu"><ul>{menu}</ul></nav>
<form action="/search"><input name="q"><button>搜索</button></form></header>
<div class="breadcrumb"><a href="/">首页</a> &gt; <a href="/docs">文件</a></div>
<aside class="sidebar"><h3>相关链接</h3><ul>{links}</ul></aside>"""
SITE_FOOT = """<footer><ul>{menu}</ul><p>版权所有 | 使用条件 | 隐私通告 | 防范诈骗</p></footer>
<div class="share"><a href="#">分享到微博</a><a href="#">打印</a></div>
<script>var tracking = "统计代码";</script><noscript>请启用脚本</noscript>"""


def to_html(document: Clean, style: Style = "plain") -> bytes:
    """The page. style: the bare document, one of a site, or as Word saves it (in GB 18030, notes in brackets)."""
    body: list[str] = []
    notes: list[Unit] = []
    rows: list[Unit] = []
    for unit in document.units:
        if unit.tag in ("table", "label"):
            rows.append(unit)
            continue
        if rows:
            body.append(_table(rows, style))
            rows = []
        if unit.tag == "note":
            notes.append(unit)
        else:
            body.append(_unit(unit, style))
    if rows:
        body.append(_table(rows, style))
    if notes:
        called = {marker for unit in document.units for marker in unit.marks}
        feet = [_note(unit, style if unit.num in called else "plain") for unit in notes]
        body += ["<hr>", '<div class="footnotes">', *feet, "</div>"]
    main = "\n".join(body)
    menu = "".join(f'<li><a href="/{number}">{name}</a></li>' for number, name in enumerate(_MENU))
    links = "".join(f'<li><a href="/related/{number}">有关议题的网页{number}</a></li>' for number in range(6))
    if style == "site":
        main = f"{SITE_HEAD.format(menu=menu, links=links)}\n<main><article>\n{main}\n</article></main>\n"
        main += SITE_FOOT.format(menu=menu)
    charset = "gb2312" if style == "word" else "utf-8"
    head = f'<meta charset="{charset}"><title>{html.escape(document.name)}</title><style>p {{ margin: 0 }}</style>'
    page = f'<!DOCTYPE html>\n<html lang="zh"><head>{head}</head><body>\n{main}\n</body></html>\n'
    return page.encode("gb18030" if style == "word" else "utf-8")


def _unit(unit: Unit, style: Style) -> str:
    text = _marked(unit.text, style)
    if unit.tag == "entry":
        cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in [unit.num, *unit.cells])
        return f"<table><tr>{cells}</tr></table>"
    gap = {"para": " ", "section": " ", "item": " ", "title": " "}.get(unit.tag, "")
    if unit.tag == "annex":
        return f"<h2>{html.escape(unit.num)}</h2>\n<h2>{text}</h2>" if text else f"<h2>{html.escape(unit.num)}</h2>"
    head = html.escape(unit.num) + gap if unit.num else ""
    name = _HEADS.get(unit.tag, "p")
    if unit.tag == "section" and style == "word":
        return f"<p class=MsoNormal align=center><b><span lang=ZH-CN>{head}{text}</span></b></p>"
    return f"<{name}>{head}{text}</{name}>"


def _marked(text: str, style: Style) -> str:
    def mark(match: re.Match[str]) -> str:
        number = html.escape(match[1])
        if style == "word":
            return f'<a href="#_ftn{number}" name="_ftnref{number}"><sup>[{number}]</sup></a>'
        return f'<sup><a href="#fn{number}" id="r{number}">{number}</a></sup>'

    return NOTE_MARK.sub(mark, html.escape(text, quote=False))


def _note(unit: Unit, style: Style) -> str:
    number, text = html.escape(unit.num), html.escape(unit.text, quote=False)
    if style == "word":
        mark = f'<a href="#_ftnref{number}" name="_ftn{number}"><span>[{number}]</span></a>'
        return f'<div id="ftn{number}"><p class=MsoFootnoteText>{mark} {text}</p></div>'
    return f'<p id="fn{number}"><a href="#r{number}"><sup>{number}</sup></a> {text}</p>'


def _table(rows: list[Unit], style: Style) -> str:
    lines = ["".join(f"<td>{html.escape(cell)}</td>" for cell in unit.cells) for unit in rows]
    return "<table border=1>\n" + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"
