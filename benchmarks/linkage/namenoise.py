"""A firm's name as a department writes it: what stays recognisable (`noisy`) and what does not (`hard`)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from .firms import Firm, World
from .letters import Letters, full_width, traditional
from .rates import Table, pick
from .words import BRANCH, OLD_NAMES, Parts, Words

VARIANTS = {
    "有限公司": ("有限责任公司", "公司", "有限公司。"), "有限责任公司": ("有限公司", "公司", "责任有限公司"),
    "股份有限公司": ("股份公司", "有限公司", "股份有限责任公司"), "厂": ("工厂", "有限公司"), "总厂": ("厂",),
    "集团有限公司": ("有限公司", "(集团)有限公司"), "（集团）有限公司": ("集团有限公司", "有限公司"), "总公司": ("公司",),
}  # fmt: skip
SHORTER = {
    "精密机械": "机械", "机械制造": "机械", "制造": "", "科技发展": "科技", "技术开发": "技术",
    "新材料科技": "新材料", "生物科技": "生物", "电子科技": "电子", "智能装备": "装备", "建设工程": "建设",
    "建筑安装工程": "建安", "房地产开发": "房产", "纺织品": "纺织", "装饰工程": "装饰", "环保科技": "环保",
    "物资贸易": "物贸", "进出口贸易": "进出口", "食品加工": "食品", "金属制品": "金属", "塑料制品": "塑料",
    "工艺品": "工艺",
}  # fmt: skip
NOTES_AFTER = (
    "(停产)", "（停产）", "-1号表", "-2号表", "#2表", "(1#变)", "(专变)", "(注销)", "(非正常)", "(已搬迁)",
    "(新厂)", "(临时)", "（二期）", " 厂房", "(办公)", "(动力)", "(照明)", "-宿舍", "(原)", "(3F)", "等",
    "(在建)", "(抵押)", " 户号{n}", "({n})", "（规上）", "*",
)  # fmt: skip
NOTES_BEFORE = ("★", "(停)", "1.", "户名:", "用户名称：", "{n} ", "专-", "【停】")
PEOPLE = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗"
GIVEN = "建国志明伟华军平海燕红梅秀英丽娟国强小东"


def _short(region: str) -> str:
    return re.sub(r"[省市县区]$", "", region) if len(region) > 2 else region


class NameNoise:
    """Writes names, seeded by the generator that is passed in with every call."""

    def __init__(self, world: World, letters: Letters, rates: dict[str, Table]) -> None:
        self.world, self.letters, self.rates = world, letters, rates

    def noisy(self, rng: random.Random, firm: Firm) -> tuple[str, list[str]]:
        """One to three changes after each other, each of another kind."""
        wanted, done = int(pick(rng, self.rates["noisy_steps"])), []
        parts, name = firm.parts, firm.name
        for _ in range(12):
            kind = pick(rng, self.rates["noisy"])
            if (
                kind in done
                or (kind == "truncated" and "tenant" in done)
                or (kind.startswith("region") and any(d.startswith("region") for d in done))
            ):
                continue
            if change := self._parts_change(kind):
                changed = change(rng, parts) if not any(d in FINISHING for d in done) else parts
                if changed != parts:
                    parts, name = changed, changed.whole()
                    done.append(kind)
            else:
                written = self._finish(rng, kind, name)
                if written != name:
                    name = written
                    done.append(kind)
            if len(done) == wanted:
                break
        return name, done

    def _parts_change(self, kind: str) -> Callable[[random.Random, Parts], Parts] | None:
        return {
            "region_dropped": lambda _, p: replace(p, region="") if len(p.trade + p.industry) >= 4 else p,
            "region_short": lambda _, p: replace(p, region=_short(p.region)),
            "region_bracketed": _bracketed,
            "region_widened": lambda rng, p: _widened(rng, p, self.world.words),
            "region_renamed": lambda _, p: replace(p, region=OLD_NAMES.get(p.region, p.region)),
            "form_variant": _variant,
            "form_shortened": _shortened,
            "industry_shortened": _less,
        }.get(kind)

    def _finish(self, rng: random.Random, kind: str, name: str) -> str:
        at = rng.randrange(1, len(name)) if len(name) > 1 else 0
        if kind == "note":
            notes = NOTES_AFTER if rng.random() < 0.8 else NOTES_BEFORE
            note = rng.choice(notes).format(n=rng.randint(1_000_000, 9_999_999))
            return name + note if notes is NOTES_AFTER else note + name
        if kind == "spacing":
            return name[:at] + rng.choice((" ", "\u3000", "  ")) + name[at:]
        if kind == "line_break":
            return name[:at] + "\n" + name[at:]
        if kind == "width":
            return full_width(name) + ("" if full_width(name) != name else "\u3000")
        if kind == "traditional":
            return traditional(name)
        if kind == "brackets":
            return name.translate(str.maketrans("（）()", rng.choice(("()[]", "[]【】", "〔〕（）"))))
        if kind == "truncated":
            return name[: rng.choice((10, 12, 14))]
        person = rng.choice(PEOPLE) + rng.choice(GIVEN) + rng.choice(("", rng.choice(GIVEN)))
        owner = rng.choice(self.world.firms).name if rng.random() < 0.6 else person
        shape = rng.choice(("租户:{t}(房东{o})", "{t}(租用{o})", "{o}(实际使用:{t})", "{t}/{o}", "{t}(户主{o})"))
        return shape.format(t=name, o=owner if owner != name else person)

    def hard(self, rng: random.Random, firm: Firm) -> tuple[str, list[str]]:
        """Brand, former name or typing mistakes; often with one recognisable change more."""
        kind = pick(rng, self.rates["hard"])
        if BRANCH.search(firm.name) and kind != "typo":
            kind = "typo"  # a branch has no brand of its own
        if kind == "former" and not firm.hidden_former:
            kind = "typo"
        name, done = self._former(firm) if kind == "former" else self._kinds(rng, firm, kind)
        if kind != "typo" and kind != "former" and rng.random() < self.rates["extra"]["typo_in_brand"]:
            name, mistake = self.letters.typo(rng, name, self.rates)
            done += [mistake] if mistake else []
        if rng.random() < self.rates["extra"]["noise_on_hard"]:
            step = pick(rng, {k: v for k, v in self.rates["noisy"].items() if k in FINISHING})
            written = self._finish(rng, step, name)
            name, done = (written, [*done, step]) if written != name and step != "truncated" else (name, done)
        return name, done

    def _former(self, firm: Firm) -> tuple[str, list[str]]:
        return firm.hidden_former, ["former_known" if firm.former else "former_unknown"]

    def _kinds(self, rng: random.Random, firm: Firm, kind: str) -> tuple[str, list[str]]:
        parts = firm.parts
        if kind == "typo":
            return self._mistyped(rng, firm)
        if firm.short and rng.random() < 0.7:
            return firm.short, ["market_name"]
        if kind == "brand" and len(parts.trade) >= 2:
            return parts.trade, ["brand"]
        if kind == "region_brand" and parts.region:
            return _short(parts.region) + parts.trade, ["region_brand"]
        return parts.trade + _less(rng, parts).industry, ["brand_industry"]

    def _mistyped(self, rng: random.Random, firm: Firm) -> tuple[str, list[str]]:
        """In trade word or industry, where it hurts; region and form may be missing besides."""
        parts, done = firm.parts, []
        for _ in range(int(pick(rng, self.rates["typos"]))):
            if parts.industry and rng.random() < 0.5:
                text, kind = self.letters.typo(rng, parts.industry, self.rates)
                parts = replace(parts, industry=text)
            else:
                text, kind = self.letters.typo(rng, parts.trade, self.rates)
                parts = replace(parts, trade=text)
            done += [kind] if kind else []
        if rng.random() < 0.25:
            parts = _shortened(rng, parts)
        if rng.random() < 0.2:
            parts = replace(parts, region=_short(parts.region))
        return parts.whole(), done

    def unit(self, rng: random.Random, name: str) -> tuple[str, list[str]]:
        """A part of the firm that is no firm of the register: the record means the firm itself."""
        return name + rng.choice(("二车间", "东厂区", "(北厂区)", "仓库", "食堂", "二期厂房", "污水站", "员工宿舍")), [
            "unit_of_firm"
        ]

    def stranger(self, rng: random.Random, kind: str) -> str:
        """A person or a public facility: nothing of the register."""
        if kind == "person":
            person = rng.choice(PEOPLE) + rng.choice(GIVEN) + rng.choice(("", rng.choice(GIVEN)))
            return person + rng.choice(("", "", "(个体)", " 门面房", "(租户)"))
        place = rng.choice(self.world.maker.places)
        return place + rng.choice(
            (
                "村民委员会",
                "路灯",
                "排灌站",
                "3#公变",
                "幼儿园",
                "居委会",
                "临时用电",
                "5G基站",
                "公厕",
                "社区卫生服务站",
            )
        )


FINISHING = ("note", "spacing", "width", "traditional", "brackets", "line_break", "truncated", "tenant")


def _bracketed(rng: random.Random, p: Parts) -> Parts:
    """启东市恒达机械有限公司 as 恒达(启东)机械有限公司 or 恒达机械(启东)有限公司."""
    if not p.region:
        return p
    inside = rng.choice(("({})", "（{}）")).format(_short(p.region))
    if rng.random() < 0.5:
        return replace(p, region="", trade=p.trade + inside)
    return replace(p, region="", industry=p.industry + inside)


def _widened(rng: random.Random, p: Parts, words: Words) -> Parts:
    """启东市… as 江苏省启东市…, 江苏启东市…, 江苏省南通市启东市….

    A region that is a province, or that two provinces have, stays.
    """
    above = words.above.get(words.regions.get(p.region, ""), ())
    if not above:
        return replace(p, region=_short(p.region))
    province, city = above
    fronts = {province, _short(province)} | ({province + city, _short(city)} if city else set())
    front = rng.choice(sorted(fronts))
    return p if p.region.startswith(front) else replace(p, region=front + p.region)


def _variant(rng: random.Random, p: Parts) -> Parts:
    return replace(p, form=rng.choice(VARIANTS[p.form])) if p.form in VARIANTS else p


def _shortened(rng: random.Random, p: Parts) -> Parts:
    if not p.form or BRANCH.search(p.form):
        return p
    return replace(p, form="" if p.form in ("公司", "厂") or rng.random() < 0.7 else "公司")


def _less(rng: random.Random, p: Parts) -> Parts:
    for long, short in SHORTER.items():
        if long in p.industry and (short or p.industry != long):
            return replace(p, industry=p.industry.replace(long, short))
    return replace(p, industry=p.industry[:2]) if len(p.industry) >= 4 and rng.random() < 0.3 else p
