"""What forms still ask for although a connected source knows it: each with its reason, or found.

The sources, and the reasons, are data: country/once_only.toml (docs/procedures.md).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from motcua.rules.catalogue.facts import FACTS, KNOWN
from motcua.rules.catalogue.once_only import OnceOnly, Reason, Source
from motcua.rules.catalogue.parts import FieldKind
from motcua.rules.catalogue.procedure import Procedure, Version
from motcua.rules.words.names import accent_free

OF_OTHERS = frozenset({FieldKind.PERSON, FieldKind.MEMBERS})
CHOSEN = frozenset({FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.DWELLING, FieldKind.PARAGRAPH})
"""Questions that name what is known on the way to something else, unless they begin with it."""


@dataclass(frozen=True)
class StillAsked:
    """A field or paper that a connected source knows and a form asks for; `because` is "" where
    nobody has said why."""

    code: str
    version: date
    key: str
    label: str
    knows: str
    because: str = ""
    citation: str = ""

    def __str__(self) -> str:
        why = self.because or "chưa có lý do: ghi `known`/`held_by`, hoặc [[asked]]"
        known = KNOWN.get(self.knows) or FACTS[self.knows]
        return f"{self.code}@{self.version} “{self.key}” ({self.label}): {known}; {why}"


def still_asked(procedures: Iterable[Procedure], law: OnceOnly, since: date) -> list[StillAsked]:
    """Each field and paper, of versions in force on `since` or later, that asks for what a
    connected source knows: with the reason given for it, or none. Once for each procedure."""
    found: dict[tuple[str, str], StillAsked] = {}
    for procedure in procedures:
        for version in procedure.versions:
            if version.valid_to and version.valid_to < since:
                continue
            for key, label, knows in _known_anyway(version, law.sources):
                reason = law.reason_for(procedure.code, key)
                found[procedure.code, key] = StillAsked(
                    procedure.code,
                    version.valid_from,
                    key,
                    label,
                    knows,
                    reason.because if reason else "",
                    reason.citation if reason else "",
                )
    return list(found.values())


def unused_reasons(law: OnceOnly, asked: Collection[StillAsked]) -> list[Reason]:
    """Reasons that speak of nothing that is asked (any more)."""
    return [r for r in law.reasons if not any(r.is_for(one.code, one.key) for one in asked)]


def strangers(law: OnceOnly, procedures: Iterable[Procedure]) -> list[str]:
    """Words of the file that no procedure has: a paper, a question of `same` or `until`, a
    result. Each as "document dwelling-proof: dweling"."""
    versions = [version for procedure in procedures for version in procedure.versions]
    found = []
    for paper in law.documents.values():
        having = [v for v in versions if paper.key in {c.key for c in v.components}]
        asked = {field.key for version in having for field in version.fields}
        words = {*paper.same, *filter(None, [paper.until])} - asked
        missing = words if having else {paper.key}
        found += [f"document {paper.key}: {word}" for word in sorted(missing)]
    for result in law.results.values():
        having = [v for v in versions if v.result.paper == result.paper]
        if result.until not in {field.key for version in having for field in version.fields}:
            found.append(f"result {result.paper}: {result.until}")
    return found


def _known_anyway(version: Version, sources: Iterable[Source]) -> Iterator[tuple[str, str, str]]:
    for field in version.fields:
        texts = (field.label, field.official)
        knows = "" if field.known else _named(texts, sources, "fields", field.kind in CHOSEN)
        if field.kind in OF_OTHERS and not field.known:
            knows = knows or "person.full_name"
        if knows:
            yield field.key, field.label, knows
    for paper in version.components:
        knows = "" if paper.held_by else _named((paper.label,), sources, "papers")
        if knows:
            yield paper.key, paper.label, knows


def _named(
    texts: Iterable[str], sources: Iterable[Source], words: str, begins: bool = False
) -> str:
    """What the source knows whose words stand in a text: anywhere, or where it `begins`."""
    plain = [accent_free(text) for text in texts]
    for source in sources:
        for word in map(accent_free, getattr(source, words)):
            if any(text.startswith(word) if begins else word in text for text in plain):
                return source.knows
    return ""
