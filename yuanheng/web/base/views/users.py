"""People and posts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from .. import moment
from ..access import access_one, gate, visible
from ..actions import users as act
from ..forms import HandOverForm, NewUserForm, OrganisationForm, PostForm
from ..models import Organisation, Post, User
from ..pages.users import COLUMNS, user_filters, user_rows
from ..tables import build_table, table_page

VIEW, MANAGE = "base.user.view", "base.user.manage"


def access_user(user: User, pk: Any, *, needed: str = VIEW) -> User:
    """The one way to a user."""
    return access_one(user, needed, User.objects.all(), pk=pk)


def access_post(user: User, pk: Any) -> Post:
    """The one way to a post that is still there."""
    return access_one(user, MANAGE, Post.objects.filter(ended_on__isnull=True), pk=pk)


@gate(VIEW)
def user_list(request: HttpRequest) -> HttpResponse:
    """Everybody, with posts."""
    rows = user_rows(visible(request.user, VIEW, User.objects.all()))
    table = build_table(
        request, name="用户与岗位", rows=rows, columns=COLUMNS, filters=user_filters(), order=("username",)
    )
    return table_page(request, "base/users.html", table)


@gate(MANAGE, post=MANAGE)
def new_user(request: HttpRequest) -> HttpResponse:
    """Make an account; the first password is shown once."""
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user, password = act.create_user(**form.cleaned_data, by=request.user, on=moment.today())
        return render(request, "base/password_shown.html", {"person": user, "password": password})
    return render(request, "base/user_new.html", {"form": form}, status=422 if form.errors else 200)


@gate(VIEW)
def user_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """One person: posts, state, what can be done."""
    person = access_user(request.user, pk)
    return _page(request, person, PostForm())


def _page(request: HttpRequest, person: User, form: PostForm, *, status: int = 200) -> HttpResponse:
    posts = Post.objects.filter(holder=person).select_related("organisation").order_by("ended_on", "held_since")
    locked = bool(person.locked_until and person.locked_until > moment.now())
    context = {"person": person, "posts": posts, "form": form, "locked": locked, "hand_over": HandOverForm()}
    return render(request, "base/user.html", context, status=status)


@gate(post=MANAGE)
def new_post(request: HttpRequest, pk: Any) -> HttpResponse:
    """Give a person one more post."""
    person = access_user(request.user, pk, needed=MANAGE)
    form = PostForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    act.add_post(person, **form.cleaned_data, by=request.user, on=moment.today())
    messages.success(request, f"已为 {person} 增加岗位。")
    return redirect("base:user", pk=person.pk)


@gate(post=MANAGE)
def reset_password(request: HttpRequest, pk: Any) -> HttpResponse:
    """A new first password, shown once."""
    person = access_user(request.user, pk, needed=MANAGE)
    password = act.reset_user_password(person, by=request.user)
    return render(request, "base/password_shown.html", {"person": person, "password": password})


@gate(post=MANAGE)
def set_active(request: HttpRequest, pk: Any) -> HttpResponse:
    """Deactivate or let in again; nobody locks themselves out."""
    person = access_user(request.user, pk, needed=MANAGE)
    active = request.POST.get("active") == "1"
    if person == request.user and not active:
        messages.error(request, "不能停用自己的账号,请由另一位系统管理员操作。")
        return redirect("base:user", pk=person.pk)
    act.set_user_active(person, active=active, by=request.user)
    messages.success(request, f"账号 {person.username} 已{'恢复' if active else '停用'}。")
    return redirect("base:user", pk=person.pk)


@gate(post=MANAGE)
def unlock(request: HttpRequest, pk: Any) -> HttpResponse:
    """End a lock."""
    person = access_user(request.user, pk, needed=MANAGE)
    act.unlock_user(person, by=request.user)
    messages.success(request, f"账号 {person.username} 已解除锁定。")
    return redirect("base:user", pk=person.pk)


@gate(post=MANAGE)
def hand_over(request: HttpRequest, pk: Any) -> HttpResponse:
    """A post passes to another person."""
    post = access_post(request.user, pk)
    form = HandOverForm(request.POST)
    was = post.holder
    if not form.is_valid():
        messages.error(request, "请选择接任人。")
    else:
        to = form.cleaned_data["to"]
        act.hand_over_post(post, to=to, by=request.user, on=moment.today())
        messages.success(request, f"岗位“{post}”已交给 {to}。")
    return redirect("base:user", pk=was.pk) if was else redirect("base:users")


@gate(post=MANAGE)
def end_post(request: HttpRequest, pk: Any) -> HttpResponse:
    """A post ends."""
    post = access_post(request.user, pk)
    act.end_one_post(post, by=request.user, on=moment.today())
    messages.success(request, f"岗位“{post}”已撤销。")
    return redirect("base:user", pk=post.holder_id) if post.holder_id else redirect("base:users")


@gate(MANAGE, post=MANAGE)
def new_organisation(request: HttpRequest) -> HttpResponse:
    """A new bureau; below, those there are."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = act.create_organisation(**form.cleaned_data, by=request.user)
        messages.success(request, f"部门“{made}”已设立。")
        return redirect(reverse("base:new_organisation"))
    listed = Organisation.objects.filter(Q(ended_on__isnull=True))
    return render(
        request, "base/organisations.html", {"form": form, "organisations": listed}, status=422 if form.errors else 200
    )
