"""What only grows: money, steps passed, plans, reports, pictures, places, registers, papers, facts of suppliers."""

from __future__ import annotations

from django.db import migrations

from yuanheng.web.base.appendonly import append_only

TABLES = (
    "workmoney", "stepreached", "planneddate", "report", "sitepicture", "place", "planningpaper", "household", "stretch",
    "compound", "shop", "happening", "schooloption", "capacityfact",
)  # fmt: skip


class Migration(migrations.Migration):
    """A correction is a further row."""

    dependencies = [("works", "0001_initial")]
    operations = [append_only(f"works_{table}") for table in TABLES]
