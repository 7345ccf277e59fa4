"""The page as its readers have it: in a real browser, wide and narrow, dark and light, with and without JavaScript."""

from __future__ import annotations

from itertools import pairwise

import pytest
from browser.pages import AXE, NARROW, ROOT, SAMPLES, WIDE, picture
from security.attacks import ALL, SCRIPTS, report
from write.hostile import ATTACK, hostile

from undoc.compare import compare
from undoc.compare.page import page as comparison_page
from undoc.model import Diagnostic
from undoc.pipeline import parse_plain, parse_with_text
from undoc.write.html import write_html

REPORT = "report-blank-lines"  # speakers, dates, meetings, references
NOTES = "sg-report"  # notes, sections, a table, an annex
LIT = ".source-line .lit"


def colour(page, selector: str, what: str = "background-color") -> str:
    return page.eval_on_selector(selector, f"element => getComputedStyle(element)['{what}']")


def open_source(page) -> None:
    page.click("#source-switch")
    page.wait_for_selector(".source-line")


@pytest.mark.parametrize("sample", [path.stem for path in SAMPLES])
def test_each_sample_fits_the_screen_and_its_links_arrive(visit, sample) -> None:
    page = visit(sample)
    picture(page, f"{sample}-wide")
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(link => decodeURIComponent(link.hash.slice(1)))"
        ".filter(id => !document.getElementById(id))"
    )
    assert lost == []
    page.set_viewport_size(NARROW)
    picture(page, f"{sample}-narrow")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_number_is_a_link_and_copies_the_citation(visit) -> None:
    page = visit(REPORT, permissions=["clipboard-read", "clipboard-write"])
    page.click("#para_3 .num")
    page.wait_for_selector("#said:not(:empty)")
    assert page.text_content("#said") == "已复制：A/CONF.999/L.4/Add.2, 第3段"
    assert page.evaluate("navigator.clipboard.readText()") == "A/CONF.999/L.4/Add.2, 第3段"
    assert page.evaluate("location.hash") == "#para_3"
    assert colour(page, "#para_3") != colour(page, "#para_4")


def test_the_outline_leads_and_follows(visit) -> None:
    page = visit(NOTES)
    link = page.locator(".outline a", has_text="筹资和体制安排")
    link.click()
    page.locator(".outline [aria-current]", has_text="筹资和体制安排").wait_for()
    heading = page.locator("#sec_3 h2").bounding_box()
    assert 0 < heading["y"] < 200
    page.evaluate("document.getElementById('sec_2__sec_B').scrollIntoView()")
    page.locator(".outline [aria-current]", has_text="B. 卫生设施").wait_for()
    assert page.locator(".outline [aria-current]").count() == 1
    picture(page, "outline-follows")


def test_the_outline_is_folded_on_narrow_screens(visit) -> None:
    page = visit(NOTES, viewport=NARROW)
    assert not page.locator(".outline ol").is_visible()
    page.click(".outline summary")
    picture(page, "outline-narrow")
    page.locator(".outline a", has_text="结论和建议").click()
    assert not page.locator(".outline ol").is_visible()
    assert page.evaluate("location.hash") == "#sec_4"


def test_marks_can_be_switched_and_stay_so(visit) -> None:
    page = visit(REPORT)
    for switch, mark, what in (
        ("speaker", "article .speaker", "background-color"),
        ("date", "article p .date", "text-decoration-line"),
        ("meeting", "article p .meeting", "text-decoration-line"),
    ):
        marked = colour(page, mark, what)
        page.click(f".switch.{switch}")
        assert colour(page, mark, what) != marked
    picture(page, "marks-off")
    page.reload()
    assert not page.is_checked("#mark-dates")
    page.focus("#mark-dates")
    page.keyboard.press("Space")
    assert colour(page, "article p .date", "text-decoration-line") == "underline"


