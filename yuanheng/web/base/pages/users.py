"""The list of people."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from ..models import Organisation, Post, User
from ..roles import roles
from ..tables import ChoiceFilter, Column, TextFilter


def user_rows(rows: QuerySet[User]) -> QuerySet[User]:
    """With the posts held now, in one more query."""
    now = Post.objects.filter(ended_on__isnull=True).select_related("organisation")
    return rows.distinct().prefetch_related(Prefetch("posts", queryset=now, to_attr="posts_now"))


def _posts(user: Any) -> str:
    return "、".join(str(p) for p in user.posts_now)


def _roles(user: Any) -> str:
    known = roles()
    return "、".join(sorted({known[p.role].label if p.role in known else p.role for p in user.posts_now}))


COLUMNS = (
    Column("username", "登录名", sort="username", link=lambda u: reverse("base:user", args=[u.pk])),
    Column("full_name", "姓名", sort="full_name"),
    Column("posts", "部门与岗位", value=_posts),
    Column("roles", "角色", value=_roles, minor=True),
    Column("last_login", "最近登录", kind="moment", sort="last_login", minor=True),
    Column(
        "is_active",
        "状态",
        kind="badge",
        value=lambda u: "在用" if u.is_active else "停用",
        tone=lambda u: "green" if u.is_active else "secondary",
        sort="is_active",
    ),
)


def user_filters() -> tuple[TextFilter | ChoiceFilter, ...]:
    """By name, bureau, role, state."""
    return (
        TextFilter(
            "q", "登录名或姓名", apply=lambda rows, t: rows.filter(Q(username__icontains=t) | Q(full_name__icontains=t))
        ),
        ChoiceFilter(
            "bureau",
            "部门",
            choices=[(str(o.pk), o.name) for o in Organisation.objects.all()],
            apply=lambda rows, t: rows.filter(posts__organisation=t, posts__ended_on__isnull=True),
        ),
        ChoiceFilter(
            "role",
            "角色",
            choices=[(r.name, r.label) for r in roles().values()],
            apply=lambda rows, t: rows.filter(posts__role=t, posts__ended_on__isnull=True),
        ),
        ChoiceFilter(
            "state",
            "状态",
            choices=[("on", "在用"), ("off", "停用")],
            apply=lambda rows, t: rows.filter(is_active=t == "on"),
        ),
    )
