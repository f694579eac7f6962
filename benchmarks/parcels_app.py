"""The site's part of `python -m benchmarks.parcels --app`: the import of land into a database made for it and dropped."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any


def run(path: Path, timed: Any, aim: float) -> bool:
    """Hand in, read, accept, enter; the layer of the map and one of its tiles. Whether the whole took less than `aim` seconds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuanheng.web.site.settings")
    import django

    from yuanheng.web.base.testing import TestServer, point_to
    from yuanheng.web.site.postgres import embedded_cluster, running

    django.setup()
    with running(embedded_cluster(durable=False)) as cluster:
        server = TestServer(cluster)
        server.build_template()
        name = server.clone()
        point_to(server, name)
        try:
            _, good = timed("the app's import, all of it", aim, lambda: _import(path, timed))
            return good
        finally:
            from django.db import connections

            connections.close_all()
            server.drop(name)


def _import(path: Path, timed: Any) -> None:
    from yuanheng.engines.parcels import TileLayer
    from yuanheng.web.base import moment
    from yuanheng.web.base.cast import make_cast
    from yuanheng.web.base.layers import layer_for
    from yuanheng.web.land.actions.imports import accept_import, create_import, enter_import, keep_reading, read_file
    from yuanheng.web.land.models import Parcel

    by = make_cast(on=date(2021, 1, 4))["surveyor"]
    with path.open("rb") as given:
        made = create_import(
            kind="layer", given=_named(given, path.name), holds_from=date(2021, 6, 30), by=by, at=moment.now()
        )
    read, _ = timed("  read, measure, check, compare", None, lambda: read_file(made))
    made = keep_reading(made.pk, read)
    assert made.state == "preview", (made.state, made.question, made.problems[:2])
    accept_import(made, by=by, at=moment.now(), without_blocked=True)
    timed("  enter parcels, boundaries, states", None, lambda: enter_import(made, by=by, at=moment.now()))
    print(f"  {Parcel.objects.count():,} parcels")
    layer = layer_for(by, "parcels")
    assert layer is not None
    features, _ = timed("  the map's layer, read", None, lambda: layer.features_for(by, on=date(2021, 12, 31)))
    tiles, _ = timed(
        "  the map's layer, made ready", None,
        lambda: TileLayer.of("parcels", [f.geometry for f in features], [f.properties for f in features]),
    )  # fmt: skip
    timed("  one tile of z13", None, lambda: tiles.tile(13, 6864, 3317))


def _named(given: Any, name: str) -> Any:
    from django.core.files import File

    return File(given, name=name)
