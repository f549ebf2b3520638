"""What a log line keeps and what it hides: ids stay whole, identity numbers never do."""

import logging
import re
import uuid

from hypothesis import given
from hypothesis import strategies as st

from motcua.site.log import OneLine, masked

NUMBERS = st.from_regex(r"\A(?:[0-9]{12}|[0-9]{9})\Z")
IDS = st.uuids(version=4) | st.text(max_size=9).map(
    lambda name: uuid.uuid5(uuid.NAMESPACE_OID, name)
)
AROUND = st.sampled_from([" ", "/", "=", "'", '"', ",", "(", ")", ":", "?"])
LONG = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
GROUPED = (
    "001 190 000 017",
    "001.190.000.017",
    "001-190-000-017",
    "0011 9000 0017",
    "011 345 670",
)


@given(st.text(max_size=20), AROUND, IDS, AROUND, st.text(max_size=20))
def test_an_id_is_left_whole(
    before: str, left: str, id: uuid.UUID, right: str, after: str
) -> None:
    line = masked(f"{before}{left}{id}{right}{after}")
    assert str(id) in line
    assert str(id).upper() in masked(f"{before}{left}{str(id).upper()}{right}{after}")


@given(st.text(max_size=20), NUMBERS, st.text(max_size=20), st.none() | IDS)
def test_no_identity_number_is_left(
    before: str, number: str, after: str, id: uuid.UUID | None
) -> None:
    """Whatever stands around it, be it an id; only in a longer run of digits it is none."""
    beside = f" {id}" if id else ""
    line = masked(f"{before}{number}{after}{beside}")
    assert not LONG.search(line.removesuffix(beside))


@given(IDS, NUMBERS, st.sampled_from(GROUPED))
def test_beside_an_id_a_number_is_hidden_all_the_same(
    id: uuid.UUID, number: str, grouped: str
) -> None:
    for line in (f"/quay/nguoi/{id}?q={number}", f"{number} {id}", f"{id} {number}"):
        assert str(id) in masked(line) and number not in masked(line)
    assert grouped not in masked(f"{grouped} {id}") and grouped not in masked(f"{id}: {grouped}")


@given(NUMBERS)
def test_a_number_dressed_up_as_an_id_is_hidden(number: str) -> None:
    for shape in (
        f"00000000-0000-0000-0000-{number:0>12}",
        f"a{uuid.uuid4()}-{number}",
        f"{uuid.uuid4()}-{number}",
    ):
        assert number not in masked(shape)


def test_a_line_is_one_line() -> None:
    record = logging.makeLogRecord({"msg": "a\r\nb %s", "args": ("001190000017",)})
    assert OneLine().format(record).endswith(r"a\r\nb 0011*****017")
