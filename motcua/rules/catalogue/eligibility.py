"""What a procedure comes to in one person's case, before anything is filled in.

The same conditions that make the form decide here, too: which questions change what a person
must bring, pay and wait for, and what a person may say of themselves before signing in.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from motcua.rules.catalogue.fact_law import BIRTH, DEATH, FactLaw
from motcua.rules.catalogue.facts import EXEMPT
from motcua.rules.catalogue.parts import Answers, Component, Condition, FeeRule, Field, FieldKind
from motcua.rules.catalogue.procedure import Version

CHOSEN = (FieldKind.CHOICE, FieldKind.YES_NO)
OF_THE_PERSON = ("fact.exempt", "fact.digital-citizen")  # what one is, whatever one asks for
CONFIDENCE: Mapping[str, str] = {"med": "chưa đối chiếu đủ", "low": "chưa chắc"}


def deciding(version: Version, answers: Answers, held: Collection[str] = ()) -> list[Field]:
    """The questions whose answer changes the papers, the time, the fee or who must agree.

    In the order of the form; only those to be asked with what is said so far. `held` are the
    keys that a register answered.
    """
    said = version.said(answers)
    wanted = set(_looked_at(version))
    return [f for f in version.fields if f.key in wanted and f.asked(said, held)]


def unsettled(version: Version, answers: Answers, held: Collection[str] = ()) -> set[str]:
    """Keys of the choices not made yet that may still have to be: what looks at them is open."""
    said, wanted = version.said(answers), set(_looked_at(version))
    found: set[str] = set()
    for field in version.fields:
        if field.key not in wanted or field.key in held or said.get(field.key, "") != "":
            continue
        if field.applies(said) or (field.when and field.when.field in found):
            found.add(field.key)
    return found


def depends(rules: Iterable[Any], on: Collection[str]) -> bool:
    """Whether any of these papers, times or fees looks at one of these choices."""
    looked_at = (c.field for r in rules for c in (r.when, getattr(r, "also", None)) if c)
    return not set(on).isdisjoint(looked_at)


def perhaps(version: Version, answers: Answers, held: Collection[str] = ()) -> list[Component]:
    """The papers that may be needed, depending on choices not made yet."""
    open_ones, needed = unsettled(version, answers, held), version.needed(answers)
    return [c for c in version.components if depends([c], open_ones) and c not in needed]


def waivers(version: Version, facts: Answers, on: date) -> list[FeeRule]:
    """The fees that are nothing because of who the person is, as far as data say so."""
    return [
        rule
        for rule in version.fees
        if rule.in_force(on) and not rule.amount and not rule.set_by
        for named in [[c for c in (rule.when, rule.also) if c and c.field in OF_THE_PERSON]]
        if named and all(c.holds(facts) and facts.get(c.field) for c in named)
    ]


def plain_facts(version: Version, law: FactLaw, on: date) -> list[Field]:
    """The facts this version looks at that a visitor can say of themselves, in the numbers of the
    law of a day; of the choices only those that change something here."""
    wanted = {one.held_by: set[Any]() for one in version.components}
    for condition in conditions(version):
        wanted.setdefault(condition.field, set()).update(condition.values)
    return [
        replace(question, options=tuple(o for o in question.options if o[0] in wanted[fact]))
        for fact, question in _plain(law, on)
        if fact in wanted
    ]


def _plain(law: FactLaw, on: date) -> Iterator[tuple[str, Field]]:
    """What a person knows as well as the registers do; after signing in it is read, not asked."""
    labels = {
        "fact.dwelling-declared": "Chủ nhà đã khai báo chỗ ở này với chúng tôi chưa?",
        "fact.owner-is-applicant": "Chỗ ở này có phải của Bạn không?",
        BIRTH: f"Con sinh đã quá {law.term(BIRTH, on).days} ngày chưa?",
        DEATH: f"Người mất đã quá {law.term(DEATH, on).days} ngày chưa?",
        "fact.exempt": "Bạn có thuộc diện được miễn lệ phí không?",
    }
    for fact, label in labels.items():
        options = _exempt(law, on) if fact == "fact.exempt" else ()
        kind = FieldKind.CHOICE if options else FieldKind.YES_NO
        yield fact, Field(fact, label, kind, "", options=options, required=False)


def _exempt(law: FactLaw, on: date) -> tuple[tuple[str, str], ...]:
    """Each ground as a choice: `Người cao tuổi (từ 60 tuổi)`."""
    years = {value: f" ({age.words})" for value, age in law.ages_on(on).items()}
    return tuple(
        (value, f"{words[:1].upper()}{words[1:]}{years.get(value, '')}")
        for value, words in EXEMPT.items()
    )


def _looked_at(version: Version) -> Iterator[str]:
    """Keys of the choices that papers, times, fees and consents look at, directly or through
    the conditions of other choices."""
    fields = {f.key: f for f in version.fields if f.kind in CHOSEN}
    waiting = [one.field for one in conditions(version)]
    seen: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in seen or key not in fields:
            continue
        seen.add(key)
        yield key
        waiting += [c.field for c in (fields[key].when,) if c]


def conditions(version: Version) -> Iterator[Condition]:
    """The conditions of papers, times, fees and consents."""
    rules: tuple[Any, ...] = (
        *version.components, *version.times, *version.fees, *version.consents
    )  # fmt: skip
    for rule in rules:
        yield from (c for c in (rule.when, getattr(rule, "also", None)) if c)


def spared(version: Version, answers: Answers) -> list[Component]:
    """The papers of this case that need not be brought, because the State holds what they say."""
    said = version.said(answers)
    return [c for c in version.components if c.applies(said) and not c.needed(said)]


def unsure(version: Version) -> list[str]:
    """What the file marks as not compared with the law: `Lệ phí: chưa đối chiếu đủ`."""
    parts: list[tuple[str, Any]] = [("Bản quy định này", version), ("Kết quả", version.result)]
    for rows in (version.components, version.fees, version.consents):
        parts += [(one.label, one) for one in rows]
    parts += [("Thời hạn", one) for one in version.times]
    found = [
        f"{label}: {CONFIDENCE[p.confidence]}" for label, p in parts if p.confidence != "high"
    ]
    return list(dict.fromkeys(found))
