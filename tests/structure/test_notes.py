"""Footnotes: what is found of their marks, and that no character goes astray where marks are odd."""

from __future__ import annotations

import pytest

import undoc
from undoc.model import Document


def report(mark: str, *notes: str) -> Document:
    """A report with one mark in its first paragraph and these lines below a rule."""
    return undoc.parse(
        f"委员会的报告\n\n1. 委员会审议了秘书长的报告；{mark}\n2. 委员会通过了报告。\n__________\n"
        + "\n".join(notes)
        + "\n"
    )


def test_a_note_and_its_mark() -> None:
    document = report("1", "1 见A/65/100。")
    assert [(note.marker, note.text) for note in document.footnotes] == [("1", "见A/65/100。")]
    assert document.footnotes[0].anchor is not None
    assert document.footnotes[0].anchor.eid == "para_1"
    assert document.body[0].text == "委员会审议了秘书长的报告；"
    assert [(mark.marker, mark.offset) for mark in document.body[0].notes] == [("1", 13)]


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        ("**", ["** 第一个说明。", "** 第二个说明。"]),  # one mark, two notes
        ("*", ["* 第一个说明。", "* 第二个说明。", "* 第三个说明。"]),
        ("1/", ["1 见A/65/100。"]),  # the mark has a slash, the note none
        ("1", ["1/ 见A/65/100。"]),
        ("¹", ["1 见A/65/100。"]),
    ],
)
def test_odd_marks_lose_nothing(mark: str, notes: list[str]) -> None:
    document = report(mark, *notes)  # would raise InternalError
    assert sum(note.anchor is not None for note in document.footnotes) == 1
    assert [note.marker for note in document.body[0].notes] == [mark]


@pytest.mark.parametrize("form", ["{}", "{}/", "[{}]", "¹²", "①②"])
@pytest.mark.parametrize("rule", ["__________\n", ""])
def test_forms_of_marks(form: str, rule: str) -> None:
    """Marks and notes in any form that is printed, below a rule or at the page's foot."""
    first, second = form if len(form) == 2 and form[0] != "{" else (form.format(1), form.format(2))
    document = undoc.parse(
        f"委员会的报告\n\n1. 委员会审议了秘书长的报告{first}以及各国提交的资料。\n2. 委员会通过了报告；{second}\n\n"
        f"{rule}{first} 见A/65/100。\n{second} 见A/65/101，附件。\n\f3. 委员会结束了工作。\n"
    )
    assert [(note.marker, note.text) for note in document.footnotes] == [
        (first, "见A/65/100。"),
        (second, "见A/65/101，附件。"),
    ]
    assert [node.text for node in document.body] == [
        "委员会审议了秘书长的报告以及各国提交的资料。",
        "委员会通过了报告；",
        "委员会结束了工作。",
    ]
    assert [mark.marker for node in document.body for mark in node.notes] == [first, second]


def test_circled_numbers_of_items() -> None:
    document = undoc.parse(
        "委员会的报告\n\n1. 委员会审议了下列事项①：\n① 供水；\n② 卫生。\n2. 委员会通过了报告。\n\n"
        "__________\n① 见A/65/100。\n"
    )
    assert [item.num for item in document.body[0].children] == ["①", "②"]
    assert [note.text for note in document.footnotes] == ["见A/65/100。"]


def test_a_square_metre_is_no_mark() -> None:
    document = undoc.parse(
        "委员会的报告\n\n1. 面积为40 km²，其中一半¹已经开发。\n2. 委员会通过了报告。²\n__________\n"
        "¹ 见A/65/100。\n² 见A/65/101。\n"
    )
    assert [node.text for node in document.body] == ["面积为40 km²，其中一半已经开发。", "委员会通过了报告。"]


def test_notes_after_their_paragraphs() -> None:
    """No rule, and nothing that notes often begin with: the mark stands a line or two above."""
    document = undoc.parse(
        "大会，\n\n关切仍有58个国家没有进行过普查，1\n\n1 另有6个国家的普查正在进行。\n\n"
        "1. 决定设立委员会；\n\n2. 请秘书长在其第84/921号决议2所定的期限之前\n提出报告。\n\n2 后来延期一年。\n"
    )
    assert [(note.marker, note.text) for note in document.footnotes] == [
        ("1", "另有6个国家的普查正在进行。"),
        ("2", "后来延期一年。"),
    ]


