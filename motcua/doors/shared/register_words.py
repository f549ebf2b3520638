"""What the population database was asked and said, in words."""

from collections.abc import Iterable, Mapping

from motcua.rules.verification import Answer, Claim


def fields_words(fields: Iterable[str]) -> str:
    """“họ và tên, ngày sinh”."""
    return ", ".join(Claim(one).label for one in fields)


def answers_words(answers: Mapping[str, str]) -> str:
    """“họ và tên, ngày sinh: trùng khớp; nơi ở: không có thông tin”."""
    alike: dict[str, list[str]] = {}
    for field in Claim:
        if field in answers:
            alike.setdefault(answers[field], []).append(field)
    return "; ".join(
        f"{fields_words(fields)}: {Answer(said).label}" for said, fields in alike.items()
    )
