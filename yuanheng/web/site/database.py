"""Which database the settings name: `DATABASE_URL`, else the embedded server's."""

from __future__ import annotations

import os
from typing import Any

from .postgres import embedded_cluster, split_url


def django_databases() -> dict[str, dict[str, Any]]:
    """Django's `DATABASES`. With `YUANHENG_DATABASE_ROLE=owner` it is the owner, for migrations only."""
    return {"default": entry(database_url())}


def database_url() -> str:
    """The address for this process's role; an outside database may name its owner in `YUANHENG_OWNER_DATABASE_URL`."""
    owner = os.environ.get("YUANHENG_DATABASE_ROLE") == "owner"
    outside = os.environ.get("DATABASE_URL")
    if outside:
        return (os.environ.get("YUANHENG_OWNER_DATABASE_URL") or outside) if owner else outside
    durable = os.environ.get("YUANHENG_FAST_DATABASE") != "1"
    return embedded_cluster(durable=durable).dsn(role="yh_owner" if owner else "yh_app")


def entry(url: str) -> dict[str, Any]:
    """One entry of `DATABASES` for an address."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        **split_url(url),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
