"""Supervised items: the list, one with its record, and what is done to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import access_one, gate, may, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.models import Organisation
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page
from yuanheng.web.cases.access import VIEW as VIEW_CASE
from yuanheng.web.cases.models import Case

from ..access import ASSIGN, ITEMS, PROGRESS, REMARK, access_item
from ..actions.items import add_entry, close_item, dismiss_commitment, move_item, open_item
from ..forms import EntryForm, ItemForm, MoveForm
from ..models import Commitment, ItemEntry, ItemOrigin, ItemState, SupervisedItem, holders
from ..policy import binding_rules


def _tone(item: SupervisedItem) -> str:
    if not item.is_open:
        return "green"
    return "red" if item.due_on < moment.today() else "blue"


def _state(item: SupervisedItem) -> str:
    late = item.is_open and item.due_on < moment.today()
    return f"超期 {(moment.today() - item.due_on).days} 天" if late else item.get_state_display()


COLUMNS = (
    Column("title", "事项", link=lambda i: reverse("plan:item", args=[i.pk])),
    Column("origin", "来源", value=lambda i: i.get_origin_display(), minor=True),
    Column("lead", "牵头部门", sort="lead__order"),
    Column("lead_post", "牵头岗位", value=lambda i: _held(i.lead_post), minor=True),
    Column("contact", "挂钩领导", value=lambda i: _held(i.contact), minor=True),
    Column("due_on", "期限", kind="date", sort="due_on"),
    Column("state", "状态", kind="badge", value=_state, tone=_tone),
)


def _held(post: Any) -> str:
    return "" if post is None else f"{post.title} {post.holder or '空缺'}"


@gate(ITEMS)
def item_list(request: HttpRequest) -> HttpResponse:
    """Items within reach, open and late ones first."""
    rows = SupervisedItem.objects.select_related("lead", "lead_post__holder", "contact__holder")
    bureaus = [(o.code, o.name) for o in Organisation.objects.filter(ended_on__isnull=True)]
    table = build_table(
        request, name="督办事项", rows=visible(request.user, ITEMS, rows), columns=COLUMNS,
        order=("-state", "due_on"), empty="没有督办事项",
        empty_advice="计划中没有数字的承诺、调度会的决定和领导批示,在这里交办、反馈、销号。",
        filters=(
            TextFilter("q", "事项", apply=lambda r, v: r.filter(title__icontains=v)),
            ChoiceFilter("state", "状态", choices=ItemState.choices, apply=lambda r, v: r.filter(state=v)),
            ChoiceFilter("origin", "来源", choices=ItemOrigin.choices, apply=lambda r, v: r.filter(origin=v)),
            ChoiceFilter("lead", "牵头部门", choices=bureaus, apply=lambda r, v: r.filter(lead__code=v)),
        ),
    )  # fmt: skip
    return table_page(request, "plan/items.html", table)


@gate(ASSIGN, post=ASSIGN)
def new(request: HttpRequest) -> HttpResponse:
    """Assign one, from a sentence of the plan or freely."""
    commitment = _commitment(request.GET.get("commitment", ""))
    initial: dict[str, Any] = {"due_on": date(moment.today().year, 12, 31)}
    if commitment is not None:
        rules = binding_rules()
        lead = Organisation.objects.filter(code=rules.owner(commitment.quote, commitment.section_title)).first()
        year = commitment.plan.year or moment.today().year
        initial = {
            "title": " ".join(commitment.quote.split()).replace("\n", ""), "lead": lead, "due_on": date(year, 12, 31),
            "lead_post": holders(lead).exclude(role="leader").first() if lead else None,
        }  # fmt: skip
    form = ItemForm(request.POST or None, initial=initial)

    def do(data: dict[str, Any]) -> SupervisedItem:
        origin = ItemOrigin.PLAN if commitment else ItemOrigin.REMARK
        plan = commitment.plan if commitment else None
        return open_item(**data, by=request.user, at=moment.now(), commitment=commitment, plan=plan, origin=origin)

    back = reverse("plan:plan", args=[commitment.plan_id]) if commitment else reverse("plan:items")
    return form_page(
        request, form, do, title="交办督办事项", back=back, submit="交办", done="已交办。",
        after=lambda made: reverse("plan:item", args=[made.pk]), quote=commitment.quote if commitment else "",
        template="plan/form.html",
    )  # fmt: skip


def _commitment(pk: str) -> Commitment | None:
    import uuid

    try:
        return Commitment.objects.select_related("plan").get(pk=uuid.UUID(pk)) if pk else None
    except (ValueError, Commitment.DoesNotExist):
        raise Http404("没有这条承诺事项") from None


@gate(post=ASSIGN)
def settle_commitment(request: HttpRequest, pk: Any) -> HttpResponse:
    """No item is needed for a sentence; or it is after all."""
    found = _commitment(str(pk))
    assert found is not None
    dismissed = not found.dismissed
    said = "已记为不需督办。" if dismissed else "已恢复为待交办。"
    return act(
        request, None, lambda d: dismiss_commitment(found, by=request.user, dismissed=dismissed), done=said,
        back=f"{reverse('plan:plan', args=[found.plan_id])}#c-{pk}",
    )  # fmt: skip


@gate(ITEMS)
def item(request: HttpRequest, pk: Any) -> HttpResponse:
    """One item with its record."""
    found = access_item(request.user, pk)
    context = {
        "item": found, "entries": list(found.entries.select_related("by", "file")), "form": EntryForm(),
        "move_form": MoveForm(), "supports": list(found.supports.all()), "tone": _tone(found), "state": _state(found),
        "case": Case.objects.filter(pk=found.case).first() if may(request.user, VIEW_CASE) else None,
    }  # fmt: skip
    return render(request, "plan/item.html", context)


def _entry(request: HttpRequest, pk: Any, needed: str, kind: str, done: str) -> HttpResponse:
    found = access_item(request.user, pk, needed=needed)
    form = EntryForm(request.POST, request.FILES)
    return act(
        request, form, lambda d: add_entry(found, kind=kind, by=request.user, at=moment.now(), **d), done=done,
        back=reverse("plan:item", args=[pk]),
    )  # fmt: skip


@gate(post=PROGRESS)
def progress(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was done."""
    return _entry(request, pk, PROGRESS, "progress", "已登记进展。")