def test_dark_and_light(visit) -> None:
    light = colour(visit(REPORT, color_scheme="light"), "html")
    page = visit(REPORT, color_scheme="dark")
    dark = colour(page, "html")
    picture(page, "dark", full=True)
    assert (light, dark) == ("rgb(253, 252, 250)", "rgb(21, 23, 26)")
    page.select_option("#theme", "light")
    assert colour(page, "html") == light
    page.reload()
    assert colour(page, "html") == light
    page.select_option("#theme", "auto")
    assert colour(page, "html") == dark


def test_notes_stand_beside_the_text_or_below_it(visit) -> None:
    page = visit(NOTES)
    boxes = """() => [...document.querySelectorAll('aside.note')].map(note => {
      const call = document.getElementById('call-' + note.id).getBoundingClientRect(), box = note.getBoundingClientRect();
      const text = note.parentElement.querySelector('p, h1, h2, h3').getBoundingClientRect();
      return { level: box.top - call.top, beside: box.left - text.right, below: box.top - text.bottom, top: box.top,
               bottom: box.bottom };
    })"""
    wide = page.evaluate(boxes)
    assert len(wide) == 6
    assert all(note["beside"] > 0 and abs(note["level"]) < 30 for note in wide)
    assert all(one["bottom"] <= two["top"] for one, two in pairwise(wide))
    page.click("#call-note_1 a")
    picture(page, "notes-wide")
    page.set_viewport_size(NARROW)
    page.wait_for_timeout(100)
    assert all(note["below"] >= 0 > note["beside"] for note in page.evaluate(boxes))
    page.click("#call-note_3 a")
    picture(page, "notes-narrow")
    page.click("#note_3 .marker")
    assert page.evaluate("location.hash") == "#call-note_3"


def test_the_source_view_lights_what_is_pointed_at(visit) -> None:
    page = visit(REPORT)
    open_source(page)
    page.hover("#para_3 p")
    picture(page, "source-wide")
    lit = "".join(page.locator(LIT).all_text_contents())
    assert "".join(lit.split()) == "".join(page.text_content("#para_3").split())
    page.locator(".source-line b", has_text="5. 在宣布讨论开始时").hover()
    assert page.locator("article .lit").get_attribute("id") == "para_5"
    page.keyboard.press("Escape")
    assert not page.locator("#source").is_visible()
    assert page.locator(".lit").count() == 0


def test_the_source_view_by_keyboard_and_on_a_narrow_screen(visit) -> None:
    page = visit(NOTES, viewport=NARROW)
    page.focus("#source-switch")
    page.keyboard.press("Enter")
    page.wait_for_selector(".source-line")
    page.focus("#para_5 .num")
    picture(page, "source-narrow")
    assert page.locator(LIT).first.is_visible()
    page.click("#source-close")
    assert not page.locator("#source").is_visible()


def test_every_line_is_there_furniture_grey_doubts_marked(visit) -> None:
    path = ROOT / "samples" / "report-pages.txt"
    document, source = parse_with_text(path)
    line = document.body[-1].line
    document.diagnostics.append(Diagnostic(code="close-call", severity="info", message="by a hair", line=line))
    page = visit("doubts", html=write_html(document, source))
    open_source(page)
    shown = "".join(page.locator(".source-line > span").all_text_contents())
    assert "".join(shown.split()) == "".join(source.split())
    assert page.locator(".source-line .furniture").count() == len(document.furniture) > 0
    assert colour(page, ".source-line .furniture", "color") != colour(page, ".source-line .node", "color")
    assert page.locator(".source-page").count() == source.count("\f")
    page.click("#next-doubt")
    doubt = page.locator(".source-line.doubtful").first
    assert doubt.get_attribute("title") and doubt.is_visible()
    picture(page, "source-doubt")


