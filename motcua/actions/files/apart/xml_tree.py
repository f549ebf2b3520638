"""Opens one XML paper without following it anywhere: no DTD, no entity, nothing that runs."""

import re
from itertools import chain
from typing import Any

from lxml import etree

from motcua.actions.files.apart import Unfit

BYTES = 5 << 20
ELEMENTS = 50_000

_SAID = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
_PLAIN = {b"utf-8", b"us-ascii", b"ascii"}
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_RUNS = {"http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"}
_PAGES = {"html", "svg", "script"}
_INCLUDES = {"http://www.w3.org/2001/XInclude", "http://www.w3.org/2003/XInclude"}


def parser() -> etree.XMLParser:
    """Asks no network, opens no other file, puts nothing in an entity's place, goes 256 deep."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )


def tree(given: bytes, most: int = BYTES) -> Any:
    """The top element. `Unfit`: file-big, file-xml-encoding, file-xml-declared, file-damaged,
    file-heavy, file-xml-elsewhere, file-xml-active."""
    if len(given) > min(most, BYTES):
        raise Unfit("file-big", {"limit": min(most, BYTES) >> 20})
    _refuse_declared(given)
    try:
        top = etree.fromstring(given, parser())
    except etree.XMLSyntaxError as error:
        raise Unfit("file-damaged", {"why": "XMLSyntaxError"}) from error
    around = (*top.itersiblings(preceding=True), *top.itersiblings())
    for number, each in enumerate(chain(around, top.iter())):
        if number > ELEMENTS:
            raise Unfit("file-heavy")
        _refuse_active(each)
    return top


def _refuse_declared(given: bytes) -> None:
    """Before any parser sees it: in an encoding that hides nothing, and without declarations."""
    said = _SAID.match(given.removeprefix(b"\xef\xbb\xbf"))
    try:
        text = given.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("file-xml-encoding") from None
    if "\0" in text or (said and said[1].lower() not in _PLAIN):
        raise Unfit("file-xml-encoding")
    if _DECLARED.search(text):
        raise Unfit("file-xml-declared")


def _refuse_active(each: Any) -> None:
    if isinstance(each, etree._ProcessingInstruction):
        if each.target.lower() == "xml-stylesheet":
            raise Unfit("file-xml-elsewhere")
    elif isinstance(each.tag, str):
        name = etree.QName(each)
        if name.namespace in _INCLUDES:
            raise Unfit("file-xml-elsewhere")
        if name.namespace in _RUNS or name.localname.lower() in _PAGES:
            raise Unfit("file-xml-active")
