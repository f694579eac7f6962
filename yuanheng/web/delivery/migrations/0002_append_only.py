"""Plans, reports, pictures and words only grow."""

from __future__ import annotations

from django.db import migrations

from yuanheng.web.base.appendonly import append_only

TABLES = ("plandate", "yearplan", "progress", "picture", "happening", "instruction")


class Migration(migrations.Migration):
    """Nobody changes what was planned, reported or said; the next row stands beside it."""

    dependencies = [("delivery", "0001_initial")]
    operations = [append_only(f"delivery_{table}") for table in TABLES]
