"""The options of a layout: how a document is laid out and damaged. ``catalogue`` has the layouts that are measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UNWRAPPED = 10_000


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay a document out. The options combine freely."""

    # Lines
    width: int = 34  # Han characters a line; UNWRAPPED: each unit on one line
    ragged: bool = False  # each line has a width of its own, from 65 % of the width up
    clauses: bool = False  # lines end at punctuation
    mark_breaks: bool = False  # a line ends after the mark of a note
    torn_words: bool = False  # a line may end in a number, a word or before punctuation
    dense: Literal["", "text", "page", "all"] = ""  # on one line: the running text, all of a page, all of the document
    blank: Literal["every", "units", "some", "none"] = "none"  # blank lines: after every line, between units, at random
    end_space: bool = False  # one space ends each unit
    line_end: Literal["\n", "\r\n"] = "\n"
    # White space within lines
    justified: bool = False  # a line that came out short is spaced out between all characters
    spaced: float = 0  # the share of lines that are spaced out between all characters
    stray: float = 0  # the share of places between Han characters that got a space
    joints: bool = False  # a space between Han characters and digits or Latin letters
    symbol_spaces: bool = False  # A / CONF. 213 / 9
    no_break_spaces: bool = False  # all spaces are U+00A0
    invisible: Literal["", "soft_hyphen", "zero_width"] = ""  # at line ends; between characters at random
    # Set in
    indent: str = ""  # before the first line of unnumbered prose
    number_indent: str = ""  # before a paragraph's number
    item_indent: str = " "  # before an item's mark, once more for each level
    hanging: bool = False  # items' further lines are set in as the first
    heading_indent: str = ""
    front_indent: str = ""
    # Numbers
    number_gap: str = " "  # between a paragraph's number and its text
    number_alone: bool = False  # a paragraph's number has a line of its own
    heading_alone: bool = False  # a section's number has a line of its own
    split_contents: bool = False  # the columns of a contents entry on lines of their own
    split_labels: bool = False  # what a label says on a line of its own
    # Masthead
    spaced_masthead: bool = False  # 联 合 国
    masthead: Literal["lines", "columns", "one_line", "last"] = "lines"  # left and right on a line; after page 1
    twice_titled: bool = False  # the title comes twice
    # Pages
    page_lines: int = 0  # lines of text on a page; 0: no pages
    two_columns: bool = False  # a page's two columns are read across
    column_gap: int = 6  # between the longest line of the left column and the right one
    across_first: bool = False  # what stands before the text goes across both columns
    page_mark: Literal["none", "form_feed", "space"] = "none"  # what begins a page
    # On each page but the first; alternate: left, right; numbered: so with the page's number on the same line
    running_head: Literal["", "symbol", "alternate", "title", "numbered"] = ""
    page_number: str = ""  # with {page}, {pages}, {job}: "- {page} -", "{page}/{pages}", "{page}/{pages}{job}"
    page_number_place: Literal["left", "middle", "right"] = "left"
    page_number_first: bool = False  # above the text, too late for the page before
    job_number: str = ""
    job_lines: Literal[1, 2, 3] = 2  # lines of the job number on page one; the bar code has the last of 2 and 3
    job_everywhere: bool = True  # on all pages, not page one alone
    tight: bool = False  # no blank lines about furniture
    line_numbers: int = 0  # every so many lines have their number
    # In a margin of five columns, set to the left or to the right in it; a space before the line, which has no margin; at
    # the right end; on a line of its own above the line, above the page
    line_number_place: Literal["margin", "aligned", "close", "right", "alone", "above"] = "margin"
    line_numbers_run: bool = False  # on through the document, not anew on each page
    debris: bool = False  # what web sites and printers leave: Page 2:, advertisement, 请回收
    # Notes
    notes: Literal["foot", "split", "end", "after"] = "end"  # split: a long one ends on the next page
    note_rule: bool = False  # a rule before footnotes
    note_form: Literal["", "slash", "brackets", "superscript", "circled"] = ""  # 1/ [1] ¹ ① as a mark
    # Characters
    fullwidth: Literal["", "all", "symbols", "digits", "mixed"] = ""  # mixed: digits and marks, each by lot
    half_punctuation: bool = False
    quotes: str = "“”"  # what stands for the opening and the closing quote
    hyphen: str = "-"
    radicals: bool = False  # ⽂ for 文

    @property
    def breaks_known(self) -> bool:
        """Whether lines keep to their units."""
        return not (self.dense or self.two_columns)

    @property
    def in_order(self) -> bool:
        """Whether the units stand in order with nothing between them."""
        return not (self.page_lines or self.twice_titled or self.debris or self.masthead in ("columns", "last"))
