"""Saying that two records are one person's, or two people's, and taking it back."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.mismatch import has_open_twin, open_again
from motcua.records.mismatch import Mismatch
from motcua.records.sameness import Pair, PersonLink, reaching
from motcua.rules.events.mismatch import LinkUndone, PeopleLinked
from motcua.rules.mismatch import CaseOutcome, check_link, together_with
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused


@action
def link_people(
    by: By, pair: Pair, *, same: bool, unit: int, why: str, case: UUID | None = None
) -> PersonLink:
    """An officer says that two records are one person's (`same`), or never are. No row of either
    is touched. Refused where it would contradict what was said before, however far round."""
    allow(by, "mismatch.link", Target(unit, frozenset(pair)), Purpose.COUNTER)
    said = reaching(pair)
    if same:
        check_link(pair, said[True], said[False])
    elif pair[1] in together_with(pair[0], said[True]):
        raise Refused("people-linked" if pair[0] != pair[1] else "people-same-record")
    one, other = sorted(pair)
    if PersonLink.objects.live().filter(one=one, other=other).exists():
        raise Refused("people-linked-already")
    link = PersonLink.objects.create(
        one_id=one, other_id=other, same=same, unit_id=unit, mismatch=case, why=why.strip(),
        by_id=by.account, at=by.at,
    )  # fmt: skip
    tell(by, PeopleLinked(subject=one, about=(one, other), unit=unit, link=link.id, same=same))
    return link


@action
def undo_link(by: By, link: UUID, *, why: str) -> PersonLink:
    """The two records stand as they did before it; that it was said, and why it no longer holds,
    stays."""
    found = PersonLink.objects.select_for_update(of=("self",)).filter(pk=link).first()
    if found is None:
        raise Denied("mismatch.link")
    allow(by, "mismatch.link", found.target, Purpose.COUNTER)
    if found.undone_at:
        raise Refused("link-undone")
    if not why.strip():
        raise Refused("reason-missing")
    found.undone_at, found.undone_by_id, found.undone_why = by.at, by.account, why.strip()
    found.save(update_fields=["undone_at", "undone_by", "undone_why"])
    people = (found.one_id, found.other_id)
    tell(by, LinkUndone(subject=people[0], about=people, unit=found.unit_id, link=found.id))
    _open_what_it_settled(by, found)
    return found


def _open_what_it_settled(by: By, link: PersonLink) -> None:
    """The case in which it was said, where it had come to this: nothing holds it any longer."""
    if link.mismatch is None:
        return
    rows = Mismatch.objects.select_for_update(of=("self",)).exclude(claims=b"")
    settled = rows.filter(pk=link.mismatch, outcome__in=(CaseOutcome.SAME, CaseOutcome.TWO))
    for case in settled.exclude(closed_at=None):
        if not has_open_twin(case):
            open_again(by, case, link.undone_why or "")
