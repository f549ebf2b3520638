"""The shared look, seen by a browser: a phone, a desk, large text, and nobody shut out."""

import gzip
import json
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.doors import shared
from motcua.doors.shared import look
from tests.doors.eyes import axe, chromium, faults, larger_text
from tests.doors.gallery_pages import gallery

STATIC = Path(shared.__file__).parent / "static"
BUILT = STATIC / "built"
NAMES = [
    "question", "question-wrong", "everything", "check", "done", "states", "counter", "refused",
    "not-found", "broken",
]  # fmt: skip
HOME_CSP = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

assert BUILT.exists(), "make build makes the assets these tests look at"


class Shelf(SimpleHTTPRequestHandler):
    """Serves the gallery and our static files under the policy our pages are served with."""

    def __init__(self, *args: object, pages: dict[str, str], posts: list[str], **more) -> None:
        self.pages, self.posts = pages, posts
        super().__init__(*args, directory=str(STATIC), **more)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            self.path = path.removeprefix("/static")
            return super().do_GET()
        self.give(self.pages.get(path.strip("/"), "<title>Hết</title>"))

    def do_POST(self) -> None:
        self.posts.append(self.rfile.read(int(self.headers["Content-Length"])).decode("latin-1"))
        self.send_response(204)  # the page stays, as on a line that has died
        self.end_headers()

    def give(self, html: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", HOME_CSP)
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return gallery()


@pytest.fixture(scope="module")
def posts() -> list[str]:
    return []


@pytest.fixture(scope="module")
def address(pages: dict[str, str], posts: list[str]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Shelf, pages=pages, posts=posts))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width = getattr(request, "param", 360)
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


@pytest.mark.parametrize("page", [360, 1280], indirect=True)
@pytest.mark.parametrize("name", NAMES)
def test_every_part_is_open_to_everyone(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/{name}")
    assert axe(page) == []
    assert faults(page) == []
    assert page.complaints == []


@pytest.mark.parametrize("page", [360, 1280], indirect=True)
@pytest.mark.parametrize("name", NAMES)
def test_text_at_twice_the_size_is_neither_cut_nor_pushed_out(
    page: Page, address: str, name: str
) -> None:
    page.goto(f"{address}/{name}")
    larger_text(page, 200)
    assert faults(page) == []


def test_the_eyes_see_what_is_wrong(page: Page, address: str) -> None:
    """The control: each detector finds its fault on a page made to have it."""
    page.goto(f"{address}/question")
    page.evaluate("""() => {
      const main = document.querySelector('main');
      main.innerHTML = '<p id="cut">Nghĩ kỹ rồi hãy ký</p><a id="tiny" href="/">x</a>' +
        '<p id="wide">Rộng</p><p id="tight">Chữ dính nhau</p><p id="thin">Nghiêng</p>' +
        '<img src="/static/icon.svg">';
      const css = {cut: 'height:10px;overflow:hidden', tiny: 'display:block;width:9px',
        wide: 'width:900px;background:red', tight: 'line-height:1',
        thin: 'width:1em;overflow-wrap:anywhere'};
      for (const [id, rules] of Object.entries(css)) document.getElementById(id).style = rules;
    }""")
    seen = " ".join(faults(page))
    faulty = ("sideways", "Nghĩ kỹ", 'id="tiny"', "too close", "in two: Nghiêng")
    assert [fault for fault in faulty if fault not in seen] == []
    assert "image-alt" in " ".join(axe(page))


def test_what_was_typed_is_shown_as_text_and_never_run(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(f"{address}/everything")
    assert said == []
    assert page.locator("#why").input_value().startswith("<script>alert(1)</script>")


def test_an_error_leads_to_its_box(page: Page, address: str) -> None:
    page.goto(f"{address}/everything")
    expect(page.locator(".errors")).to_be_focused()
    for link in page.locator(".errors a").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        assert page.locator(f'[id="{target}"]').count() == 1, target


def test_enter_goes_on_and_does_not_leave_a_person_out(
    page: Page, address: str, posts: list[str]
) -> None:
    page.goto(f"{address}/counter")
    posts.clear()
    page.locator('[id="others.0.full_name"]').press("Enter")
    page.wait_for_timeout(300)
    assert posts and "remove=" not in posts[0] and "add=" not in posts[0]


def test_an_impatient_thumb_sends_once_and_may_try_again(
    page: Page, address: str, posts: list[str]
) -> None:
    page.clock.install()
    page.goto(f"{address}/check")
    posts.clear()
    button = page.locator("main .button")
    button.click()
    button.click()
    page.wait_for_timeout(300)
    assert len(posts) == 1
    expect(button).to_have_text("Đang gửi…")
    page.clock.run_for(6_000)
    expect(button).to_have_text("Nộp hồ sơ")
    button.click()
    page.wait_for_timeout(300)
    assert len(posts) == 2


def test_a_photo_is_made_small_before_it_travels(page: Page, address: str) -> None:
    page.goto(f"{address}/everything")
    page.evaluate("""async () => {
      const canvas = Object.assign(document.createElement('canvas'), {width: 2400, height: 1800});
      const pen = canvas.getContext('2d');
      for (let i = 0; i < 90000; i++) {
        pen.fillStyle = `hsl(${i % 360} 60% ${20 + i % 60}%)`;
        pen.fillRect(Math.random() * 2400, Math.random() * 1800, 24, 24);
      }
      const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
      const bag = new DataTransfer();
      bag.items.add(new File([blob], 'ảnh giấy.png', {type: 'image/png'}));
      window.before = blob.size;
      const input = document.querySelector('#lease');
      input.files = bag.files;
      input.dispatchEvent(new Event('change', {bubbles: true}));
    }""")
    expect(page.locator("output")).to_contain_text("Đã chọn 1 tệp")
    name, size = page.evaluate(
        "(f => [f.name, f.size])(document.querySelector('#lease').files[0])"
    )
    assert page.evaluate("window.before") > 1_000_000
    assert name == "ảnh giấy.jpg"
    assert size <= 200_000


def test_larger_type_keeps_what_was_typed(page: Page, address: str) -> None:
    page.goto(f"{address}/everything")
    page.locator("#moved").fill("2/9/2025")
    page.locator("[data-large]").click()
    expect(page.locator("html")).to_have_class("large")
    assert page.locator("#moved").input_value() == "2/9/2025"
    assert faults(page) == []
    assert page.evaluate("document.cookie") == "large=1"


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_an_officer_walks_the_list_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/counter")
    page.keyboard.press("j")
    expect(page.locator(".items a").nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".items a").nth(2)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".items a").nth(1)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j?")
    assert page.locator("#q").input_value() == "j?"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert axe(page) == []
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).not_to_be_visible()


