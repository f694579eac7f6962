"""Channels: the register, one of them, its form, its end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, may, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.tables import build_table, table_page

from ..access import FEES, KEEP, VIEW, access_channel
from ..actions.channels import alike_channels, change_channel, end_channel, register_channel, set_staff
from ..counting import without_evidence
from ..forms import ChannelForm, EndForm, StaffForm, cleaned
from ..models import Channel
from ..pages.channel import channel_page
from ..pages.lists import COLUMNS, channel_filters, with_work


@gate(VIEW)
def channel_list(request: HttpRequest) -> HttpResponse:
    """All channels; those that lack their paper are pointed out with what to do."""
    today = moment.today()
    rows = visible(request.user, VIEW, with_work(Channel.objects.all(), on=today))
    table = build_table(
        request, name="招商渠道", rows=rows, columns=COLUMNS, filters=channel_filters(today), order=("name_pinyin",),
        empty="还没有招商渠道", empty_advice="先登记中介机构、基金、协会、高校和联络办公室,再登记与它们的合作和它们引荐的项目。",
    )  # fmt: skip
    lacking = visible(request.user, VIEW, without_evidence(on=today)).count()
    return table_page(request, "channels/list.html", table, lacking=lacking)


@gate(VIEW)
def channel(request: HttpRequest, pk: Any) -> HttpResponse:
    """One channel."""
    found = access_channel(request.user, pk)
    today = moment.today()
    page = channel_page(found, on=today, fees_shown=may(request.user, FEES))
    return render(request, "channels/channel.html", {"page": page, "today": today})


@gate(KEEP, post=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """Register a channel; what looks like it is shown first."""
    form = ChannelForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})

    def save(data: dict[str, Any]) -> Channel:
        return register_channel(by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return _form(request, form, save, None)


@gate(KEEP, post=KEEP)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Change a channel."""
    found = access_channel(request.user, pk, needed=KEEP)
    names = ("name", "kind", "region", "city", "person", "phone", "staffed_by", "note")
    initial = {name: getattr(found, name) for name in names} | {"other_names": "、".join(found.other_names)}
    form = ChannelForm(request.POST or None, initial=initial)
    return _form(request, form, lambda d: change_channel(found, by=request.user, **d), found)  # type: ignore[arg-type]


def _form(request: HttpRequest, form: ChannelForm, save: Any, found: Channel | None) -> HttpResponse:
    alike: list[Any] = []
    if request.method == "POST" and form.is_valid():
        data = cleaned(form)
        confirmed = data.pop("confirmed")
        named = found is None or data["name"] != found.name or data["other_names"] != found.other_names
        likely = alike_channels(data["name"], data["other_names"], but=found and found.pk) if named else []
        alike = [a for a in likely if a.same or not confirmed]
        if not alike or any(a.same for a in alike):
            try:
                made = save(data)
            except YuanhengError as error:
                form.add_error(None, str(error.problem))
            else:
                messages.success(request, "已保存。")
                return redirect("channels:channel", pk=made.pk)
    status = 422 if form.errors else (409 if alike else 200)
    return render(request, "channels/form.html", {"form": form, "alike": alike, "channel": found}, status=status)


@gate(KEEP, post=KEEP)
def end(request: HttpRequest, pk: Any) -> HttpResponse:
    """We no longer work with it."""
    found = access_channel(request.user, pk, needed=KEEP)
    form = EndForm(request.POST or None, initial={"on": moment.today()})
    return form_page(
        request, form, lambda d: end_channel(found, by=request.user, at=moment.now(), **d), title=f"终止 {found}",
        back=reverse("channels:channel", args=[pk]), done="已终止;已引荐的项目仍归它名下。", submit="终止",
    )  # fmt: skip


@gate(KEEP, post=KEEP)
def staff(request: HttpRequest, pk: Any) -> HttpResponse:
    """How many work in an office."""
    found = access_channel(request.user, pk, needed=KEEP)
    form = StaffForm(request.POST or None, initial={"since": moment.today()})
    return form_page(
        request, form, lambda d: set_staff(found, by=request.user, at=moment.now(), **d), title=f"{found} 人数",
        back=reverse("channels:channel", args=[pk]), done="已登记。",
    )  # fmt: skip
