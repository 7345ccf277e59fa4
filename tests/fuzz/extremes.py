"""What is too long or too deep: ``GROWING`` must cost in proportion to its length, ``LARGE`` must end well.

Times are only ever compared within one run, the same work at two lengths; that is for ``python -m fuzz``, not for a test.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

import undoc
from undoc.errors import InputError, LimitExceeded
from undoc.pipeline import parse_with_text
from undoc.write import WRITERS, Options

SMALL, TIMES = 12_000, 4  # characters of the smaller of the two, and how many times as long the other is
# A cost in proportion takes TIMES as long; one that grows with the square TIMES * TIMES.
MOST = TIMES * 2.2
LARGE_LINE = 10 * 1024 * 1024  # bytes

# What is repeated, on one line and as lines of its own. Each has been, or might be, some pattern's undoing.
UNITS = (
    "中", "a", "1", " ", "　", "中 ", "a ", "1 ", "中\u200b", "中\xad", "（", "(", "“", "《", "〈", "【", "[", "{", "）", "”", "*", "**", "_", "__ ", ".",
    ". ", "…", "·", "。", "，", "、", "；", "：", "？", "/", "-", "—", "A/", "A/1/2、", "A/C.1/", "S/RES/1 (2000) ", "Add.1 ", "Rev.", "L.", "第", "号", "第1",
    "第1号", "第1号决议、", "第一", "第一次会议、", "第1至第", "段", "第2段、", "年", "月", "日", "2010年", "2010年4月12日", "4月12日和", "和13日", "至", "一", "十", "百千",
    "一、", "（一）", "㈠", "①", "1. ", "1.", "1)", "(a) ", "(a)", "(i) ", "A. ", "I. ", "• ", "主席：", "主席（以法语发言）：", "史密斯先生（加拿大）：", "西班牙、", "西班牙的代表",
    "代表欧洲联盟", "的代表", "的", "和", "与", "以及", "中国和", "的名义", "在", "发言。", "回顾", "回顾其", "大会，", "强调", "决定：", "附件 ", "附录一", "目录 ", "导言 .... 1 ", "<", "&",
    "&amp;", "<b>", "http://", "https://a.b/", "www.", "`", "~", "|", "\\", '"', "'", "=", "#", "1 见A/1/2。", "* 见", "2/5 ", "- 3 - ", "V.10-52859 ", "赞成：", "表1 ", "注：", "\u202e",
    "\ue000", "\x01中", "𠀀", "é", "ａ", "１", "１．", "第１号",
)  # fmt: skip


def _on_a_line(unit: str, size: int) -> str:
    return f"委员会的报告\n\n1. 会议开幕。{unit * (size // len(unit))}\n\n2. 会议闭幕。\n"


def _as_lines(unit: str, size: int) -> str:
    line = f"{unit.strip() or '中'}\n"
    return f"委员会的报告\n\n1. 会议开幕。\n\n{line * (size // len(line))}\n2. 会议闭幕。\n"


def _alone(unit: str, size: int) -> str:
    return f"{unit * (size // len(unit))}中文文本"


def _page(unit: str, size: int) -> bytes:
    return f"<html><body><p>委员会的报告</p>{unit * (size // len(unit))}</body></html>".encode()


def _xml(unit: str, size: int) -> bytes:
    inner = f"<p>会议</p>{unit * (size // len(unit))}"
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="x"><meta/>'
        f"<mainBody>{inner}</mainBody></doc></akomaNtoso>"
    ).encode()


Maker = Callable[[str, int], "str | bytes"]
GROWING: list[tuple[str, Maker, str]] = [
    *((f"{unit!a} on a line", _on_a_line, unit) for unit in UNITS),
    *((f"{unit!a} as lines", _as_lines, unit) for unit in UNITS),
    *((f"{unit!a} alone", _alone, unit) for unit in UNITS),
    *(
        (f"{unit} in a page", _page, unit)
        for unit in (
            "<p>会议</p>", "<a>会</a>", '<a href="#x">1</a>', '<a id="x" href="#y">1</a>', "<sup>1</sup>", "<b>会", "<br>", "<li>会", "<ol><li>会</ol>", "<i></i>",
            "<table><tr><td>会<td>议</table>", "<tr><td>会<td>议", "<table><caption>会</table>", "<h2>会</h2>", "<!-- -->", "&nbsp;", "<pre>会\n</pre>", "<div hidden>会</div>",
            '<p class="nav"><a href="x">会</a></p>', '<p id="n">1 见</p>', "<ruby>会<rt>议", "\x00", "<script>", "</p>", "<td>", "会",
        )
    ),
    *(
        (f"{unit} in Akoma Ntoso", _xml, unit)
        for unit in (
            "<p>会议</p>", "<section><heading>会</heading></section>", "<paragraph><num>1</num><content><p>会</p></content></paragraph>", "<authorialNote marker='1'><p>见</p></authorialNote>",
            "<table><tr><td><p>会</p></td></tr></table>", "<p>会<noteRef href='#x' marker='1'/></p>", "<item><num>(a)</num><p>会</p></item>", "<p><ref href='#a'>会</ref></p>", "<eol/>", "会 ", "<!---->",
        )
    ),
]  # fmt: skip
# What must be read, or refused in a line, whatever its size.
LARGE: dict[str, Callable[[], str | bytes]] = {
    "one line of 10 MB": lambda: "会议审议了" * (LARGE_LINE // 15) + "\n",
    "one line of 10 MB, of sentences": lambda: "会议于2010年4月12日审议了第65/1号决议。" * (LARGE_LINE // 53) + "\n",
    "20,000 opening brackets": lambda: "1. 会议（" + "(" * 20_000 + "\n\n2. 会议" + "“" * 20_000 + "\n",
    "20,000 kinds of brackets": lambda: "1. 会议" + "（(《“[" * 4_000 + "\n",
    "items 1,000 deep": lambda: "1. 会议：\n" + "".join(f"{' ' * level}({'abcdefghij'[level % 10]}) 项目{level}；\n" for level in range(1_000)),
    "numbers to 10^12": lambda: "".join(f"{10**power}. 会议{power}。\n\n第{10**power}次会议，第{10**power}段，{10**power}年。\n\n" for power in range(13)),
    "elements 1,000 deep": lambda: "<html><body>" + "".join(f"<div><p>会议{level}</p>" for level in range(990)),
    "elements 100,000 deep": lambda: "<html><body>" + "<div>会议" * 100_000,
    "sections 1,000 deep": lambda: _deep_xml(1_000),
    "sections 64 deep in each other": lambda: _deep_xml(64),
    "a table of 50,000 rows": lambda: "<html><body><p>会议</p><table>" + "<tr><td>国<td>1" * 50_000,
}  # fmt: skip


def _deep_xml(levels: int) -> bytes:
    deep = (
        "<section><num>1</num><heading>会议</heading>" * levels
        + "<content><p>会议</p></content>"
        + "</section>" * levels
    )
    return _xml(deep, len(deep))


def seconds(data: str | bytes) -> float:
    """What an input and its outputs take of this process; the best of several."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        try:
            document, text = parse_with_text(data)
            for writer in WRITERS.values():
                writer.write(document, Options(markup_date="2026-01-01", source=text))
        except InputError:
            pass
        best = min(best, time.process_time() - begun)
        if best > 2:
            break
    return best


def growth(make: Maker, unit: str) -> float:
    """How many times as long the longer of two takes."""
    return seconds(make(unit, SMALL * TIMES)) / max(seconds(make(unit, SMALL)), 0.004)


def broken(most: float) -> Iterator[tuple[str, str]]:
    """Names and reasons of all that does not hold. most: seconds; each run looks at others of those that grow."""
    until = time.monotonic() + most
    for name, make, unit in random.sample(GROWING, len(GROWING)):
        if time.monotonic() > until:
            break
        try:
            factor = growth(make, unit)
            if factor > MOST:
                factor = min(factor, growth(make, unit))
            if factor > MOST:
                yield name, f"takes {factor:.1f} times as long at {TIMES} times the length"
        except Exception as error:
            yield name, f"{type(error).__name__}: {error}"[:300]
    for name, large in LARGE.items():
        try:
            undoc.parse(large())
        except LimitExceeded:
            pass
        except Exception as error:
            yield name, f"{type(error).__name__}: {error}"[:300]
