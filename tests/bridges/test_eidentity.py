"""One contract suite for the e-identity: real OpenID Connect, a browser without JavaScript."""

import base64
import hashlib
import json
import re
import time
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from motcua.bridges import oidc_sandbox
from motcua.bridges.eidentity import EidentityLine
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from tests.bridges.conftest import ACCOUNTS, HASTY, HTTP, QUICK, ROOTS

CALLBACK = "http://localhost:8000/dang-nhap/xong"
VERIFIER = "v" * 43
DIGEST = hashlib.sha256(VERIFIER.encode()).digest()
CHALLENGE = base64.urlsafe_b64encode(DIGEST).rstrip(b"=").decode()


def make_line(url, **changes):
    settings = {"client_id": "motcua", "secret": "sandbox-eidentity", "redirect_uri": CALLBACK}
    settings |= {"client": HTTP, "limits": QUICK} | changes
    return EidentityLine(url, **settings)


@pytest.fixture
def line(eidentity):
    return make_line(eidentity.url)


@pytest.fixture
def browser():
    with httpx.Client(verify=ROOTS, trust_env=False) as client:
        yield client


def back(answer):
    """The parameters with which the browser is sent back to us."""
    assert answer.status_code == 302 and answer.headers["Location"].startswith(CALLBACK)
    return {k: v[0] for k, v in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def sign_in(browser, url, who="a1"):
    """Open the page, pick somebody, press the button, as the page's own form says."""
    page = browser.get(url)
    assert page.status_code == 200, page.text
    action = re.search(r'<form method="post" action="([^"]+)"', page.text)[1]
    here = urlsplit(url)
    target = f"{here.scheme}://{here.netloc}{action.replace('&amp;', '&')}"
    return browser.post(target, data={"who": who, "choice": "enter"})


def code_for(line, browser, nonce="n1", who="a1", **asked):
    url = line.authorize_url("s1", nonce, CHALLENGE, **asked)
    return back(sign_in(browser, url, who))["code"]


def test_somebody_picked_on_the_page_comes_back_as_who_they_are(line, browser):
    answer = back(sign_in(browser, line.authorize_url("s1", "n1", CHALLENGE)))
    assert answer["state"] == "s1"
    identity = line.exchange(answer["code"], VERIFIER, "n1")
    assert (identity.sub, identity.id_number, identity.level) == ("a1", "001090000017", 2)
    assert (identity.name, identity.birth_date) == ("Nguyễn Thị Minh Thuý", "1990-05-17")
    assert abs((datetime.now(UTC) - identity.auth_time).total_seconds()) < 10


def test_a_code_works_once(line, browser):
    code = code_for(line, browser)
    line.exchange(code, VERIFIER, "n1")
    with pytest.raises(Rejected) as refusal:
        line.exchange(code, VERIFIER, "n1")
    assert refusal.value.code == "invalid_grant"


def test_a_code_of_another_verifier_is_refused_and_used_up(line, browser):
    code = code_for(line, browser)
    for verifier in ("w" * 43, VERIFIER):
        with pytest.raises(Rejected) as refusal:
            line.exchange(code, verifier, "n1")
        assert refusal.value.code == "invalid_grant"


def test_a_code_grows_old(line, browser, monkeypatch):
    code = code_for(line, browser)
    monkeypatch.setattr(oidc_sandbox, "CODE_LIVES", -1)
    with pytest.raises(Rejected):
        line.exchange(code, VERIFIER, "n1")


def test_a_wrong_client_secret_and_another_callback_are_refused(line, eidentity, browser):
    wrong = make_line(eidentity.url, secret="guess")
    with pytest.raises(Rejected) as refusal:
        wrong.exchange(code_for(line, browser), VERIFIER, "n1")
    assert refusal.value.code == "invalid_client"
    other = make_line(eidentity.url, redirect_uri="http://localhost:8000/other")
    with pytest.raises(Rejected):
        other.exchange(code_for(line, browser, "n2", prompt="login"), VERIFIER, "n2")


@pytest.mark.parametrize(
    ("part", "put"),
    [
        ("code_challenge_method=S256", "code_challenge_method=plain"),
        ("&code_challenge_method=S256", ""),
        (f"&code_challenge={CHALLENGE}", ""),
        ("&nonce=n1", ""),
        ("scope=openid+identity", "scope=identity&x=1"),
    ],
)
def test_a_sign_in_without_pkce_s256_or_nonce_gets_no_code(line, browser, part, put):
    url = line.authorize_url("s1", "n1", CHALLENGE)
    assert part in url
    answer = browser.get(url.replace(part, put))
    if "scope" in part:
        answer = sign_in(browser, url.replace(part, put))
        code = back(answer)["code"]
        with pytest.raises(Misanswered):
            line.exchange(code, VERIFIER, "n1")
    else:
        assert "code" not in back(answer) and back(answer)["error"] == "invalid_request"


def test_nobody_is_sent_back_to_a_foreign_address(line, browser):
    url = line.authorize_url("s1", "n1", CHALLENGE).replace("localhost%3A8000", "evil.example")
    assert browser.get(url).status_code == 400
    url = line.authorize_url("s1", "n1", CHALLENGE).replace("=motcua", "=another")
    assert browser.get(url).status_code in (400, 401)


SEEN = {
    "nonce": "invalid_claim",
    "audience": "for somebody else",
    "audiences": "for somebody else",
    "issuer": "invalid_claim",
    "expired": "expired_token",
    "endless": "missing_claim",
    "none": "not signed",
    "hs256": "not signed",
    "key": "not signed",
    "level": "level is neither",
    "garbage": "not signed",
    "page": "not JSON",
}


@pytest.mark.parametrize("lie", SEEN)
def test_no_false_token_is_taken(line, eidentity, browser, lie):
    line.exchange(code_for(line, browser), VERIFIER, "n1")  # control, and the keys are known
    code = code_for(line, browser, "n2", prompt="login")
    eidentity.switch(mode="wrong", lie=lie)
    with pytest.raises(Misanswered, match=SEEN[lie]):
        line.exchange(code, VERIFIER, "n2")


def test_no_way_to_lie_is_left_untested():
    assert set(oidc_sandbox.LIES) == {*SEEN, "person", "auth-time"}


FALSE = {
    "none": lambda header, claims: header["alg"] == "none",
    "hs256": lambda header, claims: header["alg"] == "HS256",
    "audience": lambda header, claims: claims["aud"] == ["another-site"],
    "expired": lambda header, claims: claims["exp"] < time.time(),
    "nonce": lambda header, claims: claims["sub"] == "b2" and claims["nonce"] != "n1",
}


@pytest.mark.parametrize("lie", FALSE)
def test_the_false_tokens_are_well_made(line, eidentity, browser, lie):
    """Control of the control: each lie differs from a true token in the one thing it names."""
    form = {
        "grant_type": "authorization_code",
        "code": code_for(line, browser),
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
    }
    eidentity.switch(mode="wrong", lie=lie)
    client = ("motcua", "sandbox-eidentity")
    token = HTTP.post(f"{eidentity.url}/token", data=form, auth=client).json()["id_token"]
    header, claims = (
        json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2]
    )
    assert FALSE[lie](header, claims)


