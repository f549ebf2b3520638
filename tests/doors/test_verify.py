"""Is this paper real? Asked by whoever holds it, about papers really made and signed here."""

import gzip
import hashlib
import statistics
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, connections
from django.test import Client
from playwright.sync_api import Page

from motcua.actions.document import redo_paper, revoke_paper
from motcua.actions.ending import refuse
from motcua.actions.files.read_signed import LONGEST
from motcua.actions.processing import accept, send_back
from motcua.bridges import signing
from motcua.bridges.keys import SoftwareKey
from motcua.doors.verify import views
from motcua.doors.verify.code import fault_of, grouped, tidy
from motcua.doors.verify.upload import LIMIT
from motcua.records import trust
from motcua.records.document import Paper, code_of
from motcua.records.files import store
from tests import cast
from tests.actions.files.xml_papers import signed_by_hand
from tests.actions.test_dossier import rent
from tests.bridges.certificates import PASSPHRASE, Identity, authority, officer, root_pem
from tests.cast import act, later
from tests.clerks.desk import Desk, added_to, content, papers
from tests.clerks.ways import ask, confirmed, result, signed, signed_again
from tests.doors.citizen import text_of
from tests.doors.eyes import axe, chromium, faults, larger_text
from tests.world import as_role

pytestmark = pytest.mark.django_db

SECRETS = ("Nguyễn Đăng Minh", "Minh", "001079000104", "02/02/1979", "Xóm Bưa Sen", "0905000104")


@pytest.fixture
def client() -> Client:
    return Client()


def look_at(client: Client, paper: Paper | str) -> Any:
    return client.get(f"/kiem-tra/{paper if isinstance(paper, str) else paper.code}")


def drop(client: Client, pdf: bytes, name: str = "giay.pdf", **more: Any) -> Any:
    sent = SimpleUploadedFile(name, pdf, "application/pdf")
    return client.post("/kiem-tra/tep", {"tep": sent}, **more)


def frozen(paper: Paper) -> bytes:
    with store().open(paper.frozen) as file:
        return file.read()


# by the code


def test_the_code_of_a_signed_paper_says_that_it_is_genuine_and_by_whom(
    desk: Desk, client: Client
) -> None:
    paper = signed(desk)
    page = look_at(client, paper)
    said = text_of(page)
    assert page.status_code == 200
    for part in (
        "Mã này của giấy thật",
        "chưa bị thu hồi hay thay thế",
        paper.title,
        "Xã Đức Nhàn, Tỉnh Phú Thọ",
        "Lường Văn Thịnh, Trưởng Công an xã",
        "09:00 thứ Hai 23/11/2026",
        grouped(paper.code),
    ):
        assert part in said
    with as_role("motcua_clerk"):
        assert paper.dossier.number in said


def test_no_more_is_shown_than_stands_on_the_paper_and_nothing_of_the_applicant(
    desk: Desk, client: Client
) -> None:
    paper = signed(desk)
    for page in (look_at(client, paper), drop(client, content(paper))):
        html = page.content.decode()
        for secret in SECRETS:
            assert secret not in html


def test_a_code_may_be_typed_in_any_way(desk: Desk, client: Client) -> None:
    paper = signed(desk)
    code = paper.code
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for typed in (code, code.lower(), grouped(code), f"  {grouped(code).lower()} ", wide):
        answer = client.get("/kiem-tra/", {"ma": typed})
        assert (answer.status_code, answer.url) == (302, f"/kiem-tra/{code}")
    for path in (grouped(code), code.lower()):
        assert client.get(f"/kiem-tra/{path}").url == f"/kiem-tra/{code}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Hãy gõ mã in trên giấy"),
        ("   --- ", "Hãy gõ mã in trên giấy"),
        ("ABCD-EFGH", "Bạn đã gõ 8"),
        ("ABCD-EFGH-ABCD-EFGO", "không có O"),
        ("0ABC" * 4, "không có 0"),
        ("A" * 5000, "Bạn đã gõ 200"),
        ("<script>alert(1)</script>", "không có"),
    ],
)
def test_a_code_that_cannot_be_one_is_explained_and_what_was_typed_stays(
    client: Client, typed: str, words: str
) -> None:
    page = client.get("/kiem-tra/", {"ma": typed})
    assert page.status_code == 422
    assert words in text_of(page)
    assert "<script>alert" not in page.content.decode()
    assert 'aria-invalid="true"' in page.content.decode()


