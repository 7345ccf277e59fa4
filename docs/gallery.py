"""Part of the site's build (a hook of MkDocs): makes the samples' pages and fills the gallery with them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from undoc.pipeline import parse_with_text
from undoc.write.html import write_html

SAMPLES = Path(__file__).parents[1] / "samples"
_ROW = re.compile(r"\| `(?P<name>[^`]+)\.txt` \| (?P<about>.+) \|")
_PLACE = '<div class="gallery"></div>'


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each sample."""
    for path in sorted(SAMPLES.glob("*.txt")):
        page = write_html(*parse_with_text(path))
        files.append(File.generated(config, f"gallery/{path.stem}.html", content=page))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put a small picture of each sample's page, and what happened to it, where the gallery is to be."""
    if _PLACE not in markdown:
        return markdown
    about = {row["name"]: row["about"] for row in _ROW.finditer((SAMPLES / "README.md").read_text("utf-8"))}
    cards = [
        f'<a class="card" href="{path.stem}.html"><iframe src="{path.stem}.html" title="{path.stem}" loading="lazy" '
        f'tabindex="-1" scrolling="no"></iframe><b>{path.stem}</b> {escape(about.get(path.stem, ""))}</a>'
        for path in sorted(SAMPLES.glob("*.txt"))
    ]
    return markdown.replace(_PLACE, f'<div class="gallery">{"".join(cards)}</div>')
