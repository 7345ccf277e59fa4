"""``undoc batch``: outputs, failures that stay alone, workers that die, resuming, interrupts."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from cli.conftest import REPORT

JOBS = pytest.mark.parametrize("jobs", [1, 2])


def files_of(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name[0] != "."
    )


def leftovers(folder: Path) -> list[Path]:
    return list(folder.rglob("*.tmp"))


@JOBS
def test_files_and_folders(run, folder, report, tmp_path, jobs) -> None:
    result = run("batch", folder, report, "-d", "out", "--jobs", jobs)
    assert result.returncode == 0, result.stderr
    assert result.stdout == b""
    assert files_of(tmp_path / "out") == ["2010/two.json", "one.json", "report.json"]
    assert (tmp_path / "out" / "report.json").read_bytes() == run("parse", report).stdout
    assert re.fullmatch(
        r"undoc: 3 done, 0 failed; [\d,]+ characters in [\d.]+ s \([\d,]+ a second\)\n", result.stderr.decode()
    )


@pytest.mark.parametrize(("form", "suffix"), [("akn", "xml"), ("md", "md"), ("text", "txt")])
def test_forms(run, folder, tmp_path, form, suffix) -> None:
    assert run("batch", folder, "-d", "out", "--to", form).returncode == 0
    assert files_of(tmp_path / "out") == [f"2010/two.{suffix}", f"one.{suffix}"]


@JOBS
def test_failures_stay_alone(run, folder, tmp_path, jobs) -> None:
    (folder / "empty.txt").touch()
    (folder / "english.txt").write_text("In English only. " * 30)
    result = run("batch", folder, "nowhere.txt", "-d", "out", "--jobs", jobs)
    assert result.returncode == 1
    lines = sorted(result.stderr.decode().splitlines())
    assert any(line.endswith("empty.txt: is empty") for line in lines)
    assert any("english.txt: holds no Chinese" in line for line in lines)
    assert "undoc: nowhere.txt: no such file or directory" in lines
    assert len(lines) == 5 and "undoc: 2 done, 3 failed;" in " ".join(lines)
    assert "undoc: failed by cause: 3 input" in lines
    assert files_of(tmp_path / "out") == ["2010/two.json", "one.json"]


def test_a_list_on_standard_input(run, folder, tmp_path) -> None:
    result = run("batch", "-", "-d", "out", stdin=f"{folder}/one.txt\n\n{folder}/2010/two.TXT\n".encode())
    assert result.returncode == 0
    assert files_of(tmp_path / "out") == ["one.json", "two.json"]


@JOBS
def test_json_lines_in_the_order_of_the_sources(run, folder, tmp_path, jobs) -> None:
    for number in range(20):
        (folder / f"n{number:02}.txt").write_text(REPORT * (1 + number % 3), "utf-8")
    (folder / "n05.txt").write_text("")
    assert run("batch", folder, "-d", "out", "--to", "jsonl", "--jobs", jobs).returncode == 1
    assert files_of(tmp_path / "out") == ["documents.jsonl"]
    lines = (tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()
    names = [json.loads(line)["source"]["name"] for line in lines]
    assert names == ["n00.txt", *(f"n{n:02}.txt" for n in range(1, 20) if n != 5), "one.txt", "2010/two.TXT"]


def test_two_sources_of_one_output(run, folder, tmp_path) -> None:
    shutil.copy(folder / "one.txt", tmp_path / "one.txt")
    result = run("batch", folder, "one.txt", "-d", "out")
    assert result.returncode == 2
    assert "one.txt and one.txt would both become out/one.json" in result.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_a_source_named_twice_is_done_once(run, report, tmp_path) -> None:
    result = run("batch", report, "./report.txt", tmp_path, "-d", "out")
    assert (result.returncode, result.stderr[:22]) == (0, b"undoc: 1 done, 0 faile")


def test_an_output_over_a_source(run, folder) -> None:
    result = run("batch", folder, "-d", folder, "--to", "text")
    assert result.returncode == 2
    assert (folder / "one.txt").read_text("utf-8") == REPORT


def test_outputs_below_the_source_are_no_sources(run, folder) -> None:
    for _ in range(2):
        assert run("batch", folder, "-d", folder / "clean", "--to", "text").returncode == 0
    assert files_of(folder / "clean") == ["2010/two.txt", "one.txt"]


def test_a_folder_with_nothing(run, tmp_path) -> None:
    (tmp_path / "bare").mkdir()
    result = run("batch", "bare", "-d", "out")
    assert result.returncode == 1
    assert b"undoc: bare: holds no document (" in result.stderr


def test_resume(run, folder, tmp_path) -> None:
    out = tmp_path / "out"
    assert run("batch", folder, "-d", out).returncode == 0
    before = (out / "one.json").stat().st_mtime_ns
    result = run("batch", folder, "-d", out, "--resume")
    assert b"undoc: 0 done, 0 failed, 2 up to date;" in result.stderr
    # A source that was only touched is the same; one of the same length and time that says something else is not.
    os.utime(folder / "one.txt")
    assert b"undoc: 0 done, 0 failed, 2 up to date;" in run("batch", folder, "-d", out, "--resume").stderr
    state = (folder / "one.txt").stat()
    (folder / "one.txt").write_text(REPORT.replace("波兰", "芬兰"), "utf-8")
    os.utime(folder / "one.txt", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert b"undoc: 1 done, 0 failed, 1 up to date;" in run("batch", folder, "-d", out, "--resume").stderr
    assert (out / "one.json").stat().st_mtime_ns > before and "芬兰" in (out / "one.json").read_text("utf-8")
    # An output that is gone, or that somebody changed, is made again.
    (out / "one.json").unlink()
    (out / "2010" / "two.json").write_text("{}")
    assert b"undoc: 2 done, 0 failed, 0 up to date;" in run("batch", folder, "-d", out, "--resume").stderr
    # Other options make other outputs.
    assert b"undoc: 2 done, 0 failed, 0 up to date;" in run("batch", folder, "-d", out, "--resume", "--compact").stderr
    assert b"undoc: 2 done, 0 failed, 0 up to date;" in run("batch", folder, "-d", out, "--resume").stderr


@pytest.mark.parametrize("form", ["json", "akn", "jsonl", "parquet"])
def test_outputs_that_would_be_the_same_are_not_touched(run, folder, tmp_path, form) -> None:
    call = ("batch", folder, "-d", "out", "--to", form, "--markup-date", "2026-01-31")
    assert run(*call).returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}
    time.sleep(0.02)
    assert b"undoc: 2 done" in run(*call).stderr
    before.pop(tmp_path / "out" / f".undoc-{form}", None)  # the journal
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(60):
        (source / f"{number:02}.txt").write_text(REPORT * 12 + f"\n4. 第{number + 1}次会议。\n", "utf-8")
    call = [sys.executable, "-m", "undoc", "batch", str(source), "-d", str(out), "--jobs", "2", "--resume"]
    done: dict[str, int] = {}
    for enough in (1, 20, 40):
        process = subprocess.Popen(call, stderr=subprocess.DEVNULL)
        while len(files_of(out)) < enough and process.poll() is None:
            time.sleep(0.001)
        process.kill()
        assert process.wait() == -9
        time.sleep(0.3)  # until the workers have seen it
        for name in files_of(out):  # each whole
            json.loads((out / name).read_text("utf-8"))
        assert enough <= len(files_of(out)) < 60
        assert {name: (out / name).stat().st_mtime_ns for name in done} == done  # and none done twice
        done = {name: (out / name).stat().st_mtime_ns for name in files_of(out)}
    last = subprocess.run(call, capture_output=True, text=True, check=True)
    assert f"undoc: {60 - len(done)} done, 0 failed, {len(done)} up to date;" in last.stderr
    assert len(files_of(out)) == 60 and not leftovers(out)


def living(group: int) -> list[str]:
    """The processes of a group that are more than an entry in the table."""
    table = subprocess.run(["ps", "-axo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in table.splitlines()]
    return [row[2] for row in rows if row[0] == str(group) and row[1][0] != "Z"]


KILLER = """
import os, undoc.pipeline
whole = undoc.pipeline.parse_with_text
def parse(source, name, **more):
    if name.startswith("deadly"):
        os.kill(os.getpid(), 9)
    if name.startswith("slow"):
        import time; time.sleep(60)
    if name.startswith("greedy"):
        bytearray(2**31)
    return whole(source, name=name, **more)
