"""What is held and need not be handed in, as every door shows it: from where, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua.doors.shared.templatetags.motcua import day
from motcua.records.holding import Holding, referred_to
from motcua.records.procedure import once_only
from motcua.rules.catalogue.facts import FACTS
from motcua.rules.catalogue.once_only import HELD, KNOWN_FIELDS, held_in
from motcua.rules.catalogue.procedure import Answers, Version
from motcua.rules.who import Who


@dataclass(frozen=True)
class Held:
    """A paper of a dossier that nobody need hand in. `files` are in the person's store."""

    key: str
    label: str
    where: str
    basis: str
    until: date | None = None
    files: Sequence[Holding] = ()


def papers_held(who: Who, version: Version, answers: Answers) -> list[Held]:
    """The papers of this dossier that a register or the applicant's store holds."""
    holders = held_in(version, answers)
    stored = referred_to(who, answers.get(HELD) or {})
    found = []
    for one in version.components:
        holder = holders.get(one.key, KNOWN_FIELDS)
        if holder == HELD:
            files = stored.get(one.key, [])
            where = _where(files)
            ends = [file.valid_to for file in files if file.valid_to]
            basis = once_only().citation
            found.append(Held(one.key, one.label, where, basis, min(ends, default=None), files))
        elif holder != KNOWN_FIELDS:
            found.append(Held(one.key, one.label, FACTS[holder], one.citation))
    return found


def _where(files: Sequence[Holding]) -> str:
    """Where it is from, and whether it has ceased to serve since the dossier referred to it."""
    if not files:
        return "Đã tiếp nhận trong một hồ sơ trước"
    ended = next((file.get_ended_display() for file in files if file.ended), "")
    return f"{origin(files[0])}. Nay {ended}" if ended else origin(files[0])


def origin(holding: Holding) -> str:
    """Where something in a store comes from, in words."""
    since = day(holding.valid_from)
    if holding.kind == Holding.Kind.RESULT:
        return f"Kết quả hồ sơ {holding.number}, cấp ngày {since}"
    if holding.source == Holding.Source.DOSSIER:
        return f"Hồ sơ {holding.number}, tiếp nhận và giải quyết ngày {since}"
    return f"{holding.get_source_display().capitalize()}, hồ sơ {holding.number}, ngày {since}"
