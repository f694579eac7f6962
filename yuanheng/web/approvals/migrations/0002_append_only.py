"""What happened to a power only grows."""

from django.db import migrations

from yuanheng.web.base.appendonly import append_only


class Migration(migrations.Migration):
    """Guards."""

    dependencies = [("approvals", "0001_initial")]
    operations = [append_only("approvals_powerevent")]