def test_a_forged_code_gets_a_plain_page(client: Client) -> None:
    for path in ("2222222222222222", "khong-co", "%00", "a" * 3000, "đây-là-mã"):
        page = client.get(f"/kiem-tra/{path}")
        assert page.status_code == 404, path
    page = look_at(client, "2222222222222222")
    assert "Không có giấy nào mang mã này" in text_of(page)
    assert "2222-2222-2222-2222" in text_of(page)


def test_a_known_and_an_unknown_code_take_as_long(desk: Desk, client: Client) -> None:
    """The known page says more, so it may take a little longer; nothing can be counted by it."""
    paper = signed(desk)
    times: dict[str, list[float]] = {paper.code: [], "2" * 16: []}
    for _ in range(40):
        for code, taken in times.items():
            begun = time.perf_counter()
            look_at(client, code)
            taken.append(time.perf_counter() - begun)
    known, unknown = (statistics.median(taken) for taken in times.values())
    assert abs(known - unknown) < 0.02


def test_a_receipt_and_a_refusal_are_genuine_without_a_signature(
    desk: Desk, client: Client
) -> None:
    dossier = rent()
    act("counter", accept, dossier.id)
    desk.work()
    (receipt,) = papers(dossier, Paper.Kind.RECEIPT)
    said = text_of(look_at(client, receipt))
    assert "Mã này của giấy thật" in said and "không cần ký" in said
    assert "Giấy tiếp nhận và hẹn trả kết quả" in said
    assert "Người ký" not in said
    assert "đúng từng chữ" in text_of(drop(client, content(receipt)))
    other = rent("minh")
    act("police", refuse, other.id, reason="Nhà trong khu cấm.", basis="Luật Cư trú, Đ.23")
    desk.work()
    said = text_of(look_at(client, papers(other)[0]))
    assert "Mã này của giấy thật" in said and "khu cấm" not in said


def test_a_paper_not_yet_signed_is_worth_nothing_yet(desk: Desk, client: Client) -> None:
    dossier = confirmed(desk)
    paper = result(dossier)
    assert "Giấy chưa được ký" in text_of(look_at(client, paper))
    assert "bản chưa ký" in text_of(drop(client, content(paper)))
    desk.signer.switch(approve="manual")
    ask(desk, dossier)
    assert "Giấy chưa được ký" in text_of(look_at(client, paper))


def test_a_paper_given_up_before_it_was_signed_says_so(desk: Desk, client: Client) -> None:
    dossier = confirmed(desk)
    act("leader", send_back, dossier.id, why="Sai địa chỉ.", at=desk.at)
    said = text_of(look_at(client, result(dossier)))
    assert "Giấy chưa từng được ký" in said
    assert "Sai địa chỉ" not in said


def test_a_revoked_paper_says_when_and_why(desk: Desk, client: Client) -> None:
    paper = signed(desk)
    act("leader", revoke_paper, paper.id, why="Cấp nhầm nội dung.", at=later(hours=2))
    said = text_of(look_at(client, paper))
    assert "Giấy đã bị thu hồi" in said
    assert "Thu hồi lúc 11:00 thứ Hai 23/11/2026. Lý do: Cấp nhầm nội dung." in said
    said = text_of(drop(client, content(paper)))
    assert "Giấy đã bị thu hồi" in said and "đúng từng chữ" in said


def test_a_replaced_paper_says_since_when_and_leads_to_the_new_one(
    desk: Desk, client: Client
) -> None:
    old = signed(desk)
    act("leader", redo_paper, old.id, why="Sai nơi cư trú.", at=desk.at)
    assert "Giấy đã bị thu hồi" in text_of(look_at(client, old))
    desk.pass_time(hours=1)
    new = signed_again(desk, old)
    page = look_at(client, old)
    said = text_of(page)
    assert "Giấy đã được thay thế" in said and "Lý do: Sai nơi cư trú." in said
    assert "Đã được thay thế bằng giấy mới ký lúc 11:00 thứ Hai 23/11/2026." in said
    assert f'href="/kiem-tra/{new.code}"' in page.content.decode()
    assert "Đã được thay thế" in text_of(drop(client, content(old)))
    assert "Giấy chưa bị thu hồi hay thay thế" in text_of(look_at(client, new))


# by the file


def test_the_very_file_is_genuine(desk: Desk, client: Client) -> None:
    paper = signed(desk)
    said = text_of(drop(client, content(paper)))
    assert "✓ Giấy thật" in said and "chép sang giấy giả" not in said
    assert "đúng từng chữ" in said and "Lường Văn Thịnh" in said


