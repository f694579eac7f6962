"""What the administrator does with people, posts and bureaus."""

from __future__ import annotations

import secrets
import string
from datetime import date

from django.db import transaction

from ..audit import record
from ..models import Organisation, Post, User
from ..sessions import end_sessions

KINDS_OF_CHARACTERS = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
UNLIKE_EACH_OTHER = str.maketrans("", "", "l1IO0o")


def new_password(length: int = 14) -> str:
    """A password that meets the policy and can be read out over the telephone."""
    kinds = [kind.translate(UNLIKE_EACH_OTHER) for kind in KINDS_OF_CHARACTERS]
    while True:
        made = "".join(secrets.choice("".join(kinds)) for _ in range(length))
        if all(any(c in kind for c in made) for kind in kinds):
            return made


@transaction.atomic
def create_user(
    *, username: str, full_name: str, organisation: Organisation, role: str, title: str, by: User | None, on: date
) -> tuple[User, str]:
    """A person with a post; answers the first password, which must be changed at the first sign-in."""
    user = User(username=username, full_name=full_name, must_change_password=True)
    password = new_password()
    user.set_password(password)
    user.save()
    record(by, "base.user.created", target=user, after={"username": username, "full_name": full_name})
    add_post(user, organisation=organisation, role=role, title=title, by=by, on=on)
    return user, password


@transaction.atomic
def add_post(user: User, *, organisation: Organisation, role: str, title: str, by: User | None, on: date) -> Post:
    """A new post held by the user."""
    post = Post.objects.create(organisation=organisation, role=role, title=title, holder=user, held_since=on)
    after = {"organisation": organisation.name, "role": role, "title": title, "holder": user.username}
    record(by, "base.post.created", target=post, after=after)
    return post


@transaction.atomic
def hand_over_post(post: Post, *, to: User, by: User, on: date) -> Post:
    """The post, with its duties and rights, passes to another person in one step."""
    post = Post.objects.select_for_update(of=("self",)).select_related("holder").get(pk=post.pk)
    before = {"holder": post.holder.username if post.holder else None}
    post.holder, post.held_since = to, on
    post.save()
    record(by, "base.post.handed_over", target=post, before=before, after={"holder": to.username, "on": on})
    return post


@transaction.atomic
def end_one_post(post: Post, *, by: User, on: date) -> Post:
    """The post ends; its history stays."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    post.ended_on = on
    post.save()
    record(by, "base.post.ended", target=post, after={"ended_on": on})
    return post


@transaction.atomic
def reset_user_password(user: User, *, by: User | None) -> str:
    """A new first password; every session of the user ends."""
    user = User.objects.select_for_update().get(pk=user.pk)
    password = new_password()
    user.set_password(password)
    user.must_change_password, user.locked_until, user.failed_sign_ins = True, None, 0
    user.save()
    end_sessions(user)
    record(by, "base.user.password_reset", target=user)
    return password


@transaction.atomic
def set_user_active(user: User, *, active: bool, by: User) -> User:
    """Deactivate (sessions end at once) or let in again; accounts are never deleted."""
    user = User.objects.select_for_update().get(pk=user.pk)
    before = {"is_active": user.is_active}
    user.is_active = active
    user.save()
    if not active:
        end_sessions(user)
    code = "base.user.activated" if active else "base.user.deactivated"
    record(by, code, target=user, before=before, after={"is_active": active})
    return user


@transaction.atomic
def unlock_user(user: User, *, by: User) -> User:
    """End a lock before its time."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.locked_until, user.failed_sign_ins = None, 0
    user.save()
    record(by, "base.user.unlocked", target=user)
    return user


@transaction.atomic
def create_organisation(*, code: str, name: str, kind: str, by: User | None) -> Organisation:
    """A new bureau."""
    made = Organisation.objects.create(code=code, name=name, kind=kind)
    record(by, "base.organisation.created", target=made, after={"code": code, "name": name, "kind": kind})
    return made
