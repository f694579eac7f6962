"""Which firm of the register a name or a code in a land table means; exactly, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yuanheng.web.enterprises.keys import folded
from yuanheng.web.enterprises.models import Enterprise, FormerName


@dataclass(frozen=True)
class FirmIndex:
    """Keys of firms by code and by folded name (former names too, where they are one firm's)."""

    codes: dict[str, Any]
    names: dict[str, Any]
    about: dict[Any, tuple[str, str]]

    @classmethod
    def now(cls) -> FirmIndex:
        """Of the register as it stands."""
        codes, names, about = {}, {}, {}
        former: dict[str, set[Any]] = {}
        for pk, name in FormerName.objects.values_list("enterprise_id", "folded"):
            former.setdefault(name, set()).add(pk)
        names = {name: next(iter(keys)) for name, keys in former.items() if len(keys) == 1}
        rows = Enterprise.objects.values_list("pk", "uscc", "name_folded", "industry_code", "cluster")
        for pk, uscc, name, industry, cluster in rows:
            names[name] = pk
            about[pk] = (industry, cluster)
            if uscc:
                codes[uscc] = pk
        return cls(codes, names, about)

    def find(self, *, name: str = "", uscc: str = "") -> Any:
        """The firm's key; None where nobody is called exactly so."""
        return self.codes.get(uscc.strip().upper()) or self.names.get(folded(name)[:200]) if (name or uscc) else None