def test_speakers_can_be_ordered(visit) -> None:
    page = visit(REPORT)
    names = page.locator("#speakers tbody th")
    before = names.all_text_contents()
    button = page.locator("#speakers thead button", has_text="代表")
    button.click()
    button.click()
    assert page.locator("#speakers tbody tr").first.locator("td").nth(2).text_content() != ""
    assert page.locator("#speakers [aria-sort]").get_attribute("aria-sort") == "descending"
    assert sorted(names.all_text_contents()) == sorted(before)
    page.locator("#speakers").scroll_into_view_if_needed()
    picture(page, "panels", full=True)
    page.locator("#speakers tbody a").first.click()
    target = page.evaluate("location.hash")
    assert target.startswith("#speaker-") and page.locator(target).is_visible()


def test_it_can_be_read_without_javascript(visit) -> None:
    page = visit(NOTES, java_script_enabled=False)
    picture(page, "no-script")
    assert page.locator("#para_16").is_visible()
    assert page.locator(".outline a").count() > 10
    assert not page.locator("#source-switch").is_visible()
    page.click(".switch.date")
    page.locator(".outline a", has_text="结论和建议").click()
    assert page.url.endswith("#sec_4")


def test_on_paper_there_is_the_document_and_nothing_else(visit) -> None:
    page = visit(NOTES, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for selector in (".bar", ".outline", ".panels", "#source"):
        assert not page.locator(selector).is_visible()
    assert page.locator("#para_1").is_visible()
    assert colour(page, "html") == "rgb(255, 255, 255)"
    picture(page, "print", full=True)
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_keyboard_reaches_all(visit) -> None:
    page = visit(REPORT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "document"
    reached = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className || document.activeElement.tagName"))
    assert {"num", "ref"} <= reached


def test_a_hostile_document_does_nothing(visit) -> None:
    document = hostile()
    document.body[1].spans = [(0, len(ATTACK))]
    page = visit("hostile", html=write_html(document, ATTACK))
    open_source(page)
    assert page.title() == f"{ATTACK}　{ATTACK}"
    assert ATTACK in page.locator(".source-lines").text_content()
    for number in page.locator("[data-cite]").all():
        number.click()
    picture(page, "hostile")


@pytest.mark.parametrize("attack", [*SCRIPTS, ALL])
def test_a_hostile_text_does_nothing(visit, attack) -> None:
    """As it comes through the whole program, with every part opened that can be."""
    page = visit("hostile-text", html=write_html(*parse_with_text(report(attack), name=f"{attack}.txt")))
    open_source(page)
    assert "".join(attack.split()) in "".join(page.locator(".source-lines").text_content().split())
    for number in page.locator("[data-cite]").all():
        number.click()
    for part in page.locator("article [title], article .speaker, article .date").all():
        part.hover(force=True)


@pytest.mark.parametrize("attack", [*SCRIPTS, ALL])
def test_a_hostile_comparison_does_nothing(visit, attack) -> None:
    one, two = (parse_plain(report(words)) for words in (attack, f"{attack}改"))
    page = visit("hostile-comparison", html=comparison_page(compare(one, two, (attack, f"{attack}.txt"))))
    assert attack.split()[0] in page.title()
    assert page.locator("ins").count() > 0


@pytest.mark.parametrize(
    ("sample", "scheme", "viewport"),
    [
        (REPORT, "light", WIDE),
        (NOTES, "dark", NARROW),
        ("verbatim-record", "dark", WIDE),
        ("resolution", "light", NARROW),
    ],
)
def test_axe_finds_no_serious_fault(visit, sample, scheme, viewport) -> None:
    if not AXE.exists():
        pytest.skip("no axe-core; `make browser` fetches it")
    page = visit(sample, viewport=viewport, color_scheme=scheme, bypass_csp=True)
    for with_source in (False, True):
        if with_source:
            open_source(page)
            page.locator("article a").first.focus()
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        faults = [
            f"{fault['impact']} {fault['id']}: {fault['nodes'][0]['html'][:120]} {fault['nodes'][0]['failureSummary']}"
            for fault in found
            if fault["impact"] in ("serious", "critical", "moderate")
        ]
        assert faults == []
