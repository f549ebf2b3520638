"""Once a night: what is due to be erased is listed; what was listed and agreed to is erased; what
a backup brought back goes again; what a case of who does not agree with the register said, too."""

from datetime import timedelta

from motcua.actions.act import By
from motcua.actions.holding import forget_holding
from motcua.actions.mismatch import forget_card, forget_case
from motcua.actions.person_list import undo_again
from motcua.actions.retention import erase, erase_again, list_erasure
from motcua.clerks.errands import by_clock, rounds
from motcua.clerks.workplace import here
from motcua.records.erased import HOLDING, LIST, Gone, brought_back, erased_here, listed, put_down
from motcua.records.mismatch import CardSeen, Mismatch, mismatch_law
from motcua.records.retention import Erasure, due, retention
from motcua.rules.retention import KeptPart
from motcua.rules.time.wall_clock import local

MOST_A_NIGHT = 5_000


@rounds("list-erasures", cron="5 2 * * *")
def list_erasures(timestamp: int = 0) -> None:
    """What will be due within the days it is to be shown."""
    until = local(here().clock()).date() + timedelta(days=retention().erase.ahead_days)
    found = [(dossier.id, what) for dossier, what, _ in due(until)]
    for dossier, what in found[:MOST_A_NIGHT]:
        list_erasure(by_clock(), dossier, what=what)


@rounds("erase-due", cron="35 2 * * *")
def erase_due(timestamp: int = 0) -> None:
    """What stood on the list long enough, and where a leader must agree, only if one did."""
    now = here().clock()
    shown = now - timedelta(days=retention().erase.ahead_days)
    ready = Erasure.objects.ready(local(now).date(), shown).order_by("due_on")
    for one in list(ready.values_list("pk", flat=True)[:MOST_A_NIGHT]):
        erase(by_clock(), one)


@rounds("forget-mismatches", cron="20 3 * * *")
def forget_mismatches(timestamp: int = 0) -> None:
    """Cards that have been with a case too long, and what was said in cases long closed."""
    now = here().clock()
    cards = CardSeen.objects.filter(at__lt=now - mismatch_law().card.span)
    for card in list(cards.values_list("pk", flat=True)[:MOST_A_NIGHT]):
        forget_card(by_clock(), card)
    over = Mismatch.objects.past_keeping(now)
    for case in list(over.values_list("pk", flat=True)[:MOST_A_NIGHT]):
        forget_case(by_clock(), case)


@rounds("keep-erased", cron="50 2 * * *")
def keep_erased(timestamp: int = 0) -> None:
    """The list outside the database and the database say the same: what either says was erased
    is in the list, and is gone from here."""
    put_down(erased_here())
    erase_what_came_back(by_clock(), listed())


def erase_what_came_back(by: By, wanted: set[Gone]) -> int:
    """Erase again whatever of this stands in the database; how many."""
    back = brought_back(wanted)
    for one in back:
        if one.what == HOLDING:
            forget_holding(by, one.id)
        elif one.what == LIST:
            undo_again(by, one.id)
        else:
            erase_again(by, one.id, what=KeptPart(one.what))
    return len(back)
