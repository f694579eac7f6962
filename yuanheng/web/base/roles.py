"""Roles as data: `rules/roles/*.yaml` say which permission reaches how far, and which figures may be seen."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from yuanheng.engines.rules import Citation, load_rules


class Scope(IntEnum):
    """How far a permission reaches; a wider one includes the narrower."""

    OWN = 1
    BUREAU = 2
    ZONE = 3

    @property
    def label(self) -> str:
        """On the permission matrix."""
        return {Scope.OWN: "本人", Scope.BUREAU: "本部门", Scope.ZONE: "全区"}[self]


class Role(BaseModel):
    """One role: grants by permission, and the groups of figures it may see."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    purpose: str
    order: int
    grants: dict[str, Scope]
    fields: tuple[str, ...] = ()
    source: Citation

    @field_validator("grants", mode="before")
    @classmethod
    def _scopes_by_name(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        names = {scope.name.lower(): scope for scope in Scope}
        for permission, scope in value.items():
            if scope not in names:
                raise ValueError(f"{permission} 的范围应为 {'、'.join(names)} 之一")
        return {permission: names[scope] for permission, scope in value.items()}


@cache
def roles() -> dict[str, Role]:
    """Every role by name, in the order of the matrix.

    Raises:
        ProblemsError: a role's file is wrong; every fault is listed.
    """
    found = load_rules("roles", Role)
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))