def test_a_file_that_was_altered_leads_to_the_genuine_paper(desk: Desk, client: Client) -> None:
    paper = signed(desk)
    whole = content(paper)
    for pdf in (added_to(whole), whole + b"\n% more", added_to(frozen(paper))):
        page = drop(client, pdf)
        assert "Tệp đã bị sửa sau khi cấp" in text_of(page)
        assert f'href="/kiem-tra/{paper.code}"' in page.content.decode()


def test_the_file_before_signing_is_not_the_paper(desk: Desk, client: Client) -> None:
    paper = signed(desk)
    page = drop(client, frozen(paper))
    assert "Đây là bản chưa ký" in text_of(page)
    assert f'href="/kiem-tra/{paper.code}"' in page.content.decode()


CA = authority()


def by_hand(pdf: bytes, who: Identity, **other: Any) -> bytes:
    """A PDF signed somewhere else."""
    key = SoftwareKey(who.key_pem, PASSPHRASE, who.chain_pem)
    said = {"field_name": "Ky", "reason": "Ký", "location": "x", "name": "x", "at": cast.NOW}
    return signing.sign(pdf, key, **(said | other))


@pytest.fixture
def foreign(desk: Desk) -> bytes:
    """A PDF that is none of ours."""
    from motcua.bridges.typesetter import typeset
    from tests.bridges import papers as shapes

    return typeset("ct07", shapes.ct07(), at=shapes.AT)


@pytest.fixture
def trusting(tmp_path: Path, settings: Any) -> Callable[[bytes], None]:
    """Whom this system trusts."""
    settings.MOTCUA_KEYS = tmp_path

    def trust_in(pem: bytes) -> None:
        (tmp_path / trust.INSTALLED).write_bytes(pem)

    return trust_in


def test_a_foreign_paper_is_told_by_its_signature(
    client: Client, foreign: bytes, trusting: Any
) -> None:
    who = officer(CA, key=ec.generate_private_key(ec.SECP256R1()))
    trusting(root_pem(CA))
    said = text_of(drop(client, by_hand(foreign, who)))
    assert "Chữ ký đúng, nhưng không phải giấy chúng tôi cấp" in said
    assert "Nguyễn Thị Kiểm Thử, Công an phường Thử Nghiệm" in said
    changed = bytearray(by_hand(foreign, who))
    changed[len(foreign) // 2] ^= 1
    cases = {
        "Tệp bị thêm vào sau khi ký": added_to(by_hand(foreign, who)),
        "Tệp đã bị sửa sau khi ký": bytes(changed),
        "Không rõ ai đã ký": by_hand(foreign, officer(authority("Cơ quan tự xưng"))),
        "Không phải tệp chúng tôi cấp": foreign,
        "Chứng thư của người ký đã hết hạn": by_hand(
            foreign, officer(CA, since=cast.NOW - timedelta(800), days=365)
        ),
        "Giấy ghi ngày ký trước khi": by_hand(foreign, officer(CA, since=cast.NOW + timedelta(1))),
    }
    for words, pdf in cases.items():
        said = text_of(drop(client, pdf))
        assert words in said
        assert "Nguyễn Thị Kiểm Thử" not in said  # a name nobody vouches for is not repeated


XML = """<GiayChungSinh><ThongTin Id="data"><So>017</So><Con>Bùi Minh Ví Dụ</Con></ThongTin>
<ChuKy/></GiayChungSinh>""".encode()


def test_a_signed_xml_paper_is_told_by_its_signatures_and_what_they_signed(
    client: Client, trusting: Any
) -> None:
    trusting(root_pem(CA))
    signed = signed_by_hand(officer(CA), XML, place="ChuKy", claims="2026-11-22T10:00:00")
    page = drop(client, signed, "chung-sinh.xml")
    for words in ("Chữ ký đúng, nhưng không phải giấy chúng tôi cấp", "Nguyễn Thị Kiểm Thử",
                  "Phần được chữ ký 1 bảo vệ", "Bùi Minh Ví Dụ"):  # fmt: skip
        assert words in text_of(page)
    added = text_of(drop(client, signed.replace(b"<ChuKy>", b"<Them>99</Them><ChuKy>")))
    for words in ("tệp còn phần không ai ký", "Đừng dựa vào phần này"):
        assert words in added
    cases = {
        "Tệp đã bị sửa sau khi ký": signed.replace(b"017", b"018"),
        "Không rõ ai đã ký": signed_by_hand(officer(authority("Tự xưng")), XML, place="ChuKy"),
        "Không phải tệp chúng tôi cấp": XML,
    }
    for words, xml in cases.items():
        told = text_of(drop(client, xml))
        assert words in told and "Ví Dụ" not in told  # nobody vouches for what it says
    assert drop(client, b"<a Signature='" + b"<" * 1000).status_code == 422


def test_without_a_list_of_authorities_that_is_said(
    client: Client, foreign: bytes, tmp_path: Path, settings: Any
) -> None:
    settings.MOTCUA_KEYS = tmp_path
    said = text_of(drop(client, by_hand(foreign, officer(CA))))
    assert "chưa có danh sách cơ quan chứng thực tin cậy" in said


def bomb() -> bytes:
    """A cross reference that would grow to 256 MB."""
    packer = zlib.compressobj(9)
    squeezed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(256)) + packer.flush()
    head = b"%PDF-1.5\n"
    table = b"/Type/XRef/Size 2/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d" % len(squeezed)
    stream = b"1 0 obj\n<<" + table + b">>\nstream\n" + squeezed
    return head + stream + b"\nendstream\nendobj%s\nstartxref\n%d\n%%%%EOF\n" % (SIGNED, len(head))


