"""PDFs: what the page shows is what is read, in reading order; what is broken, protected or a scan says so."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from damage import clean_documents
from forms.pdf import CID, Style, font, to_pdf
from reportlab.pdfgen.canvas import Canvas

import undoc
from undoc.errors import InputError, UndocError
from undoc.pipeline import read
from undoc.read import Source

DOCUMENTS = {document.name: document for document in clean_documents()}
PROSE = "委员会审议了秘书长的报告并注意到其中所载各项建议和结论以及有关意见"


class Page:
    """A page to print on. ``text`` sets a text at a place; ``pdf`` gives the file."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, (595, 842), invariant=1)

    def text(self, x: float, y: float, text: str, size: float = 10) -> Page:
        self.canvas.setFont(font(CID), size)
        self.canvas.drawString(x, y, text)
        return self

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def lines(page: Page) -> list[str]:
    return read(page.pdf()).text.splitlines()


def marks(source: Source) -> list[str]:
    return [source.text[start:end] for hint in source.hints.values() for start, end in hint.marks]


def test_lines_are_in_reading_order_whatever_the_order_in_the_file() -> None:
    page = Page().text(72, 700, "会议结束。").text(72, 760, "第二委员会的报告").text(72, 730, "1. 委员会举行了会议。")
    assert [line for line in lines(page) if line] == ["第二委员会的报告", "1. 委员会举行了会议。", "会议结束。"]


def test_indents_gaps_and_columns_of_cells() -> None:
    page = Page()
    for number, y in enumerate((760, 745, 730, 700)):
        page.text(72 if number else 92, y, "委员会举行了会议。")
    page.text(72, 670, "甲国").text(172, 670, "1 200")
    assert lines(page) == [
        "    委员会举行了会议。", "委员会举行了会议。", "委员会举行了会议。", "", "委员会举行了会议。", "",
        "甲国                1 200",
    ]  # fmt: skip


def test_a_raised_number_is_a_mark() -> None:
    page = Page().text(72, 700, "大会第85/7号决议").text(145, 703.5, "12", 6).text(151, 700, "所设委员会")
    source = read(page.pdf())
    assert source.text == "大会第85/7号决议12所设委员会\n"
    assert marks(source) == ["12"]


def test_pages_are_form_feeds_and_an_empty_one_counts() -> None:
    page = Page().text(72, 700, "委员会")
    page.canvas.showPage()
    page.canvas.showPage()
    page.text(72, 700, "大会")
    source = read(page.pdf())
    assert source.text == "委员会\n\f\f大会\n"
    document = undoc.parse(page.buffer.getvalue())
    assert document.source.pages == 3


def test_running_heads_and_feet_are_furniture() -> None:
    page = Page()
    for number in range(1, 5):
        page.text(72, 800, "第二委员会的报告草稿").text(72, 700, f"{number}. " + PROSE + "。").text(
            290, 40, f"- {number} -"
        )
        page.canvas.showPage()
    document = undoc.parse(page.pdf())
    assert [(piece.kind, piece.text, piece.page) for piece in document.furniture] == [
        ("page_number", "- 1 -", 1),
        *[each for number in (2, 3, 4) for each in (("page_header", "第二委员会的报告草稿", number), ("page_number", f"- {number} -", number))],
    ]  # fmt: skip
    assert [node.text for node in document.body if node.num] == [PROSE + "。"] * 4


def test_what_runs_across_and_what_lies_under_the_text_is_left_out_and_said() -> None:
    page = Page().text(72, 700, PROSE).text(72, 680, "会议结束。")
    page.canvas.saveState()
    page.canvas.rotate(90)
    page.text(300, -20, "21-12345")
    page.canvas.rotate(-45)
    page.text(300, 0, "草稿", 60)
    page.canvas.restoreState()
    page.canvas.setFillGray(0.85)
    page.text(200, 690, "草稿", 60)
    source = read(page.pdf())
    assert source.text == f"{PROSE}\n会议结束。\n"
    assert [trouble.message for trouble in source.troubles] == [
        "10 characters of text that runs across the page on page 1 left out",
        "2 characters of a watermark on page 1 left out",
    ]


def test_a_page_on_its_side_is_read() -> None:
    page = Page()
    page.canvas.rotate(90)
    page.text(72, -100, PROSE).text(72, -120, "会议结束。")
    assert lines(page) == [PROSE, "会议结束。"]


