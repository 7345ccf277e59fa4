"""The pages that the tests look at, and where their pictures are kept."""

from __future__ import annotations

from pathlib import Path

from undoc.pipeline import parse_with_text
from undoc.write.html import write_html

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
SCREENSHOTS = ROOT / "build" / "screenshots"
AXE = ROOT / "build" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def page_of(sample: str) -> str:
    """The page of a sample by its name."""
    return write_html(*parse_with_text(ROOT / "samples" / f"{sample}.txt"))


def picture(page, name: str, *, full: bool = False) -> None:
    """Keep a screenshot under build/screenshots."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=full)
