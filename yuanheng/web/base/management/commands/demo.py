"""`manage demo`: the cast with fresh passwords, and every app's part of the demo zone."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yuanheng.web.base import moment
from yuanheng.web.base.cast import make_cast
from yuanheng.web.base.demo import load_demo


class Command(BaseCommand):
    """Does nothing twice: what is there stays; passwords are only told for accounts made now."""

    help = "载入演示园区"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--small` for the zone of the tests; `--passwords FILE` to hand new passwords to `serve`."""
        parser.add_argument("--small", action="store_true")
        parser.add_argument("--cast-only", action="store_true")
        parser.add_argument("--passwords", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the cast, then the parts in order."""
        passwords: dict[str, str] = {}
        cast = make_cast(on=moment.today(), passwords=passwords, keep_passwords=True)
        if options["passwords"]:
            with open(options["passwords"], "w", encoding="utf-8") as file:
                json.dump(passwords, file)
        if not options["cast_only"]:
            load_demo(cast, say=self.stdout.write, small=options["small"])
