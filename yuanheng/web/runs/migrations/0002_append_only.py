"""Results and snapshots are written once."""

from __future__ import annotations

from django.db import migrations

from yuanheng.web.base.appendonly import append_only


class Migration(migrations.Migration):
    """No row of these tables is ever changed or deleted, by nobody."""

    dependencies = [("runs", "0001_initial")]
    operations = [append_only("runs_result"), append_only("runs_snapshot")]
