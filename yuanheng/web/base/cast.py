"""The cast: one person per role, and a clerk of a neighbouring bureau. Used by the demo zone and by every test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from .actions.users import create_organisation, create_user
from .models import Organisation, User


@dataclass(frozen=True, slots=True)
class Part:
    """One person of the cast."""

    key: str
    username: str
    full_name: str
    bureau: str
    role: str
    title: str


BUREAUS = {
    "committee": "管委会",
    "economy": "经济发展局",
    "land": "自然资源和规划局",
    "audit": "审计局",
    "office": "党政办公室",
    "investment": "招商局",
    "construction": "项目建设推进办公室",
    "approvals": "行政审批局",
    "building": "规划建设局",
    "operations": "载体运营公司",
    "social": "社会事业局",
}
PARTS = (
    Part("clerk", "clerk", "陈晓梅", "economy", "clerk", "数据管理员"),
    Part("neighbour", "neighbour", "陆建国", "land", "clerk", "数据管理员"),
    Part("analyst", "analyst", "顾思远", "economy", "analyst", "工业科分析员"),
    Part("leader", "leader", "沈立", "committee", "leader", "副主任"),
    Part("auditor", "auditor", "黄敏", "audit", "auditor", "审计员"),
    Part("promoter", "promoter", "朱晨", "investment", "investment_officer", "招商专员"),
    Part("paymaster", "paymaster", "季文娟", "investment", "pay_officer", "薪酬专员"),
    Part("builder", "builder", "袁志强", "construction", "project_officer", "项目专员"),
    Part("approver", "approver", "倪敏华", "approvals", "approval_clerk", "审批专员"),
    Part("surveyor", "surveyor", "江海平", "land", "land_officer", "土地利用科科员"),
    Part("engineer", "engineer", "樊国强", "building", "works_officer", "工程科科员"),
    Part("operator", "operator", "龚丽", "operations", "carrier_operator", "运营主管"),
    Part("caseworker", "caseworker", "茅丽华", "social", "civil_officer", "救助经办人"),
    Part("administrator", "admin", "施伟", "office", "administrator", "系统管理员"),
)


@transaction.atomic
def make_cast(*, on: date, passwords: dict[str, str] | None = None, keep_passwords: bool = False) -> dict[str, User]:
    """The cast by key, made where it is not there; `passwords` (if given) is filled with those newly generated.

    `keep_passwords`: the generated password may stay (a demo zone), instead of having to be changed at first sign-in.
    """
    cast: dict[str, User] = {}
    for part in PARTS:
        user = User.objects.filter(username=part.username).first()
        if user is None:
            user, password = create_user(
                username=part.username,
                full_name=part.full_name,
                organisation=_bureau(part.bureau),
                role=part.role,
                title=part.title,
                by=None,
                on=on,
            )
            if keep_passwords:
                user.must_change_password = False
                user.save(update_fields=["must_change_password"])
            if passwords is not None:
                passwords[part.username] = password
        cast[part.key] = user
    return cast


def _bureau(code: str) -> Organisation:
    found = Organisation.objects.filter(code=code).first()
    return found or create_organisation(code=code, name=BUREAUS[code], kind="bureau", by=None)
