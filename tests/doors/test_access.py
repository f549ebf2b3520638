"""Every URL × every role: one table, walked from the router itself.

A new URL without a row fails. Each letter answers for one visitor: `o` the page is theirs,
`-` it does not exist for them (404, whether it is foreign or missing), `s` they are sent to
sign in. The objects are Thuý's: her draft, her dossier in Đức Nhàn, its paper and file.
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from motcua.actions.data_request import ask_of_data
from motcua.actions.document import attach, keep_paper
from motcua.actions.draft import save_draft
from motcua.actions.form import keep_blank_form
from motcua.actions.opinion import ask_opinion
from motcua.actions.processing import accept, decide
from motcua.actions.report import make_report
from motcua.actions.signature import ask_signature
from motcua.actions.stay_file import end_file, note_rows, send_stay_file
from motcua.actions.upload import begin_upload
from motcua.records.account import Account, Post
from motcua.records.consent import Consent
from motcua.records.document import Paper
from motcua.records.dwelling import Dwelling
from motcua.records.holding import Holding
from motcua.records.mismatch import Mismatch
from motcua.records.own_data import DataRequest
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.report import Report
from motcua.records.stay import StayNotice, stay_law
from motcua.rules.guest import read_rows
from motcua.rules.own_data import DataWish
from motcua.rules.verification import Answer
from motcua.site import urls as site_urls
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file, rent, verified
from tests.actions.test_holding import decided, move_in
from tests.cast import act, clerk, eyes
from tests.doors.access import OBJECTS, TABLE, VISITORS
from tests.doors.desk import residence
from tests.doors.desk import verified as answered
from tests.doors.test_electronic import handed_in
from tests.world import as_role

pytestmark = pytest.mark.django_db


def names(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The name of every URL there is, with its namespace."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


NO_FORM = "takes no form"  # 405, the same for every id
EVERY = dict(names(get_resolver(site_urls.__name__)))


@pytest.fixture
def hers() -> dict[str, Any]:
    """Thuý's draft, dossier, paper and file, and what else URLs speak of."""
    dossier = rent()
    act("police", accept, dossier.id)
    draft = uuid.uuid4()
    with eyes("thuy") as thuy:
        me = Person.objects.get(pk=thuy.person)
    unit = cast.commune("Đức Nhàn")
    version = catalogue()["1.004194"].on(cast.TODAY)
    act("thuy", save_draft, id=draft, version=version, unit=unit, applicant=me, answers={})
    handed = act(
        "thuy",
        attach,
        id=draft,
        component="dwelling-proof",
        name="a.pdf",
        content=b"%PDF-1.4",
        media_type="application/pdf",
    )
    upload = act("thuy", begin_upload, id=uuid.uuid4(), home=draft, name="b.jpg", size=9)
    with as_role("motcua_clerk"):
        paper = keep_paper(
            clerk(),
            dossier.id,
            id=uuid.uuid4(),
            kind=Paper.Kind.RECEIPT,
            template="receipt",
            title="Giấy tiếp nhận",
            content=b"%PDF-1.4 receipt",
        )
        signed = {"state": Paper.State.SIGNED, "signed": paper.frozen, "signed_at": cast.NOW}
        Paper.objects.filter(pk=paper.id).update(**signed)
    asked = file("thuy", "1.010041", **RESIDENCE)
    act("police", accept, asked.id)
    verified(asked)
    act("police", decide, asked.id)
    with as_role("motcua_clerk"):
        result = keep_paper(
            clerk(),
            asked.id,
            id=uuid.uuid4(),
            kind=Paper.Kind.RESULT,
            template="ct07",
            title="Xác nhận",
            content=b"%PDF-1.4 result",
            signer=Account.objects.get(pk=cast.who("leader").account),
        )
    act("leader", ask_signature, result.id, seen=result.frozen, batch=result.id)
    decided(move_in("thuy"))
    with eyes("thuy"):
        held = Holding.objects.exclude(sha256="").get()
    report = act("thuy", make_report, dossier.id, what="Sổ hộ khẩu", how=Report.How.SPOKEN)
    begun = uuid.uuid4()
    with eyes("counter"):
        minh = Person.objects.get(full_name="Nguyễn Đăng Minh")
    act("counter", save_draft, id=begun, version=version, unit=unit, applicant=minh, answers={})
    keep_blank(version)
    asked_there = act("police", ask_opinion, dossier.id, question="Có gì vướng không?",
                      asked=cast.commune("Ba Đình"))  # fmt: skip
    with eyes("police"):
        consent = Consent.objects.get(dossier=dossier)
    return {
        "begun": begun,
        "asked": consent.id,
        "opinion": asked_there.id,
        "result": result.id,
        "batch": result.id,
        "post": Post.objects.get(account=cast.who("volunteer").account).id,
        "job": 1,
        "dossier": dossier.id,
        "draft": draft,
        "file": handed.id,
        "handed": handed_in("thuy").id,
        "upload": upload.id,
        "paper": paper.id,
        "code": paper.code,
        "person": me.id,
        "dwelling": Dwelling.objects.get(code="NT-TRINH8").id,
        "told": told_of_guests().id,
        "wanted": wanted().id,
        "mismatch": unmatched().id,
        "procedure": "1.004194",
        "residence": "1.010041",
        "component": "dwelling-proof",
        "page": "period",
        "number": 1,
        "holding": held.id,
        "report": report.id,
        "account": cast.who("counter").account,
        "view": uuid.uuid4(),
        "today": "2026-11-23",
        "nothing": uuid.uuid4(),
    }


