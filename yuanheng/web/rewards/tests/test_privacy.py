"""Nobody can open another's figure: not on a page, in a search, an export, a history, the log, a notice or a case."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.apps import apps
from django.urls import reverse

from yuanheng.web.base.access import every_view
from yuanheng.web.base.cast import PARTS
from yuanheng.web.base.models import AuditContent, AuditEntry, Notice

from .office import disputed, paid, person, project, shared, slip_of

pytestmark = pytest.mark.django_db
BASE = "7913.57"
FIGURES = ("7913.57", "7,913.57", "9113.57", "9,113.57")  # the other's base, and their June with 10 % of 12000
OTHERS = [part.key for part in PARTS if part.key != "paymaster"]


@pytest.fixture
def office(cast: Any) -> dict[str, Any]:
    """The promoter and somebody else, a shared project, a paid month, a dispute."""
    mine, other = person(cast, "朱晨", key="promoter"), person(cast, "沈秋", base=BASE)
    made = project(cast)
    held = shared(cast, made, (mine, "found", "90"), (other, "landed", "10"))
    run = paid(cast)
    found = disputed(cast, made, mine)
    return {
        "mine": slip_of(run, mine), "other": slip_of(run, other), "run": run, "staff": other, "project": made, "set": held,
        "dispute": found, "contract": other.contracts.get(),
    }  # fmt: skip


def text_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] == b"PK":
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return content.decode("utf-8", "replace")


def addresses(office: dict[str, Any]) -> list[str]:
    """Every address of rewards with the other's things, and what other apps show of them."""
    kinds = {
        "staff": office["staff"].pk, "change_staff": office["staff"].pk, "leave": office["staff"].pk,
        "sign": office["staff"].pk, "renew": office["contract"].pk, "contract_file": office["contract"].pk,
        "slip": office["other"].pk, "run": office["run"].pk, "export": office["run"].pk,
        "project_shares": office["project"].pk, "new_set": office["project"].pk, "dispute": office["project"].pk,
        "settle": office["dispute"].pk, "set_file": office["set"].pk,
    }  # fmt: skip
    named = [reverse(f"rewards:{name}", args=[pk]) for name, pk in kinds.items()]
    plain = [reverse(name) for name, route, view in every_view()
             if name.startswith("rewards:") and "<" not in route and view.gate.read]  # fmt: skip
    elsewhere = [
        reverse("projects:project", args=[office["project"].pk]), reverse("cases:case", args=[office["dispute"].case_id]),
        reverse("base:home"), reverse("base:notices"), reverse("base:search") + "?q=沈秋", reverse("base:search") + "?q=7913",
        reverse("base:audit"), reverse("base:audit") + "?export=csv", reverse("cases:cases"),
    ]  # fmt: skip
    return [*named, *plain, *elsewhere]


def test_no_page_export_or_search_shows_anothers_figure(office, client_of):
    shown, opened = [], []
    for who in OTHERS:
        client = client_of(who)
        for url in addresses(office):
            answer = client.get(url)
            texts = [text_of(answer)]
            if answer.status_code == 200 and "?" not in url and "export=" in texts[0]:  # a list that may be taken away
                texts += [text_of(client.get(f"{url}?export={kind}")) for kind in ("xlsx", "csv")]
            shown += [(who, url) for text in texts if any(figure in text for figure in FIGURES)]
        slip, run = (
            reverse("rewards:slip", args=[office["other"].pk]),
            reverse("rewards:export", args=[office["run"].pk]),
        )
        opened += [(who, url) for url in (slip, run) if client.get(url).status_code not in (403, 404)]
    assert (shown, opened) == ([], [])


def test_the_figures_looked_for_are_what_the_pay_officer_sees(office, client_of):
    text = text_of(client_of("paymaster").get(reverse("rewards:slip", args=[office["other"].pk])))
    assert "7,913.57" in text and "9,113.57" in text
    export = text_of(client_of("paymaster").get(reverse("rewards:export", args=[office["run"].pk])))
    assert "9113.57" in export and "沈秋" in export
    lines = text_of(client_of("paymaster").get(reverse("rewards:export", args=[office["run"].pk]) + "?what=lines"))
    assert "12,000.00 元" in lines


def test_one_sees_ones_own_slip_once_approved_and_not_before(cast, client_of):
    mine = person(cast, "朱晨", key="promoter", base=BASE)
    draft = paid(cast, until="draft")
    url = reverse("rewards:slip", args=[slip_of(draft, mine).pk])
    assert client_of("promoter").get(url).status_code == 404
    assert (
        BASE
        not in text_of(client_of("promoter").get(reverse("rewards:mine"))).replace("月基本工资", "").split("合同")[0]
    )
    july = paid(cast, date(2021, 7, 1), known="2021-08-05", until="approved")
    told = client_of("promoter").get(reverse("rewards:slip", args=[slip_of(july, mine).pk]))
    assert told.status_code == 200 and "7,913.57" in text_of(told)


def test_the_leader_approves_sums_and_sees_nobodys_line(office, client_of):
    text = text_of(client_of("leader").get(reverse("rewards:run", args=[office["run"].pk])))
    assert "25,913.57" in text  # 6000 + 12000 x 90 % + 9113.57: the sum of the run
    assert "沈秋" not in text


def test_every_look_of_the_pay_officer_at_anothers_pay_is_written_down_without_figures(office, client_of, cast):
    client = client_of("paymaster")
    for name in ("run", "export"):
        text_of(client.get(reverse(f"rewards:{name}", args=[office["run"].pk])))
    client.get(reverse("rewards:slip", args=[office["other"].pk]))
    codes = AuditEntry.objects.filter(actor=cast["paymaster"]).values_list("action", flat=True)
    assert {"rewards.run.read", "rewards.run.exported", "rewards.slip.read"} <= set(codes)
    client_of("promoter").get(reverse("rewards:slip", args=[office["mine"].pk]))
    assert AuditEntry.objects.filter(action="rewards.slip.read").count() == 1  # one's own is nobody's business


def test_no_log_notice_or_history_table_holds_a_figure(office):
    for content in AuditContent.objects.all():
        kept = f"{content.target_label} {content.before} {content.after}"
        assert not any(figure in kept for figure in FIGURES), kept
    assert not any(figure in notice.text for notice in Notice.objects.all() for figure in FIGURES)
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("rewards").get_models()
        if model.__name__.endswith("Event")
        for field in model._meta.get_fields()
        if field.name in ("base_pay", "base", "performance", "lines", "deducted")
    }
    assert columns == set()


def test_shares_are_seen_by_those_who_share_and_by_who_decides(office, client_of):
    url = reverse("rewards:project_shares", args=[office["project"].pk])
    answers = {who: client_of(who).get(url).status_code for who in (*OTHERS, "paymaster")}
    assert {who for who, status in answers.items() if status == 200} == {"promoter", "leader", "paymaster"}
    panel = text_of(client_of("builder").get(reverse("projects:project", args=[office["project"].pk])))
    assert "沈秋" not in panel


def test_what_is_claimed_in_a_dispute_does_not_stand_in_the_case(office, client_of):
    text = text_of(client_of("auditor").get(reverse("cases:case", args=[office["dispute"].case_id])))
    assert "贡献份额争议" in text and "往来邮件" not in text
