"""How a document is laid out and damaged: the options, and the fixed list that is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay a document out."""

    width: int = 34  # Han characters a line
    blank: Literal["every", "units", "none"] = "none"  # blank lines: after every line, between units, none
    justified: bool = False  # a line that came out short is spaced out between all characters
    joints: bool = False  # a space between Han characters and digits or Latin letters
    indent: str = ""  # before the first line of unnumbered prose
    number_indent: str = ""  # before a paragraph's number
    item_indent: str = " "  # before an item's mark, once more for each level
    hanging: bool = False  # items' further lines are set in as the first
    number_gap: str = " "  # between a paragraph's number and its text
    number_alone: bool = False  # a paragraph's number has a line of its own
    heading_indent: str = ""
    heading_alone: bool = False  # a section's number has a line of its own
    spaced_masthead: bool = False  # 联 合 国
    front_indent: str = ""
    page_lines: int = 0  # lines of text on a page; 0: no pages
    page_mark: Literal["none", "form_feed", "space"] = "none"  # what begins a page
    running_head: bool = False  # the symbol heads each page but the first
    page_number: Literal["", "- {page} -", "{page}/{pages}", "{page}"] = ""
    job_number: str = ""
    notes: Literal["foot", "end"] = "end"
    note_rule: bool = False  # a rule before footnotes
    fullwidth: bool = False
    half_punctuation: bool = False
    line_end: Literal["\n", "\r\n"] = "\n"
    dense: bool = False  # the running text on one line
    end_space: bool = False  # one space ends each unit
    split_contents: bool = False  # the columns of a contents entry on lines of their own


LAYOUTS = {
    "plain": Layout(width=35),
    "blank-lines": Layout(
        width=34, blank="every", justified=True, joints=True, end_space=True, page_lines=42, page_mark="space"
    ),
    "blank-lines-narrow": Layout(
        width=22, blank="every", justified=True, joints=True, heading_indent=" ", page_lines=38, page_mark="space"
    ),
    "between-paragraphs": Layout(width=40, blank="units", joints=True, indent="　　", item_indent="    "),
    "indented": Layout(width=38, indent="　　", number_indent="　　", item_indent="　　", spaced_masthead=True),
    "pages": Layout(
        width=33, joints=True, page_lines=34, page_mark="form_feed", running_head=True, page_number="{page}/{pages}",
        job_number="V.31-99999", notes="foot", note_rule=True, item_indent="    ", spaced_masthead=True,
    ),
    "pages-no-rule": Layout(
        width=29, page_lines=28, running_head=True, page_number="- {page} -", job_number="GE.31-99998", notes="foot",
        blank="units", hanging=True, item_indent="  ", heading_indent="        ", front_indent="          ",
    ),
    "pages-blank-lines": Layout(
        width=36, blank="every", joints=True, justified=True, page_lines=30, page_mark="form_feed", running_head=True,
        page_number="{page}", job_number="31-99997", notes="foot", note_rule=True, hanging=True, line_end="\r\n",
    ),
    "dense": Layout(width=45, dense=True),
    "fullwidth": Layout(width=30, fullwidth=True, indent="　　", blank="units"),
    "half-punctuation": Layout(width=37, half_punctuation=True, number_gap="", item_indent="", joints=True),
    "numbers-alone": Layout(
        width=26, number_alone=True, heading_alone=True, split_contents=True, blank="units", end_space=True
    ),
    "narrow": Layout(width=20, number_gap="", line_end="\r\n", item_indent=""),
    "wide": Layout(width=45, joints=True, number_gap="  ", indent="    ", blank="every"),
}  # fmt: skip
