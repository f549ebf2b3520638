"""What is true of each thing a paper confirms: who compared it, who saw it, or who said it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from motcua.records.dossier import Dossier
from motcua.records.verification import Verification, sightings_of
from motcua.rules.verification import Answer

Way = tuple[str, datetime]
"""How a thing is known (bridges/paper_results.Source) and since when."""
ORDER = ("register", "seen", "held", "told")


def sources(
    dossier: Dossier, printed: Iterable[tuple[str, str]], at: datetime
) -> list[dict[str, Any]]:
    """The things printed, (key, words), put together by how each is known: best known first.

    A key is the procedure's field; a thing without one stands in the commune's own data alone.
    """
    compared, seen = _compared(dossier), _seen(dossier)
    told = _told(dossier)
    ways: dict[Way, list[str]] = {}
    for key, words in printed:
        held: Way = ("told", dossier.submitted_at) if key in told else ("held", at)
        ways.setdefault(compared.get(key) or seen.get(key) or held, []).append(words)
    return [
        {"how": how, "at": since, "what": ", ".join(what)}
        for (how, since), what in sorted(ways.items(), key=_best_first)
    ]


def _best_first(way: tuple[Way, list[str]]) -> tuple[int, datetime]:
    (how, since), _ = way
    return ORDER.index(how), since


def _compared(dossier: Dossier) -> Mapping[str, Way]:
    """What the population database last agreed with; the number too, where all of it agreed,
    since the question is put by number."""
    asked = Verification.objects.filter(dossier=dossier, person=dossier.applicant_id)
    answered = asked.exclude(answered_at=None).select_related("served")
    last = answered.order_by("answered_at").last()
    if last is None or last.said_at is None:
        return {}
    agreed = {key for key, answer in last.answers.items() if answer == Answer.MATCH}
    if last.answer == Answer.MATCH:
        agreed.add("number")
    return {key: ("register", last.said_at) for key in agreed}


def _seen(dossier: Dossier) -> Mapping[str, Way]:
    """What an officer saw on the paper itself, and found to be as it was said."""
    return {key: ("seen", finding.at) for key, finding in sightings_of(dossier).items()}


def _told(dossier: Dossier) -> set[str]:
    """What the applicant said and no register held."""
    return set(dossier.answers) - set(dossier.answers.get("fact.known", ()))
