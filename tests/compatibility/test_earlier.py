"""What earlier releases wrote is read, and means what it meant; and what changed of the schema since is listed.

A folder a release: documents that it wrote of our samples, and its schema. A release adds its folder and changes none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from cli.conftest import run

import undoc
from undoc.check import check_file
from undoc.compare import compare
from undoc.pipeline import parse_plain
from undoc.provenance import every_node
from undoc.schemas import DOCUMENT_SCHEMA, document_schema
from undoc.write import WRITERS, Options

__all__ = ["run"]

ROOT = Path(__file__).parents[2]
RELEASES = sorted(path for path in Path(__file__).parent.iterdir() if (path / DOCUMENT_SCHEMA).is_file())
WRITTEN = [path for folder in RELEASES for path in sorted(folder.glob("*.json")) if path.name != DOCUMENT_SCHEMA]
EACH = pytest.mark.parametrize("path", WRITTEN, ids=[f"{path.parent.name}-{path.stem}" for path in WRITTEN])
PAGE = (ROOT / "docs" / "compatibility.md").read_text("utf-8")


def holds(new: object, old: object) -> bool:
    """Whether a JSON value has all that an older one has; fields may have been added."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() <= new.keys() and all(holds(new[name], value) for name, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(holds, new, old))
    return new == old


def test_there_are_earlier_releases() -> None:
    assert len(WRITTEN) >= 3


@EACH
def test_json_is_read_and_written_again(path: Path) -> None:
    document = undoc.read_json(path)
    assert holds(json.loads(document.to_json()), json.loads(path.read_text("utf-8")))
    jsonschema.validate(json.loads(document.to_json()), json.loads(document_schema()))


@EACH
def test_json_and_xml_are_valid(path: Path) -> None:
    for each in (path, path.with_suffix(".xml")):
        assert [finding for finding in check_file(each) if finding.severity == "error"] == []


@EACH
def test_xml_is_read_as_the_json_is(path: Path) -> None:
    old, again = undoc.read_json(path), parse_plain(path.with_suffix(".xml"))
    assert compare(old, again, ("json", "xml")).equal
    assert [node.eid for node in every_node(old)] == [node.eid for node in every_node(again)]


@EACH
@pytest.mark.parametrize("form", WRITERS)
def test_every_form_can_be_made_of_it(path: Path, form: str, tmp_path: Path) -> None:
    made = WRITERS[form].write(undoc.read_json(path), Options(markup_date="2031-01-01"))
    if form == "akn":
        (tmp_path / "x.xml").write_bytes(made)
        assert [finding for finding in check_file(tmp_path / "x.xml") if finding.severity == "error"] == []
    assert len(made) > 1000


def test_commands_take_it(run) -> None:
    path = WRITTEN[0]
    assert run("validate", path, path.with_suffix(".xml")).returncode == 0
    for view in ([], ["--tree"]):
        assert run("inspect", path, *view).returncode == 0
    assert run("diff", "--exit-code", path, path.with_suffix(".xml")).returncode == 0


def parts(schema: dict) -> Iterator[tuple[str, object]]:
    """The fields of a schema by name, ``Speaker.affiliation``, each with what may stand there."""
    for name, definition in {"Document": schema, **schema.get("$defs", {})}.items():
        yield name, {key: definition[key] for key in ("type", "enum", "required") if key in definition}
        for field, what in definition.get("properties", {}).items():
            yield f"{name}.{field}", {key: value for key, value in what.items() if key != "title"}


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)
def test_every_change_of_the_schema_is_listed(release: Path) -> None:
    """By the name of the field or value in the section of the versions of the contract."""
    old = dict(parts(json.loads((release / DOCUMENT_SCHEMA).read_text("utf-8"))))
    new = dict(parts(json.loads(document_schema())))
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    listed = set(re.findall(r"`([A-Z]\w+(?:\.\w+)?)`", PAGE))
    assert changed <= listed


def test_the_schema_is_the_one_of_the_last_entry() -> None:
    """Whoever changes the schema writes an entry with its fingerprint."""
    rows = re.findall(r"^\| (\d+\.\d+) \| [^|]+ \| [^|]+ \| `([0-9a-f]{12})` \|$", PAGE, re.MULTILINE)
    assert rows, "docs/compatibility.md lists no version of the contract"
    version, fingerprint = rows[-1]
    assert hashlib.sha256(document_schema().encode()).hexdigest()[:12] == fingerprint
    assert version == undoc.parse("委员会的报告\n\n1. 委员会通过了报告。\n").undoc_version


def test_nothing_is_deprecated_without_a_word() -> None:
    """A call that warns of its end is on the page; so far there is none."""
    deprecated = [path for path in (ROOT / "undoc").rglob("*.py") if "DeprecationWarning" in path.read_text("utf-8")]
    assert bool(deprecated) == ("Nothing is deprecated." not in PAGE)
