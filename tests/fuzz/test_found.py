"""What fuzzing has broken once, each as short as it could be made; a promise of ``fuzz.promises`` was not kept."""

from __future__ import annotations

from base64 import b64decode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.guided import try_it
from fuzz.promises import keep
from undoc.normalize.spacing import tidy

# What it is that broke it -> the text.
TEXTS = {
    "a bracket after a note's mark, in Markdown": "1\n1 员作了发言。2\n2 阿\n告3(第18段)。\n3 A",
    "a contents page whose entry is a list's number, in Markdown": "目录\n9)\n....",
    "a contents page whose entry is a hyphen, in Markdown": "目录\r-",
    "a group of three digits after an em quad, which is no longer one in the XML": "2\u2001033\u200e/SR.4告",
    "the same after a separator of units": "附件 \x180\x1f000",
    "the space of Ogham, which stands among letters": "㈡\u1680 0发\u202e",
    "a piece of a long line with nothing in it but a zero-width space": (
        "。3第１３２５（２０００）号决议.通过议程。4.关于下列领域的文书的审议和可能的最后审定和通过： \u200b (a)渔获物仓单示范法；(b)渡轮票证电子化："
        "㈠条文草案颁布指南草案；(c)小额索赔网上解决规则。5.各工作组的进度报告。16.技术援助：贸易法委"
    ),
    "a line of the proceedings that begins with a note's mark": (
        "耿女士（国）：\x82\n1 。\n德拉图尔先生（法）：\n主席（言）：我言。\n1 C"
    ),
    "a note called by another form of its number": (
        "委员会的报告\n\n1. 会议于2031年4月12日开幕，各代表发言①。\n\n2. 委员会审议议程１。\n\n_______\n1 见A/76/1。\n"
    ),
}  # fmt: skip
# Reader, what it is that broke it, the bytes.
FILES = [
    ("html", "an instruction to a program", "<html><body><?iv class='nav'><p>会议</p></body></html>".encode()),
    (
        "zip",
        "a member with line ends in its name, which a password protects",
        b64decode(
            "UEsBAqkAAF/FpfrI//82P+mw86NCgoRqE4BzVU2aj5AAAQABADoAAACTAQAACgoKCgoKCo2LLnR4dFBLBQYAAAAAAQABADoAAACTAQAACgoKCgoKCgAA"
        ),
    ),
]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts(text: str) -> None:
    assert keep(text) == "kept"


@pytest.mark.parametrize(
    ("target", "data"), [(target, data) for target, _, data in FILES], ids=[what for _, what, _ in FILES]
)
def test_files(target: str, data: bytes) -> None:
    try_it(target, data)


@pytest.mark.parametrize("name", ["报告\udce4\udcb8.txt", "\udcff", "a\nb.txt", "\x1b[2J.txt", "", "x" * 300])
def test_names_that_are_no_characters(name: str) -> None:
    assert keep("委员会的报告\n\n1. 会议开幕。\n", name) == "kept"


@settings(max_examples=500, deadline=None)
@given(
    st.text(
        st.sampled_from("第12 3４\u20030\u3000\u1680\n\x1f/A-.(（)Rev.Add.L. \u200b\xad\u2028,，ab中‑\x0c"), max_size=14
    )
)
def test_what_is_tidy_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
