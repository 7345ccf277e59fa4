"""Automatic numbers as a page shows them: ``written(4, "lowerRoman")`` is "iv". Forms are named as in WordprocessingML.

Source: ECMA-376 Part 1, 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_FORMAL, _FORMAL_TRADITIONAL = "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
# Single characters for small numbers: the first of them, and how many there are.
_SIGNS = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 10),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_COUNTING = frozenset(
    "chineseCounting chineseCountingThousand ideographDigital japaneseCounting japaneseDigitalTenThousand taiwaneseCounting "
    "taiwaneseCountingThousand taiwaneseDigital koreanDigital2 koreanCounting".split()
)
_BY_DIGIT = frozenset("ideographDigital japaneseDigitalTenThousand taiwaneseDigital koreanDigital2".split())


def written(value: int, form: str) -> str:
    """A number in a form; in digits where the form is not known, or has no way to write it."""
    if form in ("none", "bullet"):
        return ""
    if value <= 0:
        return str(value)
    if form in _SIGNS:
        first, count = _SIGNS[form]
        return chr(ord(first) + value - 1) if value <= count else str(value)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value <= 780 else str(value)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(value)
        return roman.upper() if form == "upperRoman" else roman
    if form in _COUNTING:
        return _in_digits(value) if form in _BY_DIGIT else _counted(value, _DIGITS, "十百千万")
    if form == "chineseLegalSimplified":
        return _counted(value, _FORMAL, "拾佰仟万")
    if form == "ideographLegalTraditional":
        return _counted(value, _FORMAL_TRADITIONAL, "拾佰仟萬")
    if form == "ideographTraditional":
        return _STEMS[value - 1] if value <= 10 else str(value)
    if form == "ideographZodiac":
        return _BRANCHES[value - 1] if value <= 12 else str(value)
    if form == "decimalZero":
        return f"{value:02d}"
    if form.startswith("decimalFullWidth"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    return str(value)


def _roman(value: int) -> str:
    if value > 4000:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (value // worth)
        value %= worth
    return text


def _in_digits(value: int) -> str:
    """Up to ten as they are said, then digit by digit: 十, 一一."""
    return "十" if value == 10 else "".join(_DIGITS[int(digit)] for digit in str(value))


def _counted(value: int, digits: str, powers: str) -> str:
    """As numbers are said: 十二, 二十, 一百〇三. Beyond 99,999 in digits."""
    if value > 99_999:
        return str(value)
    text, zero = "", False
    for worth, sign in zip((10_000, 1000, 100, 10, 1), (*reversed(powers), ""), strict=True):
        digit, value = divmod(value, worth)
        if digit:
            text += (digits[0] if zero and text else "") + digits[digit] + sign
        zero = not digit
    plain_ten = digits[1] + powers[0]
    return text[1:] if text.startswith(plain_ten) and digits is _DIGITS else text
