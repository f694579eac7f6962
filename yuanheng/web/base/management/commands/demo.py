"""`manage demo`: the cast with generated passwords, and every app's part of the demo zone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yuanheng.web.base import moment
from yuanheng.web.base.cast import make_cast
from yuanheng.web.base.demo import load_demo
from yuanheng.web.base.models import User


class Command(BaseCommand):
    """Does nothing twice: what is there stays.

    The passwords are kept in a file for their owner's eyes alone, so that `serve` can tell them again; one that its
    person has changed is dropped from it.
    """

    help = "载入演示园区"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--small` for the zone of the tests; `--passwords FILE` is where the passwords are kept."""
        parser.add_argument("--small", action="store_true")
        parser.add_argument("--cast-only", action="store_true")
        parser.add_argument("--passwords", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the cast, then the parts in order."""
        fresh: dict[str, str] = {}
        cast = make_cast(on=moment.today(), passwords=fresh, keep_passwords=True)
        if options["passwords"]:
            keep_passwords(Path(options["passwords"]), fresh)
        if not options["cast_only"]:
            load_demo(cast, say=self.stdout.write, small=options["small"])


def keep_passwords(path: Path, fresh: dict[str, str]) -> None:
    """Those kept before that still open their account, and the fresh ones."""
    before = json.loads(path.read_text("utf-8")) if path.exists() else {}
    users = {user.username: user for user in User.objects.filter(username__in=before)}
    still = {name: word for name, word in before.items() if name in users and users[name].check_password(word)}
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(still | fresh, file)
