"""Chinese numerals: what they are worth, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undoc.extract.numerals import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("２０", 20),
        ("007", 7),
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("一百", 100),
        ("一百零五", 105),
        ("一百二十三", 123),
        ("百二十", 120),
        ("一千九百四十五", 1945),
        ("两千零六", 2006),
        ("二〇一〇", 2010),
        ("二○○三", 2003),
        ("二零一二", 2012),
        ("二OO五", 2005),
        ("二ＯＯ五", 2005),
        ("一九八0", 1980),
        ("一九四六", 1946),
        ("貳拾叁", 23),
        ("壹佰", 100),
        ("陆", 6),
        ("㈠", 1),
        ("㈨", 9),
        ("㈩", 10),
        ("三万", 30_000),
        ("十二万三千", 123_000),
    ],
)
def test_number(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", " ", "第三", "三次", "百千", "十十", "二三十", "a", "²", "1.5", "-1", "万万"])
def test_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        number(text)


@given(st.integers(0, 99_999))
def test_digits_and_positions(value: int) -> None:
    han = str(value).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    assert number(str(value)) == number(han) == value


@given(st.integers(1, 9_999))
def test_places(value: int) -> None:
    assert number(_spelt(value)) == value


def _spelt(value: int) -> str:
    """1005 → 一千零五"""
    spelt = ""
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            spelt += "一二三四五六七八九"[digit - 1] + sign
        elif spelt and not spelt.endswith("零") and value % place:
            spelt += "零"
    return spelt
