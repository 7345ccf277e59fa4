"""The published JSON Schema, and what undoc writes, are in step with the models."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import undoc
from undoc.schemas import DOCUMENT_SCHEMA, document_schema, main, schema_path

TEXT = """\
第二委员会的报告

1. 在2010年4月12日第1次会议上，西班牙的代表作了发言（A/CONF.213/9）：

 (a) 项目一；

 (b) 项目二。
"""


def test_published_schema_is_what_the_models_say() -> None:
    assert schema_path(DOCUMENT_SCHEMA).read_text("utf-8") == document_schema()
    assert main(["--check"]) == 0


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(document_schema()))


def test_what_undoc_writes_is_valid() -> None:
    jsonschema.validate(json.loads(undoc.parse(TEXT).to_json()), json.loads(document_schema()))


def test_schema_refuses_what_is_no_document() -> None:
    document = json.loads(undoc.parse(TEXT).to_json())
    for change in (
        {"body": None},
        {"undoc_version": 1},
        {"nonsense": []},
        {"meta": {**document["meta"], "kind": "novel"}},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**document, **change}, json.loads(document_schema()))


def test_no_such_schema() -> None:
    with pytest.raises(FileNotFoundError):
        schema_path("nonsense.xsd")


def test_schemas_of_a_checkout() -> None:
    assert schema_path("akn4un.sch").parent == Path(undoc.__file__).parents[1] / "schemas"
