"""Chinese numerals: pieces of patterns for them, and what they are worth.

Forms: ``二十三``, ``一百零五``, ``二〇一〇``, ``一九八0`` (a digit among Han ones), ``廿三``, full-width ``２３``, the
traditional and legal ``貳`` and ``壹``, and ``㈠`` to ``㈩``.
"""

from __future__ import annotations

from functools import lru_cache

# Each character that is a digit, and the digit that it is. A letter O stands for a nought in many scans (二OO五).
_DIGITS = str.maketrans(
    {
        **{chr(0xFF10 + value): str(value) for value in range(10)},
        **{character: str(value) for value, character in enumerate("〇一二三四五六七八九")},
        **{character: str(value) for value, character in enumerate("零壹貳叁肆伍陸柒捌玖")},
        **dict.fromkeys("○ＯO", "0"),
        **dict.fromkeys("两兩贰", "2"),
        **dict.fromkeys("參叄", "3"),
        **{"陆": "6", "廿": "2十", "卅": "3十", "卌": "4十"},
        **{chr(0x3220 + value): str(value + 1) for value in range(9)},
        **{"㈩": "十", "拾": "十", "佰": "百", "仟": "千", "萬": "万"},
    }
)
_PLACES = {"十": 10, "百": 100, "千": 1000}

# Sources of patterns: one digit; one sign of a Han number (廿 and 卅 are 20 and 30); a number to 99 in Han signs.
DIGIT = "[0-9０-９]"
HAN_ONE = "[一二三四五六七八九]"
HAN_TWO_PLACES = f"(?:{HAN_ONE}?十{HAN_ONE}?|廿{HAN_ONE}?|卅{HAN_ONE}?|{HAN_ONE})"
HAN = "[〇○零一二三四五六七八九十百千两廿卅]"


@lru_cache(maxsize=4096)
def number(text: str) -> int:
    """What a numeral is worth: ``"二十三"`` → 23, ``"二〇一〇"`` → 2010, ``"一百零五"`` → 105, ``"㈢"`` → 3.

    text: nothing but numerals, no white space. Raises ValueError where it is no numeral, or its places do not fall
    (``百千``, ``十十``).
    """
    plain = text.translate(_DIGITS)
    if not plain:
        raise ValueError("no numeral")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    high, dot, low = plain.rpartition("万")
    return (_below_ten_thousand(high, text) * 10_000 if dot else 0) + (_below_ten_thousand(low, text) if low else 0)


def _below_ten_thousand(plain: str, text: str) -> int:
    """``"2十3"`` → 23, ``"1百05"`` → 105; a place without a digit counts once, ``"十"`` → 10."""
    total, digits, above = 0, "", 10_000
    for character in plain:
        place = _PLACES.get(character)
        if place is None:
            digits += character
        elif place >= above:
            raise ValueError(f"no numeral: {text!r}")
        else:
            total, digits, above = total + _digit(digits or "1", text) * place, "", place
    return total + _digit(digits or "0", text) if plain else _digit("", text)


def _digit(digits: str, text: str) -> int:
    """One digit between two places, noughts before it allowed (一百零五)."""
    if not (digits.isascii() and digits.isdigit() and len(digits.lstrip("0")) < 2):
        raise ValueError(f"no numeral: {text!r}")
    return int(digits)
