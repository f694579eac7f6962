"""Objects of the ledger for the walk through every address."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from yuanheng.web.base import files as stored_files
from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.ledger.actions.corrections import correct_fact
from yuanheng.web.ledger.actions.uploads import withdraw_upload
from yuanheng.web.ledger.models import (
    BulkAcceptance,
    Correction,
    Fact,
    Layout,
    LinkDecision,
    ProblemRow,
    Reading,
    Record,
    Rejection,
    Upload,
)

from .making import FIRM, figures, firm, given, tax_sheet, uploaded


def _upload(user: User, name: str = FIRM) -> Upload:
    return uploaded(user, (name, "", "12.5"), ("查无此企业" + name[:2], "123", "1"), name=f"税务局_{user.username}.csv")


def _both(cast: Cast) -> tuple[Upload, Upload]:
    firm()
    firm("南通远洋船舶配套有限公司", "E2")
    return _upload(cast["clerk"]), _upload(cast["neighbour"], "南通远洋船舶配套有限公司")


def _reading(upload: Upload) -> Reading:
    return Reading.objects.filter(file__upload=upload).get()


@walk_sample("ledger:upload", "ledger:upload_problems")
def uploads(cast: Cast) -> Sample:
    """An upload of each clerk."""
    own, foreign = _both(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("ledger:settle_kind")
def kinds(cast: Cast) -> Sample:
    """The bad codes of each clerk's upload."""
    own, foreign = _both(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"kind": "bad_uscc", "note": "已核实"})


@walk_sample("ledger:withdraw")
def withdrawals(cast: Cast) -> Sample:
    """An upload of each clerk, with a reason."""
    own, foreign = _both(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"why": "报错了月份"})


@walk_sample("ledger:new_upload")
def new_upload(cast: Cast) -> Sample:
    """Handing a file in."""
    return Sample(data={"files": given(tax_sheet((FIRM, "", "3"))), "year": "2021", "note": "六月"})


@walk_sample("ledger:download")
def files(cast: Cast) -> Sample:
    """A file of each clerk."""
    own, foreign = _both(cast)
    return Sample(own={"pk": own.files.get().pk}, foreign={"pk": foreign.files.get().pk})


@walk_sample("ledger:reading", "ledger:marked_copy")
def readings(cast: Cast) -> Sample:
    """A reading of each clerk's file."""
    own, foreign = _both(cast)
    return Sample(own={"pk": _reading(own).pk}, foreign={"pk": _reading(foreign).pk})


@walk_sample("ledger:mapping")
def mappings(cast: Cast) -> Sample:
    """The layout of each clerk's file, with one column settled."""
    own, foreign = _both(cast)
    kwargs = [{"pk": _reading(u).pk, "table": 0} for u in (own, foreign)]
    return Sample(own=kwargs[0], foreign=kwargs[1], data={"as-3": "fixed_investment"})


@walk_sample("ledger:forget_layout")
def layouts(cast: Cast) -> Sample:
    """A layout that each clerk has settled."""
    made = [
        Layout.objects.create(
            signature=f"sign-{key}", label="税收表", made_by=cast[key], made_at=moment.now(),
            mapping={"layout": f"sign-{key}", "columns": {}},
        )
        for key in ("clerk", "neighbour")
    ]  # fmt: skip
    return Sample(own={"pk": made[0].pk}, foreign={"pk": made[1].pk})


def _problem(upload: Upload) -> ProblemRow:
    found = ProblemRow.objects.filter(reading__file__upload=upload).first()
    assert found is not None, "the sample sheet has a bad code"
    return found


@walk_sample("ledger:problem", "ledger:settle_problem", "ledger:reopen_problem")
def problems(cast: Cast) -> Sample:
    """A problem of each clerk's file."""
    own, foreign = _both(cast)
    return Sample(own={"pk": _problem(own).pk}, foreign={"pk": _problem(foreign).pk}, data={"note": "已与税务局核实"})


def _waiting(upload: Upload) -> Record:
    return Record.objects.get(decision=LinkDecision.NONE, organisations__contains=[upload.organisation_id])


@walk_sample("ledger:link", "ledger:link_search", "ledger:link_to", "ledger:link_new", "ledger:link_outside")
def records(cast: Cast) -> Sample:
    """A record that waits, of each bureau."""
    own, foreign = _both(cast)
    data = {"enterprise": str(firm().pk), "why": "现场核实", "name": "查无此企业", "town": "汇龙镇"}
    return Sample(own={"pk": _waiting(own).pk}, foreign={"pk": _waiting(foreign).pk}, data=data)


@walk_sample("ledger:review_say", "ledger:review_find")
def reviewed(cast: Cast) -> Sample:
    """A record that waits, of each bureau; 稍后 needs no firm."""
    own, foreign = _both(cast)
    return Sample(own={"pk": _waiting(own).pk}, foreign={"pk": _waiting(foreign).pk}, data={"verdict": "later"})


@walk_sample("ledger:review_undo")
def undone(cast: Cast) -> Sample:
    """Everybody who may review has ruled a firm out."""
    own, foreign = (_waiting(upload) for upload in _both(cast))
    for record, key, code in ((own, "clerk", "E1"), (own, "analyst", "E2"), (foreign, "neighbour", "E1")):
        Rejection.objects.create(record=record, enterprise=firm(code=code), by=cast[key], at=moment.now())
    return Sample()