SIGNED = b"\n%/ByteRange"  # what has this is read, and not only looked up
NUMBERS = b"trailer\n<</A [" + b"1 " * 4_900_000 + b"]>>\nstartxref\n9\n%%EOF"
HOSTILE = {
    "nested": lambda: b"%PDF-1.7\n" + b"[" * 5_000_000 + SIGNED,
    "23 seconds and a gigabyte of numbers": lambda: (
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \n" + NUMBERS + SIGNED
    ),
    "hollow": lambda: b"%PDF-1.7\n%%EOF\n" + SIGNED,
    "a bomb": bomb,
    "many ends": lambda: b"%PDF-1.7\n" + b"%%EOF\r\n" * 1_400_000,
    "a loop": lambda: (
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\n"
        b"startxref\n9\n%%EOF" + SIGNED
    ),
    "a huge table": lambda: (
        b"%PDF-1.4\nxref\n0 499000\n"
        + b"0000000015 00000 n \n" * 499_000
        + b"trailer\n<</Size 499000/Root 1 0 R>>\nstartxref\n9\n%%EOF"
        + SIGNED
    ),
    "noise": lambda: b"%PDF-1.7\n" + hashlib.shake_256(b"x").digest(9_000_000),
    "digits": lambda: b"%PDF-1.7\nstartxref\n" + b"9" * 5_000_000 + b"\n%%EOF" + SIGNED,
    "a polyglot": lambda: b"GIF89a\n%PDF-1.7\n<script>alert(1)</script>\n%%EOF",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_gets_a_sentence_and_little_time(client: Client, kind: str) -> None:
    pdf = HOSTILE[kind]()
    assert len(pdf) <= LIMIT
    begun = time.monotonic()
    page = drop(client, pdf)
    assert time.monotonic() - begun < LONGEST + 5
    assert page.status_code in (200, 422)
    assert "Không phải tệp chúng tôi cấp" in text_of(page) or "Tệp bị hỏng" in text_of(page)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Hãy chọn tệp PDF hoặc XML cần kiểm tra."),
        ({"tep": SimpleUploadedFile("a.pdf", b"")}, "Hãy chọn tệp PDF hoặc XML cần kiểm tra."),
        ({"tep": SimpleUploadedFile("a.pdf", b"PK\x03\x04")}, "Tệp này không phải PDF hay XML."),
        ({"tep": "chữ"}, "Hãy chọn tệp PDF hoặc XML cần kiểm tra."),
    ],
    ids=["nothing", "empty", "a lying type", "text"],
)
def test_what_is_no_pdf_is_explained(client: Client, sent: Any, words: str) -> None:
    page = client.post("/kiem-tra/tep", sent)
    assert page.status_code == 422
    assert words in text_of(page)


