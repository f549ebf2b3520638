"""Who may do what: the one table, and that it fails closed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import permission
from motcua.rules.permission import (
    A_WHILE,
    GRANTS,
    Grant,
    Purpose,
    Target,
    authorize,
    may,
    too_low,
)
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import CLERK, VISITOR, Post, Role, Who

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HERE, THERE = 1, 2
ME, SOMEBODY = UUID(int=1), UUID(int=2)
ACTS = sorted(GRANTS)
MINE = Target(unit=HERE, people=frozenset({ME}))
THEIRS = Target(unit=HERE, people=frozenset({SOMEBODY}))


def citizen(level: int = 2, person: UUID = ME) -> Who:
    return Who(account=UUID(int=9), person=person, level=level)


def officer(*roles: Role, unit: int = HERE, person: UUID = ME, fresh: bool = True) -> Who:
    """Somebody who holds posts, freshly signed in."""
    return Who(
        account=UUID(int=8),
        person=person,
        posts=frozenset(Post(role, unit) for role in roles),
        level=2,
        fresh_at=NOW if fresh else NOW - timedelta(hours=3),
    )


def passes(who: Who, act: str, target: Target, at: datetime = NOW) -> bool:
    try:
        authorize(who, act, target, Purpose.DOSSIER, at)
    except (Denied, Refused):
        return False
    return True


# ------------------------------------------------------------------- closed by default


@pytest.mark.parametrize("act", ["", "dossier", "dossier.Submit", "dossier.burn", "*"])
@pytest.mark.parametrize("who", [VISITOR, CLERK, citizen(), officer(*Role)])
def test_an_act_that_is_not_in_the_table_is_denied_to_everybody(act: str, who: Who) -> None:
    with pytest.raises(Denied):
        authorize(who, act, MINE, Purpose.OWN, NOW)
    assert not may(who, act, MINE)


def test_an_unknown_purpose_is_denied() -> None:
    authorize(citizen(), "draft.read", MINE, Purpose.OWN, NOW)  # passes with a real one
    with pytest.raises(Denied):
        authorize(citizen(), "draft.read", MINE, "curiosity", NOW)  # type: ignore[arg-type]


class Broken(Who):
    """An actor whose posts cannot be read, as when a table is half migrated."""

    def holds(self, roles: frozenset[Role], unit: int | None) -> bool:
        raise RuntimeError("no posts today")


def test_an_error_while_deciding_is_a_denial() -> None:
    broken = Broken(account=UUID(int=7), person=ME)
    with pytest.raises(Denied) as denial:
        authorize(broken, "dossier.decide-as-committee", THEIRS, Purpose.DOSSIER, NOW)
    assert isinstance(denial.value.__cause__, RuntimeError)


@given(
    act=st.sampled_from(ACTS), unit=st.sampled_from([None, HERE, THERE]), level=st.integers(0, 2)
)
def test_nobody_without_relation_or_post_passes_any_act_that_is_not_public(
    act: str, unit: int | None, level: int
) -> None:
    stranger = Who(account=UUID(int=6), person=UUID(int=5), level=level, fresh_at=NOW)
    target = Target(unit, frozenset({SOMEBODY}), frozenset({UUID(int=4)}))
    for who in (stranger, VISITOR, Who(level=level, fresh_at=NOW)):
        assert passes(who, act, target) is GRANTS[act].public


@given(act=st.sampled_from(ACTS), roles=st.sets(st.sampled_from(Role), min_size=1))
def test_a_post_in_another_unit_is_no_post_here(act: str, roles: set[Role]) -> None:
    elsewhere = officer(*roles, unit=THERE)
    assert passes(elsewhere, act, THEIRS) is GRANTS[act].public


@given(act=st.sampled_from(ACTS), role=st.sampled_from(Role))
def test_a_post_passes_exactly_the_acts_of_its_role(act: str, role: Role) -> None:
    grant = GRANTS[act]
    assert passes(officer(role), act, THEIRS) is (grant.public or role in grant.roles)


@given(act=st.sampled_from(ACTS), roles=st.sets(st.sampled_from(Role)), mine=st.booleans())
def test_what_a_page_shows_as_possible_is_what_is_allowed(
    act: str, roles: set[Role], mine: bool
) -> None:
    who, target = officer(*roles), MINE if mine else THEIRS
    assert may(who, act, target) is passes(who, act, target)


@pytest.mark.parametrize("act", ACTS)
def test_a_target_without_people_belongs_to_nobody(act: str) -> None:
    nobody = Who(account=UUID(int=3), person=None, level=2, fresh_at=NOW)
    assert passes(nobody, act, Target(unit=None)) is GRANTS[act].public


@pytest.mark.parametrize("act", ACTS)
def test_the_worker_does_only_what_is_the_workers(act: str) -> None:
    grant = GRANTS[act]
    assert passes(CLERK, act, MINE) is (grant.clerk or grant.public)


# ------------------------------------------------------------------- one's own matter


def own_acts() -> Iterator[str]:
    return (act for act, grant in GRANTS.items() if grant.own)


@pytest.mark.parametrize("act", sorted(own_acts()))
def test_people_may_do_what_is_theirs_to_do_and_strangers_may_not(act: str) -> None:
    assert passes(citizen(), act, MINE)
    assert not passes(citizen(), act, THEIRS)


@pytest.mark.parametrize("act", sorted(a for a, g in GRANTS.items() if g.not_own))
@pytest.mark.parametrize("role", list(Role))
def test_no_officer_acts_on_their_own_matter(act: str, role: Role) -> None:
    assert not passes(officer(role), act, MINE)
    assert passes(officer(role), act, THEIRS) is (role in GRANTS[act].roles)


def test_only_those_asked_may_consent() -> None:
    asked = Target(HERE, frozenset({SOMEBODY}), frozenset({ME}))
    assert passes(citizen(), "dossier.consent", asked)
    assert not passes(citizen(), "dossier.consent", MINE)
    assert not passes(officer(*Role), "dossier.consent", THEIRS)


# ------------------------------------------------------------------- levels of the e-identity

SEEN = {
    "person.copy-own",
    "mandate.end",
    "dossier.read",
    "draft.read",
    "draft.discard",
    "document.read",
    "holding.read",
    "data.ask",
    "dossier.fetch",
    "letter.read",
    "rating.give",
    "letter.write",
    "paper.ask-form",
    "report.make",
}
DONE = {
    "delivery.wish",
    "draft.save",
    "document.attach",
    "dossier.submit",
    "dossier.withdraw",
    "dossier.answer-request",
    "dossier.consent",
    "dwelling.declare",
    "stay.tell",
    "stay.undo",
    "room.keep",
}
AT_WORK = {"absence.note", "notice.read", "view.keep"}
"""What is an officer's own at the desk: whatever level they signed in with."""
ASKED = Target(HERE, frozenset({SOMEBODY}), frozenset({ME}))


