"""A raw layer from the child to its parent: geometry as WKB, attributes as JSON text, in one Arrow file."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import shapely

from .raw import RawFeature

SCHEMA = pa.schema([("wkb", pa.binary()), ("attributes", pa.string()), ("where", pa.string())])


def put_layer(layer: object, path: Path) -> None:
    """Write the features."""
    features: list[RawFeature] = layer.features  # type: ignore[attr-defined]
    table = pa.table(
        {
            "wkb": list(shapely.to_wkb([f.geometry for f in features])) if features else [],
            "attributes": [json.dumps(f.attributes, ensure_ascii=False) for f in features],
            "where": [f.where for f in features],
        },
        schema=SCHEMA,
    )
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, SCHEMA) as writer:
        writer.write_table(table)


def take_layer(path: Path) -> list[RawFeature]:
    """Read them back."""
    with pa.memory_map(str(path)) as source:
        table = pa.ipc.open_file(source).read_all()
        shapes = shapely.from_wkb(table.column("wkb").to_pylist())
        rows = [json.loads(text) for text in table.column("attributes").to_pylist()]
        places = table.column("where").to_pylist()
    return [RawFeature(s, r, w) for s, r, w in zip(shapes, rows, places, strict=True)]
