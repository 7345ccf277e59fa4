"""No path of a document, an archive or a list leads out of the folder for outputs, and no source is written over."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from cli.conftest import REPORT

from undoc.write.files import whole_file

WAYS_OUT = [
    "../out.txt", "../../out.txt", "a/../../out.txt", "a/../../../out.txt", "/absolute.txt", "//host/share/out.txt",
    "C:\\out.txt", "C:out.txt", "c:/out.txt", "..\\out.txt", "a\\..\\..\\out.txt", "\\absolute.txt",
    "\\\\host\\share\\out.txt", "a/b/../../../out.txt", "....//../..//out.txt",
]  # fmt: skip
ODD = [
    "./a.txt",
    "a/./b.txt",
    "a//c.txt",
    "...txt",
    "d/..txt",
    "~/e.txt",
    "$HOME.txt",
    "-.txt",
    "a/*.txt",
    ".undoc-json.txt",
]


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def archive(path: Path, names: list[str], mode: int = 0o100644) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name in names:
            member = zipfile.ZipInfo("x")
            member.filename = name  # as it is: the constructor would cut it
            member.external_attr = mode << 16
            file.writestr(member, REPORT)
    return path


@pytest.mark.parametrize("name", WAYS_OUT)
def test_a_way_out_of_an_archive(run, tmp_path, name) -> None:
    inside = tmp_path / "deep" / "er"
    inside.mkdir(parents=True)
    archive(inside / "evil.zip", [name])
    result = run("batch", inside / "evil.zip", "-d", inside / "out")
    assert result.returncode == 1 and b"has a name that leads out of its archive" in result.stderr
    assert everything(tmp_path) == {"deep/er/evil.zip", "deep/er/out/.undoc-json"}


def test_odd_names_stay_below_the_folder(run, tmp_path) -> None:
    archive(tmp_path / "odd.zip", ODD)
    result = run("batch", "odd.zip", "-d", "out")
    made = everything(tmp_path) - {"odd.zip", "out/.undoc-json"}
    assert result.returncode == 0, result.stderr
    assert len(made) == len(ODD) and all(name.startswith("out/") for name in made)
    assert (tmp_path / "out" / ".undoc-json").read_bytes().startswith(b'{"')  # which no output has replaced


@pytest.mark.parametrize("kind", [0o120777, 0o120644])
def test_links_in_archives(run, tmp_path, kind) -> None:
    archive(tmp_path / "links.zip", ["link.txt", "folder/link.txt"], kind)
    result = run("batch", "links.zip", "-d", "out")
    assert result.returncode == 1 and result.stderr.count(b"is a link") == 2
    assert everything(tmp_path / "out") == {".undoc-json"}


@pytest.mark.parametrize("kind", [0o010644, 0o020644, 0o060644, 0o140644], ids=["pipe", "device", "disk", "socket"])
def test_what_is_no_file_in_an_archive_becomes_a_file(run, tmp_path, kind) -> None:
    archive(tmp_path / "a.zip", ["a.txt"], kind)
    assert run("batch", "a.zip", "-d", "out").returncode == 0
    assert (tmp_path / "out" / "a.json").is_file()


def test_a_file_where_a_folder_is_to_be(run, tmp_path) -> None:
    archive(tmp_path / "a.zip", ["a.txt", "a.json/b.txt", "c.txt"])
    result = run("batch", "a.zip", "-d", "out")
    assert result.returncode == 1 and b"Traceback" not in result.stderr
    assert everything(tmp_path / "out") in (
        {".undoc-json", "a.json", "c.json"},
        {".undoc-json", "a.json/b.json", "c.json"},
    )


def test_names_too_long(run, tmp_path) -> None:
    archive(tmp_path / "a.zip", [f"{'长' * 100}.txt", "x/" * 3000 + "a.txt", f"{'长' * 83}.txt"])
    result = run("batch", "a.zip", "-d", "out")
    assert result.returncode == 1
    assert result.stderr.count(b"file name too long") == 2 and b"1 done, 2 failed" in result.stderr


def test_a_document_in_a_zip_has_no_say_in_where_it_goes(run, tmp_path) -> None:
    (tmp_path / "in").mkdir()
    archive(tmp_path / "in" / "one.zip", ["/evil.txt"])
    result = run("parse", "in/one.zip", "-o", "out.json")
    assert result.returncode == 0
    assert everything(tmp_path) == {"in/one.zip", "out.json"}


def test_lists_with_ways_out(run, tmp_path) -> None:
    """A list may name any source; its output is below the folder under the source's own name."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "c").mkdir()
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    (tmp_path / "c" / "two.txt").write_text(REPORT, "utf-8")
    names = ["a/b/../../one.txt", "a/../c/../c/two.txt", "a/b/../../c/..", f"{tmp_path}/one.txt", "nul\0.txt"]
    result = run("batch", "-", "-d", "a/b/out", "--include", "[ot]*.txt", stdin="\n".join(names[:4]).encode())
    assert result.returncode == 0, result.stderr
    made = {name for name in everything(tmp_path) if name.endswith(".json")}
    assert made == {"a/b/out/one.json", "a/b/out/two.json"}
    result = run("batch", "-", "-d", "a/b/out", stdin=names[4].encode())
    assert result.returncode == 1 and b"is no file name" in result.stderr and b"Traceback" not in result.stderr


