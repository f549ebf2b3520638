"""A citizen's way through the pages, from the first question to the number of the dossier."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from bench.browser import Answer, Browser

CONFIRMATION, STAY = "1.010041", "1.004194"
ANSWERS = {
    CONFIRMATION: {"content": "current", "purpose": "làm việc với ngân hàng"},
    STAY: {
        "for_whom": "self",
        "dwelling.text": "Số 7 ngõ Thử, xã Đức Nhàn, tỉnh Phú Thọ",
        "stay_basis": "own",
        "from": "01/12/2026",
        "to": "01/12/2027",
    },
}


class Strayed(Exception):
    """A page answered what it should not."""


@dataclass
class Journey:
    """One application, by one citizen, page after page."""

    browser: Browser
    procedure: str
    id: UUID
    answers: Mapping[str, str]
    paper: bytes = b""
    looks: bool = True  # opens each page before sending it, as a browser does

    @classmethod
    def new(cls, browser: Browser, procedure: str, **more: object) -> "Journey":
        return cls(browser, procedure, uuid.uuid4(), ANSWERS[procedure], **more)  # type: ignore[arg-type]

    def whole(self) -> None:
        """From the page that tells what it takes to the page with the number."""
        if self.looks:
            expect(self.browser.get(f"/thu-tuc/{self.procedure}"), 200)
        self.prepare()
        self.file()
        if self.looks:
            expect(self.browser.get(f"/ho-so/{self.id}?moi=1"), 200)

    def prepare(self) -> None:
        """All questions and papers, up to the page where everything is looked over."""
        self.up_to("/xem-lai")

    def up_to(self, end: str) -> None:
        """All pages before the one whose address ends so."""
        began = self.browser.post(f"/thu-tuc/{self.procedure}/bat-dau", {"id": str(self.id)})
        page = expect(began, 302).location
        for _ in range(20):
            if page.endswith(end):
                return
            page = self._page(page)
        raise Strayed(f"no end to the questions of {self.procedure}")

    def file(self) -> str:
        """The one request by which the dossier comes to be; where to read its number."""
        if self.looks:
            expect(self.browser.get(f"/don/{self.id}/xem-lai"), 200)
        return self.submit()

    def is_filed(self) -> bool:
        """Whether an earlier try, of which nothing was heard, went through after all."""
        seen = self.browser.get(f"/don/{self.id}")
        if seen.status >= 500:
            raise Strayed(f"{seen.status}: {seen.body[:300].decode()}")
        return seen.location.startswith("/ho-so/")

    def submit(self) -> str:
        answer = self.browser.post(f"/don/{self.id}/xem-lai", {"agree": "yes"})
        return expect(answer, 302).location

    def _page(self, path: str) -> str:
        """Answer a page and give the next; where the way only points on, follow."""
        if "/cau/" not in path and "/giay/" not in path:
            return expect(self.browser.get(path), 302).location
        if self.looks:
            expect(self.browser.get(path), 200)
        if "/giay/" in path:
            component = path.rpartition("/")[2]
            sent = self.browser.send(path, component, self.paper, "application/pdf")
            return expect(sent, 302).location
        return expect(self.browser.post(path, self.answers), 302).location


def expect(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise Strayed(f"{answer.status} instead of {status}: {answer.body[:3000].decode()}")
    return answer
