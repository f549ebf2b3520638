"""A fee as every door shows it before anything begins: how much, why, which data prove it, and
the article."""

from dataclasses import dataclass
from datetime import date

from motcua.doors.shared.templatetags.motcua import money
from motcua.rules.catalogue.facts import EXEMPT
from motcua.rules.catalogue.procedure import Answers, Version
from motcua.rules.dossier import Channel

PROOFS = {
    "fact.digital-citizen": "là công dân số",
    "fact.birth-registered-late": "đăng ký khai sinh quá hạn",
    "fact.death-registered-late": "đăng ký khai tử quá hạn",
}


@dataclass(frozen=True)
class FeeShown:
    """`amount` in đồng, None where it is not known here. `words` says it; `why` is the rule's
    own label; `proof` what the data said, so that no paper need; `until` the rule's last day."""

    amount: int | None
    words: str
    why: str
    citation: str
    proof: str = ""
    until: date | None = None
    sure: bool = True


def fee_shown(version: Version, answers: Answers, on: date) -> FeeShown:
    """The fee of a dossier on a day, with all that says why."""
    fee = version.fee(answers, on)
    rule = fee.rule
    proof = "; ".join(filter(None, (_proof(fact, answers) for fact in fee.facts)))
    return FeeShown(
        amount=fee.amount if fee.known else None,
        words=_words(fee.amount) if fee.known else fee.label,
        why=fee.label if fee.known else "",
        citation=fee.citation,
        proof=proof,
        until=rule.valid_to if rule else None,
        sure=rule is None or rule.confidence == "high",
    )


def fees_both_ways(version: Version, answers: Answers, on: date) -> list[tuple[str, FeeShown]]:
    """The fee online and at the counter, each with its way; once, without, where it is equal."""
    ways = {"nộp trên mạng": Channel.ONLINE, "nộp tại quầy": Channel.COUNTER}
    fees = [
        (way, fee_shown(version, {**answers, "fact.channel": str(channel)}, on))
        for way, channel in ways.items()
    ]
    return [("", fees[0][1])] if fees[0][1] == fees[1][1] else fees


def all_fees(version: Version, on: date) -> list[FeeShown]:
    """Every amount and waiver of a version on a day, in the order they are looked at."""
    return [
        FeeShown(
            amount=None if rule.set_by else rule.amount,
            words=f"do {rule.set_by} định" if rule.set_by else _words(rule.amount),
            why=rule.label,
            citation=rule.citation,
            until=rule.valid_to,
            sure=rule.confidence == "high",
        )
        for rule in version.fees
        if rule.in_force(on)
    ]


def _words(amount: int) -> str:
    return money(amount) if amount else "Không mất tiền"


def _proof(fact: str, answers: Answers) -> str:
    """What a fact that a fee rests on says of the person; "" where it says nothing for them."""
    value = answers.get(fact)
    if fact == "fact.exempt":
        return f"thuộc diện {EXEMPT[value]}" if value else ""
    return PROOFS.get(fact, "") if value is True else ""
