"""The command line as its users call it: a process, its streams and its status."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

REPORT = """\
 第二委员会关于议程项目 8 的报告

增编

1. 第二委员会 2010 年 4 月 12 日和 13 日第一次至第三次会议就议程项目 8 展开了

一般性讨论。委员会收到了以下文件：

 (a) 秘书处编写的工作文件（A/CONF.213/9）；

 (b) 讨论指南（A/CONF.213/PM.1）。

2. 在 4 月 12 日第一次会议上，西班牙（代表欧洲联盟）、波兰和大韩民国的代表作

了发言。

 一般性讨论

3. 主席着重说明了种种挑战。
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Call ``undoc ARGUMENTS`` in an empty folder; keyword ``stdin`` are the bytes it reads, ``env`` goes on top."""

    def call(
        *arguments: object, stdin: bytes | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "undoc", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, **(env or {})},
            timeout=60,
        )

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two texts on two levels, and something that is no text."""
    source = tmp_path / "archive"
    (source / "2010").mkdir(parents=True)
    (source / "one.txt").write_text(REPORT, "utf-8")
    (source / "2010" / "two.TXT").write_text(REPORT, "utf-8")
    (source / "notes.csv").write_text("no,text", "utf-8")
    return source