def test_a_token_of_another_sign_in_is_not_taken_for_this_one(line, browser):
    code = code_for(line, browser, "n1")
    with pytest.raises(Misanswered):
        line.exchange(code, VERIFIER, "n2")


def test_a_code_is_never_sent_twice(eidentity, browser):
    sent = []
    with httpx.Client(
        verify=ROOTS, trust_env=False, event_hooks={"request": [lambda r: sent.append(r.url.path)]}
    ) as client:
        line = make_line(eidentity.url, client=client)
        code = code_for(line, browser)
        eidentity.switch(mode="down", only="/token", how="cut")
        with pytest.raises(Unreachable):
            line.exchange(code, VERIFIER, "n1")
    assert sent.count("/token") == 1


def test_somebody_else_signing_in_truly_is_seen_by_their_own_sub(line, eidentity, browser):
    code = code_for(line, browser)
    eidentity.switch(mode="wrong", lie="person")
    assert line.exchange(code, VERIFIER, "n1").sub == "b2"


def test_a_sign_in_is_remembered_until_a_fresh_one_is_asked_for(line, browser):
    first = line.exchange(code_for(line, browser), VERIFIER, "n1")
    answer = back(browser.get(line.authorize_url("s2", "n2", CHALLENGE, max_age=300)))
    second = line.exchange(answer["code"], VERIFIER, "n2", max_age=300)
    assert (second.sub, second.auth_time) == ("a1", first.auth_time)
    for asked in ({"max_age": 0}, {"prompt": "login"}, {"prompt": "select_account"}):
        assert "là ai?" in browser.get(line.authorize_url("s3", "n3", CHALLENGE, **asked)).text
    time.sleep(1.1)
    assert "là ai?" in browser.get(line.authorize_url("s3", "n3", CHALLENGE, max_age=1)).text
    fresh = line.exchange(code_for(line, browser, "n3", max_age=0), VERIFIER, "n3", max_age=0)
    assert fresh.auth_time > first.auth_time


def test_a_sign_in_that_is_not_as_fresh_as_asked_is_refused_by_us_too(line, eidentity, browser):
    code = code_for(line, browser, max_age=60)
    eidentity.switch(mode="wrong", lie="auth-time")
    with pytest.raises(Misanswered, match="fresh"):
        line.exchange(code, VERIFIER, "n1", max_age=60)


def test_our_clock_decides_when_a_token_has_expired(eidentity, browser):
    line = make_line(eidentity.url, clock=lambda: time.time() + 7200)
    with pytest.raises(Misanswered, match="expired"):
        line.exchange(code_for(line, browser), VERIFIER, "n1")


def test_nobody_signed_in_and_no_page_wanted_says_so(line, browser):
    answer = browser.get(line.authorize_url("s1", "n1", CHALLENGE, prompt="none"))
    assert back(answer)["error"] == "login_required"


