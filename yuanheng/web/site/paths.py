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
    return CHECKOUT / "var" if in_checkout() else Path.cwd() / "yuanheng-var"


def in_checkout() -> bool:
    """True when the code runs from its repository."""
    return (CHECKOUT / "pyproject.toml").is_file()


def assets_folder() -> Path:
    """Built browser assets: of the checkout, whatever installation runs from it; else of the installation."""
    return CHECKOUT / "var" / "assets" if in_checkout() else var_folder() / "assets"


def folder(name: str) -> Path:
    """A folder under var, made on first use and readable by its owner alone."""
    path = var_folder() / name
    path.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    return path