def test_letters_printed_twice_count_once() -> None:
    page = Page().text(72, 700, "一般性讨论").text(72.3, 700, "一般性讨论")
    assert lines(page) == ["一般性讨论"]


def test_two_columns_are_read_one_after_the_other_and_their_notes_after_both() -> None:
    document = DOCUMENTS["sg-report-water"]
    source = read(to_pdf(document, Style(columns=2, left=60, right=60)))
    first = "".join(source.text.split("\f")[0].split())
    order = [
        "秘书长的报告",
        "1.大会在其第87/312号决议",
        "2.本报告所用数据",
        "3.在编写报告期间",
        "1见A/85/777",
        "2可查阅www",
    ]
    places = [first.index(words) for words in order]
    assert all(before < after for before, after in pairwise(places))


@pytest.mark.parametrize("gap", [24, 40])
def test_a_table_is_not_read_as_columns(gap: int) -> None:
    page = Page().text(72, 760, PROSE)
    for row in range(12):
        page.text(72, 720 - row * 16, "阿尔及利亚和不丹"[: 3 + row % 6]).text(300 + gap, 720 - row * 16, f"{row} 200")
    found = [line.split() for line in lines(page) if line][1:]
    assert [cells[1:] for cells in found] == [[str(row), "200"] for row in range(12)]


def test_hints_tell_sizes_and_notes() -> None:
    page = Page()
    for row in range(8):
        page.text(72, 760 - row * 15, PROSE)
    page.text(177, 790, "第二委员会的报告", 15)
    page.canvas.line(72, 92, 170, 92)
    page.text(72, 83, "1", 5).text(76, 80, "见A/85/77。", 8).text(72, 70, "续。", 8)
    source = read(page.pdf())
    texts = source.text.splitlines()
    hints = {texts[number - 1].strip(): hint for number, hint in source.hints.items()}
    assert hints["第二委员会的报告"].size == 1.5
    assert hints["第二委员会的报告"].centred
    assert hints["_______________"].furniture == "rule"
    assert (hints["1 见A/85/77。"].note, hints["1 见A/85/77。"].begins) == ("1", True)
    assert (hints["续。"].note, hints["续。"].begins) == ("1", None)


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as error:
        read(data)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_protected_empty_and_foreign_files() -> None:
    document = DOCUMENTS["decision"]
    assert "password" in refusal(to_pdf(document, Style(password="geheim")))
    blank = Page()
    blank.canvas.showPage()
    assert "ocrmypdf" in refusal(blank.pdf())
    scan = Page()
    scan.canvas.rect(72, 72, 300, 300, fill=1)
    scan.canvas.showPage()
    assert "no text" in refusal(scan.pdf())
    english = Page().text(72, 700, "The Committee held its third meeting.")
    assert "no Chinese" in refusal(english.pdf())
    assert "broken" in refusal(b"%PDF-1.7\n" + bytes(range(256)))


def test_a_page_that_is_a_picture_is_said() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    page = Page().text(72, 700, "委员会")
    page.canvas.showPage()
    page.canvas.drawImage(ImageReader(Image.new("RGB", (8, 8))), 72, 72, 300, 300)
    source = read(page.pdf())
    assert [(trouble.code, trouble.severity) for trouble in source.troubles] == [("page-without-text", "warning")]


def test_truncated_and_corrupt_files() -> None:
    data = to_pdf(DOCUMENTS["letter-bridge"])
    for cut in range(10, len(data), 499):
        try:
            read(data[:cut])
        except UndocError as error:
            assert "\n" not in str(error)
    for place in range(10, len(data), 211):
        broken = bytearray(data)
        broken[place : place + 3] = b"\xff\x00\x55"
        try:
            undoc.parse(bytes(broken))
        except UndocError as error:
            assert "\n" not in str(error)


def test_many_pages() -> None:
    page = Page()
    for number in range(300):
        page.text(72, 700, f"{number + 1}. {PROSE}。")
        page.canvas.showPage()
    document = undoc.parse(page.pdf())
    assert document.source.pages == 300
    assert [node.num for node in document.body if node.num] == [f"{number + 1}." for number in range(300)]


def test_junk_before_the_head() -> None:
    assert read(b"\n\n" + Page().text(72, 700, "大会").pdf()).text == "大会\n"
