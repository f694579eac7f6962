"""Boundaries, records and lineage only grow."""

from __future__ import annotations

from django.db import migrations

from yuanheng.web.base.appendonly import append_only

TABLES = ("parcelgeometry", "descent", "supply", "parcelfact", "certificate", "holding", "offer")


class Migration(migrations.Migration):
    """A correction stands beside what it corrects."""

    dependencies = [("land", "0001_initial")]
    operations = [append_only(f"land_{table}") for table in TABLES]
