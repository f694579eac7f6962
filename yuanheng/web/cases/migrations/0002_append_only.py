"""What happened to a case only grows: its events and papers, the procedures it refers to, what re-datings moved."""

from django.db import migrations

from yuanheng.web.base.appendonly import append_only

TABLES = (
    "cases_caseevent", "cases_casepaper", "cases_procedureversion", "cases_redatingmove", "cases_reminder",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [append_only(table) for table in TABLES]
