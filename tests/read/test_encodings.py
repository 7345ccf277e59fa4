"""Texts in every encoding that Chinese documents are kept in, with and without a word on it."""

from __future__ import annotations

import codecs

import pytest
from damage import clean_documents
from forms import to_text
from hypothesis import given
from hypothesis import strategies as st

import undoc
from undoc.errors import InputError
from undoc.pipeline import read
from undoc.read.encodings import decode_text

TEXT = "第二委员会的报告\n\n1. 委员会在2031年4月12日第一次会议上审议了议程项目8，并注意到秘书长的报告。\n"
TRADITIONAL = "第二委員會的報告\n\n1. 委員會在2031年4月12日第一次會議上審議了議程項目8，並注意到秘書長的報告。\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("hz", "hz"),
    ],
)
def test_found_out(encoding: str, found: str) -> None:
    source = read(TEXT.encode(encoding))
    assert (source.text, source.encoding) == (TEXT, found)
    guessed = found in ("utf-16-le", "utf-16-be", "gb18030", "hz")
    assert [trouble.code for trouble in source.troubles] == ["encoding-guessed"] * guessed


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950", "gb18030", "utf-16-le"])
def test_traditional_characters(encoding: str) -> None:
    document = undoc.parse(TRADITIONAL.encode(encoding))
    assert document.meta.language == "zh-Hant"
    assert document.source.encoding == ("big5hkscs" if "g5" in encoding or "950" in encoding else encoding)
    assert document.body[0].text.startswith("委員會在2031年4月12日第一次會議上")
    assert [date.start for date in document.dates] == ["2031-04-12"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be", "hz", "utf-8"])
@pytest.mark.parametrize("document", clean_documents(), ids=lambda document: document.name)
def test_whole_documents(document, encoding: str) -> None:
    data = to_text(document, encoding)
    source = read(data)
    assert source.encoding == encoding
    assert source.text == data.decode(encoding)
    assert [trouble.severity for trouble in source.troubles] == ["info"] * (encoding != "utf-8")


def test_a_text_with_no_mark_and_hardly_any_ascii() -> None:
    for encoding in ("utf-16-le", "utf-16-be", "gb18030"):
        assert read("委员会对此表示关切，并请秘书长提交报告。".encode(encoding)).encoding == encoding


def test_a_guess_that_is_not_sure_says_so() -> None:
    rare = "鼒鼙鼗黼黻麂麇鹱鹭鳜" * 6 + "的国会"
    troubles: list = []
    decode_text(rare.encode("gb18030"), None, troubles)
    assert [(trouble.code, trouble.severity) for trouble in troubles] == [("encoding-guessed", "warning")]
    assert "--encoding" in troubles[0].message


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_damaged_byte_is_shown_not_fatal(encoding: str) -> None:
    text = TEXT * 40
    data = text.encode(encoding)
    place = data.index("秘".encode(encoding.removesuffix("-sig").replace("utf-16", "utf-16-le")), len(data) // 2)
    broken = (
        data[:place]
        + (b"\x00\xd8" if encoding == "utf-16" else b"\xff")
        + data[place + (2 if encoding == "utf-16" else 1) :]
    )
    source = read(broken)
    assert source.text.count("\ufffd") in (1, 2, 3)
    warning = next(trouble for trouble in source.troubles if trouble.code == "undecodable")
    assert source.text.split("\n")[(warning.line or 0) - 1][(warning.column or 0) - 1] == "\ufffd"


def test_a_text_cut_off_within_a_character() -> None:
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        data = (TEXT * 9).rstrip("\n").encode(encoding)[:-1]
        assert read(data).text.startswith(TEXT * 8)


def test_an_encoding_that_is_said() -> None:
    assert read(TRADITIONAL.encode("big5"), encoding="big5").text == TRADITIONAL
    with pytest.raises(InputError, match="cannot be decoded as utf-8"):
        read(TEXT.encode("gb18030"), encoding="utf-8")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends(ends: str) -> None:
    document = undoc.parse(TEXT.replace("\n", ends).encode("gb18030"))
    assert document.source.lines == 3
    assert [node.line for node in document.body] == [3]


def test_form_feeds_are_pages() -> None:
    document = undoc.parse((TEXT + "\f2. 委员会决定不采取行动。\n").encode("gb18030"))
    assert [(node.num, node.page) for node in document.body] == [("1.", 1), ("2.", 2)]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x00" * 500,
        codecs.BOM_UTF16_LE + b"\x00\xd8" * 300,
        "東京の会議で日本代表はこう述べた。これはひらがなの文です。".encode("shift_jis"),
        "Комитет рассмотрел доклад Генерального секретаря.".encode("koi8-r") * 4,
        "À propos de la réunion, déjà évoquée à Genève.".encode("latin-1") * 4,
    ],
    ids=["all", "zeros", "surrogates", "shift-jis", "koi8", "latin"],
)
def test_no_chinese_text(data: bytes) -> None:
    with pytest.raises(InputError) as error:
        read(data)
    assert "\n" not in str(error.value)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_source_or_one_line(data: bytes) -> None:
    try:
        source = read(data)
    except undoc.errors.UndocError as error:
        assert "\n" not in str(error)
    else:
        assert "\r" not in source.text