@walk_sample("ledger:link_release")
def automatic(cast: Cast) -> Sample:
    """A record that the engine linked, of each bureau."""
    linked = Record.objects.filter(decision=LinkDecision.AUTO)
    own, foreign = (linked.get(organisations__contains=[upload.organisation_id]) for upload in _both(cast))
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"why": "不是这一家"})


def _batches(cast: Cast, *, state: str = "checking", checked: bool = True) -> list[BulkAcceptance]:
    """A batch of one record of each clerk."""
    made = []
    for key, upload in zip(("clerk", "neighbour"), _both(cast), strict=True):
        record = _waiting(upload)
        batch = BulkAcceptance.objects.create(
            by=cast[key],
            made_at=moment.now(),
            threshold="0.9",
            proposals={str(record.pk): str(firm().pk)},
            sample=[record.pk],
            verdicts={str(record.pk): True} if checked else {},
            state=state,
        )
        made.append(batch)
    return made


@walk_sample("ledger:batch", "ledger:batch_check")
def batches(cast: Cast) -> Sample:
    """A batch of each clerk, its sample open."""
    own, foreign = _batches(cast, checked=False)
    data = {"record": str(own.sample[0]), "right": "yes"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data)


@walk_sample("ledger:batch_accept")
def checked_batches(cast: Cast) -> Sample:
    """A batch of each clerk whose sample was found right."""
    own, foreign = _batches(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("ledger:batch_undo")
def accepted_batches(cast: Cast) -> Sample:
    """An accepted batch of each clerk."""
    own, foreign = _batches(cast, state="accepted")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("ledger:bulk")
def bulk(cast: Cast) -> Sample:
    """Something above the threshold to draw from."""
    for upload in _both(cast):
        Record.objects.filter(pk=_waiting(upload).pk).update(
            decision=LinkDecision.REVIEW, proposed=firm(), probability=0.95
        )
    return Sample(data={"threshold": "0.9"})


@walk_sample("ledger:link_undo")
def decided_records(cast: Cast) -> Sample:
    """A record that a person has decided, of each bureau."""
    own, foreign = (_waiting(u) for u in _both(cast))
    for record, key in ((own, "clerk"), (foreign, "neighbour")):
        record.decision, record.decided_by, record.decided_at = LinkDecision.OUTSIDE, cast[key], moment.now()
        record.save()
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("ledger:conflict", "ledger:decide_conflict", "ledger:undo_conflict")
def conflicts(cast: Cast) -> Sample:
    """A figure of each bureau."""
    own, _ = _both(cast)
    fact = Fact.objects.filter(reading__file__upload=own, measure="tax_paid").earliest("id")
    figures()
    year = {"measure": "tax_paid", "year": 2021}
    return Sample(
        own={"pk": firm().pk, **year},
        foreign={"pk": firm(code="E2").pk, **year},
        data={"why": "以税务局为准", f"fact-{fact.pk}": "counts"},
    )


@walk_sample("ledger:figure")
def figure(cast: Cast) -> Sample:
    """A figure that every role may see."""
    return Sample(own={"pk": firm().pk, "measure": "list_high_tech", "year": 2021})


@walk_sample("ledger:fact")
def facts(cast: Cast) -> Sample:
    """A fact of each bureau."""
    own, foreign = _both(cast)
    found = [Fact.objects.filter(reading__file__upload=u).earliest("id").pk for u in (own, foreign)]
    return Sample(own={"pk": found[0]}, foreign={"pk": found[1]})


@walk_sample("ledger:assign_source")
def duties(cast: Cast) -> Sample:
    """A source and its bureau."""
    bureau = cast["clerk"].posts.get().organisation_id
    return Sample(own={"source": "tax_bureau"}, data={"tax_bureau-organisation": str(bureau), "tax_bureau-owed": "on"})


@walk_sample("ledger:set_start")
def start(cast: Cast) -> Sample:
    """A start in mid-year."""
    return Sample(data={"year": "2021", "starts_on": "2021-06-01"})


def _corrected(user: User, upload: Upload) -> Correction:
    fact = Fact.objects.filter(reading__file__upload=upload, measure="tax_paid").first()
    paper = stored_files.store(BytesIO(b"%PDF-1.4"), name="更正函.pdf", by=user)
    return correct_fact(
        fact,
        amount=Decimal(90_000),
        why="重复申报",
        document="启税函〔2022〕8号",
        by=user,
        at=moment.now(),
        paper=paper,
    )


@walk_sample("ledger:correct")
def to_correct(cast: Cast) -> Sample:
    """A fact of each clerk's upload."""
    own, foreign = (Fact.objects.filter(reading__file__upload=u, measure="tax_paid").first().pk for u in _both(cast))
    data = {"amount": "9", "why": "重复申报", "document": "启税函〔2022〕8号"}
    return Sample(own={"pk": own}, foreign={"pk": foreign}, data=data)


@walk_sample("ledger:correction", "ledger:undo_correction", "ledger:correction_paper")
def corrections(cast: Cast) -> Sample:
    """A correction of each clerk."""
    own, foreign = _both(cast)
    made = _corrected(cast["clerk"], own).pk, _corrected(cast["neighbour"], foreign).pk
    return Sample(own={"pk": made[0]}, foreign={"pk": made[1]}, data={"why": "更正函收回"})


@walk_sample("ledger:restatement")
def restatements(cast: Cast) -> Sample:
    """An upload that was withdrawn."""
    own, _ = _both(cast)
    withdraw_upload(own, by=cast["clerk"], why="报错了月份", at=moment.now())
    return Sample(own={"kind": "withdrawn", "key": str(own.pk)})
