"""Readings, restatements, reported figures, entries of items and templates only grow."""

from django.db import migrations

from yuanheng.web.base.appendonly import append_only

TABLES = (
    "plan_targetreading", "plan_restatement", "plan_reportedfigure", "plan_itementry", "plan_brieftemplate",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial"), ("base", "0002_append_only")]
    operations = [append_only(table) for table in TABLES]
