"""Every weight of the decision what a line begins, in one place. ``evaluation/weights.py`` shows what each is worth.

They are log odds in spirit: +1 makes "begins" about three times as likely against "goes on". Set by measuring.
"""

from __future__ import annotations


class Weights:
    """A plain class: its attributes are the weights, and an instance may have others to measure with."""

    # The page
    layout_limit: float = 3.0  # most that gap, indent or trailing space may say, each
    unwrapped: float = 4.0  # the text is not wrapped at all: every line end is one that someone meant
    parted: float = 2.0  # white space within a line where no spelling asks for it
    glued: float = -0.5  # … and none before what may begin something
    at_marks: float = -2.5  # lines are broken at marks, and one of them stands before: no unnumbered unit for it
    room_limit: float = 5.5  # most that the room left on the line before may say
    room_least: float = -1.6  # … and least
    no_margin: float = 1.0  # no width breaks the lines: each is at its end
    open_bracket: float = -2.5  # a bracket or quotation mark is open across the line end
    quotation: float = 2.5  # the line begins with a quotation mark after a colon, or while a quoted text goes on
    after_cells: float = 8.0  # a table ends on the line before, of which each line is a cell
    joint: float = -4.0  # the line begins with 或, 的, 和, a closing mark
    alike: float = 2.0  # the line is one of several that differ in their digits only, or follows one
    # How the open unit ends at the line before
    closed: float = 3.2  # prose or item ended by 。；：
    asked: float = -1.5  # … by ？ or ！, as many headings are
    unclosed: float = -5.5  # prose ended by no mark
    short_prose: float = -1.0  # prose that breaks off, in no mark and with room left, whether it goes on or not
    torn: float = -1.5  # … more where it is ended by 的, 和, 、 or an open bracket
    comma: float = -2.2  # prose ended by a comma
    recital_comma: float = 1.4  # a recital ended by a comma
    recital_open: float = -4.5
    heading_open: float = 1.2  # a heading ended by no mark
    heading_rounded: float = 1.8  # … more where it ended in ）, ” or ？
    heading_closed: float = -0.6
    heading_full: float = -4.5  # a heading ended at the very margin
    heading_long: float = -3.0  # … or went over four fifths of the line; less by degrees from there to a third
    heading_at_measure: float = -3.0  # … or went over the measure that the document's headings are set in
    heading_fits: float = 0.5  # … and where what follows would have fitted in that
    heading_layout: float = 0.5  # share of what gap and indent say that counts after a heading
    heading_torn: float = -4.0  # … in 的, 和, 、 or an open bracket
    heading_after_heading: float = -2.2  # a heading without a number straight after another
    heading_after_long: float = 0.3  # … less by this share of what its long line says against its end
    heading_after_numbered: float = 1.0  # … more where that one has a number
    heading_of_draft: float = 4.0  # … and where it is 决议草案二
    word_spans: float = 4.0  # the two characters at the joint of two lines are a word
    together_spans: float = 3.0  # … are none, but stand together elsewhere near
    no_word_spans: float = -0.5
    # What the line begins
    prose: float = -1.6  # an unnumbered unit, nothing speaks for it
    list_entry: float = 5.0  # … more for "副主席：某女士" below a colon or below another
    prose_numbered: float = -1.0  # … more where the paragraphs are numbered
    heading: float = -1.2
    heading_asks: float = 1.0  # less where it ends in ？
    heading_by_format: float = 4.0  # where the format says that it is one: a style of Word, h2
    heading_short: float = 0.6
    heading_then_number: float = 1.6
    heading_known: float = 1.5  # 导言, 第21段，脚注9: words that head parts of many documents
    heading_listed: float = 5.0  # its words stand on the contents page
    heading_alike: float = 1.5  # it is one of several that differ in their digits only
    heading_name: float = 4.0  # less where it reads like a name or an address, with no Han character, or is in brackets
    heading_of_documents: float = 6.0  # less where a list of documents follows
    heading_of_nothing: float = 4.0  # … and where nothing follows, or an annex
    heading_at_list: float = 1.5  # … but only so much at the beginning of an annex and among tables
    heading_at_table: float = 4.0  # less where rows of a table follow, or its number stands before
    heading_in_preamble: float = 4.0  # less among recitals
    recital_verb: float = 2.6
    recital_phrase: float = 0.3  # … or a phrase that may stand anywhere
    recital_other: float = -3.2
    recital_full: float = -1.2  # less after a full line: a verb may follow a comma within a recital
    recital_agrees: float = 0.8  # 又回顾 after 回顾
    recital_disagrees: float = -1.6  # 又回顾 after 重申
    recital_repeats: float = -0.8  # 回顾 after 回顾
    next_number: float = 5.0
    first_number: float = 2.6
    restart: float = -3.0
    skip: float = -2.6
    short_first_line: float = -3.5  # its first line ended early, in no mark: rather a heading
    repeat: float = -2.5
    wild_number: float = -8.0
    next_item: float = 4.2
    first_item: float = 1.8
    first_item_unannounced: float = -1.0
    wild_item: float = -6.0
    inline_item: float = -5.0  # "(a) 免费；(b) 保密" on one line: a list within a sentence
    numbered_item: float = -1.2  # "1." as an item of a list that a colon announced
    next_section: float = 3.6
    first_section: float = 2.0
    wild_section: float = -3.0
    numbered_sentence: float = 1.0  # more for 一. as the number of a paragraph, where no others have numbers
    numbered_heading: float = 3.0  # less for "1." as a heading's number
    quote: float = 4.0  # a part of a passage quoted
    vote: float = 5.0  # 赞成：
    vote_alone: float = 4.0  # … more where nothing else stands on the line
    annex: float = 5.0
    annex_glued: float = 2.5  # less where no white space parts 附件一 from the words after it
    formula: float = 5.0
    formula_again: float = -4.0  # among recitals


WEIGHTS = Weights()
