"""The kinds of events: what a person is asked for, and which word of status the event gives to whom."""

from __future__ import annotations

from dataclasses import dataclass

ACTIVE, GONE, CLOSED, REVOKED, IDLE, NOT_YET = "在业", "迁出", "注销", "吊销", "停产", "未迁入"
AWAY = (GONE, CLOSED, REVOKED, NOT_YET)
"""Words of status under which a firm is not in the zone."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event.

    `status` the word that the firm itself has from that day on ('' where the event leaves it alone), `others` what the other
    firms of the event are to it ('' where there are none), `others_status` their word of status.
    """

    code: str
    label: str
    icon: str
    says: str
    status: str = ""
    others: str = ""
    others_status: str = ""

    @property
    def renames(self) -> bool:
        """True for the one kind that gives a new name."""
        return self.code == "renamed"


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("renamed", "更名", "forms", "企业改了名称,仍是同一家企业。原名成为曾用名,各部门用原名报送的数据照样归到本企业。"),
        Kind("moved_in", "迁入", "login-2", "企业从区外迁入。迁入以前的评价日,它不在本区。", ACTIVE),
        Kind("moved_out", "迁出", "logout-2", "企业迁到区外。迁出以后的评价日,它的状态是“迁出”。", GONE),
        Kind("suspended", "停产", "player-pause", "企业停产,主体仍在。", IDLE),
        Kind("resumed", "复产", "player-play", "停产的企业恢复生产。", ACTIVE),
        Kind("deregistered", "注销", "file-off", "登记机关准予注销,主体不再存在。", CLOSED),
        Kind("revoked", "吊销", "ban", "登记机关吊销营业执照。", REVOKED),
        Kind(
            "split", "分立", "arrows-split-2", "一家企业依法分成几家。以前的数据留在原企业名下,系统不拆分、不摊派。",
            others="分立后的企业",
        ),
        Kind(
            "merged", "合并", "arrows-join-2",
            "几家企业依法合为一家。被合并企业以前的数据留在它自己名下,不并入存续企业。这不是“同一家企业登记了两次”。",
            others="被合并的企业", others_status=CLOSED,
        ),
        Kind(
            "branch_opened", "设立分支机构", "sitemap", "企业设立分公司、分厂。分支机构不是独立企业,但有自己的户号。",
            others="分支机构",
        ),
    )
}  # fmt: skip


def kind_of(code: str) -> Kind:
    """The kind by its code."""
    return KINDS[code]
