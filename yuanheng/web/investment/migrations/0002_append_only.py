"""Reports, news, activities, their pictures and hand-overs only grow."""

from __future__ import annotations

from django.db import migrations

from yuanheng.web.base.appendonly import append_only

TABLES = ("researchreport", "companynews", "activity", "activitypicture", "handover")


class Migration(migrations.Migration):
    """Nobody changes what was reported, heard or done; the next row stands beside it."""

    dependencies = [("investment", "0001_initial")]
    operations = [append_only(f"investment_{table}") for table in TABLES]
