"""A procedure told in words: what it asks on a day, and what has changed between two."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from motcua.rules.catalogue.eligibility import CONFIDENCE, depends, spared, unsettled, unsure
from motcua.rules.catalogue.facts import EXEMPT, FACTS, KNOWN
from motcua.rules.catalogue.parts import LEVELS, UNKNOWN, Answers, Condition, Fee, Field, TimeRule
from motcua.rules.catalogue.procedure import Procedure, Version
from motcua.rules.catalogue.result import Line, Result
from motcua.rules.time.working_time import TimeLimit, amount_words

WORDS: Mapping[str, str] = {
    "label": "tên", "official": "chữ trên mẫu giấy", "hint": "lời dặn", "kind": "loại",
    "known": "nguồn đã biết", "page": "trang", "options": "các lựa chọn", "required": "bắt buộc",
    "when": "điều kiện", "also": "điều kiện thêm", "max_length": "số chữ nhiều nhất",
    "confidence": "độ chắc", "citation": "căn cứ", "held_by": "dữ liệu thay giấy",
    "amount": "mức", "set_by": "nơi định mức", "per_member": "tính theo người",
    "valid_from": "từ ngày", "valid_to": "đến ngày", "years": "số năm", "paper": "mẫu in",
    "valid_for": "giá trị", "valid_years": "giá trị mấy năm",
    "items": "các ô", "columns": "các cột", "name": "tên", "limit": "thời hạn",
    "authority": "nơi giải quyết", "note": "lời dặn", "level": "cấp giải quyết",
    "anywhere": "nộp ở đâu cũng được", "ways": "cách đồng ý", "under": "dưới bao nhiêu tuổi",
    "least": "từ bao nhiêu tuổi", "proof": "giấy chứng minh", "ends": "giấy có ngày hết giá trị",
    "transition": "chuyển tiếp", "moves": "hồ sơ chuyển sang", "unknown": "điều chưa rõ",
    "title": "tên giấy", "about": "trích yếu", "book": "ký hiệu sổ", "basis": "căn cứ in",
    "lines": "các dòng", "where": "người dân đến đâu", "takes": "lấy những điều",
    "after": "sau việc", "agency": "hệ thống giải quyết", "procedure": "tính vào thủ tục",
    "result": "kết quả", "times": "thời hạn", "outcomes": "điều cán bộ ghi",
}  # fmt: skip
PLAIN_ENTRIES = (
    "authority", "level", "anywhere", "note", "transition", "moves", "unknown", "confidence",
)  # fmt: skip
LISTS = (
    ("fields", "câu hỏi", "key"),
    ("components", "giấy tờ", "key"),
    ("consents", "ý kiến đồng ý", "who"),
    ("outcomes", "điều cán bộ ghi", "key"),
    ("checks", "phép thử", "name"),
    ("representatives", "người nộp thay", "who"),
    ("stages", "việc liên thông", "key"),
)
CHANNELS: Mapping[str, str] = {"online": "nộp trực tuyến", "counter": "nộp tại quầy"}
YES_NO: Mapping[str, str] = {"True": "Có", "False": "Không"}
SURE: Mapping[str, str] = {"high": "chắc", **CONFIDENCE}


def told(
    procedure: Procedure, version: Version, answers: Answers, on: date, held: Collection[str] = ()
) -> Iterator[str]:
    """What a person is asked, brings, pays and waits for, line by line, each with its citation.

    `answers` is what is said, known and the facts; `held` the keys a register answered.
    """
    yield f"{procedure.name} ({procedure.code})"
    yield f"Phiên bản {_span(version.valid_from, version.valid_to)}"
    yield f"Ai làm: {procedure.who}"
    yield f"Nơi giải quyết: {version.authority} ({LEVELS[version.level]})"
    yield f"Căn cứ: {'; '.join(version.citation)}"
    if version.note:
        yield f"Lời dặn: {version.note}"
    for words in (UNKNOWN[word] for word in version.unknown):
        yield f"CHƯA RÕ: {words}"
    yield from _questions(version, answers, held)
    open_ones = unsettled(version, answers, held)
    yield from _papers(version, answers, open_ones)
    yield from _money_and_time(version, answers, on, open_ones)
    yield f"Kết quả: {version.result.label} [{version.result.citation}]"
    for words in unsure(version):
        yield f"CHƯA CHẮC: {words}"


def _questions(version: Version, answers: Answers, held: Collection[str]) -> Iterator[str]:
    pages = version.pages(answers, held)
    yield f"Người dân được hỏi {len(pages)} câu:"
    for number, page in enumerate(pages, 1):
        for field in page:
            yield f"  {number}. {field.label} ({field.key}) [{field.citation}]"
            yield from (f"       {words}" for words in _about(field, version))
    said = version.said(answers)
    for field in version.applying(answers):
        if field.known and field.key in held and not field.asked(said, held):
            yield f"  Không hỏi: {field.label}, đã có: {KNOWN[field.known]}"


def _about(field: Field, version: Version) -> Iterator[str]:
    if field.options:
        yield "; ".join(f"{value} = {words}" for value, words in field.options)
    if field.when:
        yield f"chỉ hỏi khi {condition_words(field.when, version)}"
    if field.known:
        yield f"chỉ hỏi khi chưa có: {KNOWN[field.known]}"
    if not field.required:
        yield "được bỏ trống"


def _papers(version: Version, answers: Answers, open_ones: Collection[str]) -> Iterator[str]:
    needed = version.needed(answers)
    yield "Giấy tờ phải có:" if needed else "Giấy tờ phải có: không"
    for one in needed:
        unless = f"; không đòi khi {FACTS[one.held_by].lower()}" if one.held_by else ""
        yield f"  {one.label}{'' if one.required else ' (nếu có)'}{unless} [{one.citation}]"
    for one in version.components:
        if one.when and one.when.field in open_ones and one not in needed:
            yield f"  Khi {condition_words(one.when, version)}: {one.label} [{one.citation}]"
    for one in spared(version, answers):
        yield f"  Không phải nộp: {one.label}, vì {FACTS.get(one.held_by, 'đã có').lower()}"
    for consent in version.consents_for(answers):
        yield f"  Phải có: {consent.label} [{consent.citation}]"


def _money_and_time(
    version: Version, answers: Answers, on: date, open_ones: Collection[str]
) -> Iterator[str]:
    fees = [rule for rule in version.fees if rule.in_force(on)]
    for channel, words in CHANNELS.items():
        fee = version.fee({**answers, "fact.channel": channel}, on)
        if fee.rule or not depends(fees, open_ones):
            yield f"Lệ phí, {words}: {fee_words(fee)} [{fee.citation}]"
    if depends(fees, open_ones):
        yield "Lệ phí tuỳ trường hợp, lấy dòng đầu tiên hợp:"
        yield from (f"  {_fee_words(rule, version)}" for rule in fees)
    limit = limit_of(version, answers)
    yield f"Thời hạn: {amount_words(limit)} [{limit.citation}]" if limit else "Thời hạn: chưa rõ"
    if depends(version.times, open_ones):
        yield "Thời hạn tuỳ trường hợp, lấy dòng đầu tiên hợp:"
        yield from (f"  {_time_words(rule, version)}" for rule in version.times)


def limit_of(version: Version, answers: Answers) -> TimeLimit | None:
    """The time limit of this case; None where the file does not know it."""
    try:
        return version.time_limit(answers)
    except LookupError:
        return None


def fee_words(fee: Fee) -> str:
    """`7.000 đ, Lệ phí đăng ký tạm trú`; its label alone where the amount is not known here."""
    return f"{_dong(fee.amount)}, {fee.label}" if fee.known else fee.label


def _dong(amount: int) -> str:
    return f"{amount:,} đ".replace(",", ".")


def _span(begins: date | None, ends: date | None) -> str:
    words = f"từ {begins:%d/%m/%Y}" if begins else "từ trước"
    return f"{words} đến {ends:%d/%m/%Y}" if ends else f"{words} đến nay"


def condition_words(condition: Condition, version: Version) -> str:
    """`“Bạn đăng ký cho ai?” là “Cho tôi”`; a fact in its own words: `nộp trực tuyến`."""
    asked = {f.key: f for f in version.fields}.get(condition.field)
    if asked is None:
        return _fact_words(condition)
    options = dict(asked.options) or YES_NO
    values = [options.get(str(value), _value(value)) for value in condition.values]
    return f"“{asked.label}” là {' hoặc '.join(f'“{value}”' for value in values)}"


def _fact_words(condition: Condition) -> str:
    if condition.field == "fact.channel":
        return " hoặc ".join(CHANNELS[value] for value in condition.values)
    if condition.field == "fact.exempt":
        return f"thuộc diện {', '.join(EXEMPT[value] for value in condition.values if value)}"
    words = _small(FACTS.get(condition.field, condition.field))
    return words if True in condition.values else f"không phải trường hợp {words}"


def changes(old: Version, new: Version, day: date, later: date) -> list[str]:
    """What is different under `new` on `later` from `old` on `day`; empty where nothing is."""
    found = [*_entries("", old, new, PLAIN_ENTRIES, old, new)]
    for name, what, key in LISTS:
        found += _rows(what, key, getattr(old, name), getattr(new, name), old, new)
    found += _times(old, new)
    found += _fees(old, new, day, later)
    found += _entries("Kết quả: ", old.result, new.result, _names(new.result), old, new)
    if old.form and new.form:
        found += _entries("Tờ khai: ", old.form, new.form, _names(new.form), old, new)
    if set(old.citation) != set(new.citation):
        found += _sets("Căn cứ", old.citation, new.citation)
    return found


def _rows(
    what: str, key: str, old: Iterable[Any], new: Iterable[Any], was: Version, now: Version
) -> Iterator[str]:
    before, after = ({getattr(one, key): one for one in rows} for rows in (old, new))
    yield from (f"Thêm {what}: {_name(one)}" for k, one in after.items() if k not in before)
    yield from (f"Bỏ {what}: {_name(one)}" for k, one in before.items() if k not in after)
    for name, one in after.items():
        if name in before:
            head = f"{what.capitalize()} “{_name(one)}”: "
            yield from _entries(head, before[name], one, _names(one), was, now)


def _times(old: Version, new: Version) -> Iterator[str]:
    before, after = ([_time_words(t, v) for t in v.times] for v in (old, new))
    yield from _sets("Thời hạn", before, after)


def _time_words(rule: Any, version: Version) -> str:
    when = f" khi {condition_words(rule.when, version)}" if rule.when else ""
    return f"{amount_words(rule.limit)}{when} [{rule.limit.citation}]"


def _fees(old: Version, new: Version, day: date, later: date) -> Iterator[str]:
    before = [_fee_words(r, old) for r in old.fees if r.in_force(day)]
    after = [_fee_words(r, new) for r in new.fees if r.in_force(later)]
    yield from _sets("Lệ phí", before, after)


def _fee_words(rule: Any, version: Version) -> str:
    amount = f"do {rule.set_by} định" if rule.set_by else _dong(rule.amount)
    wanted = [condition_words(c, version) for c in (rule.when, rule.also) if c]
    when = f", khi {' và '.join(wanted)}" if wanted else ""
    return f"{rule.label} {amount}{when} [{rule.citation}]"


def _sets(what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[str]:
    before, after = list(old), list(new)
    yield from (f"{what}, bỏ: {words}" for words in before if words not in after)
    yield from (f"{what}, thêm: {words}" for words in after if words not in before)


def _entries(
    head: str, old: Any, new: Any, names: Iterable[str], was: Version, now: Version
) -> Iterator[str]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            words = f"{head}{WORDS.get(name, name)}"
            yield f"{_first(words)} đổi từ {_said(before, was)} thành {_said(after, now)}"


def _said(value: Any, version: Version) -> str:
    if value in ("", None, ()):
        return "để trống"
    if isinstance(value, Condition):
        return condition_words(value, version)
    if isinstance(value, tuple) and isinstance(value[0], Line):
        return f"“{'; '.join(line.says or line.label or line.of for line in value)}”"
    if isinstance(value, tuple) and isinstance(value[0], TimeRule):
        return f"“{'; '.join(_time_words(rule, version) for rule in value)}”"
    if isinstance(value, Result) or (isinstance(value, tuple) and isinstance(value[0], Field)):
        listed = value if isinstance(value, tuple) else (value,)
        return f"“{', '.join(one.label for one in listed)}”"
    if isinstance(value, tuple):
        words = [v[1] if isinstance(v, tuple) else UNKNOWN.get(v, _value(v)) for v in value]
        return f"“{', '.join(words)}”"
    return f"“{SURE.get(str(value)) or LEVELS.get(str(value)) or _value(value)}”"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "chưa trả lời" if value == "" else str(value)


def _names(part: Any) -> list[str]:
    return [f.name for f in fields(part) if f.name not in ("key", "who")]


def _name(part: Any) -> str:
    return str(getattr(part, "label", "") or getattr(part, "name", ""))


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]
