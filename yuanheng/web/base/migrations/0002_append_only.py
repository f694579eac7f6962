"""The audit log and the list of stored files only grow."""

from django.db import migrations

from yuanheng.web.base.appendonly import append_only


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]
    operations = [
        append_only("base_auditentry"),
        append_only("base_auditcontent", erasable=True),
        append_only("base_auditseal"),
        append_only("base_storedfile"),
    ]
