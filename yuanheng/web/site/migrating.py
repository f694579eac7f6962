"""Migrations in seconds instead of minutes: only the model that an operation changes is rendered anew.

After every operation Django renders the changed model and all that hang together with it. Here nearly every table points to
people and bureaus, so that each of some thousand operations rendered two hundred models: 114 s of 131 s on two cores. The
operations of our migrations need no more of the other models than their table and key, which do not change. The schema is
the same to the byte: `pg_dump -s` of both ways is compared whenever this is touched (docs/decisions/0017-migrations.md).
"""

from __future__ import annotations

import os
from typing import Any


def render_only_what_changes() -> None:
    """From here on, in this process. `YUANHENG_PLAIN_MIGRATIONS=1` leaves Django as it is, to compare the two."""
    if os.environ.get("YUANHENG_PLAIN_MIGRATIONS") == "1":
        return
    from django.db.migrations.state import ProjectState

    def itself(_state: Any, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        return {(app_label, model_name.lower())}

    ProjectState._find_reload_model = itself  # type: ignore[method-assign]
