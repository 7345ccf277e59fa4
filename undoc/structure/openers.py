"""What a line could begin, by its first characters: number forms, annex heads, enacting lines, recital verbs.

The forms are those of UN documents in Chinese; a form says only what *could* begin, ``decode`` says what does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from undoc.data import read_data
from undoc.lazy import lazy

HAN_DIGITS = "一二三四五六七八九十百〇零"
_HAN = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}


@dataclass(slots=True, repr=False)
class Opener:
    """One thing that a line could begin.

    kind: paragraph, section, item, annex, formula, adoption, speech, draft, vote, quote, caption, signature. series: the form of its number ("1.", "(a)", "一、" …).
    value: its place in the series, from 1; decimals 2.3 are 2003. head: characters of the key that are its number.
    alone: the number is the whole line.
    """

    kind: str
    series: str = ""
    value: int = 0
    head: int = 0
    alone: bool = False


def han_value(numeral: str) -> int:
    """The value of a Han numeral to 999: 一 -> 1, 十二 -> 12, 二十 -> 20, 一百零三 -> 103, 一二 -> 12."""
    if "十" not in numeral and "百" not in numeral:
        value = 0
        for character in numeral:
            value = value * 10 + _HAN.get(character, 0)
        return value
    total = digit = 0
    for character in numeral:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _HAN.get(character, 0)
    return total + digit


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral, 0 where it is none: iv -> 4, XII -> 12, iiii -> 0."""
    total = 0
    digits = [_ROMAN.get(character, 0) for character in numeral.lower()]
    for here, following in zip(digits, [*digits[1:], 0], strict=True):
        total += -here if here < following else here
    return total if 0 < total < 100 and _roman(total) == numeral.lower() else 0


def _roman(value: int) -> str:
    text = ""
    for size, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while value >= size:
            text, value = text + sign, value - size
    return text


