"""The commune that the benches fill: what they write by SQL fits the tables as they are today."""

import pytest

from bench.dossiers import put_in
from motcua.records.dossier import Dossier, Party
from tests.doors.conftest import ClientOf
from tests.doors.desk import text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db


def test_a_commune_of_years_opens_in_the_inbox(client_of: ClientOf) -> None:
    with as_role("motcua_owner"):
        put_in(dossiers=50, people=20)
    with as_role("motcua_clerk"):
        assert Dossier.objects.filter(number__startswith="B-").count() == 50
        assert Party.objects.filter(dossier__number__startswith="B-").count() == 50
    page = client_of("police").get("/quay/?xep=moi")
    assert page.status_code == 200 and "Hộp việc" in text_of(page)
