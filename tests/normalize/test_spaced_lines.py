"""Lines whose characters are all set apart: numbers, words and symbols in them are closed up, rows of tables are not."""

from __future__ import annotations

import pytest

import undoc
from undoc.normalize.lines import split_lines


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("委 员 会 于 2 0 3 6 年 6 月 2 3 日 开 会 。", "委 员 会 于 2036 年 6 月 23 日 开 会 。"),
        ("见 A / C N . 9 / 1 2 6 0 和 A d d . 1 。", "见 A/CN.9/1260 和 Add.1 。"),
        ("D i s t r . :  L i m i t e d", "Distr.:  Limited"),
        ("A / H R C / D E C / 9 8 / 1 0 1", "A/HRC/DEC/98/101"),
        ("1 1 J u n e 2 0 3 5", "11June2035"),
        ("1 2 A / 9 0 / 9 8 7 ， 第 4 段 。", "12 A/90/987 ， 第 4 段 。"),  # a footnote
        ("在 2034 年 第 15 次 和 第 16 次 会 议 上 A 和 B", "在 2034 年 第 15 次 和 第 16 次 会 议 上 A 和 B"),
        ("1 0 2 3 5 1 7", "1 0 2 3 5 1 7"),  # cells
        ("A B C D E F", "A B C D E F"),
        ("长岛    4    59.1", "长岛    4    59.1"),
    ],
)
def test_numbers_words_and_symbols(printed: str, read: str) -> None:
    (line,) = split_lines(printed)
    assert line.raw == read
    assert line.key == "".join(printed.split())


def test_what_is_found_in_them() -> None:
    spaced = " ".join("委员会在2036年6月23日第2次会议上收到了A/CN.9/1260号文件。")
    document = undoc.parse(f"1. {spaced}\n2. 委员会注意到这份文件。\n")
    assert document.body[0].text == "委员会在2036年6月23日第2次会议上收到了A/CN.9/1260号文件。"
    assert [date.start for date in document.dates] == ["2036-06-23"]
    assert [symbol.symbol for symbol in document.symbols] == ["A/CN.9/1260"]
