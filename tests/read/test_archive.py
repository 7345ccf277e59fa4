"""gzip and ZIP: one document is read, and what would fill the memory is refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib

import pytest

from undoc.errors import InputError
from undoc.limits import Limits
from undoc.pipeline import read
from undoc.read.archive import member_name

TEXT = "第二委员会的报告\n\n1. 委员会在2031年4月12日第一次会议上审议了议程项目8。\n".encode()
PAGE = "<html><body><p>第二委员会的报告</p></body></html>".encode()


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def refusal(data: bytes, **more: Limits) -> str:
    with pytest.raises(InputError) as error:
        read(data, **more)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_gzip() -> None:
    packed = gzip.compress(TEXT)
    source = read(packed, name="report.txt.gz")
    assert (source.text, source.format, source.encoding) == (TEXT.decode(), "text", "utf-8")
    assert source.sha256 == hashlib.sha256(packed).hexdigest()


def test_gzip_of_several_members_is_their_sum() -> None:
    assert read(gzip.compress(TEXT) + gzip.compress(TEXT) + b"\x00" * 20).text == TEXT.decode() * 2


@pytest.mark.parametrize("cut", [5, 30, -9, -1])
def test_gzip_cut_off(cut: int) -> None:
    assert "gzip" in refusal(gzip.compress(TEXT)[:cut])


def test_gzip_broken() -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[20] ^= 0xFF
    assert "broken gzip" in refusal(bytes(packed))


def test_zip_of_one_document() -> None:
    archive = zipped({"a/report.txt": TEXT, "__MACOSX/a/._report.txt": b"x", "a/.hidden.txt": b"y", "photo.jpg": b"z"})
    source = read(archive, name="reports.zip")
    assert (source.text, source.name) == (TEXT.decode(), "reports.zip")
    assert source.sha256 == hashlib.sha256(archive).hexdigest()


def test_zip_of_one_page() -> None:
    assert read(zipped({"report.html": PAGE})).format == "html"


def test_zip_of_many_documents() -> None:
    archive = zipped({"报告/一.txt": TEXT, "二.HTML": PAGE, "readme.md": b"no"})
    assert "2 documents" in refusal(archive)


def test_names_in_gbk() -> None:
    name = "报告.txt".encode("gbk")
    stored = zipped({"x" * len(name): TEXT}).replace(b"x" * len(name), name)
    assert [member_name(member) for member in zipfile.ZipFile(io.BytesIO(stored)).infolist()] == ["报告.txt"]


def test_zip_of_no_document() -> None:
    assert "no document" in refusal(zipped({"photo.jpg": b"x"}))
    assert "no document" in refusal(zipped({}))


def test_an_archive_in_an_archive() -> None:
    assert "archive" in refusal(zipped({"inner.txt.gz": gzip.compress(TEXT), "x.csv": b""}))
    assert "archive" in refusal(gzip.compress(gzip.compress(TEXT)))
    assert "archive" in refusal(zipped({"inner.txt": zipped({"a.txt": TEXT})}))


@pytest.mark.parametrize("cut", [10, 60, -40, -1])
def test_zip_cut_off(cut: int) -> None:
    assert "cut off or broken" in refusal(zipped({"report.txt": TEXT * 50})[:cut])


def test_zip_with_broken_contents() -> None:
    archive = bytearray(zipped({"report.txt": TEXT * 50}))
    archive[60] ^= 0xFF
    assert "broken" in refusal(bytes(archive))


def test_zip_with_a_password() -> None:
    archive = bytearray(zipped({"report.txt": TEXT}))
    archive[6] |= 1
    archive[archive.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(archive))


def test_bombs() -> None:
    zeros = bytes(3_000_000)
    assert "unpacked larger" in refusal(gzip.compress(zeros), limits=Limits(size=1_000_000))
    assert "unpacked larger" in refusal(zipped({"a.txt": zeros}), limits=Limits(size=1_000_000))


def test_a_zip_that_lies_about_its_size() -> None:
    archive = zipped({"a.txt": bytes(3_000_000)})
    size = (3_000_000).to_bytes(4, "little")
    assert archive.count(size) == 2
    assert refusal(archive.replace(size, (1000).to_bytes(4, "little")), limits=Limits(size=1_000_000))


def test_a_deflate_stream_that_never_ends_is_cut() -> None:
    packer = zlib.compressobj(wbits=31)
    endless = packer.compress(bytes(5_000_000)) + packer.flush(zlib.Z_SYNC_FLUSH)
    assert "unpacked larger" in refusal(endless, limits=Limits(size=1_000_000))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "soffice --headless --convert-to docx FILE"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1\\ansi", "soffice"),
        (zipped({"xl/workbook.xml": b""}), "spreadsheet"),
        (zipped({"mimetype": b"x", "content.xml": b""}), "soffice"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(99), "7z"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, word: str) -> None:
    assert word in refusal(data)
