"""Somebody asks that what is held of them be corrected or deleted; an officer answers."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.dossier import Dossier
from motcua.records.own_data import DataRequest, own_data_law
from motcua.records.person import Person
from motcua.records.timeline import calendar_at
from motcua.rules.events.people import DataAnswered, DataAsked
from motcua.rules.own_data import PHONE, DataWish
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import due_on

LONGEST = 1000


@action
def ask_of_data(by: By, person: UUID, *, wish: DataWish, datum: str, said: str) -> DataRequest:
    """One open request for each wish and kind of data. Source: country/personal_data.toml."""
    found, law = Person.objects.filter(pk=person).first(), own_data_law()
    if found is None or datum not in law.data:
        raise Denied("data.ask")
    unit = found.unit_id or _unit_of_last_dossier(found)
    allow(by, "data.ask", Target(unit, frozenset({person})), Purpose.OWN)
    if unit is None:
        raise Refused("data-request-no-unit")
    if not said.strip():
        raise Refused("data-request-empty")
    if len(said) > LONGEST:
        raise Refused("too-long", detail={"limit": LONGEST})
    if DataRequest.objects.open().filter(person=found, wish=wish, datum=datum).exists():
        raise Refused("data-request-open-already")
    time = law.within[wish]
    asked = DataRequest.objects.create(
        person=found,
        unit_id=unit,
        wish=wish,
        datum=datum,
        said=said.strip(),
        made_at=by.at,
        due_at=instant(due_on(local(by.at), time.limit, calendar_at(unit)).at),
        basis=time.citation[:300],
    )
    tell(by, DataAsked(**asked.matter, request=asked.id, wish=wish))
    return asked


def _unit_of_last_dossier(person: Person) -> int | None:
    """Where somebody of no unit here last filed: that office holds what is held of them."""
    mine = Dossier.objects.filter(applicant=person).order_by("-submitted_at")
    return mine.values_list("unit", flat=True).first()


@action
def answer_data_request(
    by: By, request: UUID, *, outcome: DataRequest.Outcome, reason: str, phone: str = ""
) -> DataRequest:
    """An officer says what was done, or why it cannot be. What the law says must be kept is not
    deleted, whoever agrees; a number is put right, a store emptied, by this act itself."""
    rows = DataRequest.objects.select_for_update(of=("self",)).select_related("person")
    found = rows.filter(pk=request).first()
    if found is None:
        raise Denied("data.answer")
    allow(by, "data.answer", found.target, Purpose.COUNTER)
    if found.decided_at:
        raise Refused("data-request-answered")
    if not reason.strip():
        raise Refused("reason-missing")
    if len(reason) > LONGEST:
        raise Refused("too-long", detail={"limit": LONGEST})
    done = outcome == DataRequest.Outcome.DONE
    if done and found.kept_by:
        raise Refused("data-kept-by-law", found.kept_by, {"citation": found.kept_by})
    if done:
        _do(found, phone)
    found.outcome, found.reason, found.article = outcome, reason.strip(), found.kept_by
    found.decided_by_id, found.decided_at = by.account, by.at
    found.save(update_fields=["outcome", "reason", "article", "decided_by", "decided_at"])
    tell(by, DataAnswered(**found.matter, request=found.id, done=done))
    return found


def _do(request: DataRequest, phone: str) -> None:
    """What a person said themselves is put right or gone at once; a clerk empties the store, and
    what a register says is put right in the register."""
    person = request.person
    if request.datum == PHONE:
        if request.wish == DataWish.CORRECT and not phone:
            raise Refused("missing", detail={"label": "Số điện thoại đúng"})
        person.phone = phone if request.wish == DataWish.CORRECT else ""
        person.save(update_fields=["phone"])
