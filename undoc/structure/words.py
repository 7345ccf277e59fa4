"""What the words of one line tell, whatever stands around it: marks that close it, labels, names, documents, scenes."""

from __future__ import annotations

from functools import cache

from undoc.data import read_columns, read_data
from undoc.lazy import lazy
from undoc.structure.anchors import unit_follows

# Lines of the proceedings in a verbatim record: 就这样决定。 上午10时05分开会。 进行了举手表决。 赞成：…
SCENE = lazy(
    r"(?:就这样决定|议程通过|(?:会议)?(?:于)?(?:上午|下午|中午|晚上|午夜).{1,12}(?:开会|散会|暂停|复会|休会|闭会|开始|结束|宣布开会)"
    r"|(?:进行|举行)了?.{0,6}表决|举手表决|(?:赞成|反对|弃权)[：:]|会议(?:暂停|散会|开始|结束)"
    r"|(?:决议|决定)草案.{0,30}获得通过|[\[［](?:嗣后|随后)|.{1,40}(?:就座|退席|离开会议厅|走上讲台)。|全体(?:代表)?(?:起立|默哀)|默哀一分钟)"
)

# A line of its own in any record of a sitting: 下午4时20分会议暂停，下午4时45分复会。 下午6时散会。
SITTING_SCENE = lazy(
    r"(?:会议)?(?:于)?(?:上午|下午|中午|晚上|午夜|凌晨)?(?:\d{1,2}时(?:\d{1,2}分)?|零时|正午)?(?:会议)?"
    r"(?:宣布)?(?:开会|散会|暂停|复会|休会|闭会|开始|结束)(?:[，,](?:会议)?(?:于)?(?:上午|下午|中午|晚上|同日)?"
    r"(?:\d{1,2}时(?:\d{1,2}分)?)?(?:会议)?(?:开会|散会|复会|恢复|继续))?[。.]"
    r"|(?:本次会议)?(?:简要记录所述)?讨论情况(?:于)?(?:上午|下午|中午|晚上)\d{1,2}时(?:\d{1,2}分)?结束[。.]"
)
SCENE_FIRSTS = frozenset("上下中晚午凌会本简讨")

# 又回顾, 还重申: what has been said is said again.
AGAIN = lazy(r"(?:又|还|也|再次|进一步|同样)+")
# A heading that ends so goes on: "…提请其注意的", "…(A/"; one does not begin so: "或提请其注意".
TORN, NO_FIRST = frozenset("的和与及或至第、（(《“/-"), frozenset("的和与及或之并，。；：、）)”》/")
# "副主席：特塞盖女士": an entry of a list; "议程项目77：…", "表1：…" and "成果2：…" are headings.
_ENTRY = lazy(r"(?!议程|项目|议题|决议|决定|专题|讲习|圆桌|[表图附第])[^：:]{1,10}(?<![\d一二三四五六七八九十])[：:].")
NO_HEADING = frozenset("。；，,;、：:")
_DOCUMENT = lazy(r"[(（][A-Z]{1,9}/[^()（）]{1,60}[)）]$")
# "亚美尼亚 Armen Sargsyan", "Wagramer Strasse 5": names and addresses.
NAME = lazy(
    r"[\u4e00-\u9fff·]{2,12}[ \u3000\u00a0]+[A-Z][a-z]+[^\u2e80-\U0010ffff]*$|(?=.*[A-Za-z]{2})[^\u2e80-\U0010ffff]+$"
)
# "Arben Hoxha先生阁下，基础设施部部长", "何敏女士": one who took part.
PERSON = lazy(r"[\w·.’'-]{2,40}?(?:先生|女士|夫人|博士|教授|大使|将军)(?:阁下|殿下)?(?:[，,].+)?$")
WITH_SYMBOL = lazy(r"[(（][A-Z]{1,2}/")
TOPIC = lazy("议程|项目|议题")
PROSE_ENDS = frozenset("。；：.;:！？!?…，,”）)》］]")
STOPS, ANNEX_STOPS = frozenset("。；：;:"), frozenset("，。；：,;:]］")
_REST_OF_DATE = lazy(r"\d{1,2}[月日]")


def is_document(key: str) -> bool:
    """临时议程和说明(E/CN.99/2035/1), but not the heading 议程项目3：…(A/91/33)."""
    return key[-1:] in (")", "）") and _DOCUMENT.search(key) is not None and not TOPIC.match(key)


def is_entry(key: str) -> bool:
    return ("：" in key or ":" in key) and _ENTRY.match(key) is not None


def within_date(mark: str, key: str) -> bool:
    """Whether a date is broken between a line that ends in ``mark`` and this one: 2021年6 / 月, 2021年6月 / 30日."""
    if key[0] in "年月日":
        return mark.isdecimal()
    return mark in "年月" and mark != "" and _REST_OF_DATE.match(key) is not None


def is_state(key: str) -> bool:
    """Whether a line is a state's name and nothing else: 科特迪瓦, 玻利维亚(多民族国)."""
    return key.translate(_BRACKETS).rstrip("*") in _states()


_BRACKETS = str.maketrans("（）", "()")


@cache
def _states() -> frozenset[str]:
    cells = read_columns("states.csv", "name", "short", "official", "aliases", "former")
    return frozenset(name for row in cells for cell in row for name in cell.translate(_BRACKETS).split("|") if name)


def is_word(first: str, second: str) -> bool:
    """Whether two characters make a word of two characters: 决 and 议 do, 的 and 决 do not."""
    return second in _second_characters().get(first, "")


@cache
def _second_characters() -> dict[str, str]:
    lines = read_data("two_character_words.txt").split("\n")
    return {line[0]: line[2:] for line in lines if line and line[0] != "#"}


def closing_mark(key: str) -> str:
    """The mark that closes a line, looking through closing quotation marks and brackets: 。 in "……。”", and through the
    word that leads to the next of some items: ； in "……；或者", and on a line of its own.
    """
    last = key[-1] if key else ""
    if last in '”）)》」』’"' and len(key) > 1 and key[-2] in "。；！？.;!?，":
        return key[-2]
    if last in _JOINING and (match := _JOINED.search(key)):
        return match[1] or "；"
    return last


def noted_mark(key: str, below: str) -> str:
    """The mark that closes a line before the mark of a note: ， in "……的报告，(4)", 。 in "……(第30条)。3"; "" for none.

    key: of a line that ends in a digit, a stroke or a bracket; below: of the next line, "" where there is none.
    """
    match = _NOTED.search(key)
    if match is None or _NUMBER_GOES_ON.match(below) or unit_follows(below):
        return ""
    return match[1]


_NUMBER_GOES_ON = lazy(r"(?!\d{1,3}[.．、]\D)\d")  # 。203 / 1年; but not 。2 / 3. 委员会
AFTER_STOP = frozenset("0123456789/)）")
_NOTED = lazy(r"(?:(?<=[^\x00-~])|(?<=[)\]]))([，,。；;])(?:[(（\[]\d{1,3}[)）\]]|\d{1,3}/?)$")


_JOINING = frozenset("或者和及且并但")
_JOINED = lazy(r"([；;]|^)(?:或者?|以?及|和|且|而且|并且?|但)$")
