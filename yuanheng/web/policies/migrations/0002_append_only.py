"""Budgets, answers, approvals, notices, payments and replies are never changed or deleted: another is another row."""

from __future__ import annotations

from django.db import migrations

from yuanheng.web.base.appendonly import append_only

TABLES = ("policybudget", "knownanswer", "approval", "publicnotice", "payment", "supportanswer")


class Migration(migrations.Migration):
    """These tables only grow."""

    dependencies = [("policies", "0001_initial")]
    operations = [append_only(f"policies_{table}") for table in TABLES]
