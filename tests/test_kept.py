"""Patterns kept between runs are the ones that ``re.compile`` makes, and nothing about the file can do harm."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import undoc
from undoc import kept, lazy

PATTERNS = [
    ("", 0),
    (r"第(?P<number>[一二三四五六七八九十百〇零\d]{1,6})届(?:会议|大会)(?=[（(])", 0),
    (r"(?:和|及|与)|(?P<a>a)(?P<b>b)?(?P=a)", re.IGNORECASE),
    (r"^\s*+(?>\d+)[^\x00-~\u2e80-\u9fff]$", re.MULTILINE | re.DOTALL),
    (r"(?i:x)(?<!y)\bé\w", re.ASCII),
    (r"[𠀀-𪛟㐀-䶿一-鿿]", re.VERBOSE),
]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder for the file, and everything as it was afterwards."""
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_kept", None)
    monkeypatch.setattr(kept, "_news", False)
    monkeypatch.setattr(lazy, "compiled", re.compile)
    return tmp_path / "cache"


def again(monkeypatch) -> None:
    """As in another run."""
    monkeypatch.setattr(kept, "_kept", None)
    monkeypatch.setattr(kept, "_news", False)


@pytest.mark.parametrize(("source", "flags"), PATTERNS)
def test_a_kept_pattern_is_the_one_that_re_makes(folder, monkeypatch, source, flags) -> None:
    kept.use()
    for _ in range(2):
        pattern, expected = lazy.compiled(source, flags), re.compile(source, flags)
        assert (pattern, pattern.flags, pattern.groups) == (expected, expected.flags, expected.groups)
        assert pattern.groupindex == expected.groupindex
        for text in ("第12届会议（", "abA", "和", "xé", "𠀀", "\n 12é\n"):
            found, wanted = ([match.span() for match in each.finditer(text)] for each in (pattern, expected))
            assert found == wanted
        kept.keep()
        again(monkeypatch)
    assert [path.name for path in folder.iterdir()] == [f"patterns-{sys.implementation.cache_tag}"]


def test_the_second_run_compiles_nothing(folder, monkeypatch) -> None:
    kept.use()
    lazy.lazy("a+(?P<b>b)").search("ab")
    kept.keep()
    again(monkeypatch)
    monkeypatch.setattr(kept, "_make", None)
    match = lazy.lazy("a+(?P<b>b)").search("aab")
    assert match is not None and match["b"] == "b"
    assert not kept._news


@given(st.binary(max_size=60))
def test_any_file_is_harmless(content: bytes) -> None:
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv(kept.FOLDER, folder)
        again(patch)
        Path(folder, f"patterns-{sys.implementation.cache_tag}").write_bytes(content)
        assert kept._compiled("a+", 0).fullmatch("aa")
    assert os.environ.get(kept.FOLDER) != folder


@pytest.mark.parametrize(
    "content",
    [
        (("undoc patterns", "0.0", sys.version), {("a+", 0): (32, b"\x00" * 8, 0, {}, (None,))}),
        (kept._HEAD, {("a+", 0): (32, b"\xff" * 8, 0, {}, (None,))}),
        (kept._HEAD, {("a+", 0): (32, b"\xff" * 7, 0, {}, (None,))}),
        (kept._HEAD, {("a+", 0): None}),
        (kept._HEAD, [1, 2]),
        [1],
    ],
    ids=["another version", "no code", "half a code", "nothing", "a list", "one"],
)
def test_a_file_of_another_version_or_with_other_things_in_it(folder, content) -> None:
    folder.mkdir()
    (folder / f"patterns-{sys.implementation.cache_tag}").write_bytes(marshal.dumps(content))
    kept.use()
    assert lazy.compiled("a+", 0).fullmatch("aa")


def test_faults_show_as_ever(folder) -> None:
    kept.use()
    with pytest.raises(re.error, match="unterminated"):
        lazy.lazy("(a").search("a")


def test_none_is_kept_where_none_is_wanted(folder, monkeypatch) -> None:
    monkeypatch.setenv(kept.FOLDER, "")
    kept.use()
    assert lazy.compiled is re.compile


@pytest.mark.parametrize("place", ["missing/below", "a file"])
def test_a_command_writes_the_same_with_and_without(tmp_path, place) -> None:
    (tmp_path / "a file").touch()
    text = Path(undoc.__file__).parents[1] / "samples" / "report-pages.txt"
    outputs = []
    for cache in ("", tmp_path / place, tmp_path / place):
        call = subprocess.run(
            [sys.executable, "-m", "undoc", "parse", str(text)],
            capture_output=True,
            check=True,
            env={"PATH": "", "PYTHONPATH": str(Path(undoc.__file__).parents[1]), kept.FOLDER: str(cache)},
        )
        assert call.stderr == b""
        outputs.append(call.stdout)
    assert outputs[0] == outputs[1] == outputs[2]
    assert (tmp_path / place).is_dir() == (place != "a file")
