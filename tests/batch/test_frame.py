"""Daft's tables are those of the batch, on its own runner and on Ray, from files, folders, URLs and Parquet of texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from batch.conftest import SAMPLES

import undoc.batch
from undoc.batch.tables import TABLES, rows_of
from undoc.errors import MissingExtra
from undoc.pipeline import parse_plain

NEEDS_DAFT = pytest.mark.skipif(find_spec("daft") is None, reason="needs undoc[cluster]: no daft here")
NEEDS_STORE = pytest.mark.skipif(find_spec("moto") is None, reason="needs moto, which acts as S3: no moto here")
NEEDS_RAY = pytest.mark.skipif(find_spec("ray") is None, reason="needs undoc[cluster]: no ray here")

# A process of its own: a runner is set once a process, and Ray leaves threads and processes behind it.
CALL = """
import json, sys
from undoc.batch import dataframe
from undoc.batch.tables import TABLES

if __name__ == "__main__":
    runner, how, source, out = sys.argv[1:]
    import daft
    store = None
    if how == "store":  # what acts as S3 runs in this process, and is reached over its address by the workers
        from pathlib import Path
        import boto3
        from moto.server import ThreadedMotoServer
        server = ThreadedMotoServer(port=0, verbose=False)
        server.start()
        address = "http://{}:{}".format(*server.get_host_and_port())
        s3 = boto3.client("s3", endpoint_url=address, aws_access_key_id="a", aws_secret_access_key="b", region_name="us-east-1")
        s3.create_bucket(Bucket="archive")
        for path in Path(source).rglob("*.txt"):
            s3.put_object(Bucket="archive", Key=f"zh/{path.relative_to(source)}", Body=path.read_bytes())
        store = daft.io.IOConfig(
            s3=daft.io.S3Config(endpoint_url=address, key_id="a", access_key="b", region_name="us-east-1", use_ssl=False)
        )
    if runner == "ray":
        import ray
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
        daft.set_runner_ray(noop_if_initialized=True)
    if how == "frame":
        source = daft.read_parquet(source)
    frames = dataframe(source, processes=2, **({"text": "body", "name": "id"} if how == "frame" else {}))
    if how == "store":
        dataframe("s3://archive/zh/**/*.txt", processes=2, io_config=store).write("s3://archive/tables", io_config=store)
        rows = {
            name: daft.read_parquet(f"s3://archive/tables/{name}/*.parquet", io_config=store).to_pylist() for name in TABLES
        }
    elif how == "write":
        frames.write(out)
        rows = {name: daft.read_parquet(f"{out}/{name}/*.parquet").to_pylist() for name in TABLES}
    else:
        frames = frames.collect()
        rows = {name: frames[name].to_pylist() for name in TABLES}
    with open(f"{out}.json", "w") as file:
        json.dump(rows, file)
"""


def by_place(rows: list[dict]) -> list[str]:
    """Rows in an order that does not depend on which worker was first."""
    return sorted(json.dumps(row, ensure_ascii=False) for row in rows)


def expected(texts: dict[str, bytes]) -> dict[str, list[str]]:
    """The rows that ``undoc batch --to parquet`` writes of the same documents."""
    rows: dict[str, list[dict]] = {name: [] for name in TABLES}
    for name, data in texts.items():
        for table, some in rows_of(name, parse_plain(data, name=name)).items():
            rows[table] += [dict(zip(TABLES[table].names, row, strict=True)) for row in some]
    return {table: by_place(some) for table, some in rows.items()}


def tables(tmp_path: Path, runner: str, how: str, source: Path) -> dict[str, list[str]]:
    script = tmp_path / "call.py"
    script.write_text(CALL, "utf-8")
    call = [sys.executable, str(script), runner, how, str(source), str(tmp_path / "out")]
    environment = {
        **os.environ,
        "DAFT_ANALYTICS_ENABLED": "0",
        "RAY_USAGE_STATS_ENABLED": "0",
        "DAFT_PROGRESS_BAR": "0",
    }
    done = subprocess.run(call, capture_output=True, text=True, timeout=240, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return {name: by_place(rows) for name, rows in json.loads((tmp_path / "out.json").read_text()).items()}


@NEEDS_DAFT
@pytest.mark.parametrize("runner", ["native", pytest.param("ray", marks=NEEDS_RAY)])
@pytest.mark.parametrize("how", ["collect", "write"])
def test_the_same_tables_as_the_batch(tmp_path, runner, how) -> None:
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    texts = {}
    for number, path in enumerate(sorted(SAMPLES.glob("*.txt"))):
        copy = folder / ("below" if number % 2 else ".") / path.name
        copy.write_bytes(path.read_bytes())
        texts[str(folder.joinpath(copy.relative_to(folder)))] = path.read_bytes()
    assert tables(tmp_path, runner, how, folder) == expected(texts)


@NEEDS_DAFT
@NEEDS_STORE
@pytest.mark.parametrize("runner", ["native", pytest.param("ray", marks=NEEDS_RAY)])
def test_from_an_object_store_into_it(tmp_path, runner) -> None:
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    texts = {}
    for number, path in enumerate(sorted(SAMPLES.glob("*.txt"))[:6]):
        name = f"below/{path.name}" if number % 2 else path.name
        (folder / name).write_bytes(path.read_bytes())
        texts[f"s3://archive/zh/{name}"] = path.read_bytes()
    assert tables(tmp_path, runner, "store", folder) == expected(texts)


@NEEDS_DAFT
def test_a_data_frame_of_texts(tmp_path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    texts = {path.stem: path.read_bytes() for path in SAMPLES.glob("*.txt")}
    decoded = [data.decode() for data in texts.values()]
    pq.write_table(pa.table({"id": list(texts), "body": decoded, "year": [2031] * len(texts)}), tmp_path / "t.parquet")
    assert tables(tmp_path, "native", "frame", tmp_path / "t.parquet") == expected(texts)


@NEEDS_DAFT
def test_a_document_that_cannot_be_read_is_a_row_with_an_error(tmp_path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").touch()
    (folder / "english.txt").write_text("In English only. " * 30)
    (folder / "good.txt").write_text("第二委员会的报告\n\n1. 会议于2010年4月12日开幕。\n", "utf-8")
    found = tables(tmp_path, "native", "collect", folder)
    errors = {Path(row["document"]).name: row["error"] for row in map(json.loads, found["documents"])}
    assert errors.pop("good.txt") is None
    assert errors.pop("empty.txt") == "is empty"
    assert errors.pop("english.txt").startswith("holds no Chinese")
    assert {json.loads(row)["document"] for row in found["paragraphs"]} == {str(folder / "good.txt")}


def test_without_daft_the_error_names_the_extra(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(MissingExtra, match=r"undoc\[cluster\]"):
        undoc.batch.dataframe("reports/*.txt")


def test_without_pyarrow_the_error_names_the_extra(tmp_path) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None; from undoc.cli.app import run; "
        f"sys.exit(run(['batch', {str(SAMPLES)!r}, '-d', {str(tmp_path)!r}, '--to', 'parquet']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert 'undoc: tables need pyarrow: pip install "undoc[parquet]"\n' in done.stderr
    assert "Traceback" not in done.stderr and list(tmp_path.iterdir()) == []
