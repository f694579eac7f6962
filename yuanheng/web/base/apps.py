"""The base app: frame, sign-in, access, audit, jobs, files, registries."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Registers what base itself offers, then lets every app's `registrations` module speak."""

    name = "yuanheng.web.base"
    label = "base"
    verbose_name = "基础"

    def ready(self) -> None:
        """Connect signals and import every installed app's `registrations` module."""
        from django.utils.module_loading import autodiscover_modules

        from . import signals  # noqa: F401

        autodiscover_modules("registrations")
