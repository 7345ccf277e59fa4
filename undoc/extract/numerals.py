"""Chinese numerals: pieces of patterns for them, and what they are worth.

Forms: ``二十三``, ``一百零五``, ``二〇一〇``, ``一九八0`` (a digit among Han ones), ``廿三``, full-width ``２３``, and the
traditional and legal ``貳`` and ``壹``.
"""

from __future__ import annotations

_ONES = {
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹貳叁肆伍陸柒捌玖")},
    **{"○": 0, "Ｏ": 0, "兩": 2, "两": 2, "贰": 2, "參": 3, "陆": 6},
    **{str(value): value for value in range(10)},
    **{chr(0xFF10 + value): value for value in range(10)},
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TWENTIES = {"廿": 20, "卅": 30, "卌": 40}

# Sources of patterns: one digit; a number of one or two digits; a Han number to 99, to 9999.
DIGIT = "[0-9０-９]"
HAN_ONE = "[一二三四五六七八九]"
HAN_TWO_PLACES = f"(?:{HAN_ONE}?十{HAN_ONE}?|廿{HAN_ONE}?|卅{HAN_ONE}?|{HAN_ONE})"
HAN = "[〇○零一二三四五六七八九十百千两廿卅]"


def number(text: str) -> int:
    """What a numeral is worth: ``"二十三"`` → 23, ``"二〇一〇"`` → 2010, ``"一百零五"`` → 105, ``"１２"`` → 12.

    text: nothing but numerals. Raises ValueError where a character is none, or there is none at all.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if not text:
        raise ValueError("no numeral")
    if not any(character in _TENS or character in _TWENTIES for character in text):
        return int("".join(str(_one(character)) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        elif character in _TWENTIES:
            total += _TWENTIES[character]
        else:
            digit = digit * 10 + _one(character)
    return total + digit


def _one(character: str) -> int:
    try:
        return _ONES[character]
    except KeyError:
        raise ValueError(f"no numeral: {character!r}") from None
