"""The apps' addresses, found by the apps that are installed: `yuanheng.web.<app>.urls` under `/<app>/`."""

from __future__ import annotations

from importlib.util import find_spec

from django.apps import apps
from django.urls import URLResolver, include, path


def app_urlpatterns() -> list[URLResolver]:
    """One include per installed app of ours that has a `urls` module; `base` is wired by hand."""
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("yuanheng.web.") and config.label != "base" and find_spec(f"{config.name}.urls"):
            found.append(path(f"{config.label}/", include(f"{config.name}.urls")))
    return found
