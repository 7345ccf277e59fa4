"""undoc's schemas: where they are, and the making of ``document.schema.json`` from the models.

python -m undoc.schemas           writes schemas/document.schema.json
python -m undoc.schemas --check   fails where it is not what the models say
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

DOCUMENT_SCHEMA = "document.schema.json"
_PACKAGE = Path(__file__).parent
# A wheel holds the schemas among its data; in a checkout they have a folder of their own.
_FOLDERS = (_PACKAGE / "data", _PACKAGE.parent / "schemas")


def schema_path(name: str) -> Path:
    """The path of a schema by its file name, ``akn4un.sch`` or ``document.schema.json``, in a wheel or a checkout.

    Raises FileNotFoundError where there is none.
    """
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"no schema {name} in {' or '.join(map(str, _FOLDERS))}")


def document_schema() -> str:
    """The JSON Schema of undoc's JSON, made from the models: the same models give the same text, line end included."""
    from undoc.model import CONTRACT_VERSION, Document

    schema = Document.model_json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:undoc:document:{CONTRACT_VERSION}",
        "title": f"undoc document {CONTRACT_VERSION}",
    }
    return (
        json.dumps(head | {key: value for key, value in schema.items() if key != "title"}, ensure_ascii=False, indent=2)
        + "\n"
    )


def main(arguments: list[str]) -> int:
    """Write the schema, or with ``--check`` compare it. Gives the exit status."""
    path = _PACKAGE.parent / "schemas" / DOCUMENT_SCHEMA
    made = document_schema()
    if arguments == ["--check"]:
        if not path.is_file() or path.read_text("utf-8") != made:
            print(f"undoc: {path.name} is not what the models say; run: make schema", file=sys.stderr)
            return 1
        return 0
    path.write_text(made, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