@gate(post=REMARK)
def remark(request: HttpRequest, pk: Any) -> HttpResponse:
    """A leader's remark; those who answer for the item are told."""
    return _entry(request, pk, REMARK, "remark", "批示已送达。")


@gate(post=ASSIGN)
def close(request: HttpRequest, pk: Any) -> HttpResponse:
    """Checked and done."""
    found = access_item(request.user, pk, needed=ASSIGN)

    def do(data: dict[str, Any]) -> None:
        close_item(found, text=data["text"], by=request.user, at=moment.now(), on=moment.today())

    return act(request, EntryForm(request.POST), do, done="已销号。", back=reverse("plan:item", args=[pk]))


@gate(post=ASSIGN)
def move(request: HttpRequest, pk: Any) -> HttpResponse:
    """Another due date."""
    found = access_item(request.user, pk, needed=ASSIGN)
    return act(
        request, MoveForm(request.POST), lambda d: move_item(found, by=request.user, at=moment.now(), **d),
        done="已改期。", back=reverse("plan:item", args=[pk]),
    )  # fmt: skip


@gate(ITEMS)
def entry_file(request: HttpRequest, pk: Any) -> HttpResponse:
    """A file of an item's record."""
    entry = access_one(request.user, ITEMS, ItemEntry.objects.select_related("file"), pk=pk)
    if entry.file is None:
        raise Http404("这条记录没有附件")
    return files.attachment(entry.file)  # type: ignore[return-value]
