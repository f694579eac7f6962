"""The audit log: with the write or not at all, only growing, sealed in a chain that shows every change."""

from __future__ import annotations

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError, ProgrammingError

from yuanheng.web.base import audit, moment, seal
from yuanheng.web.base.models import AuditContent, AuditEntry, AuditSeal, StoredFile

REFUSED = (IntegrityError, InternalError, ProgrammingError)


def write(actor, count: int = 1) -> list[AuditEntry]:
    with transaction.atomic():
        return [audit.record(actor, "base.notices.read", target=actor, after={"count": n}) for n in range(count)]


def as_owner(server, name: str, statement: str) -> None:
    """What somebody with the keys of the machine could do: as superuser, triggers off."""
    with psycopg.connect(server.cluster.dsn(role="yh_super", database=name), autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(statement)


def test_a_line_outside_a_transaction_is_refused(committed_db, cast):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        audit.record(cast["clerk"], "base.notices.read")


def test_an_undeclared_action_is_refused(cast):
    with pytest.raises(LookupError, match="not declared"):
        audit.record(cast["clerk"], "base.thing.done")


def test_a_rolled_back_write_leaves_no_line(committed_db, cast):
    before = AuditEntry.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(cast["clerk"], "base.notices.read")
        raise ZeroDivisionError
    assert AuditEntry.objects.count() == before


def test_a_line_knows_who_for_which_bureau_and_from_where(client_of, cast):
    client_of("clerk").post("/notices/read/", REMOTE_ADDR="10.1.2.3")
    entry = AuditEntry.objects.filter(action="base.notices.read").get()
    assert (entry.actor, entry.organisation.code) == (cast["clerk"], "economy")
    assert (entry.content.actor_name, entry.content.address) == ("陈晓梅", "10.1.2.3")


@pytest.mark.parametrize("table", ["base_auditentry", "base_auditcontent", "base_auditseal", "base_storedfile"])
@pytest.mark.parametrize("statement", ["update {t} set {c} = {c}", "delete from {t}", "truncate {t} cascade"])
def test_the_runtime_role_cannot_change_or_empty_a_table_that_only_grows(cast, table, statement):
    write(cast["clerk"])
    seal._seal_batch()
    StoredFile.objects.create(sha256="0" * 64, size=0, name="x")
    column = {"base_auditcontent": "salt", "base_auditseal": "hash"}.get(table, "id")
    with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(t=table, c=column))


def test_personal_content_can_be_erased_and_the_chain_still_holds(committed_db, cast):
    write(cast["clerk"], 3)
    seal.seal_waiting()
    sealed = AuditEntry.objects.count()
    unsealed = write(cast["clerk"])[0]
    assert seal.erase_content(before=moment.now()) == sealed
    assert list(AuditContent.objects.filter(entry__action="base.notices.read").values_list("entry", flat=True)) == [
        unsealed.pk
    ]
    seal.seal_waiting()
    verdict = seal.verify_chain()
    assert verdict.holds and verdict.erased == sealed


def test_the_log_page_still_shows_lines_whose_content_was_erased(committed_db, cast, client_of):
    entry = write(cast["clerk"])[0]
    seal.seal_waiting()
    seal.erase_content(before=moment.now())
    client = client_of("auditor")
    assert "(已清除)" in client.get("/audit/").content.decode()
    page = client.get(f"/audit/{entry.pk}/").content.decode()
    assert "(已清除)" in page and "第 " in page


def test_a_chain_of_nothing_holds(committed_db):
    assert seal.verify_chain() == seal.Verdict(links=0, unsealed=0, erased=0)


def test_sealing_twice_seals_once(committed_db, cast):
    write(cast["clerk"], 5)
    total = AuditEntry.objects.count()
    assert seal.seal_waiting() == total
    assert seal.seal_waiting() == 0
    assert list(AuditSeal.objects.order_by("id").values_list("id", flat=True)) == list(range(1, total + 1))


def test_more_lines_than_a_batch_are_all_sealed(committed_db, cast, monkeypatch):
    monkeypatch.setattr(seal, "BATCH", 4)
    write(cast["clerk"], 11)
    seal.seal_waiting()
    assert not AuditEntry.objects.filter(seal__isnull=True).exists()
    assert seal.verify_chain().holds


@pytest.mark.parametrize(
    ("crime", "evidence"),
    [
        ("update base_auditentry set action = 'base.user.created' where id = {id}", "不符"),
        ("update base_auditentry set actor_id = null where id = {id}", "不符"),
        ("update base_auditcontent set after = '{{\"count\": 99}}' where entry_id = {id}", "内容被改动"),
        ("update base_auditcontent set actor_name = '别人' where entry_id = {id}", "内容被改动"),
        ("update base_auditseal set hash = repeat('0', 64) where entry_id = {id}", "不符"),
        ("delete from base_auditseal where entry_id = {id}", "缺失"),
    ],
    ids=["action", "actor", "content", "name", "hash", "link"],
)
def test_a_change_behind_the_programs_back_is_found(test_server, committed_db, cast, crime, evidence):
    entries = write(cast["clerk"], 4)
    seal.seal_waiting()
    assert seal.verify_chain().holds
    as_owner(test_server, committed_db, crime.format(id=entries[1].id))
    verdict = seal.verify_chain()
    assert not verdict.holds
    assert evidence in verdict.broken


def test_only_one_sealer_works_at_a_time(test_server, committed_db, cast):
    write(cast["clerk"])
    with psycopg.connect(test_server.cluster.dsn(role="yh_app", database=committed_db)) as other:
        other.execute("select pg_advisory_xact_lock(%s)", [seal.LOCK])
        assert seal.seal_waiting() == 0
    assert seal.seal_waiting() > 0


def test_the_log_page_filters_by_person_action_and_day(client_of, cast):
    write(cast["clerk"], 2)
    write(cast["neighbour"], 1)
    client = client_of("auditor")
    page = client.get("/audit/", {"q": "陆建国", "action": "base.notices.read"})
    assert page.context["table"].page.paginator.count == 1
    assert client.get("/audit/", {"since": "2999-01-01"}).context["table"].page.paginator.count == 0
    assert client.get("/audit/", {"until": "2000-01-01"}).context["table"].page.paginator.count == 0
    assert client.get("/audit/", {"since": "不是日期"}).context["table"].page.paginator.count > 0
    assert client.get("/audit/", {"until": "9999-12-31"}).context["table"].page.paginator.count > 0


def test_the_check_page_says_that_the_chain_is_broken(test_server, committed_db, cast, client_of):
    entries = write(cast["clerk"], 2)
    seal.seal_waiting()
    assert "记录链完整" in client_of("auditor").get("/audit/chain/").content.decode()
    as_owner(test_server, committed_db, f"update base_auditentry set digest = '' where id = {entries[0].id}")
    assert "记录链不完整" in client_of("auditor").get("/audit/chain/").content.decode()
