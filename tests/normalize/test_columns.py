"""Pages of two columns read across, whose gap stands at one place on a page and at another on the next."""

from __future__ import annotations

from damage.wrap import columns

from undoc.normalize import normalize

LEFT = "委员会审议了内河渡口的安全问题，"
RIGHT = "并请秘书处编写一份关于渡轮的摘要，"


def page(left: list[str], right: list[str], gap: int) -> str:
    width = max(map(columns, left)) + gap
    return "\n".join(a + " " * (width - columns(a)) + b for a, b in zip(left, right, strict=True)) + "\n"


def test_a_page_with_a_wide_line_in_its_left_column() -> None:
    """Its lines but one are far from filling the left column, and its gap is far from that of the other pages."""
    contents = "A. 建议由经济及社会理事会核准并提请大会通过的决议草案 ....... 2"
    left = [f"{LEFT[:-2]}{n}" for n in range(10)] + [contents] + [f"{LEFT[:-2]}{n}" for n in range(10, 20)]
    right = [f"{RIGHT[:-2]}{n}" for n in range(21)]
    others = [(f"{LEFT}第{page}页{n}", f"{RIGHT}第{page}页{n}") for page in (2, 3) for n in range(30)]
    text = page(left, right, 4) + "".join(
        "\f" + page([a for a, _ in others[at : at + 30]], [b for _, b in others[at : at + 30]], 4) for at in (0, 30)
    )
    lines, _ = normalize(text)
    assert [line.raw for line in lines[:42]] == left + right
