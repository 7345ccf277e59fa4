"""PDFs as real programs make them: LibreOffice of the Word file, Chromium of the web page, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from damage.document import Clean

from forms.docx import to_docx
from forms.html import to_html

FONT = '"WenQuanYi Zen Hei", "AR PL UMing CN", sans-serif'  # fonts that are embedded small, where they are installed


def libreoffice_pdf(document: Clean) -> bytes:
    """The Word file, exported. LookupError where LibreOffice is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise LookupError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "document.docx")
        source.write_bytes(to_docx(document))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        call = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(call, check=True, capture_output=True, timeout=120)
        return Path(folder, "document.pdf").read_bytes()


def chromium_pdf(document: Clean) -> bytes:
    """The web page, printed. LookupError where Chromium is not installed."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        raise LookupError("Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "document.html"), Path(folder, "document.pdf")
        page = to_html(document).decode().replace("<style>", f"<style>body {{ font-family: {FONT} }} ", 1)
        source.write_text(page, "utf-8")
        call = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        call += ["--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(call, check=True, capture_output=True, timeout=120)
        return target.read_bytes()
