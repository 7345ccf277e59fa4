"""The layouts that are measured: named ones, each after a kind of file that exists, and some drawn by lot."""

from __future__ import annotations

import random

from damage.layout import UNWRAPPED, Layout

DRAWN, SEED = 12, 65

NAMED = {
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
        width=33, joints=True, page_lines=34, page_mark="form_feed", running_head="symbol",
        page_number="{page}/{pages}", job_number="V.31-99999", notes="foot", note_rule=True, item_indent="    ",
        spaced_masthead=True,
    ),
    "pages-no-rule": Layout(
        width=29, page_lines=28, running_head="symbol", page_number="- {page} -", job_number="GE.31-99998",
        notes="foot", blank="units", hanging=True, item_indent="  ", heading_indent="        ",
        front_indent="          ",
    ),
    "pages-blank-lines": Layout(
        width=36, blank="every", joints=True, justified=True, page_lines=30, page_mark="form_feed",
        running_head="symbol", page_number="{page}", job_number="31-99997", notes="foot", note_rule=True,
        hanging=True, line_end="\r\n",
    ),
    "dense": Layout(width=45, dense="text"),
    "fullwidth": Layout(width=30, fullwidth="all", indent="　　", blank="units"),
    "half-punctuation": Layout(width=37, half_punctuation=True, number_gap="", item_indent="", joints=True),
    "numbers-alone": Layout(
        width=26, number_alone=True, heading_alone=True, split_contents=True, blank="units", end_space=True
    ),
    "narrow": Layout(width=20, number_gap="", line_end="\r\n", item_indent=""),
    "wide": Layout(width=45, joints=True, number_gap="  ", indent="    ", blank="every"),
    # Widths, in columns of half a Han character
    "columns-28": Layout(width=14, joints=True),
    "columns-36": Layout(width=18, blank="every", item_indent="", number_gap=""),
    "columns-50": Layout(width=25, page_lines=30, page_mark="form_feed", page_number="{page}", hanging=True),
    "columns-64": Layout(width=32, number_indent="    ", indent="        ", item_indent="            "),
    "columns-76": Layout(width=38, joints=True, page_lines=44, page_mark="space", blank="every", justified=True),
    "columns-90": Layout(width=45, half_punctuation=True, blank="units"),
    # Lines
    "ragged": Layout(width=33, ragged=True),
    "clauses": Layout(width=36, clauses=True, joints=True),
    "torn-words": Layout(width=31, torn_words=True, number_gap=""),
    "dense-pages": Layout(
        width=40, dense="page", page_lines=36, running_head="symbol", page_number="{page}", notes="foot", debris=True
    ),
    "dense-all": Layout(width=40, dense="all", joints=True),
    "blank-at-random": Layout(width=34, blank="some", joints=True),
    # White space
    "letter-spaced": Layout(width=30, spaced=0.3, blank="every", spaced_masthead=True, front_indent="      "),
    "all-letter-spaced": Layout(width=24, spaced=1, item_indent="  "),
    "no-break-spaces": Layout(width=36, no_break_spaces=True, joints=True, indent="    ", item_indent="    "),
    "soft-hyphens": Layout(width=32, invisible="soft_hyphen", joints=True),
    "zero-width": Layout(width=34, invisible="zero_width", blank="units"),
    "symbol-spaces": Layout(width=33, symbol_spaces=True, joints=True),
    # Pages
    "geneva": Layout(
        width=35, joints=True, page_lines=38, page_mark="form_feed", running_head="alternate", page_number="{page}",
        job_number="GE.31-06964", job_lines=3, notes="foot", note_rule=True, masthead="columns", spaced_masthead=True,
        number_indent="    ", item_indent="        ", heading_indent="    ", hanging=True,
    ),
    "new-york": Layout(
        width=34, joints=True, page_lines=36, page_mark="form_feed", running_head="title",
        page_number="{page}/{pages}{job}", job_number="31-07844", job_lines=2, notes="split", note_rule=True,
        masthead="columns", indent="    ", number_indent="    ", item_indent="        ",
    ),
    "vienna": Layout(
        width=33, joints=True, page_lines=32, running_head="alternate", page_number="{page}", job_number="V.31-03714",
        job_lines=1, notes="foot", tight=True, debris=True,
    ),
    "nairobi": Layout(
        width=30, page_lines=34, page_number="第 {page} 页", page_number_first=True, running_head="symbol",
        job_number="K3170123", job_lines=1, job_everywhere=False, notes="split", tight=True,
    ),
    "masthead-last": Layout(
        width=34, page_lines=30, masthead="last", running_head="symbol", page_number="{page}", notes="foot",
        job_number="GE.31-62606", joints=True,
    ),
    "masthead-one-line": Layout(width=36, masthead="one_line", spaced_masthead=True, blank="units"),
    "two-columns": Layout(width=19, page_lines=80, two_columns=True, running_head="symbol", page_number="{page}"),
    "web-page": Layout(
        width=45, twice_titled=True, debris=True, page_lines=40, notes="end", note_form="slash", half_punctuation=True,
        page_number="Page {page}:", page_number_first=True, tight=True, quotes='""',
    ),
    "web-unwrapped": Layout(
        width=UNWRAPPED, blank="units", half_punctuation=True, number_gap="", item_indent="", notes="after",
        split_labels=True, spaced_masthead=True,
    ),
    "web-stray-spaces": Layout(
        width=UNWRAPPED, blank="units", half_punctuation=True, joints=True, stray=0.08, symbol_spaces=True,
        spaced_masthead=True,
    ),
    "stray-spaces": Layout(width=32, stray=0.05, joints=True, blank="every"),
    # Notes
    "mark-breaks": Layout(
        width=34, mark_breaks=True, joints=True, item_indent="    ", page_lines=36, page_mark="form_feed", notes="foot",
        page_number="{page}",
    ),
    "notes-between": Layout(width=35, joints=True, page_lines=36, notes="foot", note_rule=True),
    "notes-after": Layout(width=35, notes="after", blank="units"),
    "notes-after-blank-lines": Layout(width=33, notes="after", blank="every", joints=True),
    # Characters
    "fullwidth-symbols": Layout(width=35, fullwidth="symbols", indent="　　"),
    "straight-quotes": Layout(width=34, quotes='""', joints=True, blank="every"),
    "corner-quotes": Layout(width=34, quotes="「」", indent="　　"),
    "hyphens": Layout(width=33, hyphen="‑", joints=True),
    "dashes": Layout(width=36, hyphen="–", number_gap=""),
    "radicals": Layout(width=34, radicals=True, joints=True, page_lines=40, page_number="{page}", notes="foot"),
    # Mixtures: what one file may have all at once
    "old-record": Layout(
        width=20, two_columns=True, column_gap=3, across_first=True, page_lines=96, running_head="numbered",
        page_mark="form_feed", joints=True, indent="　　", number_indent="　　", item_indent="　　",
    ),
    "columns-justified": Layout(
        width=17, two_columns=True, column_gap=4, page_lines=70, justified=True, blank="every", page_number="- {page} -",
        page_number_place="middle", running_head="alternate", notes="foot", indent="    ",
    ),
    "superscript-notes": Layout(
        width=32, notes="foot", note_form="superscript", page_lines=34, page_mark="form_feed", blank="units",
        page_number="{page}", page_number_place="right", running_head="alternate", hanging=True, item_indent="    ",
    ),
    "bracketed-notes": Layout(
        width=42, notes="end", note_form="brackets", half_punctuation=True, blank="every", number_gap="", ragged=True,
    ),
    "circled-notes": Layout(
        width=28, notes="split", note_form="circled", page_lines=30, running_head="title", indent="　　",
        number_indent="　　", item_indent="　　", page_number="第{page}页", page_number_place="middle", fullwidth="digits",
        note_rule=True,
    ),
    "typescript": Layout(
        width=26, spaced=1, blank="every", page_lines=28, page_number="- {page} -", page_number_place="middle",
        running_head="alternate", notes="split", note_rule=True, spaced_masthead=True, indent="    ",
        number_indent="    ", item_indent="        ", note_form="slash",
    ),
    "broad": Layout(
        width=60, justified=True, joints=True, indent="　　", number_indent="　　", item_indent="　　", page_lines=40,
        running_head="title", page_number="{page}/{pages}", page_number_place="right", notes="foot", tight=True,
        job_number="31-20022", job_everywhere=False,
    ),
    "tabbed": Layout(
        width=38, indent="\t", item_indent="\t", number_gap="\t", blank="some", line_end="\r\n", hanging=True,
        page_lines=44, page_mark="form_feed", running_head="symbol", page_number="{page}", page_number_first=True,
        notes="foot", joints=True, heading_indent="\t\t",
    ),
    "mixed-forms": Layout(
        width=27, fullwidth="mixed", torn_words=True, blank="some", joints=True, end_space=True, page_lines=40,
        page_number="{page}", running_head="symbol", notes="end", tight=True,
    ),
    "split-notes": Layout(
        width=36, page_lines=26, notes="split", tight=True, running_head="numbered", number_gap="  ", item_indent="",
        job_number="GE.31-20137", job_lines=3, job_everywhere=False, masthead="columns",
    ),
    "line-numbers": Layout(
        width=34, line_numbers=5, page_lines=30, page_mark="form_feed", page_number="- {page} -",
        page_number_place="middle", joints=True, blank="units",
    ),
    "line-numbers-run": Layout(
        width=36, line_numbers=5, line_numbers_run=True, line_number_place="close", page_lines=34, running_head="symbol",
        page_number="{page}", notes="foot", note_rule=True, indent="　　", number_indent="　　", item_indent="　　",
    ),
    "line-numbers-right": Layout(
        width=32, line_numbers=5, line_number_place="right", page_lines=28, page_mark="form_feed", blank="every",
        running_head="alternate", page_number="{page}", notes="foot", joints=True, hanging=True,
    ),
    "line-numbers-alone": Layout(
        width=30, line_numbers=5, line_number_place="alone", page_lines=32, running_head="title", page_number="{page}",
        blank="units", item_indent="    ",
    ),
    "line-numbers-above": Layout(
        width=35, line_numbers=5, line_number_place="above", page_lines=30, page_mark="form_feed", page_number="{page}",
        running_head="symbol", joints=True, notes="foot",
    ),
    "lines-numbered": Layout(
        width=33, line_numbers=1, line_number_place="aligned", page_lines=36, page_mark="form_feed",
        page_number="- {page} -", page_number_place="middle", notes="foot", indent="    ", number_indent="    ",
    ),
    "lines-numbered-run": Layout(
        width=40, line_numbers=1, line_numbers_run=True, line_number_place="close", blank="units", joints=True,
        item_indent="    ", job_number="31-40412", page_lines=40,
    ),
    "lines-numbered-above": Layout(
        width=28, line_numbers=1, line_number_place="above", page_lines=34, page_mark="form_feed", running_head="symbol",
        page_number="{page}/{pages}", notes="end", indent="　　",
    ),
    "clauses-blank-lines": Layout(
        width=30, clauses=True, ragged=True, blank="every", item_indent="", page_lines=36, page_number="{page}",
        running_head="symbol", notes="foot",
    ),
    "web-lines": Layout(
        width=UNWRAPPED, notes="after", number_gap="", item_indent="", half_punctuation=True, quotes='""', debris=True,
        twice_titled=True, note_form="brackets", masthead="one_line",
    ),
}  # fmt: skip