def test_level_one_sees_and_level_two_acts() -> None:
    by_relation = {act for act, grant in GRANTS.items() if grant.own or grant.asked}
    assert by_relation == SEEN | DONE | AT_WORK
    assert {GRANTS[act].level for act in AT_WORK} == {0}
    assert {GRANTS[act].level for act in SEEN} == {1}
    assert {GRANTS[act].level for act in DONE} == {2}


@pytest.mark.parametrize("act", sorted(SEEN | DONE))
@pytest.mark.parametrize("level", [0, 1, 2])
def test_too_low_a_level_is_told_so_in_ones_own_matter_and_denied_in_anothers(
    act: str, level: int
) -> None:
    own = ASKED if act == "dossier.consent" else MINE
    who = citizen(level)
    enough = level >= (1 if act in SEEN else 2)
    assert may(who, act, own) is enough
    assert too_low(who, act) is not enough
    if enough:
        authorize(who, act, own, Purpose.OWN, NOW)
    else:
        with pytest.raises(Refused) as refusal:
            authorize(who, act, own, Purpose.OWN, NOW)
        assert refusal.value.code == "sign-in-level-too-low"
        assert refusal.value.detail == {"level": GRANTS[act].level}
    with pytest.raises(Denied):
        authorize(who, act, THEIRS, Purpose.OWN, NOW)


def test_an_officer_files_for_others_at_whatever_level_they_signed_in() -> None:
    low = Who(UUID(int=8), ME, posts=frozenset({Post(Role.COUNTER, HERE)}), level=1)
    for act in ("dossier.submit-for", "draft.save", "document.attach", "dossier.answer-request"):
        authorize(low, act, THEIRS, Purpose.COUNTER, NOW)
        assert may(low, act, THEIRS)
    assert not may(low, "draft.save", MINE)


# ------------------------------------------------------------------- fresh sign-in

FRESH = sorted(act for act, grant in GRANTS.items() if grant.fresh)


def test_signing_and_revoking_ask_for_a_fresh_sign_in() -> None:
    assert FRESH == ["paper.copy", "paper.revoke", "paper.sign"]


@pytest.mark.parametrize("act", FRESH)
@pytest.mark.parametrize(
    ("ago", "passed"),
    [
        (timedelta(0), True),
        (A_WHILE, True),
        (A_WHILE + timedelta(seconds=1), False),
        (None, False),
    ],
)
def test_who_signs_does_so_within_a_while_of_signing_in(
    act: str, ago: timedelta | None, passed: bool
) -> None:
    signer = Who(
        account=UUID(int=8),
        person=ME,
        posts=frozenset({Post(role, HERE) for role in GRANTS[act].roles}),
        level=2,
        fresh_at=None if ago is None else NOW - ago,
    )
    if passed:
        authorize(signer, act, THEIRS, Purpose.SIGNING, NOW)
    else:
        with pytest.raises(Refused, match="fresh-sign-in-needed"):
            authorize(signer, act, THEIRS, Purpose.SIGNING, NOW)


def test_a_fresh_sign_in_does_not_make_a_leader() -> None:
    with pytest.raises(Denied):
        authorize(officer(Role.COUNTER), "paper.sign", THEIRS, Purpose.SIGNING, NOW)


# ------------------------------------------------------------------- the table itself


@pytest.mark.parametrize("act", ACTS)
def test_every_row_of_the_table_lets_somebody_through(act: str) -> None:
    everybody = [VISITOR, CLERK, citizen(), *(officer(role) for role in Role)]
    targets = [MINE, THEIRS, Target(HERE, frozenset({SOMEBODY}), frozenset({ME}))]
    assert any(passes(who, act, target) for who in everybody for target in targets)


def test_a_row_too_generous_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control of the tests above: one loose row, and a stranger passes."""
    stranger = citizen(person=UUID(int=5))
    assert not passes(stranger, "dossier.decide-as-committee", THEIRS)
    monkeypatch.setitem(permission.GRANTS, "dossier.decide-as-committee", Grant(public=True))
    assert passes(stranger, "dossier.decide-as-committee", THEIRS)
