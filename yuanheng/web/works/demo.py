"""The demo zone's works."""

from __future__ import annotations

from collections.abc import Callable

from yuanheng.web.base.models import User


def load_demo_works(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Nothing yet."""