def test_a_file_over_the_limit_is_given_up_and_nothing_is_ever_on_a_disk(
    client: Client, tmp_path: Path, settings: Any
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    page = drop(client, b"%PDF-1.7\n" + bytes(LIMIT))
    assert page.status_code == 422
    assert "Tệp nặng hơn 20 MB" in text_of(page)
    drop(client, b"%PDF-1.7\n" + bytes(LIMIT - 100))
    assert list(tmp_path.iterdir()) == []


def test_only_a_few_files_are_looked_at_together(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(views, "PATIENCE", 0.01)
    with views._a_turn():
        page = drop(client, b"%PDF-1.7\n%%EOF" + SIGNED)
        assert page.status_code == 503
        assert "Đang có nhiều người kiểm tra" in text_of(page)
    assert drop(client, b"%PDF-1.7\n%%EOF" + SIGNED).status_code == 422


def test_a_form_from_another_site_is_refused(foreign: bytes) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert drop(strict, foreign).status_code == 403
    strict.get("/kiem-tra/")
    token = strict.cookies["csrftoken"].value
    assert drop(strict, foreign, headers={"x-csrftoken": token}).status_code == 200


def test_looking_writes_nothing(desk: Desk, client: Client) -> None:
    paper = signed(desk)
    with as_role("motcua_clerk"), connection.cursor() as cursor:
        cursor.execute("select count(*) from motcua_entry")
        before = cursor.fetchone()
    look_at(client, paper)
    drop(client, content(paper))
    with as_role("motcua_clerk"), connection.cursor() as cursor:
        cursor.execute("select count(*) from motcua_entry")
        assert cursor.fetchone() == before


def test_codes_are_tidied_and_judged() -> None:
    code = code_of(cast.SETUP.account or __import__("uuid").UUID(int=7))
    assert tidy(grouped(code).lower()) == code
    assert fault_of(code) == ""
    assert fault_of(code[:-1]) and fault_of(code + "2") and fault_of(code[:-1] + "I")


# as a browser shows it


@pytest.fixture
def house(desk: Desk) -> Iterator[str]:
    """Our pages over HTTP, from this thread's database connection."""
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    shared = connections["default"]

    def serve() -> None:
        connections["default"] = shared
        server.serve_forever(poll_interval=0.05)

    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    shared.inc_thread_sharing()
    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    shared.dec_thread_sharing()
    for end in ends:
        end.connect(close_old_connections)


@contextmanager
def opened(**more: Any) -> Iterator[Page]:
    """A browser's page. Only once all is written: its event loop would get Django to open a
    connection of its own, outside the test's transaction."""
    with chromium() as browser:
        page = browser.new_context(locale="vi-VN", **more).new_page()
        page.set_default_timeout(15_000)
        yield page


def check(page: Page, name: str) -> None:
    assert axe(page) == [], name
    assert faults(page) == [], name
    larger_text(page, 200)
    assert faults(page) == [], f"{name} at 200 %"
    larger_text(page, 100)


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_open_to_everyone(
    desk: Desk, house: str, width: int, tmp_path: Path
) -> None:
    good, bad = signed(desk), signed(desk, "thuy")
    act("leader", revoke_paper, bad.id, why="Cấp nhầm.", at=later(hours=2))
    altered = tmp_path / "sua.pdf"
    altered.write_bytes(added_to(content(good)))
    complaints: list[str] = []
    with opened(viewport={"width": width, "height": 800}) as page:
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        for path in ("", "?ma=abc", good.code, bad.code, "2" * 16):
            page.goto(f"{house}/kiem-tra/{path}")
            check(page, path)
        page.goto(f"{house}/kiem-tra/")
        page.set_input_files("#tep", str(altered))
        page.get_by_role("button", name="Kiểm tra tệp").click()
        page.wait_for_url("**/tep")
        assert "Tệp đã bị sửa" in page.inner_text("h1")
        check(page, "altered")
        page.get_by_role("link", name="Xem giấy thật").click()
        page.wait_for_url(f"**/{good.code}")
    assert [said for said in complaints if "404" not in said and "422" not in said] == []


def test_without_javascript_and_by_keyboard_alone(desk: Desk, house: str) -> None:
    paper = signed(desk)
    with opened(java_script_enabled=False) as page:
        page.goto(f"{house}/kiem-tra/")
        page.get_by_label("Mã trên giấy").focus()
        page.keyboard.type(grouped(paper.code).lower())
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{paper.code}")
        assert "giấy thật" in page.inner_text("h1")


def test_a_page_is_light_enough_for_2g(desk: Desk, client: Client) -> None:
    paper = signed(desk)
    for page in (client.get("/kiem-tra/"), look_at(client, paper), drop(client, content(paper))):
        assert len(gzip.compress(page.content)) <= 6_000
