"""Signing in with the national e-identity, and holding posts."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.actions.act import By, action, allow, tell
from motcua.actions.person import agreeing, new_person
from motcua.actions.verification import ask_who_it_is
from motcua.records.account import Account, Post
from motcua.records.confirmed import SIGNED_IN, confirmed_of, note_answers
from motcua.records.locks import alone_with
from motcua.records.person import Person, bearer_of
from motcua.records.sameness import bears
from motcua.records.scope import look_as
from motcua.records.sealed import blind_index
from motcua.records.unit import Unit
from motcua.rules.events.people import Appointed, KeyGiven, PostEnded, SignedIn
from motcua.rules.permission import DESK, Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.time.wall_clock import local
from motcua.rules.verification import Answer
from motcua.rules.who import Role, Who

SUBJECT = "account.subject"


@action
def sign_in(
    by: By, *, subject: str, number: str, name: str, birth_date: str, level: int
) -> Account:
    """Open or renew the account of whoever the identity provider says this is.

    The provider's word makes the identity *đã xác thực*: name, number and birth date come from
    it and replace what was claimed.
    """
    allow(by, "account.sign-in", Target(), Purpose.OWN)
    index = blind_index(SUBJECT, subject)
    alone_with(index)
    bearer = bearer_of(number)
    account = Account.objects.filter(subject=index).first()
    if account is not None:
        person = _seen(account.person_id)
    elif bearer is not None:
        person = _borne_by(bearer, name, birth_date)
    else:
        person = new_person(by, full_name=name, number=number, birth_date=birth_date)
    _take_word(by, person, number, name, birth_date, bearer)
    if account is None:
        account = Account(subject=index, person=person)
    account.name, account.level, account.signed_in_at = person.full_name, level, by.at
    account.save()
    tell(by, SignedIn(subject=account.id, about=(person.id,), level=level))
    return account


def _seen(person: UUID) -> Person:
    """The register entry of this human, with the scope opened to it."""
    look_as(Who(person=person))
    return Person.objects.get(pk=person)


def _borne_by(bearer: UUID, name: str, birth_date: str) -> Person:
    """Who has the number here becomes who signs in, unless neither name nor birth date agrees:
    then it was written down for somebody else, whose dossiers nobody may come to see by it."""
    person = _seen(bearer)
    if not any(agreeing(person, name, birth_date)):
        raise Refused("number-is-anothers")
    return person


def _take_word(
    by: By, person: Person, number: str, name: str, birth_date: str, bearer: UUID | None
) -> None:
    """What the provider says of the person stands: it has the population register behind it. A
    number that another record bears stays there until officers have said whose it is."""
    if person.full_name != name:
        person.name(name)
    person.birth_date = birth_date
    if bearer not in (None, person.id):
        person.save()
        if not bears(person, number):
            ask_who_it_is(by, person)
        return
    if person.number != number:
        person.identify(number)
    if not confirmed_of(person).keys() >= set(SIGNED_IN):
        note_answers(person, dict.fromkeys(SIGNED_IN, Answer.MATCH), by.at, None)
        person.verified, person.verified_at, person.verified_by = Answer.MATCH, by.at, None
    person.save()


@action
def appoint(
    by: By,
    account: Account,
    *,
    unit: Unit,
    role: Role,
    title: str,
    valid_from: date,
    valid_to: date | None = None,
) -> Post:
    """Give an account a post in a unit."""
    allow(by, "account.appoint", _about(account, unit.id), Purpose.OPERATION)
    _check_post(account, unit, role, title, valid_from, valid_to)
    post = Post.objects.create(
        account=account,
        unit=unit,
        role=role,
        title=title.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    tell(
        by,
        Appointed(
            subject=account.id, about=(account.person_id,), unit=unit.id, role=role, ends=valid_to
        ),
    )
    return post


@action
def give_signing_key(
    by: By, account: Account, *, key: str, seal_key: str = "", seal_name: str = ""
) -> Account:
    """From now on the account signs with this key: its name at the signer, or of a kept file.

    Where the office has a seal, its key goes along, and the name on the seal's certificate.
    """
    posts = account.posts.held_on(local(by.at).date()).filter(role__in=DESK | {Role.LEADER})
    units = set(posts.values_list("unit_id", flat=True))
    if not units:
        raise Denied("account.appoint")
    for unit in units:
        allow(by, "account.appoint", Target(unit=unit), Purpose.OPERATION)
    account.signing_key, account.seal_key, account.seal_name = key, seal_key, seal_name
    account.save(update_fields=["signing_key", "seal_key", "seal_name"])
    tell(by, KeyGiven(subject=account.id, about=(account.person_id,), unit=min(units)))
    return account


def _check_post(
    account: Account, unit: Unit, role: Role, title: str, begins: date, ends: date | None
) -> None:
    if not title.strip():
        raise Refused("title-missing")
    if ends is not None and ends < begins:
        raise Refused("post-ends-before-it-begins")
    same = account.posts.filter(unit=unit, role=role)
    if same.filter(Q(valid_to=None) | Q(valid_to__gte=begins)).exists():
        raise Refused("post-held-already")


@action
def end_post(by: By, post: UUID, *, on: date) -> Post:
    """Take a post away: `on` is the last day it is held, yesterday at the earliest."""
    found = Post.objects.select_for_update(of=("self",)).filter(pk=post).first()
    if found is None:
        raise Denied("account.appoint")
    account = Account.objects.get(pk=found.account_id)
    allow(by, "account.appoint", _about(account, found.unit_id), Purpose.OPERATION)
    if found.valid_to is not None and found.valid_to <= on:
        raise Refused("post-ended-already")
    if on < local(by.at).date() - ONE_DAY:
        raise Refused("post-ends-in-the-past")
    found.valid_to = max(on, found.valid_from)
    found.save(update_fields=["valid_to"])
    tell(
        by,
        PostEnded(
            subject=account.id,
            about=(account.person_id,),
            unit=found.unit_id,
            role=Role(found.role),
            ends=found.valid_to,
        ),
    )
    return found


def _about(account: Account, unit: int) -> Target:
    """Nobody gives a post to themselves, or takes their own away."""
    return Target(unit=unit, people=frozenset({account.person_id}))
