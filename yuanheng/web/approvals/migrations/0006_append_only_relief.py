"""Visits, payments, urgings, templates and credit marks only grow."""

from django.db import migrations

from yuanheng.web.base.appendonly import append_only


class Migration(migrations.Migration):
    """Guards."""

    dependencies = [("approvals", "0005_relief")]
    operations = [
        append_only("approvals_reliefvisit"),
        append_only("approvals_paymentlist"),
        append_only("approvals_paymentline"),
        append_only("approvals_urging"),
        append_only("approvals_documenttemplate"),
        append_only("approvals_creditmark"),
    ]
