"""`manage setpassword NAME`: a fresh password from the machine's own shell; `--create` for the first administrator."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yuanheng.web.base import moment
from yuanheng.web.base.actions.users import create_organisation, create_user, reset_user_password
from yuanheng.web.base.models import Organisation, User


class Command(BaseCommand):
    """Prints the password once; it must be changed at the next sign-in."""

    help = "为账号生成新密码"

    def add_arguments(self, parser: CommandParser) -> None:
        """The account."""
        parser.add_argument("username")
        parser.add_argument("--create", action="store_true", help="没有这个账号时建立一位系统管理员")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset, or create the administrator."""
        name = options["username"]
        user = User.objects.filter(username=name).first()
        if user is not None:
            password = reset_user_password(user, by=None)
        elif options["create"]:
            password = self._create(name)
        else:
            raise CommandError(f"没有账号 {name};要建立系统管理员请加 --create")
        self.stdout.write(f"{name} 的新密码:{password}(首次登录须修改)")

    def _create(self, name: str) -> str:
        bureau = Organisation.objects.filter(code="office").first()
        bureau = bureau or create_organisation(code="office", name="党政办公室", kind="bureau", by=None)
        _, password = create_user(
            username=name,
            full_name=name,
            organisation=bureau,
            role="administrator",
            title="系统管理员",
            by=None,
            on=moment.today(),
        )
        return password