def test_a_locked_account_is_told_so_and_the_way_back_says_access_denied(line, browser):
    page = sign_in(browser, line.authorize_url("s1", "n1", CHALLENGE), who="c3")
    assert page.status_code == 403 and "Tài khoản đang bị khoá" in page.text
    link = re.search(r'class="button" href="([^"]+)"', page.text)[1].replace("&amp;", "&")
    said = parse_qs(urlsplit(link).query)
    assert link.startswith(CALLBACK)
    assert (said["error"], said["state"]) == (["access_denied"], ["s1"])


def test_an_account_locked_after_signing_in_can_no_longer_enter(line, eidentity, browser):
    code = code_for(line, browser)
    eidentity.write("eidentity.json", [ACCOUNTS[0] | {"locked": True}])
    with pytest.raises(Rejected):
        line.exchange(code, VERIFIER, "n1")
    again = browser.get(line.authorize_url("s2", "n2", CHALLENGE))
    assert "Tài khoản đang bị khoá" in again.text


def test_who_will_not_sign_in_goes_back_with_access_denied(line, browser):
    url = line.authorize_url("s1", "n1", CHALLENGE)
    assert back(browser.post(url, data={"choice": "cancel"}))["error"] == "access_denied"


def test_pressing_the_button_with_nobody_picked_says_what_to_do(line, browser):
    page = browser.post(line.authorize_url("s1", "n1", CHALLENGE), data={"choice": "enter"})
    assert page.status_code == 422 and "Hãy chọn một người" in page.text


def test_people_are_found_without_accents_by_name_title_or_number(line, browser):
    url = line.authorize_url("s1", "n1", CHALLENGE)
    for sought, found in {
        "minh thuy": "Nguyễn Thị Minh Thuý",
        "mot cua": "Phạm Quốc Đạt",
        "0700": "Hồ Văn Khoá",
    }.items():
        page = browser.get(url + "&q=" + sought.replace(" ", "+")).text
        assert [name for name in (a["name"] for a in ACCOUNTS) if name in page] == [found]
    assert "Không tìm thấy ai" in browser.get(url + "&q=khongai").text


def test_a_long_list_shows_its_beginning_and_says_how_many_there_are(line, eidentity, browser):
    many = [ACCOUNTS[0] | {"sub": f"p{i}", "title": ""} for i in range(2000)]
    eidentity.write("eidentity.json", [*many, ACCOUNTS[1]])
    page = browser.get(line.authorize_url("s1", "n1", CHALLENGE)).text
    assert "40 trong 2001 người" in page
    assert page.index("Phạm Quốc Đạt") < page.index("Nguyễn Thị Minh Thuý"), "the cast first"
    assert len(page.encode()) < 20_000


def test_the_page_needs_no_script_and_no_style_of_its_own(line, browser):
    page = browser.get(line.authorize_url("s1", "n1", CHALLENGE))
    assert "<script" not in page.text and "style=" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_a_new_signing_key_is_fetched_when_first_met(line, eidentity, browser):
    line.exchange(code_for(line, browser), VERIFIER, "n1")
    HTTP.put(f"{eidentity.url}/_rotate")
    code = code_for(line, browser, "n2", prompt="login")
    assert line.exchange(code, VERIFIER, "n2").sub == "a1"


def test_signing_out_ends_the_providers_session_and_returns(line, browser):
    code_for(line, browser)
    answer = browser.get(line.logout_url("http://localhost:8000/", state="s9"))
    assert answer.headers["Location"] == "http://localhost:8000/?state=s9"
    assert "là ai?" in browser.get(line.authorize_url("s2", "n2", CHALLENGE)).text
    stays = browser.get(line.logout_url("https://evil.example/"))
    assert stays.status_code == 200 and "Bạn đã đăng xuất" in stays.text


def test_an_outage_of_the_token_endpoint_alone(line, eidentity, browser):
    eidentity.switch(mode="down", only="/token")
    code = code_for(line, browser)
    with pytest.raises(Unreachable):
        line.exchange(code, VERIFIER, "n1")
    eidentity.switch()
    assert line.exchange(code, VERIFIER, "n1").sub == "a1"


@pytest.mark.parametrize("switches", [{"mode": "down"}, {"mode": "slow", "delay_seconds": 3}])
def test_an_outage_is_known_before_the_browser_is_sent_away(line, eidentity, switches):
    eidentity.switch(**switches)
    with pytest.raises(Unreachable):
        make_line(eidentity.url, limits=HASTY).authorize_url("s1", "n1", CHALLENGE)
    eidentity.switch()
    assert line.authorize_url("s1", "n1", CHALLENGE).startswith(eidentity.url)


def test_a_provider_that_calls_itself_something_else_is_not_believed(eidentity):
    other = make_line(eidentity.url.replace("127.0.0.1", "LOCALHOST"))
    with pytest.raises(Misanswered, match="issuer"):
        other.authorize_url("s1", "n1", CHALLENGE)
