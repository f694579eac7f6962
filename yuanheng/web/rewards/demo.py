"""The demo zone's service company."""

from __future__ import annotations

from collections.abc import Callable

from yuanheng.web.base.models import User


def load_demo_rewards(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Nothing where there are people already."""
