"""The stages of a project as data (`rules/projects/stages.yaml`): order, words, and what shows that one was reached."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from yuanheng.engines.rules import Citation, load_rule


class Evidence(BaseModel):
    """A kind of evidence: a paper, or what was seen on the site."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    label: str


class Stage(BaseModel):
    """One stage; `words` are what lists call it, `evidence` what shows it (any one)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    label: str
    words: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    off_track: bool = False


class StageRules(BaseModel):
    """All stages in their usual order; the source says whose reading it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    stages: tuple[Stage, ...]
    source: Citation

    def track(self) -> tuple[Stage, ...]:
        """The stages of a project that goes on, in order."""
        return tuple(stage for stage in self.stages if not stage.off_track)


@cache
def stage_rules() -> StageRules:
    """The rules of stages."""
    return load_rule("projects", "stages", StageRules)


@cache
def stages() -> dict[str, Stage]:
    """Every stage by code."""
    return {stage.code: stage for stage in stage_rules().stages}


@cache
def place_of(code: str) -> int:
    """The place of a stage in the usual order; off the track: -1."""
    return next((i for i, stage in enumerate(stage_rules().track()) if stage.code == code), -1)


def stage_named(text: str) -> Stage | None:
    """A stage by code, label or one of its words; else the furthest whose word the text contains (已入库纳统: 纳统)."""
    wanted = text.strip()
    known = stage_rules().stages
    exact = next((s for s in known if wanted in (s.code, s.label, *s.words)), None)
    if exact is not None or "未" in wanted or "拟" in wanted or "待" in wanted:
        return exact
    return next((s for s in reversed(known) if any(word in wanted for word in (s.label, *s.words))), None)
