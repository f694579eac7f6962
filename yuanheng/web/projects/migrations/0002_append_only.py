"""Amounts only grow."""

from __future__ import annotations

from django.db import migrations

from yuanheng.web.base.appendonly import append_only


class Migration(migrations.Migration):
    """Nobody changes a stated amount; the next one stands beside it."""

    dependencies = [("projects", "0001_initial")]
    operations = [append_only("projects_projectamount")]
