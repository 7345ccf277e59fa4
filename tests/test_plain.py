"""Plain values and models: the same classes, fields and order, and the same output of every writer."""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path

import pytest

import undoc
from undoc import model, plain
from undoc.pipeline import parse_plain
from undoc.write import WRITERS, Options
from undoc.write import json as json_writer
from undoc.write.json import _Layout, json_bytes, write_json

SAMPLES = sorted((Path(undoc.__file__).parents[1] / "samples").glob("*.txt"))
CLASSES = [each for each in vars(plain).values() if inspect.isclass(each) and dataclasses.is_dataclass(each)]


def test_each_model_has_its_plain_class() -> None:
    models = {name for name, each in vars(model).items() if inspect.isclass(each) and issubclass(each, model.Model)}
    assert models - {"Model"} == {kind.__name__ for kind in CLASSES}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_fields_are_those_of_the_model(kind) -> None:
    fields = getattr(model, kind.__name__).model_fields
    assert plain.field_names(kind) == tuple(fields) == plain.field_names(getattr(model, kind.__name__))
    for each in dataclasses.fields(kind):
        of_model = fields[each.name]
        if each.default_factory is not dataclasses.MISSING:
            assert each.default_factory() == of_model.get_default(call_default_factory=True)
        elif each.default is not dataclasses.MISSING:
            assert each.default == of_model.default


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_writer_makes_the_same_of_both(path) -> None:
    document, models = parse_plain(path), undoc.parse(path)
    assert type(document) is plain.Document and type(models) is model.Document
    for writer in WRITERS.values():
        for indent in (True, False):
            options = Options(indent, markup_date="2026-01-31")
            assert writer.write(document, options) == writer.write(models, options)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_models_are_what_validation_would_make(path) -> None:
    document = undoc.parse(path)
    validated = model.Document.model_validate_json(document.model_dump_json())
    assert document == validated
    stack = [(document, validated)]
    while stack:
        one, other = stack.pop()
        assert type(one) is type(other)
        if isinstance(one, model.Model):
            assert list(vars(one)) == list(vars(other)) and one.model_fields_set == other.model_fields_set
            assert one.model_extra is None and one.__pydantic_private__ is None
            stack += zip(vars(one).values(), vars(other).values(), strict=True)
        elif isinstance(one, list | tuple):
            stack += zip(one, other, strict=True)


def test_a_model_that_was_made_can_be_changed_and_copied() -> None:
    document = undoc.parse("第二委员会的报告\n1. 会议于2010年4月12日开幕。\n2. 会议于4月13日闭幕。")
    other = document.model_copy(deep=True)
    other.body[0].text = "改"
    assert document.body[0].text != "改" and other != document
    assert document.model_dump()["body"][1] == other.model_dump()["body"][1]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("indent", [None, 2])
def test_json_is_the_same_by_orjson_and_by_hand(path, indent, monkeypatch) -> None:
    for document in (parse_plain(path), undoc.parse(path)):
        monkeypatch.setattr(json_writer, "_SMALL", 0)
        quick = json_writer._quick(document, indent)
        assert quick is not None
        assert quick.decode() == write_json(document, indent=indent) == "".join(_Layout(indent).pieces(document))
        assert json_bytes(document, indent=indent) == quick + b"\n"


def test_json_that_orjson_refuses_is_written_by_hand(monkeypatch) -> None:
    monkeypatch.setattr(json_writer, "_SMALL", 0)
    document = undoc.parse("第二委员会的报告")
    document.source.lines = 2**70
    assert json_writer._quick(document, None) is None
    assert f'"lines":{2**70},' in write_json(document)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("indent", [None, 0, 2])
def test_json_is_what_pydantic_would_write(path, indent) -> None:
    document = undoc.parse(path)
    assert write_json(document, indent=indent) == document.model_dump_json(indent=indent)
    assert undoc.read_json(write_json(document)) == model.Document.model_validate(document.model_dump())


def test_json_escapes_what_json_must() -> None:
    text = "".join(map(chr, range(0x20))) + '"\\/\x7f\x80\xa0\xad\u2028\u3000\ufeff\U00020000中'
    document = undoc.parse("第二委员会的报告")
    document.meta.title = text
    assert document.to_json() == document.model_dump_json()
    assert undoc.read_json(document.to_json()).meta.title == text


@pytest.mark.parametrize("indent", [None, 2])
def test_trees_may_be_deeper_than_the_stack(indent) -> None:
    node = plain.Node(type="item", eid="deepest", text="中", line=1)
    for depth in range(3_000):
        node = plain.Node(type="item", eid=f"node_{depth}", children=[node], line=1)
    document = parse_plain("第二委员会的报告")
    document.body = [node]
    text = write_json(document, indent=indent)
    assert text == write_json(plain.to_model(document), indent=indent)
    assert text.count('"children":') == 3_001 + sum(len(getattr(document, name)) for name in ("preface", "preamble"))
