"""Row-level security stands on every table that speaks of somebody, also after an upgrade."""

import re

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
    "motcua_bucket", "motcua_lineminute",  # how often systems were asked, and how they did
    "motcua_announcement",  # that a system is down
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


def test_no_policy_reads_a_whole_table_to_judge_one_row() -> None:
    """Filing over 300,000 dossiers cost twenty times as much as over none, for two such rows."""
    assert _greedy() == set()
    with as_role("motcua_owner"), connection.cursor() as cursor:
        cursor.execute(
            "create policy all_of_them on motcua_note for select to motcua_web"
            " using (dossier_id in (select d.id from motcua_dossier d))"
        )
    assert _greedy() == {"all_of_them"}


def _greedy() -> set[str]:
    """Policies that gather the ids of all rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute("select policyname, concat(qual, with_check) from pg_policies")
        said = cursor.fetchall()
    whole = re.compile(r"IN \( SELECT \w+\.id\s+FROM motcua_\w+ \w+\)")
    return {name for name, words in said if whole.search(words)}
