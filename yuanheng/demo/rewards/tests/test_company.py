"""The invented company holds together."""

from __future__ import annotations

import pytest

from yuanheng.demo.rewards import invent_company, shares_of


def test_the_same_seed_gives_the_same_company_and_another_seed_another():
    assert invent_company() == invent_company()
    assert invent_company(seed=7) != invent_company()


@pytest.mark.parametrize("people", [12, 50])
def test_everybody_has_a_number_a_name_and_a_contract_of_their_own(people):
    made = invent_company(people=people)
    assert len(made.people) == people == len({p.number for p in made.people}) == len({p.name for p in made.people})
    for person in made.people:
        assert person.contract_until > person.entered and person.base > 0
        assert (person.left is None) == (person.left_reason == "")


def test_those_selected_are_those_who_scored_highest():
    for selection in invent_company().selections:
        taken = [c for c in selection.candidates if c.number]
        assert len(taken) == selection.places
        assert min(c.score for c in taken) > max(c.score for c in selection.candidates if not c.number)
        assert list(selection.days) == sorted(selection.days) and selection.opened <= selection.days[0]


def test_shares_of_any_project_add_to_a_hundred_and_name_nobody_twice():
    people = [p.number for p in invent_company().people]
    for place in range(300):
        rows = shares_of(place, people)
        assert sum(percent for _, _, percent in rows) == 100
        assert len({number for number, _, _ in rows}) == len(rows)