def test_the_star_of_a_symbol() -> None:
    document = undoc.parse("联合国\n\nA/90/104*\n\n秘书长的说明\n\n* 因技术原因重新印发。\n\n1. 委员会通过了报告。\n")
    assert [(note.marker, note.text) for note in document.footnotes] == [("*", "因技术原因重新印发。")]


def test_numbered_rows_of_a_table_are_no_notes() -> None:
    document = undoc.parse(
        "委员会的报告\n\n1. 委员会审议了秘书长的报告。1\n2. 委员会报告了3起案件，并通过了报告。\n\n附件\n执行情况\n"
        "编号    年份    建议    执行情况\n1    2029年    修订手册    未执行\n2    2029年    制订守则    未执行\n"
        "3    2033年    公布名单    已执行\n1 见A/65/100。\n"
    )
    assert [(note.marker, note.text) for note in document.footnotes] == [("1", "见A/65/100。")]
    assert document.body[1].text == "委员会报告了3起案件，并通过了报告。"
    assert document.annexes[0].children[-1].rows is not None and len(document.annexes[0].children[-1].rows) == 4


PAGES = (
    "委员会的报告\n\n"
    "1. 委员会审议了秘书长关于灯塔的报告1以及各国就此提出的补充资料。\n"
    "1 《内河航行安全世界会议的报告，2026年5月4日至8日，河口城》(联\n"
    "\f2. 委员会注意到，许多小型港口没有照明设备，渔船夜间进港十分危\n"
    "险，应当优先予以解决，并请各国提交关于这一问题的补充资料，以便\n"
    "{rest}"
    "\f{below}"
)


@pytest.mark.parametrize("below", ["继续审议。\n", "在下届会议上继续审议，并将报告提交大会。\n3. 委员会休会。\n"])
def test_the_rest_of_a_note_without_a_rule(below: str) -> None:
    """It stands at the end of the next page, and the text goes on below it."""
    document = undoc.parse(PAGES.format(rest="合国出版物，出售品编号：C.26.I.9)，第一章。\n", below=below))
    assert [note.text for note in document.footnotes] == [
        "《内河航行安全世界会议的报告，2026年5月4日至8日，河口城》(联合国出版物，出售品编号：C.26.I.9)，第一章。"
    ]
    assert document.body[1].text.endswith("以便" + below.split("\n")[0])


def test_the_text_is_no_rest_of_a_note() -> None:
    document = undoc.parse(
        PAGES.format(rest="在下届会议上继续审议。\n3. 委员会鼓励各国设立基金，\n", below="并提出报告。\n")
    )
    assert [node.num for node in document.body] == ["1.", "2.", "3."]
    assert document.body[1].text.endswith("以便在下届会议上继续审议。")
    assert document.body[2].text == "委员会鼓励各国设立基金，并提出报告。"


def test_notes_at_the_end_of_a_document_on_one_line() -> None:
    document = undoc.parse(
        "91/52. 渡口的安全 大会， 回顾《渡口公约》1 的规定， 又回顾其关于渡口安全的各项决议，特别是第90/12号和第89/7号决议，2 "
        "1. 满意地注意到各国政府为加强渡口安全所作的努力，并鼓励它们继续合作； 2. 请秘书长向大会提交报告；"
        "3. 决定将题为“渡口的安全”的项目列入大会第九十二届会议临时议程。 第45次全体会议 2036年12月6日 "
        "1 联合国，《条约汇编》，第729卷，第10485号。 2 另见A/91/77，附件。\n"
    )
    assert [(note.marker, note.text) for note in document.footnotes] == [
        ("1", "联合国，《条约汇编》，第729卷，第10485号。"),
        ("2", "另见A/91/77，附件。"),
    ]
    assert all(note.anchor is not None for note in document.footnotes)
