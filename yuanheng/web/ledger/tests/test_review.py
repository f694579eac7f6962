"""The review list, one key a decision: who gets which record, what each key does, and how it is undone."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import moment
from yuanheng.web.base.actions.users import create_user
from yuanheng.web.base.models import AuditEntry, User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.actions.bulk import SAMPLE, accept_batch, draw_batch, judge, undo_batch
from yuanheng.web.ledger.actions.claims import LEASE, claim_next
from yuanheng.web.ledger.actions.links import link_record
from yuanheng.web.ledger.actions.review import say_different, say_same, undo_last
from yuanheng.web.ledger.models import WAITING, BulkState, LinkDecision, Record, Rejection, Relation, ReviewClaim
from yuanheng.web.ledger.pages.differences import side_by_side
from yuanheng.web.ledger.pages.links import waiting_records
from yuanheng.web.ledger.pages.review import choices, progress, waterfall

from .making import FIRM, firm, uploaded

SHORT = "宏达机械(停产)"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def second(cast):
    """Another clerk of the same bureau."""
    clerk = cast["clerk"]
    organisation = clerk.posts.get().organisation
    user, _ = create_user(
        username="clerk2", full_name="丁一", organisation=organisation, role="clerk", title="", by=None,
        on=moment.today(),
    )  # fmt: skip
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    user.refresh_from_db()
    cast["second"] = user
    return user


@pytest.fixture
def three(cast):
    """Three records that wait; the register has one firm like them."""
    firm()
    uploaded(cast["clerk"], (SHORT, "", "12.5"), ("苏州明月丝绸有限公司", "", "1"), ("无锡太湖陶瓷厂", "", "2"))
    found = {r.name: r for r in waiting_records(cast["clerk"])}
    return [found[name] for name in ("苏州明月丝绸有限公司", "无锡太湖陶瓷厂", SHORT)]


def _say(client_of, record, verdict, key="clerk", **data):
    url = reverse("ledger:review_say", args=[record.pk])
    return client_of(key).post(url, {"verdict": verdict, **data}, headers=HTMX)


def _next(user):
    return claim_next(waiting_records(user), user, at=moment.now())


def test_two_people_at_once_get_different_records_and_none_is_left_over(cast, second, three):
    one, other = _next(cast["clerk"]), _next(second)
    assert one != other
    assert _next(cast["clerk"]) == one
    assert {one, other} <= set(three)


def test_a_record_left_lying_comes_to_the_other_after_some_minutes(cast, second, three):
    now = moment.now()
    waiting = waiting_records(cast["clerk"])
    one = claim_next(waiting, cast["clerk"], at=now)
    seen = {claim_next(waiting, second, at=now + LEASE + timedelta(seconds=1)) for _ in range(1)}
    assert seen == {one}


def test_who_leaves_lets_go_but_not_what_was_laid_before_them_anew(client_of, cast, second, three):
    one = _next(cast["clerk"])
    until = one.claim.until.isoformat()
    assert _next(cast["clerk"]) == one  # the page loaded again: a longer lease
    client_of("clerk").post(reverse("ledger:review_leave"), {"record": one.pk, "until": until})
    assert _next(second) != one
    client = client_of("clerk")
    client.get(reverse("ledger:review"))
    until = ReviewClaim.objects.get(record=one).until.isoformat()
    client.post(reverse("ledger:review_leave"), {"record": one.pk, "until": until})
    assert not ReviewClaim.objects.filter(record=one).exists()


def test_what_the_other_has_before_them_cannot_be_decided(client_of, cast, second, three):
    one = _next(cast["clerk"])
    answer = _say(client_of, one, "same", key="second", enterprise=firm().pk).content.decode()
    one.refresh_from_db()
    assert one.decision in WAITING and "正在核对这一条" in answer


def test_the_faster_one_wins_and_the_slower_is_told(client_of, cast, second, three):
    say_same(three[0], firm(), by=second, at=moment.now())
    answer = _say(client_of, three[0], "same", enterprise=firm().pk).content.decode()
    three[0].refresh_from_db()
    assert three[0].decided_by == second
    assert "丁一" in answer and "已换到下一条" in answer


def test_same_links_signs_and_brings_the_next_record(client_of, cast, three):
    first = _next(cast["clerk"])
    answer = _say(client_of, first, "same", enterprise=firm().pk).content.decode()
    first.refresh_from_db()
    assert (first.decision, first.enterprise, first.relation) == (LinkDecision.LINKED, firm(), Relation.OWN)
    assert first.decided_by == cast["clerk"] and "逐条核对" in first.why
    assert 'data-record="' in answer and str(first.pk) not in answer.split('data-record="')[1][:36]


def test_branch_counts_to_the_firm_and_says_that_it_is_a_branch(client_of, cast, three):
    _say(client_of, three[0], "branch", enterprise=firm().pk)
    three[0].refresh_from_db()
    assert (three[0].enterprise, three[0].relation) == (firm(), Relation.BRANCH)
    page = client_of("clerk").get(reverse("ledger:link", args=[three[0].pk])).content.decode()
    assert "分支机构" in page


def test_different_rules_the_firm_out_and_the_record_still_waits(client_of, cast, three):
    record = Record.objects.get(name=SHORT)
    assert firm() in [c.firm for c in choices(record)]
    _say(client_of, record, "different", enterprise=firm().pk)
    record.refresh_from_db()
    assert record.decision in WAITING
    assert firm() not in [c.firm for c in choices(record)]


def test_new_enters_a_firm_and_links_to_it(client_of, cast, three):
    _say(client_of, three[0], "new", name="启东全新企业有限公司", uscc="", town="", scale="")
    three[0].refresh_from_db()
    assert three[0].enterprise.name == "启东全新企业有限公司"


def test_a_new_firm_with_a_bad_code_is_shown_again_with_what_is_wrong(client_of, cast, three):
    answer = _say(client_of, three[0], "new", name="某企业", uscc="913206810000000000")
    assert "对照营业执照" in answer.content.decode()
    assert Enterprise.objects.count() == 1


def test_outside_needs_a_reason(client_of, cast, three):
    _say(client_of, three[0], "outside", why="")
    three[0].refresh_from_db()
    assert three[0].decision in WAITING
    _say(client_of, three[0], "outside", why="外区企业")
    three[0].refresh_from_db()
    assert three[0].decision == LinkDecision.OUTSIDE


def test_later_comes_again_after_all_others(client_of, cast, three):
    first = _next(cast["clerk"])
    _say(client_of, first, "later")
    seen = []
    for _ in range(2):
        record = _next(cast["clerk"])
        seen.append(record)
        say_same(record, firm(), by=cast["clerk"], at=moment.now())
    assert first not in seen
    assert _next(cast["clerk"]) == first


def test_a_word_without_a_firm_asks_for_one(client_of, cast, three):
    answer = _say(client_of, three[0], "same").content.decode()
    assert "请先选一家企业" in answer
    three[0].refresh_from_db()
    assert three[0].decision in WAITING


def test_undo_takes_back_the_last_word_whatever_it_was_and_shows_its_record(client_of, cast, three):
    record = Record.objects.get(name=SHORT)
    say_different(record, firm(), by=cast["clerk"], at=moment.now())
    say_same(three[1], firm(), by=cast["clerk"], at=moment.now())
    answer = client_of("clerk").post(reverse("ledger:review_undo"), headers=HTMX).content.decode()
    three[1].refresh_from_db()
    assert three[1].decision in WAITING and str(three[1].pk) in answer
    assert undo_last(by=cast["clerk"], at=moment.now()).record == record
    assert not Rejection.objects.filter(undone_at__isnull=True).exists()


def test_nobody_undoes_anothers_word_with_one_key(client_of, cast, second, three):
    say_same(three[0], firm(), by=cast["clerk"], at=moment.now())
    client_of("second").post(reverse("ledger:review_undo"), headers=HTMX)
    three[0].refresh_from_db()
    assert three[0].decision == LinkDecision.LINKED


def test_every_word_is_in_the_log(client_of, cast, three):
    _say(client_of, three[0], "later")
    _say(client_of, Record.objects.get(name=SHORT), "different", enterprise=firm().pk)
    _say(client_of, three[1], "same", enterprise=firm().pk)
    client_of("clerk").post(reverse("ledger:review_undo"))
    said = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"put_off", "ruled_out", "linked", "undone"} <= {a.removeprefix("ledger.record.") for a in said}


def test_progress_counts_everybodys_decisions_and_the_own_pace(cast, second, three):
    now = moment.now()
    link_record(three[0], firm(), by=cast["clerk"], why="", at=now - timedelta(minutes=2))
    link_record(three[1], firm(), by=second, why="", at=now)
    found = progress(cast["clerk"], at=now, day=now - timedelta(hours=5))
    assert (found.done, found.waiting, found.total) == (2, 1, 3)
    assert found.an_hour == 1


def test_the_desk_of_a_leader_has_no_review(client_of, cast, three):
    assert client_of("leader").get(reverse("ledger:review")).status_code == 403


def test_without_scripts_a_word_leads_to_the_next_page(client_of, cast, three):
    url = reverse("ledger:review_say", args=[three[0].pk])
    answer = client_of("clerk").post(url, {"verdict": "same", "enterprise": firm().pk}, follow=True)
    assert answer.redirect_chain[0][0] == reverse("ledger:review") and "归到" in answer.content.decode()


# In bulk -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def many(cast):
    """Thirty records that the engine would put to one firm each with a probability of 0.96, and one with 0.7."""
    rows = []
    for number in range(31):
        firm(f"启东第{number}号机械有限公司", f"E{number}")
        rows.append((f"第{number}号机械厂", "", "1"))
    uploaded(cast["clerk"], *rows)
    for number in range(31):
        proposed = Enterprise.objects.get(code=f"E{number}")
        Record.objects.filter(name=f"第{number}号机械厂").update(
            decision=LinkDecision.REVIEW, proposed=proposed, probability=0.96 if number else 0.7
        )
    return waiting_records(cast["clerk"])


@pytest.fixture
def drawn(cast, many):
    return draw_batch(many, threshold=Decimal("0.95"), by=cast["clerk"], at=moment.now(), chance=random.Random(1))


def _judge_all(batch, cast):
    for pk in batch.sample:
        batch = judge(batch, pk, right=True, by=cast["clerk"], at=moment.now())
    return batch


def test_a_batch_holds_what_reaches_the_threshold_and_a_sample_of_twenty(drawn):
    assert len(drawn.proposals) == 30 and len(drawn.sample) == SAMPLE
    assert len(set(drawn.sample)) == SAMPLE


def test_nothing_is_accepted_before_the_whole_sample_was_looked_at(cast, drawn):
    judge(drawn, drawn.sample[0], right=True, by=cast["clerk"], at=moment.now())
    with pytest.raises(YuanhengError, match="核对了 1 条"):
        accept_batch(drawn, by=cast["clerk"], at=moment.now())
    assert not Record.objects.filter(decision=LinkDecision.LINKED).exists()


def test_a_right_sample_accepts_all_signed_and_below_the_threshold_nothing(cast, drawn):
    done = accept_batch(_judge_all(drawn, cast), by=cast["clerk"], at=moment.now())
    assert (done.state, done.accepted) == (BulkState.ACCEPTED, 30)
    linked = Record.objects.filter(decision=LinkDecision.LINKED)
    assert linked.count() == 30
    one = linked.first()
    assert one.decided_by == cast["clerk"] and "抽查 20 条全部正确" in one.why
    assert Record.objects.get(name="第0号机械厂").decision == LinkDecision.REVIEW
    assert one.events.filter(decision="linked").exists(), "the history keeps bulk decisions too"


def test_one_wrong_one_refuses_the_batch_and_is_ruled_out(cast, drawn):
    record = Record.objects.get(pk=drawn.sample[0])
    firm_id = drawn.proposals[str(record.pk)]
    done = judge(drawn, record.pk, right=False, by=cast["clerk"], at=moment.now())
    assert done.state == BulkState.REFUSED
    assert Rejection.objects.get().enterprise_id == Enterprise.objects.get(pk=firm_id).pk
    with pytest.raises(YuanhengError, match="不接受"):
        accept_batch(done, by=cast["clerk"], at=moment.now())


def test_what_lies_before_somebody_else_or_changed_meanwhile_is_left_out(cast, second, drawn):
    rest = [pk for pk in drawn.proposals if pk not in {str(s) for s in drawn.sample}]
    say_same(Record.objects.get(pk=rest[0]), Enterprise.objects.get(code="E0"), by=second, at=moment.now())
    waiting = Record.objects.filter(pk=rest[1])
    claim_next(waiting_records(second).filter(pk__in=waiting), second, at=moment.now())
    done = accept_batch(_judge_all(drawn, cast), by=cast["clerk"], at=moment.now())
    assert done.accepted == 28
    assert Record.objects.get(pk=rest[0]).enterprise.code == "E0"


def test_a_batch_is_undone_whole_but_not_what_was_decided_anew(cast, second, drawn):
    done = accept_batch(_judge_all(drawn, cast), by=cast["clerk"], at=moment.now())
    kept = Record.objects.filter(batch=done).first()
    link_record(kept, Enterprise.objects.get(code="E0"), by=second, why="改正", at=moment.now())
    done = undo_batch(done, by=cast["clerk"], at=moment.now())
    assert done.state == BulkState.UNDONE
    assert list(Record.objects.filter(decision=LinkDecision.LINKED)) == [kept]


def test_the_pages_of_a_batch_lead_through_it(client_of, cast, many):
    client = client_of("clerk")
    answer = client.post(reverse("ledger:bulk"), {"threshold": "0.95"}, follow=True)
    batch_url = answer.redirect_chain[-1][0]
    assert answer.content.decode().count("data-checked=") == SAMPLE
    assert client.post(reverse("ledger:bulk"), {"threshold": "0.2"}).status_code == 422
    record = answer.context["page"].batch.sample[0]
    body = client.post(f"{batch_url}check/", {"record": record, "right": "yes"}, headers=HTMX).content.decode()
    assert "<b>1</b> / 20" in body


# What is shown -------------------------------------------------------------------------------------------------------


def test_differences_are_marked_and_width_is_none():
    left, right = side_by_side("启东宏大（机械）厂", "启东市宏达(机械)有限公司")
    assert "".join(p.text for p in left) == "启东宏大（机械）厂"
    assert "".join(p.text for p in right) == "启东市宏达(机械)有限公司"
    assert [p.text for p in left if p.differs] == ["大", "厂"]
    assert [p.text for p in right if p.differs] == ["市", "达", "有限公司"]


def test_a_waterfall_goes_on_where_it_stood_and_stays_within_its_width():
    steps = waterfall([["起点", -10.0], ["商号相同", 8.0], ["地址相近", 6.0], ["行业不同", -2.0]])
    assert [s.x for s in steps] == [0.0, 0.0, 57.14, 85.71]
    assert [s.width for s in steps] == [71.43, 57.14, 42.86, 14.29]
    assert [s.speaks_for for s in steps] == [False, True, True, False]


def test_a_long_waterfall_shows_the_weightiest_and_the_sum_of_the_rest():
    steps = waterfall([["起点", -8.0], *[[f"第{n}项", n / 10] for n in range(1, 31)]])
    assert len(steps) == 11 and steps[0].words == "起点"
    assert [s.words for s in steps[1:3]] == ["第22项", "第23项"]
    assert steps[-1].words == "其余 21 项合计"
    assert sum(s.weight for s in steps) == pytest.approx(-8.0 + 46.5)


def test_a_candidate_found_by_hand_can_be_chosen(client_of, cast, three):
    firm("南通远洋船舶配套有限公司", "E2")
    url = reverse("ledger:review_find", args=[three[0].pk])
    assert "远洋船舶" in client_of("clerk").get(url, {"q": "ntyy"}).content.decode().replace("</mark>", "").replace(
        '<mark class="yh-diff">', ""
    )


def test_a_made_up_record_is_not_found(client_of, cast):
    assert client_of("clerk").get(reverse("ledger:review"), {"record": "x'--"}).status_code == 404


def test_the_firm_of_the_record_is_first(cast, three):
    assert choices(Record.objects.get(name=SHORT))[0].firm.name == FIRM