def wanted() -> DataRequest:
    """Thuý asks that her number be deleted."""
    me = cast.who("thuy").person
    return act(
        "thuy", ask_of_data, me, wish=DataWish.DELETE, datum="phone", said="Không dùng nữa."
    )


def unmatched() -> Mismatch:
    """The register does not agree with what was said of Minh."""
    answered(residence("minh"), Answer.NO_MATCH)
    with as_role("motcua_clerk"):
        return Mismatch.objects.get()


def told_of_guests() -> StayNotice:
    """A landlord has told of a guest, and was given a row back."""
    said = {"full_name": "Lò Văn Khách", "number": "001090000301", "birth_date": "1990",
            "begins": "23/11/2026"}  # fmt: skip
    rows = read_rows([(2, said), (3, said | {"full_name": ""})], stay_law(), cast.TODAY)
    home = Dwelling.objects.get(code="NT-TRINH8")
    notice = act("trinh", send_stay_file, dwelling=home, file=b"x", content=b"x", zeros=False)
    with as_role("motcua_clerk"):
        note_rows(clerk(), notice.id, rows=rows, last=3)
        return end_file(clerk(), notice.id, notes=[])


def keep_blank(version: Any) -> None:
    """The blank form of a version, as the clerk that goes round leaves it."""
    with as_role("motcua_clerk"):
        keep_blank_form(
            clerk(), version=version, template="form.typ", content=b"%PDF-1.4", spots=[]
        )


def address(name: str, hers: dict[str, Any]) -> str:
    """A URL with its parts filled in from what is hers, as `OBJECTS` says."""
    wanted = EVERY[name].pattern.converters
    kwargs = {part: hers[OBJECTS.get((name, part), OBJECTS.get(part, part))] for part in wanted}
    return reverse(name, kwargs=kwargs)


def outcome(client: Client, method: str, url: str) -> str:
    response = getattr(client, method)(url)
    assert response.status_code < 500 or url == reverse("sign-in"), f"{method} {url}"
    if response.status_code == 405:
        return outcome(client, "post", url) if method == "get" else NO_FORM
    if response.status_code == 404:
        return "-"
    location = response.headers.get("Location", "")
    if location.startswith(reverse("sign-in")) and "next=" in location:
        return "s"
    return outcome(client, "get", location) if location.startswith("/") else "o"


def shown(response: Any) -> str:
    """A page without its form token, its own address, and its weight, which the token sways."""
    own = r'name="csrfmiddlewaretoken" value="\w+"|/\?chu=\w+|Dung lượng trang này: \d+ KB'
    return re.sub(own, "", response.content.decode())


def test_every_url_has_a_row_and_every_row_a_url() -> None:
    assert sorted(set(EVERY) - set(TABLE)) == []
    assert sorted(set(TABLE) - set(EVERY)) == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_the_table(visitor: str, hers: dict[str, Any], client_of: Any) -> None:
    """Each page is opened; a page that is not theirs is sent a form, too."""
    at, wrong = list(VISITORS).index(visitor), {}
    for name, row in TABLE.items():
        expected, url = row.split()[at], address(name, hers)
        client = client_of("" if visitor == "visitor" else visitor)
        found = [outcome(client, "get", url)]
        if expected != "o":
            found.append(outcome(client, "post", url))
        if set(found) - {NO_FORM} != {expected}:
            wrong[name] = f"{found} instead of {expected}"
    assert wrong == {}


def test_what_is_missing_looks_like_what_is_foreign(hers: dict[str, Any], client_of: Any) -> None:
    stranger = client_of("minh")
    for name in ("citizen:dossier", "citizen:draft", "citizen:attachment", "counter:dossier"):
        foreign = stranger.get(address(name, hers))
        missing = stranger.get(address(name, hers | dict.fromkeys(hers, uuid.uuid4())))
        assert (foreign.status_code, shown(foreign)) == (missing.status_code, shown(missing))


def test_a_page_that_says_nothing_admits_nobody() -> None:
    from motcua.doors.shared.access import admits

    def forgotten(request: object) -> None: ...

    for key in ("counter", "leader", "operator", "minh"):
        assert not admits(forgotten, cast.who(key))
