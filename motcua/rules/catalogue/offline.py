"""One version as plain JSON, to be carried by a telephone and asked where there is no line.

The meaning is that of `Version`, said in data alone, so that any language can evaluate it:

* A question applies when its `when` is null, or the value of `when.field` is in `when.in`; equal
  means the same JSON type and value, and what was not answered has the value "".
* Answers to questions that do not apply are disregarded, walking the questions in their order.
* A question is asked when it applies and is not (`known` and answered by a register).
* Questions with one `page` are asked together, where the first of them stands.
* A paper is needed when it applies, the fact `held_by` is not true, and its key is not in
  `fact.held`. Who must agree is decided like the questions.

`facts` are what conditions look at and only the office works out: a telephone takes them along
with `known` when it was last on the line, else they are "".
"""

from collections.abc import Iterable
from typing import Any

from motcua.rules.catalogue.facts import FACTS, KNOWN
from motcua.rules.catalogue.parts import Component, Condition, ConsentRule, Field
from motcua.rules.catalogue.procedure import Version

FORMAT = 1


def offline_form(version: Version) -> dict[str, Any]:
    """Everything a telephone needs to ask this version's questions; JSON values only.

    It is the same for everybody: no answer, no person, no dossier is in it.
    """
    return {
        "format": FORMAT,
        "procedure": version.code,
        "version": version.key,
        "name": version.name,
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "authority": version.authority,
        "note": version.note,
        "citation": list(version.citation),
        "filed_here": version.filed_here,
        "questions": [_question(one) for one in version.fields],
        "papers": [_paper(one) for one in version.components],
        "consents": [_consent(one) for one in version.consents],
        "known": {word: KNOWN[word] for word in _known(version)},
        "facts": {word: FACTS[word] for word in _facts(version)},
    }


def _question(field: Field) -> dict[str, Any]:
    return {
        "key": field.key,
        "label": field.label,
        "official": field.official,
        "hint": field.hint,
        "kind": str(field.kind),
        "page": field.page or field.key,
        "options": [{"value": value, "label": label} for value, label in field.options],
        "required": field.required,
        "most": field.max_length,
        "known": field.known or None,
        "when": _condition(field.when),
        "citation": field.citation,
    }


def _paper(component: Component) -> dict[str, Any]:
    return {
        "key": component.key,
        "label": component.label,
        "hint": component.hint,
        "required": component.required,
        "held_by": component.held_by or None,
        "when": _condition(component.when),
        "citation": component.citation,
    }


def _consent(consent: ConsentRule) -> dict[str, Any]:
    return {
        "who": consent.who,
        "label": consent.label,
        "ways": list(consent.ways),
        "when": _condition(consent.when),
        "citation": consent.citation,
    }


def _condition(condition: Condition | None) -> dict[str, Any] | None:
    return {"field": condition.field, "in": list(condition.values)} if condition else None


def _known(version: Version) -> list[str]:
    return _once(field.known for field in version.fields if field.known)


def _facts(version: Version) -> list[str]:
    parts: tuple[Any, ...] = (*version.fields, *version.components, *version.consents)
    looked_at = [one.when.field for one in parts if one.when]
    held = [one.held_by for one in version.components]
    return _once(word for word in (*looked_at, *held) if word.startswith("fact."))


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
