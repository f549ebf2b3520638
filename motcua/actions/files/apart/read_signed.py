"""Says of one signed file what each signature is worth, which certificates it carries, or what an
XML paper says and who signed it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple
from datetime import datetime
from typing import Any

from motcua.actions.files.apart import Unfit
from motcua.actions.files.apart.pdf_signature import chain_of, examine
from motcua.actions.files.apart.xml_signature import chain_of_xml, examine_xml
from motcua.actions.files.apart.xml_table import table_of
from motcua.rules.signature import Evidence, Unreadable

Said = list[Any]


def opened(given: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Before the file stands a line of JSON: `is_xml`, and what is known besides (`read_signed.py`
    of the house). `Unfit`: file-damaged."""
    line, _, content = given.partition(b"\n")
    try:
        return {"said": _SAYS[told["what"]](content, json.loads(line))}, b""
    except Unreadable as error:
        raise Unfit("file-damaged", {"why": str(error)}) from error


def _verdicts(content: bytes, beside: Mapping[str, Any]) -> Said:
    certificates, ocsps, crls = (tuple(map(bytes.fromhex, part)) for part in beside["known"])
    look = examine_xml if beside["is_xml"] else examine
    verdicts = look(
        content,
        beside["roots"].encode(),
        at=datetime.fromisoformat(beside["at"]),
        evidence=Evidence(certificates, ocsps, crls),
    )
    return [{name: _plain(value) for name, value in asdict(one).items()} for one in verdicts]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _chain(content: bytes, beside: Mapping[str, Any]) -> Said:
    chain = chain_of_xml(content) if beside["is_xml"] else chain_of(content)
    return [each.hex() for each in chain]


def _table(xml: bytes, _: Mapping[str, Any]) -> Said:
    return [
        (one.signatures, one.place, [astuple(row) for row in one.rows], one.more)
        for one in table_of(xml)
    ]


_SAYS: Mapping[str, Callable[[bytes, Mapping[str, Any]], Said]] = {
    "verdicts": _verdicts,
    "chain": _chain,
    "table": _table,
}
