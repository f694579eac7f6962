"""Django's own commands on this site: `python -m yuanheng.web.site.manage migrate`.

Starts the embedded database for the length of the command where no `DATABASE_URL` names another; the commands that
change the schema act as its owner.
"""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext

OWNERS_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "showmigrations"}


def main(arguments: list[str] | None = None) -> None:
    """Run one management command with the site's settings."""
    words = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuanheng.web.site.settings")
    if words and words[0] in OWNERS_COMMANDS:
        os.environ["YUANHENG_DATABASE_ROLE"] = "owner"
    from django.core.management import execute_from_command_line

    from .migrating import render_only_what_changes
    from .postgres import embedded_cluster, running

    if words and words[0] == "migrate":
        render_only_what_changes()
    durable = os.environ.get("YUANHENG_FAST_DATABASE") != "1"
    with nullcontext() if os.environ.get("DATABASE_URL") else running(embedded_cluster(durable=durable)):
        execute_from_command_line(["manage", *words])


if __name__ == "__main__":
    main()
