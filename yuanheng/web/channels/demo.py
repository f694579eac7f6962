"""The demo zone's channels, entered through the same actions people use, each thing as of the day it became known."""

from __future__ import annotations

from collections.abc import Callable

from yuanheng.web.base.models import User


def load_demo_channels(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Nothing yet."""