undoc.pipeline.parse_with_text = parse
"""


@pytest.fixture
def killer(tmp_path: Path) -> dict[str, str]:
    """An environment in which documents named deadly… kill their process, slow… take a minute, greedy… two gigabytes."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(KILLER)
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), str(Path(__file__).parents[2])])}


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_worker_that_dies_takes_nothing_with_it(run, folder, tmp_path, killer, form) -> None:
    for number in range(30):
        (folder / f"n{number:02}.txt").write_text(REPORT, "utf-8")
    for number in (3, 25):
        (folder / f"deadly{number}.txt").write_text(REPORT, "utf-8")
    result = run("batch", folder, "-d", "out", "--jobs", 2, "--to", form, env=killer)
    assert result.returncode == 1
    lines = result.stderr.decode().splitlines()
    assert sum("its worker was killed by SIGKILL" in line for line in lines) == 2
    assert "undoc: 32 done, 2 failed;" in lines[2] and lines[3] == "undoc: failed by cause: 2 crash"
    if form == "json":
        assert len(files_of(tmp_path / "out")) == 32
    else:
        assert len((tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()) == 32
    assert not leftovers(tmp_path)


@pytest.mark.skipif(shutil.which("ps") is None, reason="no ps here")
@JOBS
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupts_end_it_within_a_second(folder, tmp_path, killer, jobs, number, status) -> None:
    for name in ("slow1", "slow2"):
        (folder / f"{name}.txt").write_text(REPORT, "utf-8")
    call = subprocess.Popen(
        [sys.executable, "-m", "undoc", "batch", folder, "-d", "out", "--jobs", str(jobs)],
        cwd=tmp_path,
        env={**os.environ, **killer},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(2)
    begun = time.monotonic()
    os.killpg(call.pid, number) if number == signal.SIGINT else call.send_signal(number)
    _, error = call.communicate(timeout=20)
    assert time.monotonic() - begun < 1.5
    assert call.returncode == status
    assert b"Traceback" not in error
    assert error.count(b"\n") == (2 if number == signal.SIGINT else 1)
    assert not leftovers(tmp_path)
    for _ in range(20):
        left = living(call.pid)
        if not left:
            break
        time.sleep(0.1)
    assert left == []


@pytest.mark.parametrize(
    ("name", "limit", "reason", "cause"),
    [
        ("slow", ["--timeout", "1.5"], "takes longer than 1.5 seconds; --timeout sets the limit", "time"),
        ("greedy", ["--max-memory", "1G"], "takes more than 1,024 MB of memory; --max-memory sets the limit", "memory"),
    ],
)
def test_limits_of_one_document(run, folder, tmp_path, killer, name, limit, reason, cause) -> None:
    for number in range(6):
        (folder / f"n{number}.txt").write_text(REPORT, "utf-8")
    (folder / f"{name}.txt").write_text(REPORT, "utf-8")
    result = run("batch", folder, "-d", "out", "--jobs", 2, "--report", "r.json", *limit, env=killer)
    assert result.returncode == 1
    assert f"undoc: {folder}/{name}.txt: {reason}\n" in result.stderr.decode()
    assert len(files_of(tmp_path / "out")) == 8 and not leftovers(tmp_path)
    assert json.loads((tmp_path / "r.json").read_text())["causes"] == {cause: 1}


def test_the_report(run, folder, tmp_path) -> None:
    (folder / "empty.txt").touch()
    assert run("batch", folder, "-d", "out", "--report", "report.json").returncode == 1
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["documents"] == {"done": 2, "failed": 1, "up_to_date": 0}
    assert report["failures"] == [{"source": str(folder / "empty.txt"), "reason": "is empty", "cause": "input"}]
    assert report["characters"] == 2 * len(REPORT) and report["characters_per_second"] > 0 and report["form"] == "json"


@pytest.mark.parametrize("size", ["many", "-1M", "1.5G", "٣M"])
def test_sizes_that_are_none(run, report, size) -> None:
    result = run("batch", report, "-d", "out", "--max-memory", size)
    assert result.returncode == 2 and b"is no size; write it as 512M or 2G" in result.stderr


def test_include_and_exclude(run, folder, tmp_path) -> None:
    (folder / "2010" / "three.text").write_text(REPORT, "utf-8")
    (folder / "draft.txt").write_text(REPORT, "utf-8")
    call = ("batch", folder, "-d", "out", "--include", "*.text", "--include", "2010/*", "--include", "d*")
    assert run(*call, "--exclude", "draft.*").returncode == 0
    assert files_of(tmp_path / "out") == ["2010/three.text.json", "2010/two.json"]
    result = run("batch", folder, "-d", "none", "--exclude", "*")
    assert result.returncode == 1 and b"holds no document that is wanted" in result.stderr


def archive(path: Path, names: list[str], text: str = REPORT) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, text)
    return path


@JOBS
def test_archives_are_mirrored_as_folders_are(run, tmp_path, jobs) -> None:
    archive(tmp_path / "a.zip", ["one.txt", "2010/报告.txt", "2010/notes.csv", "__MACOSX/._one.txt"])
    assert run("batch", "a.zip", "-d", "out", "--jobs", jobs, "--timeout", "100").returncode == 0
    assert files_of(tmp_path / "out") == ["2010/报告.json", "one.json"]
    (tmp_path / "below" / "x").mkdir(parents=True)
    shutil.copy(tmp_path / "a.zip", tmp_path / "below" / "x" / "b.zip")
    assert run("batch", "below", "-d", "mirror", "--exclude", "one.*").returncode == 0
    assert files_of(tmp_path / "mirror") == ["x/b/2010/报告.json"]


def test_no_path_of_an_archive_leads_out_of_the_folder(run, tmp_path) -> None:
    inside = archive(
        tmp_path / "evil.zip",
        ["../out.txt", "/tmp/absolute.txt", "a/../../b.txt", "C:\\c.txt", "..\\d.txt", "fine.txt", "sub\\e.txt"],
    )
    with zipfile.ZipFile(inside, "a") as file:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    result = run("batch", inside, "-d", "deep/out")
    assert result.returncode == 1
    assert result.stderr.count(b"has a name that leads out of its archive") == 5
    assert b"evil.zip/link.txt: is a link" in result.stderr
    assert files_of(tmp_path) == ["deep/out/fine.json", "deep/out/sub/e.json", "evil.zip"]


def test_a_broken_archive_and_a_broken_document_in_one(run, tmp_path) -> None:
    whole = archive(tmp_path / "a.zip", ["one.txt", "two.txt"]).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:-30])
    broken = bytearray(whole)
    broken[60:90] = bytes(30)
    (tmp_path / "a.zip").write_bytes(broken)
    result = run("batch", "cut.zip", "a.zip", "-d", "out")
    assert result.returncode == 1
    assert b"undoc: cut.zip: is a ZIP file that is cut off or broken\n" in result.stderr
    assert (
        b"undoc: a.zip/one.txt: is a ZIP file (or DOCX) whose one.txt is broken" in result.stderr
        and b"Traceback" not in result.stderr
    )
    assert files_of(tmp_path / "out") == ["two.json"]


