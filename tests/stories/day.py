"""A day of one officer and one leader at their keyboards, every click and every key counted."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench.browser import Browser
from bench.journey import ANSWERS, CONFIRMATION, Journey
from tests.stories.people import DESK, People, Visit
from tests.stories.system import wait_until

UNOPENED = "Ký cả văn bản tôi chưa mở"
WHY = "Ghi rõ nộp cho ngân hàng nào."


@dataclass
class Hands:
    """Somebody's hands: a key pressed is one, a click is one, a letter typed is one."""

    visit: Visit
    presses: int = 0

    def key(self, *names: str) -> None:
        for name in names:
            self.presses += 1
            if name == "Enter":
                with self.visit.page.expect_navigation():
                    self.visit.page.keyboard.press(name)
            else:
                self.visit.page.keyboard.press(name)

    def click(self, words: str) -> None:
        self.presses += 1
        self.visit.press(words)

    def tick_all(self) -> None:
        self.presses += 1
        self.visit.page.locator("[data-every] input").check()

    def tick(self, words: str) -> None:
        self.presses += 1
        self.visit.page.get_by_label(words).check()

    def type(self, place: str, words: str) -> None:
        self.presses += 1 + len(words)
        self.visit.page.locator(place).fill(words)

    def back(self) -> None:
        self.presses += 1
        with self.visit.page.expect_navigation():
            self.visit.page.keyboard.press("b")


@dataclass
class Day:
    """What was done, and how many presses it took."""

    people: People
    officer: Hands
    leader: Hands
    dossiers: list[str]

    @property
    def presses(self) -> int:
        return self.officer.presses + self.leader.presses

    def states(self) -> list[str]:
        question = "select state from motcua_dossier where id = %s"
        return [self.people.system.ask(question, id) for id in self.dossiers]


def begin_day(people: People, count: int) -> Day:
    """So many dossiers were filed over night, and the register has answered about all."""
    citizen = people.signed_in("minh")
    port = urlsplit(people.system.base).port
    assert port
    browser, ids = Browser(port, citizen.session_key), [uuid.uuid4() for _ in range(count)]
    for id in ids:
        journey = Journey(browser, CONFIRMATION, id, ANSWERS[CONFIRMATION], looks=False)
        journey.prepare()
        journey.file()
    browser.close()
    asked = "select count(*) from motcua_verification where answer = '' and dossier_id = any(%s)"
    wait_until(lambda: people.system.ask(asked, ids) == 0, seconds=60 + count)
    officer, leader = (Hands(people.signed_in(key, "/ho-so", size=DESK))
                       for key in ("police", "leader"))  # fmt: skip
    return Day(people, officer, leader, [str(id) for id in ids])


def approve_one(day: Day) -> int:
    """A plain approval, from the inbox to the signature; the presses it took."""
    before, hands = day.presses, day.officer
    first = day.dossiers[0]
    hands.visit.open("/quay/?trang-thai=submitted")
    hands.key("j", "Enter")
    opened = hands.visit.path.rpartition("/")[2]
    day.dossiers.remove(opened)
    day.dossiers.insert(0, opened)
    hands.key("n", "Enter")  # received
    hands.key("n", "Enter")  # decided
    assert "Đang chờ lãnh đạo ký" in hands.visit.text, (first, hands.visit.text)
    day.leader.visit.open("/ky/")
    day.leader.visit.reload_until("Ký những văn bản đã chọn")
    day.leader.key("j", "x")
    day.leader.tick(UNOPENED)
    day.leader.key("n", "Enter")
    wait_until(lambda: day.states()[0] == "done")
    return day.presses - before


def look_at_each(day: Day, count: int) -> None:
    """Each dossier is opened and read before anything is done with it."""
    day.officer.visit.open("/quay/?trang-thai=submitted&so=200")
    for _ in range(count):
        day.officer.key("j", "Enter")
        day.officer.back()


def ask_supplement(day: Day, count: int) -> None:
    """Of some, something is asked, each in its own words."""
    for _ in range(count):
        hands = day.officer
        hands.visit.open("/quay/?trang-thai=submitted")
        hands.key("j", "Enter")
        hands.click("Yêu cầu bổ sung")
        hands.type('[name="why.purpose"]', WHY)
        hands.click("Gửi yêu cầu bổ sung")


def do_the_rest(day: Day) -> None:
    """Receive, print the receipts, decide, sign and hand over, all at once."""
    hands = day.officer
    many(hands, "submitted", "Tiếp nhận")
    many(hands, "accepted", "Đồng ý giải quyết, trình ký", sure=True)
    day.leader.visit.open("/ky/")
    left = sum(state == "signing" for state in day.states())
    boxes = day.leader.visit.page.locator(".items input[type=checkbox]")
    wait_until(lambda: day.leader.visit.page.reload() and boxes.count() >= left, seconds=60 + left)
    day.leader.tick_all()
    day.leader.tick(UNOPENED)
    day.leader.click("Ký những văn bản đã chọn")
    wait_until(lambda: "signing" not in day.states(), seconds=60 + 2 * left)
    many(hands, "done", "In giấy tiếp nhận, kết quả")
    hands.visit.page.get_by_role("button", name="Mở một tệp để in").wait_for()
    many(hands, "done", "Ghi đã trả kết quả", sure=True)


def many(hands: Hands, state: str, words: str, sure: bool = False) -> None:
    hands.visit.open(f"/quay/?trang-thai={state}&so=200")
    hands.tick_all()
    hands.click(words)
    if sure:
        hands.click(words)
    assert "Xong cả" in hands.visit.text, hands.visit.text