# Each with two examples. Tried on a line's key, which has no white space.
_NUMBER = lazy(r"(\d{1,3})(之[一二三四五六七八九十])?[.．、](?![\d/])")  # 1. 促请; 12之二. 决定
_NUMBER_BEFORE_DIGIT = lazy(r"(\d{1,3})[.．、](?=\d{1,4}[^\W\d_A-Za-z])")  # 1.2016年11月; 13. 10岁以下
_NUMBER_ALONE = lazy(r"(\d{1,3})[.．、]?")  # 7.
_DECIMAL = lazy(r"(\d{1,2})[.．](\d{1,3}?)[.．]?(?=[^\d.．%％,/-]|(?:19|20)\d\d年)")  # 2.1提交人; 2.12010年12月
_DECIMAL_ALONE = lazy(r"(\d{1,2})[.．](\d{1,3})[.．]?")  # 2.1
# What shows a letter or number in brackets to be a reference: (a)项; (a)至(c); (b)、(c)和(d)
_REFERS = r"(?!分?[项段款目条]|[、，,。；;)）]|[和至或及][(（\d第])"
_LETTER = lazy(rf"[(（]([a-z]{{1,2}})[)）]{_REFERS}")  # (a) 秘书处
_LETTER_POINT = lazy(r"([a-z])[.．)）](?![a-z.])")  # a. 采取; b) 采取
# 35/101 小型渔船普查; not 77/200号, 2033/34年度, 1/2以上
_OF_DECISION = lazy(
    r"(?:\d{4}|[1-9]\d)/(\d{1,4})[.．]?(?:$|(?=[《“\u4e00-\u9fff])(?![号年月日和与及或至到、，。；条段页以次届]))"
)
_NUMBER_BRACKET = lazy(r"(\d{1,2})[)）](?![。，；、])")  # 1) 各国
_PAREN_NUMBER = lazy(r"[(（](\d{1,2})[)）](?![年月日])")  # (1) 各国
_PAREN_HAN = lazy(rf"[(（]([{HAN_DIGITS}]{{1,4}})[)）]")  # （一） 导言
_HAN_POINT = lazy(rf"([{HAN_DIGITS}]{{1,4}})[、.．](?!\d(?!\d{{3}}年))")  # 一、 导言; 二. 审议; 五. 2035年以后
_HAN_ALONE = lazy(rf"([{HAN_DIGITS}]{{1,3}})[、.．]?")  # 一
_CAPITAL = lazy(r"([A-Z])[.．、](?![A-Za-z0-9.]{1,3}[.．/]|[A-Z])")  # A. 导言
_CAPITAL_ALONE = lazy(r"([A-Z])[.．]?")  # A
_ROMAN_POINT = lazy(r"([IVX]{1,6})[.．、](?![A-Za-z0-9])")  # II. 背景
_ORDINAL = lazy(
    rf"第([{HAN_DIGITS}]{{1,4}}|\d{{1,3}})(章|编|部分|节|条)(?:之[{HAN_DIGITS}])?(?:[.．](?=.))?(?![、和至及或第，。；款（(]|规定|所|的)"
)  # 第一章 组织
_LOST_NUMERAL = lazy(r"[.](?=[\u4e00-\u9fff][^。；，;,]{1,38}$)")  # . 会议的组织: the numeral before the point is lost
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"  # 贰. 情报, in old documents
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_PAREN_STEM = lazy(rf"[(（]([{_STEMS}])[)）](?![项款])")  # (甲) 经济事务司, in old documents
_BULLET = lazy(r"[•●▪■◆○\uf0b7\uf0a7]|[–—-](?=[^–—\d-])")  # • 各国; – 加强
_CIRCLED = lazy("[㈠-㈩①-⑳]")
_ANNEX = lazy(
    rf"(?:附件|附录|附文|附表|附则|增列)(?:[{HAN_DIGITS}]{{1,3}}|[A-Z]|[IVX]{{1,4}}|\d{{1,2}})?[.．:：]?"
)  # 附件; 附件一
_ANNEX_OF = lazy(r".{6,80}的(?:附件|附文|附录)(?:[一二三四五六七八九十]|\d)?")  # 2010年6月8日…给秘书长的信的附件
_SIGNATURE = lazy(
    r".{0,24}[(（]签名[)）]|(?:常驻代表|副常驻代表|常驻观察员|大使|临时代办|代办|公使|特命全权大使|代理常驻代表|外交部长|秘书长|主席|共同主席)"
)  # 莫滕·韦特兰（签名）; 常驻代表
_ANNEX_HEAD = lazy(rf"(?:附件|附录|附文)(?:[{HAN_DIGITS}]{{1,3}}|[A-Z]|[IVX]{{1,4}}|\d{{1,2}})?[.．:：*]?\s{{1,}}\S")
# 附件一灯塔移交时间表; not 附件所列的国家
_ANNEX_GLUED = lazy(
    rf"(?:附件|附录|附文)(?:[{HAN_DIGITS}]{{1,3}})?(?=[^\W\d_A-Za-z]|\d{{4}}年)(?![所中的和与及或、载内为是至第将应也已由于如见{HAN_DIGITS}])"
)
_VOTE = lazy(r"(?:赞成|反对|弃权)[：:]")  # 反对：以色列、瑙鲁
_BODY = r"(?:联合国)?(?:大会|.{0,24}?(?:理事会|委员会|会议|大会|议会|缔约国))"
_PARTIES = r"本(?:公约|议定书|规约|条约|协定|章程|盟约)各?(?:缔约国|缔约方|成员国)|(?:我们?)?联合国各?会员国"
_SET_UP = r"(?:根据|依照|按照)《[^》]{2,40}》第.{1,6}条(?:规定)?设立的"
_FORMULA = lazy(
    rf"(?:(?:{_SET_UP})?{_BODY}|{_PARTIES})[，,]"
)  # 大会，; 本公约各缔约方，; 根据《公约》第28条设立的委员会，
_UNMARKED = lazy(rf"{_BODY}|{_PARTIES}")
_BODY_ENDS = frozenset("会局国方")
# 决议草案一; 第8/1号决定; 第1/CP.21号决定
DRAFT = lazy(
    rf"(?:决议|决定)草案(?:[{HAN_DIGITS}]{{1,3}}|[A-Z]|[IVX]{{1,4}})?|第\d{{1,4}}/(?:[A-Z]{{1,6}}[.．])?\d{{1,4}}号(?:决议|决定)(?:草案)?"
)
LONGEST_FORMULA = 60
_DATE = r"(?:\d{4}年\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
_SITTING = rf"第(?:\d{{1,5}}|[{HAN_DIGITS}]{{1,5}})次(?:全体|正式|公开|非公开)?会议(?:[(（][^()（）]{{1,6}}[)）])?"
_ADOPTION = lazy(
    rf"(?:{_DATE}(?:{_SITTING})?|{_SITTING}(?:{_DATE})?)[。.]?|\[[^\[\]]{{0,80}}(?:通过|表决)[^\[\]]{{0,60}}\]?.{{0,4}}"
    rf"|[\[［][^\[\]]{{0,30}}(?:通过|表决)[^\[\]]*"
)


