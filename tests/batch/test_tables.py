"""The tables hold what the JSON holds, each thing once and where it stood; Parquet gives the same back."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch.conftest import SAMPLES

from undoc.batch.tables import TABLES, failed_document, rows_of
from undoc.pipeline import parse_plain

TEXTS = sorted(SAMPLES.glob("*.txt"))
LISTS = ("speakers", "dates", "meetings", "symbols", "references")


def as_dicts(rows, table: str) -> list[dict]:
    return [dict(zip(TABLES[table].names, row, strict=True)) for row in rows[table]]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_rows_are_what_the_document_says(path: Path) -> None:
    document = parse_plain(path)
    rows = rows_of("a/b.txt", document)
    assert list(rows) == list(TABLES)
    assert all(row[0] == "a/b.txt" for table in rows.values() for row in table)
    (about,) = as_dicts(rows, "documents")
    assert about["sha256"] == document.source.sha256 and about["title"] == document.meta.title
    assert about["symbols"] == document.meta.symbols and about["error"] is None
    paragraphs = as_dicts(rows, "paragraphs")
    assert [row["position"] for row in paragraphs] == list(range(len(paragraphs)))
    by_eid = {row["eid"]: row for row in paragraphs}
    assert len(by_eid) == len(paragraphs)
    for row in paragraphs:
        if row["parent"] and row["type"] != "footnote":
            assert by_eid[row["parent"]]["depth"] == row["depth"] - 1
    for table in LISTS:
        found = as_dicts(rows, table)
        assert len(found) == len(getattr(document, table))
        for row, entry in zip(found, getattr(document, table), strict=True):
            where = by_eid[row["eid"]]
            text = where["rows"][row["row"]][row["column"]] if row["part"] == "cell" else where[row["part"]]
            assert text[row["offset_start"] : row["offset_end"]] == row["text"] == entry.text
            own = [name for name in TABLES[table].names if hasattr(entry, name)]
            assert {name: row[name] for name in own} == {name: getattr(entry, name) for name in own}
    assert len(rows["diagnostics"]) == len(document.diagnostics)


def test_every_field_of_the_contract_has_its_column() -> None:
    from undoc import plain

    for table, kind in zip(
        LISTS, (plain.Speaker, plain.Date, plain.Meeting, plain.Symbol, plain.Reference), strict=True
    ):
        assert set(plain.field_names(kind)) - {"offset", "cell"} <= set(TABLES[table].names)
    fields = {*plain.field_names(plain.Source), *plain.field_names(plain.Meta)} - {"name"}
    assert fields <= set(TABLES["documents"].names)
    assert len(failed_document("a", None, "why")) == len(TABLES["documents"].names)


def test_parquet_gives_the_rows_back(tmp_path, monkeypatch) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="needs undoc[parquet]")
    from undoc.batch import parquet

    monkeypatch.setattr(parquet, "GROUP", 7)
    rows = {table: [] for table in TABLES}
    with parquet.ParquetTables(tmp_path) as tables:
        for path in TEXTS:
            more = rows_of(path.name, parse_plain(path))
            tables.add(more)
            for table in TABLES:
                rows[table] += more[table]
        tables.add_failed(failed_document("bad.txt", None, "is empty"))
    rows["documents"].append(failed_document("bad.txt", None, "is empty"))
    for table in TABLES:
        read = pq.read_table(tmp_path / f"{table}.parquet")
        assert read.to_pylist() == as_dicts(rows, table)
        assert read.schema.metadata[b"row"].decode() == TABLES[table].row
    assert pq.ParquetFile(tmp_path / "paragraphs.parquet").num_row_groups > 3


def test_parquet_is_whole_or_not_at_all(tmp_path) -> None:
    pytest.importorskip("pyarrow", reason="needs undoc[parquet]")
    from undoc.batch.parquet import ParquetTables

    with pytest.raises(KeyboardInterrupt), ParquetTables(tmp_path) as tables:
        tables.add(rows_of("a", parse_plain(TEXTS[0])))
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_the_page_on_the_tables_has_every_column(samples) -> None:
    page = (samples.parent / "docs" / "tables.md").read_text("utf-8")
    for name, table in TABLES.items():
        assert f"## {name}\n" in page
        for column, kind, _ in table.columns:
            assert f"| `{column}` | {kind} |" in page