def test_links_in_folders_are_files_and_no_folders(run, tmp_path) -> None:
    """A folder's links to files are read as files of its own; links to folders are not entered."""
    outside, source = tmp_path / "outside", tmp_path / "in"
    outside.mkdir()
    source.mkdir()
    (outside / "far.txt").write_text(REPORT, "utf-8")
    (source / "link.txt").symlink_to(outside / "far.txt")
    (source / "folder").symlink_to(outside)
    (source / "round").symlink_to(source)
    (source / "broken.txt").symlink_to(outside / "gone.txt")
    result = run("batch", "in", "-d", "out")
    assert result.returncode == 1 and b"broken.txt: no such file" in result.stderr
    assert everything(tmp_path / "out") == {".undoc-json", "link.json"}
    assert everything(outside) == {"far.txt"}


def refused(result, tmp_path: Path) -> bool:
    """Whether a call was refused, and every text is as it was."""
    texts = [path for path in tmp_path.rglob("*.txt") if path.is_file()]
    return (
        result.returncode == 2
        and b"would be written over" in result.stderr
        and bool(texts)
        and all(path.read_text("utf-8") == REPORT for path in texts)
    )


def test_the_folder_for_outputs_is_the_sources_under_another_name(run, folder, tmp_path) -> None:
    (tmp_path / "other").symlink_to(folder)
    assert refused(run("batch", folder, "-d", "other", "--to", "text"), tmp_path)
    assert refused(run("batch", "other", "-d", folder, "--to", "text"), tmp_path)
    assert refused(run("batch", folder / "one.txt", "-d", "archive/2010/..", "--to", "text"), tmp_path)


def test_an_output_is_a_link_to_a_source(run, folder, tmp_path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "one.json").symlink_to(folder / "one.txt")
    assert refused(run("batch", folder, "-d", "out"), tmp_path)
    assert refused(run("parse", folder / "one.txt", "-o", "out/one.json"), tmp_path)


@pytest.mark.parametrize("option", ["--report", "--depfile"])
def test_a_report_over_a_source(run, folder, tmp_path, option) -> None:
    assert refused(run("batch", folder, "-d", "out", option, folder / "one.txt"), tmp_path)


@pytest.mark.parametrize(("form", "name"), [("jsonl", "documents.jsonl"), ("parquet", "speakers.parquet")])
def test_the_file_of_all_over_a_source(run, folder, tmp_path, form, name) -> None:
    (folder / name).write_text(REPORT, "utf-8")
    result = run("batch", folder, "-d", folder, "--to", form, "--include", "*")
    assert refused(result, tmp_path) and (folder / name).read_text("utf-8") == REPORT


def test_a_comparison_over_its_documents(run, folder, tmp_path) -> None:
    one, two = folder / "one.txt", folder / "2010" / "two.TXT"
    assert refused(run("diff", one, two, "-o", one), tmp_path)
    assert refused(run("diff", one, two, "-o", folder / "2010" / ".." / "2010" / "two.TXT"), tmp_path)


def test_a_planted_unfinished_file_is_not_written_through(tmp_path) -> None:
    """Whoever may write into the folder can lay a link where undoc is about to write; it is left where it is."""
    victim, out = tmp_path / "victim", tmp_path / "out.json"
    victim.write_text("precious")
    (tmp_path / ".undoc-out.json-0.tmp").symlink_to(victim)
    os.link(victim, tmp_path / ".undoc-out.json-1.tmp")
    os.mkfifo(tmp_path / ".undoc-out.json-2.tmp")
    (tmp_path / ".undoc-out.json-3.tmp").mkdir()
    with whole_file(out) as file:
        file.write(b"{}")
    assert (victim.read_text(), out.read_text()) == ("precious", "{}")
