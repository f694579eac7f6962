"""What a person finds by any part of its name: an enterprise, a project, a channel, a target company."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, QuerySet

from .keys import folded, grams_of, initials_of, pairs, pinyin_of

KEYS = ["name_pinyin", "name_initials", "name_letters", "name_folded", "grams"]
"""The columns of `Named`: made from the name, so that no history keeps them."""


class Named(models.Model):
    """The stored keys of a name; the model itself has the `name`, an index over `grams`, and says when the keys are set."""

    name_pinyin = models.CharField(max_length=400, editable=False)
    name_initials = models.CharField(max_length=200, editable=False)
    name_letters = models.CharField(max_length=400, editable=False)
    name_folded = models.CharField(max_length=200, editable=False)
    grams = ArrayField(models.CharField(max_length=4), editable=False)

    class Meta:
        abstract = True

    def set_keys(self, name: str, *, others: Iterable[str] = (), codes: Iterable[str] = ()) -> None:
        """From the name, from `others` (former ones, investors) and from codes; empty codes count for nothing."""
        self.name_pinyin = pinyin_of(name)
        self.name_letters = self.name_pinyin.replace(" ", "")
        self.name_initials = initials_of(name)
        self.name_folded = folded(name)[:200]
        self.grams = grams_of(name, former_names=others, codes=[code for code in codes if code])


def found_by_name(
    rows: QuerySet[Any], text: str, *, also: Callable[[str, str], Q] = lambda wanted, plain: Q()
) -> QuerySet[Any]:
    """Those with the text in the name, its pinyin or initials. Empty text matches all.

    `also(wanted, plain)` says where else it may stand: `wanted` is folded as stored keys are, `plain` without apostrophes. The
    pairs of what it names must be in `grams`: the index finds by them first.
    """
    wanted = folded(text)
    if not wanted:
        return rows
    plain = wanted.replace("'", "")
    found = Q(name__icontains=text.strip()) | Q(name_folded__contains=wanted)
    found |= Q(name_initials__contains=plain) | Q(name_letters__contains=plain)
    narrowed = rows.filter(grams__contains=sorted(pairs(wanted))) if len(wanted) > 1 else rows
    return narrowed.filter(found | also(wanted, plain))
