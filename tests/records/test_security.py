"""Row-level security stands on every table that speaks of somebody, also after an upgrade."""

import pytest
from django.db import connection

from motcua.records.secure import secure
from tests.world import as_role

pytestmark = pytest.mark.django_db

OPEN = {
    "motcua_unit", "motcua_unitsuccession", "motcua_hamlet",  # known to everybody
    "motcua_sheet", "motcua_blankform", "motcua_publicanswer", "motcua_dayroot",
    "motcua_account", "motcua_post",  # read before it is known who asks; names are sealed
    "motcua_dwelling",  # a tenant finds a house by the code on its door
    "motcua_chain", "motcua_outcome", "motcua_counter", "motcua_serial",  # numbers and hashes
    "motcua_name",  # no page may read it
}  # fmt: skip
"""Tables any page may read, each for its reason."""


def test_every_other_table_shows_pages_only_what_their_visitor_may_see() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relname like 'motcua\\_%%'"
            " and not relrowsecurity"
        )
        bare = {name for (name,) in cursor.fetchall()}
    assert bare - OPEN == set()
    assert OPEN - bare == set()


def test_it_may_be_applied_again_at_each_upgrade() -> None:
    with as_role("motcua_owner"):
        secure()