def test_the_depfile_is_read_by_make(run, tmp_path) -> None:
    source = tmp_path / "in put"
    source.mkdir()
    for name in ("a b.txt", "c#d.txt", "e$f.txt"):
        (source / name).write_text(REPORT, "utf-8")
    assert run("batch", "in put", "-d", "out", "--depfile", "deps.d").returncode == 0
    rules = (tmp_path / "deps.d").read_text()
    assert "out/a\\ b.json: in\\ put/a\\ b.txt\n" in rules and "in\\ put/e$$f.txt:\n" in rules
    if shutil.which("make") is None:
        pytest.skip("no make here")
    (tmp_path / "Makefile").write_text("all: out/a\\ b.json out/c\\#d.json\ninclude deps.d\nout/%:\n\t@echo made $@\n")

    def made() -> str:
        return subprocess.run(["make", "-s"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert "made" not in made()
    later = time.time() + 5
    os.utime(source / "c#d.txt", (later, later))
    assert made() == "made out/c#d.json\n"
    (source / "a b.txt").unlink()  # which is no error
    made()


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_depfile_of_one_file(run, folder, tmp_path, form) -> None:
    assert run("batch", folder, "-d", "out", "--to", form, "--depfile", "deps.d").returncode == 0
    rule = (tmp_path / "deps.d").read_text().splitlines()[0]
    assert rule == f"out/documents.{form}: {folder}/one.txt {folder}/2010/two.TXT"


def test_resume_needs_an_output_each(run, report) -> None:
    for form in ("jsonl", "parquet"):
        result = run("batch", report, "-d", "out", "--to", form, "--resume")
        assert result.returncode == 2 and b"needs an output for each document" in result.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
def test_the_samples_makefile_in_parallel(tmp_path) -> None:
    here = tmp_path / "samples"
    shutil.copytree(
        Path(__file__).parents[2] / "samples", here, ignore=lambda _, names: [n for n in names if n == "build"]
    )
    texts = {path.stem for path in here.glob("*.txt")}
    for path in [*here.glob("*.json"), *here.glob("*.xml")]:
        if path.stem in texts:
            path.unlink()

    def make(*targets: str) -> str:
        call = ["make", "-j4", f"UNDOC={sys.executable} -m undoc", *targets]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        return subprocess.run(call, cwd=here, capture_output=True, text=True, check=True, env=environment).stdout

    make("all", "lines")
    assert {path.stem for path in here.glob("*.xml")} == {path.stem for path in here.glob("*.json")} == texts
    assert len((here / "build" / "documents.jsonl").read_bytes().splitlines()) == len(texts)
    assert "undoc" not in make("all", "lines")
    name = sorted(texts)[0]
    later = time.time() + 5
    os.utime(here / f"{name}.txt", (later, later))
    assert make("all", "lines").count("undoc parse") == 2