PRESSED = """() => {
  document.body.insertAdjacentHTML('beforeend', '<button data-press="7">7</button>');
  document.querySelector('[data-press="7"]').onclick = () => document.body.dataset.pressed += 'x';
}"""


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_a_key_held_down_presses_its_button_once(page: Page, address: str) -> None:
    page.goto(f"{address}/counter")
    page.evaluate(PRESSED)
    page.wait_for_timeout(500)  # a page that came this moment has not been read
    for _ in range(3):
        page.keyboard.down("7")
    assert page.evaluate("document.body.dataset.pressed") == "undefinedx"
    page.keyboard.up("7")
    page.keyboard.press("7")
    assert page.evaluate("document.body.dataset.pressed") == "undefinedxx"


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_the_desk_has_its_list_at_the_left_of_the_dossier(page: Page, address: str) -> None:
    page.goto(f"{address}/counter")
    inbox, dossier = (page.locator(part).bounding_box() for part in (".inbox", ".dossier"))
    assert inbox and dossier
    assert inbox["x"] + inbox["width"] < dossier["x"]
    assert abs(inbox["y"] - dossier["y"]) < 1


def test_focus_is_always_seen(page: Page, address: str) -> None:
    page.goto(f"{address}/everything")
    for _ in range(40):
        page.keyboard.press("Tab")
        ring = page.evaluate("""() => {
          const e = document.activeElement, s = getComputedStyle(e);
          return [e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)];
        }""")
        assert ring[1] == "solid" and ring[2] >= 3, ring


def test_pages_are_light_enough_for_a_thin_line(pages: dict[str, str]) -> None:
    weights = json.loads((BUILT / "weights.json").read_text())
    html = {name: len(gzip.compress(page.encode())) for name, page in pages.items()}
    assert weights["citizen.css"] <= 4_096
    assert weights["citizen.js"] <= 3_072
    assert html["question"] <= 8_000
    assert html["question"] + weights["citizen.css"] + weights["citizen.js"] <= 20_000
    assert html["counter"] + weights["counter.css"] + weights["counter.js"] <= 120_000
    assert {name: len(gzip.compress((BUILT / name).read_bytes())) for name in weights} == (
        pytest.approx(weights, abs=40, rel=0.005)
    )
    assert look.weights() == weights


def test_the_scripts_pass_the_strict_type_check() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [root / "node_modules/.bin/tsc", "--project", root], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
