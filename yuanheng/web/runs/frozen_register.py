"""The register of enterprises as it stood at a snapshot, as one canonical text: same firms, same bytes."""

from __future__ import annotations

import dataclasses
import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from yuanheng.engines.identities import Enterprise, Register

ALWAYS = ("id", "name")


def register_bytes(register: Register) -> bytes:
    """One JSON object a line, sorted by id; what is unknown is left out."""
    lines = (_line(firm) for firm in sorted(register, key=lambda firm: firm.id))
    return "".join(f"{line}\n" for line in lines).encode()


def read_register_file(path: Path) -> Register:
    """The register again, equal to the one that was written."""
    with path.open(encoding="utf-8") as lines:
        return Register.of([_firm(json.loads(line)) for line in lines])


def _line(firm: Enterprise) -> str:
    every = dataclasses.asdict(firm)
    known = {key: value for key, value in every.items() if key in ALWAYS or value not in ("", None, (), [])}
    return json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _firm(known: dict[str, Any]) -> Enterprise:
    for key in ("founded_on", "production_on"):
        if key in known:
            known[key] = datetime.date.fromisoformat(known[key])
    if "capital" in known:
        known["capital"] = Decimal(known["capital"])
    known["former_names"] = tuple(known.get("former_names", ()))
    return Enterprise(**known)
