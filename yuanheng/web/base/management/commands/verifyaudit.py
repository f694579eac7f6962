"""`manage verifyaudit`: recompute the audit chain; exit 1 when it does not hold."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yuanheng.web.base.seal import verify_chain


class Command(BaseCommand):
    """For the auditor's shell."""

    help = "逐环复算操作记录链"

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was found."""
        verdict = verify_chain()
        text = f"已封存 {verdict.links} 条,等待封存 {verdict.unsealed} 条,内容已清除 {verdict.erased} 条"
        if not verdict.holds:
            raise CommandError(f"记录链不完整:{verdict.broken}({text})")
        self.stdout.write(f"记录链完整:{text}")