def drawn(number: int) -> Layout:
    """A layout drawn by lot; the same number always gives the same."""
    lot = random.Random(SEED * 1000 + number)

    def rarely() -> bool:
        return lot.random() < 0.2

    def often() -> bool:
        return lot.random() < 0.5

    indent = lot.choice(["", "", "  ", "    ", "　　"])
    pages = often()
    return Layout(
        width=lot.randint(16, 45),
        ragged=rarely(),
        mark_breaks=rarely(),
        torn_words=rarely(),
        blank=lot.choice(["every", "units", "some", "none", "none"]),
        end_space=rarely(),
        line_end=lot.choice(["\n", "\n", "\r\n"]),
        justified=often(),
        spaced=lot.choice([0, 0, 0, 0.1, 0.4]),
        joints=often(),
        stray=lot.choice([0, 0, 0, 0.04]),
        symbol_spaces=rarely(),
        no_break_spaces=rarely(),
        invisible=lot.choice(["", "", "", "soft_hyphen", "zero_width"]),
        indent=indent,
        number_indent=lot.choice(["", "", indent]),
        item_indent=lot.choice(["", " ", "    ", indent]),
        hanging=often(),
        heading_indent=lot.choice(["", "", "        "]),
        front_indent=lot.choice(["", "", "          "]),
        number_gap=lot.choice(["", " ", " ", "    "]),
        number_alone=rarely(),
        heading_alone=rarely(),
        split_contents=rarely(),
        split_labels=rarely(),
        spaced_masthead=often(),
        masthead=lot.choice(["lines", "lines", "columns", "one_line"]),
        twice_titled=rarely(),
        page_lines=lot.randint(24, 46) if pages else 0,
        page_mark=lot.choice(["none", "form_feed", "space"]),
        running_head=lot.choice(["", "symbol", "alternate", "title"]),
        page_number=lot.choice(["", "{page}", "- {page} -", "{page}/{pages}", "{page}/{pages}{job}", "第{page}页"]),
        page_number_first=rarely(),
        job_number=lot.choice(["", "V.31-04351", "GE.31-14421", "31-18873"]),
        job_lines=lot.choice([1, 2, 3]),
        job_everywhere=often(),
        tight=often(),
        debris=rarely(),
        notes=lot.choice(["foot", "split", "end"]) if pages else lot.choice(["end", "after"]),
        note_rule=often(),
        fullwidth=lot.choice(["", "", "", "symbols"]),
        half_punctuation=rarely(),
        quotes=lot.choice(["“”", "“”", '""']),
        hyphen=lot.choice(["-", "-", "‑", "–"]),
        radicals=rarely(),
    )


LAYOUTS = NAMED | {f"drawn-{number:02}": drawn(number) for number in range(1, DRAWN + 1)}