def is_adoption(key: str) -> bool:
    """Whether a line says at which sitting, or when, a text was adopted: 第39次全体会议2020年12月8日."""
    return ("日" in key or "会议" in key) and _ADOPTION.fullmatch(key) is not None


_FIRST = lazy(
    rf"[.壹贰叁肆伍陆柒捌玖拾0-9(（a-zA-Z{HAN_DIGITS}第•●▪■◆○\uf0b7\uf0a7–—㈠-㈩①-⑳\[［-]|附|增列|决议草案|决定草案|[表图]|(?:赞成|反对|弃权)[：:]"
)
_FIRST_CHARACTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    + HAN_DIGITS
    + ".壹贰叁肆伍陆柒捌玖拾(（第•●▪■◆○\uf0b7\uf0a7–—㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳[［-附增决表图赞反弃"
)  # of all that ``_FIRST`` takes: most lines are told by this alone
_SURE_FIRST = frozenset(HAN_DIGITS + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789(（第")
_ANNEX_ENDS = frozenset("件文录一二三四五六七八九十0123456789")
# 史密斯先生（加拿大）（以英语发言）： ; 主席： ; 主席（以法语发言）： ; 佩雷拉女士（佛得角），第三委员会报告员：
_PERSON = r"(?:先生|女士|夫人|小姐|博士|爵士|大使|阁下|殿下|将军|教授|议员|部长|总统|总理|主教|国王|亲王|酋长)"
_SPEECH = lazy(
    r"(?:(?:代理|共同|副|临时|名誉)?主席|(?:常务|助理|副)?秘书长|[\w·•.’'-]{1,30}?"
    + _PERSON
    + r")(?:[（(][^（）()：:]{1,30}[）)]){0,3}(?:[，,][^，。；：:（）()]{2,24}(?:[（(][^（）()：:]{1,30}[）)])?)?[：:]"
)


def may_begin(key: str) -> bool:
    """Whether ``openers`` need be asked of a line: not of most, which are long and begin with no number."""
    length = len(key)
    return (
        length < 30
        or key[0] in _FIRST_CHARACTERS
        or key[-1] in _ANNEX_ENDS
        or (length < LONGEST_FORMULA and key[-1] in "，,")
    )


def openers(key: str, raw: str) -> list[Opener]:
    """What a line could begin by a number or a fixed phrase. key: without white space; raw: as printed."""
    if not key:
        return []
    first, last, length = key[0], key[-1], len(key)
    begins = first in _SURE_FIRST or (first in _FIRST_CHARACTERS and _FIRST.match(key) is not None)
    if not begins and not may_begin(key):
        return []
    found: list[Opener] = []
    if not begins:
        pass
    elif first.isdecimal():
        if ("." in key[1:3] or "．" in key[1:3]) and (match := _DECIMAL.match(key) or _DECIMAL_ALONE.fullmatch(key)):
            head = match.end()
            found.append(Opener("paragraph", "2.1", int(match[1]) * 1000 + int(match[2]), head, head == length))
        if match := _NUMBER.match(key):
            digits, suffix = match.groups()
            value, head = int(digits), match.end()
            alone = head == length
            if suffix:
                found.append(Opener("paragraph", "1.之", value, head, alone))
            else:
                found.append(Opener("paragraph", "1.", value, head, alone))
                found.append(Opener("section", "1.", value, head, alone))
                found.append(Opener("item", "1.", value, head, alone))
        elif "/" in key[1:5] and (match := _OF_DECISION.match(key)):
            found.append(Opener("section", "77/1", int(match[1]), match.end(), match.end() == length))
        elif match := _NUMBER_BRACKET.match(key):
            found.append(Opener("item", "1)", int(match[1]), match.end(), match.end() == len(key)))
        elif match := _NUMBER_BEFORE_DIGIT.match(key):
            found.append(Opener("paragraph", "1.", int(match[1]), match.end()))
        elif match := _NUMBER_ALONE.fullmatch(key):
            found.append(Opener("paragraph", "1.", int(match[1]), match.end(), True))
        elif _ADOPTION.fullmatch(key):
            found.append(Opener("adoption"))
    elif first in "(（":
        if match := _LETTER.match(key):
            letters, head = match[1], match.end()
            alone = head == len(key)
            if value := _letters_value(letters):
                found.append(Opener("item", "(a)", value, head, alone))
                found.append(Opener("section", "(a)", value, head, alone))
            if value := roman_value(letters):
                found.append(Opener("item", "(i)", value, head, alone))
        elif match := _PAREN_HAN.match(key):
            value = han_value(match[1])
            found.append(Opener("item", "(一)", value, match.end(), match.end() == len(key)))
            found.append(Opener("section", "(一)", value, match.end(), match.end() == len(key)))
        elif match := _PAREN_STEM.match(key):
            value = _STEMS.index(match[1]) + 1
            found.append(Opener("item", "(甲)", value, match.end(), match.end() == len(key)))
        elif match := _PAREN_NUMBER.match(key):
            found.append(Opener("item", "(1)", int(match[1]), match.end(), match.end() == len(key)))
        elif match := _ROMAN_PAREN.match(key):
            found.append(Opener("item", "(i)", roman_value(match[1]), match.end(), match.end() == len(key)))
    elif first in HAN_DIGITS:
        if match := _HAN_POINT.match(key):
            found.append(Opener("section", "一、", han_value(match[1]), match.end(), match.end() == len(key)))
        elif match := _HAN_ALONE.fullmatch(key):
            found.append(Opener("section", "一、", han_value(match[1]), match.end(), True))
    elif first == "第":
        if match := _ORDINAL.match(key):
            value = int(match[1]) if match[1].isdecimal() else han_value(match[1])
            found.append(Opener("section", match[2], value, match.end(), match.end() == len(key)))
        elif _ADOPTION.fullmatch(key):
            found.append(Opener("adoption"))
        elif DRAFT.fullmatch(key):
            found.append(Opener("draft"))
    elif first in _FORMAL:
        if length > 2 and key[1] in "、.．":
            found.append(Opener("section", "壹、", _FORMAL.index(first) + 1, 2))
    elif first == ".":
        if _LOST_NUMERAL.match(key):
            found.append(Opener("section", ".", 1, 1))
    elif first in "[［":
        if _ADOPTION.fullmatch(key):
            found.append(Opener("adoption"))
    elif "A" <= first <= "Z":
        if match := _CAPITAL.match(key) or _CAPITAL_ALONE.fullmatch(key):
            found.append(Opener("section", "A.", ord(match[1]) - 64, match.end(), match.end() == len(key)))
        if match := _ROMAN_POINT.match(key):
            found.append(Opener("section", "I.", roman_value(match[1]), match.end(), match.end() == len(key)))
    elif "a" <= first <= "z":
        if match := _LETTER_POINT.match(key):
            found.append(Opener("item", "a.", ord(match[1]) - 96, match.end(), match.end() == len(key)))
    elif first in "附增":
        if _ANNEX.fullmatch(key.rstrip("*")):
            found.append(Opener("annex", head=len(key), alone=True))
        elif len(key) < 50 and key[-1] not in "。；，：、,;" and _ANNEX_HEAD.match(raw):
            found.append(Opener("annex", head=len(raw.split(None, 1)[0])))
        elif len(key) < 50 and key[-1] not in "。；，：、,;" and (match := _ANNEX_GLUED.match(key)):
            found.append(Opener("annex", "glued", head=match.end()))
    elif match := _CIRCLED.match(key):
        base = "㈠" if first < "㌀" and first >= "㈠" else "①"
        found.append(Opener("item", base, ord(first) - ord(base) + 1, 1))
    elif match := _BULLET.match(key):
        if len(key) > 1:
            found.append(Opener("item", "•", 0, 1))
    elif DRAFT.fullmatch(key):
        found.append(Opener("draft"))
    elif first in "表图" and _CAPTION.fullmatch(key):
        found.append(Opener("caption"))
    if not found and first in "赞反弃" and _VOTE.match(key):
        found.append(Opener("vote", alone=len(key) == 3))
    if not found and length < 90:
        if last in _ANNEX_ENDS and _ANNEX_OF.fullmatch(key):
            found.append(Opener("annex", alone=False))
        elif length < 30 and _SIGNATURE.fullmatch(key):
            found.append(Opener("signature"))
    if not found and last in "，," and length < LONGEST_FORMULA and _FORMULA.fullmatch(key):
        found.append(Opener("formula"))
    return found


_CAPTION = lazy(r"[表图](?:[一二三四五六七八九十]{1,3}|\d{1,3})(?:[.．、：:]?[^。；，：]{0,40})?")  # 表1; 图二：…
# 上午10时05分会议开始。 会议于下午3时开始。
OPENING = lazy(
    r"(?:会议于)?(?:上午|下午|中午|晚上)\S{1,9}(?:宣布)?(?:开会|会议开始|开始)|会议(?:于|在)(?:上午|下午|中午)"
)
_ROMAN_PAREN = lazy(rf"[(（]([ivxl]{{1,6}})[)）]{_REFERS}")  # (iii) 加强


def _letters_value(letters: str) -> int:
    """a -> 1, z -> 26, aa -> 27; 0 where two letters differ (they are no item's)."""
    if len(letters) == 1:
        return ord(letters) - 96
    return 26 + ord(letters[0]) - 96 if letters[0] == letters[1] else 0


def printed_number(key: str, raw: str) -> Opener | None:
    """The number that a heading, or a paragraph of an old text or a treaty, begins with, whatever number was expected.

    key, raw: of its first line. ``None`` where it begins with none: 第二条轨道.
    """
    for opener in openers(key, raw):
        if opener.kind != "section":
            continue
        if opener.series in ("章", "编", "部分", "节", "条") and not opener.alone:
            head, _, rest = raw.partition(" ") if " " in raw else raw.partition("\u3000")
            if not rest or len("".join(head.split())) > opener.head:
                return None
        return opener
    return None


def names_body(key: str) -> bool:
    """Whether a line is nothing but the name of a body, or of a treaty's parties, as enacting lines are."""
    return key[-1:] in _BODY_ENDS and len(key) <= LONGEST_BODY and _UNMARKED.fullmatch(key) is not None


def begins_recital(keys: Sequence[str]) -> bool:
    """Whether a recital begins with the first of some lines: what stands straight above it is an enacting line.

    keys: of the line and of some after it, without white space.
    """
    verb = recital_verbs().match(keys[0]) if keys else None
    if verb is None or verb["weak"]:
        return False
    for key in keys:
        if _RECITAL_ENDS.search(key):
            return not _FORMULA.fullmatch(key)
        if key[-1] in "。；：;:":
            return False
    return False


LONGEST_BODY = 32  # characters of an enacting line
_RECITAL_ENDS = lazy(r"[，,](?:[(（\[]?\d{1,3}[)）\]/]?)?$")  # …的报告，(4)


def cells(raw: str) -> list[str]:
    """The columns of a line, parted by wide gaps: "2019   挪威   1 200" -> three; one for running text."""
    return _GAP.split(raw) if "  " in raw or "\u3000" in raw or "\t" in raw else [raw]


_GAP = lazy(r"(?:[ \u00a0]{2,}|[ ]*[\u3000\t]+[ ]*)+")


def speech_label(key: str) -> int:
    """Length of a speaker's label at a line's start, colon included; 0 where there is none."""
    match = _SPEECH.match(key) if ("：" in key or ":" in key) and len(key) > 2 else None
    return match.end() if match else 0


@cache
def _recital_words() -> dict[str, list[str]]:
    """The words of ``undoc/data/recitals.txt`` by group."""
    groups: dict[str, list[str]] = {"adverb": [], "verb": [], "phrase": [], "joint": []}
    for row in read_data("recitals.txt").splitlines():
        if row and not row.startswith("#"):
            kind, _, words = row.partition(" ")
            groups[kind] += words.split()
    return groups


@cache
def recital_first_characters() -> frozenset[str]:
    """The characters that recitals begin with."""
    return frozenset(word[0] for words in _recital_words().values() for word in words)


@cache
def recital_verbs() -> re.Pattern[str]:
    """How recitals begin, from ``undoc/data/recitals.txt``: adverbs in any number, then a verb.

    The group ``weak`` holds what may as well stand within one: 在这方面; 此外还欢迎.
    """
    alternatives = {
        kind: "|".join(sorted(map(re.escape, words), key=len, reverse=True)) for kind, words in _recital_words().items()
    }
    clause = f"(?:{alternatives['adverb']}){{0,3}}(?:{alternatives['verb']})"
    return lazy(f"(?:{clause}|(?P<weak>{alternatives['phrase']}|(?:{alternatives['joint']}){clause}))")
