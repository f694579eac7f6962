"""`manage eraseaudit 2018-12-31`: erase the personal content of the log up to a day, at the end of its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.seal import erase_content


class Command(BaseCommand):
    """Lines and chain stay; names, addresses and contents of sealed lines go."""

    help = "清除指定日期(含)以前操作记录中的个人内容"

    def add_arguments(self, parser: CommandParser) -> None:
        """The last day, in Shanghai."""
        parser.add_argument("until", help="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase and say how many."""
        try:
            day = datetime.strptime(options["until"], "%Y-%m-%d").replace(tzinfo=SHANGHAI)
        except ValueError as error:
            raise CommandError(f"日期 {options['until']} 应写成 2018-12-31 的样子") from error
        self.stdout.write(f"已清除 {erase_content(before=day + timedelta(days=1))} 条记录的个人内容")
