"""A list of target companies: handed in, read, its columns settled, confirmed as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import Problem, ProblemsError
from yuanheng.engines.ledger import mark_copy
from yuanheng.web.base import files, jobs
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.keys import folded
from yuanheng.web.projects.library import check_mapping, placed, plain, sheets_of, shown

from ..access import IMPORT
from ..library import Counts, ListRow, find_tables, read_rows
from ..models import CompanyImport, CompanyNews, ImportState, TargetCompany
from ..policy.names import alike
from .companies import News, keep_news
from .errors import InvestmentError

BATCH = 500


@transaction.atomic
def create_import(*, given: Any, by: User, at: datetime) -> CompanyImport:
    """Keep the file; a job reads it."""
    stored = files.store(given, name=given.name, by=by)
    made = CompanyImport.objects.create(
        stored=stored, name=stored.name, by=by, organisation=bureau_of(by, IMPORT), created_at=at
    )
    record(by, "investment.import.created", target=made, after={"file": made.name, "sha256": stored.sha256})
    label = f"读取目标对象名单:{made}"
    jobs.defer("investment.companies.read", by=by, target=made, label=label, import_id=str(made.pk))
    return made


def read_list(made: CompanyImport, *, today: date) -> dict[str, Any]:
    """Sheets, rows, problems and counts of the file as they stand under its mapping.

    Raises:
        ProblemsError: it may not be opened, or holds no list of companies.
    """
    sheets = sheets_of(made.stored, made.mapping, today=today, find=find_tables)
    rows: list[ListRow] = []
    problems: list[Problem] = []
    counts = Counts()
    for sheet in sheets:
        found, asked, counted = read_rows(sheet, file=made.name, today=today)
        rows, problems = rows + found, problems + asked
        for name, value in counted.to_dict().items():
            setattr(counts, name, getattr(counts, name) + value)
    problems += _two_names(rows, file=made.name)
    return {
        "sheets": [shown(s) for s in sheets], "rows": [asdict(r) for r in rows],
        "problems": [plain(p) for p in problems], "counts": counts.to_dict(),
    }  # fmt: skip


def _two_names(rows: list[ListRow], *, file: str) -> list[Problem]:
    """One investor under two names: both are kept as written, and a person is asked."""
    first: dict[str, ListRow] = {}
    for row in rows:
        for name in row.investors:
            first.setdefault(name, row)
    return [
        Problem(
            "investor_two_names", f"{file} › 第 {first[names[1]].row} 行", "、".join(names), "一个投资方一个名称",
            "核对是不是同一家;名称按原表保留,没有合并", file=file, sheet=first[names[1]].sheet,
            cell=f"A{first[names[1]].row}",
        )
        for names in alike(first).values()
    ]  # fmt: skip


@transaction.atomic
def keep_reading(import_id: Any, read: dict[str, Any] | ProblemsError) -> CompanyImport:
    """What was read, for a person to look at; or why it could not be. A company named twice is one, with both news."""
    made = CompanyImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    if made.state not in (ImportState.READING, ImportState.PREVIEW):
        return made
    if isinstance(read, ProblemsError):
        made.state, made.problems = ImportState.REFUSED, [plain(p) for p in read.problems]
    else:
        known = set(TargetCompany.objects.values_list("name_folded", flat=True))
        seen: set[str] = set()
        for row in read["rows"]:
            key = folded(row["texts"]["name"])[:200]
            row["known"], row["repeat"] = key in known, key in seen
            seen.add(key)
        made.state, made.counts = ImportState.PREVIEW, read["counts"]
        made.sheets, made.rows, made.problems = read["sheets"], read["rows"], read["problems"]
        made.known = len(seen & known)
        made.new = len(seen - known)
        made.blocked = sum(p["kind"] == "missing_name" for p in made.problems)
    made.save()
    record(made.by, "investment.import.read", target=made, after={"new": made.new, **made.counts})
    return made


@transaction.atomic
def map_columns(made: CompanyImport, *, said: dict[str, dict[str, str]], by: User, today: date) -> CompanyImport:
    """What the columns mean, as a person says; the file is read again.

    Raises:
        InvestmentError: it waits for no mapping, or a field is given to two columns of a sheet.
    """
    row = _open(made)
    check_mapping(row.name, said, refuse=InvestmentError)
    row.mapping = said
    row.save()
    record(by, "investment.import.mapped", target=row, after={"sheets": list(said)})
    return keep_reading(row.pk, read_list(row, today=today))


def _open(made: CompanyImport, *states: ImportState) -> CompanyImport:
    row = CompanyImport.objects.select_for_update(of=("self",)).select_related("stored").get(pk=made.pk)
    if row.state not in (states or (ImportState.PREVIEW,)):
        raise InvestmentError(
            where=row.name, found=row.get_state_display(), expected="待确认的名单", advice="需要时重新上传"
        )
    return row


@transaction.atomic
def confirm_import(made: CompanyImport, *, by: User) -> CompanyImport:
    """A person has looked and says yes: a job enters the companies.

    Raises:
        InvestmentError: it waits for no confirmation.
    """
    row = _open(made)
    row.state = ImportState.ENTERING
    row.save()
    record(by, "investment.import.confirmed", target=row, after={"new": row.new})
    label = f"导入目标对象名单:{row}"
    jobs.defer("investment.companies.enter", by=by, target=row, label=label, import_id=str(row.pk))
    return row


@transaction.atomic
def discard_import(made: CompanyImport, *, by: User) -> CompanyImport:
    """Leave it out; it stays in the list.

    Raises:
        InvestmentError: it was confirmed.
    """
    row = _open(made)
    row.state = ImportState.DISCARDED
    row.save()
    record(by, "investment.import.discarded", target=row, before={"state": ImportState.PREVIEW})
    return row


@transaction.atomic
def enter_companies(
    made: CompanyImport, *, by: User, at: datetime, tell: Callable[[int, int], None] = lambda done, of: None
) -> CompanyImport:
    """Every company that is not there yet, and every piece of news that is not; all or nothing. Safe to run twice.

    A company that is there keeps what it has: a list fills nothing in behind the back of who follows it.
    """
    row = _open(made, ImportState.ENTERING, ImportState.CONFIRMED)
    if row.state == ImportState.CONFIRMED:
        return row
    there = dict(TargetCompany.objects.values_list("name_folded", "pk"))
    fresh: dict[str, TargetCompany] = {}
    for said in row.rows:
        key = folded(said["texts"]["name"])[:200]
        if key not in there and key not in fresh:
            fresh[key] = _company(said, made=row, by=by, at=at)
    TargetCompany.objects.bulk_create(list(fresh.values()), batch_size=BATCH)
    there |= {key: company.pk for key, company in fresh.items()}
    heard = set(CompanyNews.objects.filter(company__in=there.values()).values_list("company", "on", "text"))
    for place, said in enumerate(row.rows):
        _news(said, there[folded(said["texts"]["name"])[:200]], heard=heard, made=row, by=by, at=at)
        tell(place + 1, len(row.rows))
    row.state, row.confirmed_at, row.new = ImportState.CONFIRMED, at, len(fresh)
    row.save()
    record(by, "investment.import.entered", target=row, after={"new": len(fresh), "known": row.known})
    if there:
        jobs.defer("investment.fit.compute", by=None, company_ids=[str(c.pk) for c in fresh.values()])
    return row


def _company(said: dict[str, Any], *, made: CompanyImport, by: User, at: datetime) -> TargetCompany:
    texts = said["texts"]
    value, currency, text = said["amounts"].get("capital", (None, "", ""))
    company = TargetCompany(
        name=texts["name"], kind=said["kind"], created_at=at, by=by, organisation=made.organisation,
        capital=Decimal(value) if value else None, currency=currency, capital_text=text,
        growth=Decimal(said["growth"]) if said["growth"] else None, entered_by_import=made,
        source=texts.get("source", "") or made.name[:120],
        **{k: texts.get(k, "") for k in ("uscc", "country", "city", "chain", "segment", "products", "contact", "note")},
    )  # fmt: skip
    company.fill_keys()
    return company


def _news(
    said: dict[str, Any], company_id: Any, *, heard: set[Any], made: CompanyImport, by: User, at: datetime
) -> None:
    texts = said["texts"]
    value, currency, amount_text = said["amounts"].get("amount", (None, "", ""))
    text = texts.get("news", "") or (f"融资 {texts.get('round', '')} {amount_text}".strip() if amount_text else "")
    on = date.fromisoformat(said["news_on"]) if said["news_on"] else None
    if not text or (company_id, on, text) in heard:
        return
    heard.add((company_id, on, text))
    kind = "financing" if texts.get("round") or said["investors"] else "expansion"
    keep_news(
        TargetCompany(pk=company_id), by=by, at=at,
        news=News(
            text=text, kind=kind, on=on, amount_text=amount_text, amount=Decimal(value) if value else None,
            currency=currency, investors=tuple(said["investors"]), source=f"{made.name} 第 {said['row']} 行",
        ),
    )  # fmt: skip


def marked(made: CompanyImport, out: Path) -> Path:
    """The user's own table with every doubt coloured and commented."""
    with placed(made.stored) as place:
        return mark_copy(place, [Problem(**p) for p in made.problems], out)
