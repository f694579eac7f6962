"""Statements and readings only grow."""

from __future__ import annotations

from django.db import migrations

from yuanheng.web.base.appendonly import append_only


class Migration(migrations.Migration):
    """Nobody changes what was stated or read; a correction stands beside it."""

    dependencies = [("tenancies", "0001_initial")]
    operations = [append_only("tenancies_statement"), append_only("tenancies_meterreading")]
