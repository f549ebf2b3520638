"""Signing in with the national e-identity, and holding posts."""

from datetime import date

from motcua.actions.act import By, action, allow, tell
from motcua.actions.person import new_person
from motcua.records.account import Account, Post
from motcua.records.locks import alone_with
from motcua.records.person import Person, person_with_number
from motcua.records.scope import look_as
from motcua.records.sealed import blind_index
from motcua.records.unit import Unit
from motcua.rules.events import Appointed, SignedIn
from motcua.rules.permission import Purpose, Target
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
    account = Account.objects.filter(subject=index).first()
    person = _person_behind(account, number)
    if person is None:
        person = new_person(by, full_name=name, number=number, birth_date=birth_date)
    _take_word(by, person, number, name, birth_date)
    if account is None:
        account = Account(subject=index, person=person)
    account.name, account.level, account.signed_in_at = person.full_name, level, by.at
    account.save()
    tell(by, SignedIn(subject=account.id, about=(person.id,), level=level))
    return account


def _take_word(by: By, person: Person, number: str, name: str, birth_date: str) -> None:
    """What the provider says of the person stands: it has the population register behind it."""
    if person.full_name != name:
        person.name(name)
    if person.number != number:
        person.identify(number)
    person.birth_date = birth_date
    if not person.is_verified:
        person.verified, person.verified_at, person.verified_by = Answer.MATCH, by.at, None
    person.save()


def _person_behind(account: Account | None, number: str) -> Person | None:
    """The register entry of this human, with the scope opened to it."""
    found = account.person_id if account else person_with_number(number)
    if found is None:
        return None
    look_as(Who(person=found))
    return Person.objects.get(pk=found)


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
    allow(by, "account.appoint", Target(unit=unit.id), Purpose.OPERATION)
    post = Post.objects.create(
        account=account,
        unit=unit,
        role=role,
        title=title,
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
