"""`manage keep`: seals the audit log every second and lets the jobs of dead workers wait again."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from yuanheng.web.base.jobs import requeue_orphans
from yuanheng.web.base.seal import seal_waiting

log = logging.getLogger(__name__)
SEAL_SECONDS = 1.0
ORPHANS_EVERY = 10


class Command(BaseCommand):
    """The one background sealer; a second one finds the lock taken and does nothing."""

    help = "封存操作记录,接续中断的后台任务"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` for a single round."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Until told to stop."""
        stop = threading.Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        turn = 0
        while True:
            self._turn(orphans=turn % ORPHANS_EVERY == 0)
            turn += 1
            if options["once"] or stop.wait(SEAL_SECONDS):
                return

    def _turn(self, *, orphans: bool) -> None:
        close_old_connections()
        try:
            seal_waiting()
            if orphans:
                requeue_orphans()
        except OperationalError as error:  # the database is away for a moment; the next turn tries again
            log.warning("keep: %s", error)
