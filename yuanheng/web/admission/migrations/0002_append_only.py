"""Nothing of admission is ever changed or deleted: a second look is a second row."""

from __future__ import annotations

from django.db import migrations

from yuanheng.web.base.appendonly import append_only

TABLES = (
    "checkrun", "checkresult", "exemption", "reserve", "jointreview", "reviewconclusion", "agreement", "promise",
    "promisecheck", "followup",
)  # fmt: skip


class Migration(migrations.Migration):
    """Every table of admission only grows."""

    dependencies = [("admission", "0001_initial")]
    operations = [append_only(f"admission_{table}") for table in TABLES]
