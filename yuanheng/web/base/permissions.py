"""What can be permitted: each app declares its permissions and groups of figures, with the words for the matrix."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """A verb on a noun of an app: `ledger.upload.create`."""

    code: str
    label: str
    writes: bool


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Figures that are shown to some roles only: `enterprise.tax`."""

    code: str
    label: str


_permissions: dict[str, Permission] = {}
_field_groups: dict[str, FieldGroup] = {}


def permission(code: str, *, label: str, writes: bool = False) -> None:
    """Declare a permission (`app.noun.verb`)."""
    if code.count(".") < 2:
        raise ValueError(f"{code}: a permission is app.noun.verb")
    _permissions[code] = Permission(code=code, label=label, writes=writes)


def field_group(code: str, *, label: str) -> None:
    """Declare a group of figures."""
    _field_groups[code] = FieldGroup(code=code, label=label)


def permissions() -> dict[str, Permission]:
    """All permissions by code, sorted."""
    return dict(sorted(_permissions.items()))


def field_groups() -> dict[str, FieldGroup]:
    """All groups of figures by code, sorted."""
    return dict(sorted(_field_groups.items()))
