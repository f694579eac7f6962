"""Where the running site keeps what is not code: database, secrets, files, built assets."""

from __future__ import annotations

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
PRIVATE = 0o700


def var_folder() -> Path:
    """`YUANHENG_VAR`, else `var/` in a checkout, else `yuanheng-var/` where the program was started."""
    stated = os.environ.get("YUANHENG_VAR")
    if stated:
        return Path(stated).resolve()
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / "var"
    return Path.cwd() / "yuanheng-var"


def folder(name: str) -> Path:
    """A folder under var, made on first use and readable by its owner alone."""
    path = var_folder() / name
    path.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    return path
