"""A paper of 20 MB over a line that breaks: in pieces (tus), beside a form that carries it whole.

Run: python -m bench.upload [--quick] [--seed TEXT]. The line is a proxy on this machine; either
way of sending has a bounded number of tries. The paper is handed in with its form, and what is
kept is opened and hashed. In the last row the web's master is killed with -9 three times on the
way, and comes back by itself.
"""

import argparse
import hashlib
import http.client
import io
import os
import random
import signal
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import pikepdf

from bench.bad_line import BadLine, Budget, bad_line, breaks_after, breaks_requests
from bench.browser import TOKEN, Browser, Unanswered
from bench.figure import conclude
from bench.journey import STAY, Journey, expect
from bench.system import Citizen, System, citizens, set_up_django, system

SIZE, PIECE = 20_000_000, 512 * 1024
PAPER = "dwelling-proof"
MOST_FORMS, MOST_PIECES = 30, 600
HEAD = f"{'':44}{'arrived':>8}{'requests':>9}{'broken':>7}{'MB sent':>8}{'s':>7}"


@dataclass
class Sender:
    """Somebody at the page where the paper is handed in, behind a bad line."""

    running: System
    line: BadLine
    person: Citizen
    draft: UUID
    paper: bytes
    requests: int = 0
    kills: list[float] = field(default_factory=list)  # at which shares of the paper

    @property
    def page(self) -> str:
        return f"/don/{self.draft}/giay/{PAPER}"

    def as_a_form(self) -> None:
        """The whole form again and again, until one answer comes."""
        for _ in range(MOST_FORMS):
            self.requests += 1
            browser = Browser(self.line.port, self.person.session)
            try:
                expect(browser.send(self.page, PAPER, self.paper, "application/pdf"), 302)
                return
            except Unanswered:
                continue

    def in_pieces(self) -> None:
        """As tus-js-client sends it; then the form that names it, over the same line."""
        sha256 = hashlib.sha256(self.paper).hexdigest()
        told = {"filename": "giay.pdf", "home": str(self.draft), "sha256": sha256}
        words = ",".join(f"{k} {b64encode(v.encode()).decode()}" for k, v in told.items())
        length = {"Upload-Length": str(len(self.paper)), "Upload-Metadata": words}
        url = self._answered("POST", "/tep-len/", length)["Location"]
        offset: int | None = 0
        while offset is None or offset < len(self.paper):
            self._kill_if_due(offset or 0)
            offset = self._piece(url, offset)
        named = {f"{PAPER}.sent": url.rpartition("/")[2]}
        while self.requests < MOST_PIECES:
            self.requests += 1
            try:
                expect(Browser(self.line.port, self.person.session).post(self.page, named), 302)
                return
            except Unanswered:
                continue

    def _piece(self, url: str, offset: int | None) -> int | None:
        """Send the next piece, or ask how much has arrived; None where no answer came."""
        if offset is None:
            return int(self._answered("HEAD", url, {})["Upload-Offset"])
        kind = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        try:
            return int(
                self._ask("PATCH", url, kind, self.paper[offset : offset + PIECE])["Upload-Offset"]
            )
        except Unanswered:
            return None

    def _answered(self, verb: str, url: str, headers: Mapping[str, str]) -> Mapping[str, str]:
        while True:
            try:
                return self._ask(verb, url, headers)
            except Unanswered:
                time.sleep(0.05)

    def _ask(
        self, verb: str, url: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Mapping[str, str]:
        self.requests += 1
        if self.requests > MOST_PIECES:
            raise SystemExit("too many requests: the paper does not arrive")
        cookies = f"sessionid={self.person.session}; csrftoken={TOKEN}"
        usual = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Tus-Resumable": "1.0.0"}
        connection = http.client.HTTPConnection("127.0.0.1", self.line.port, timeout=30)
        try:
            connection.request(verb, url, body, {**usual, **headers})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as broken:
            raise Unanswered(str(broken)) from broken
        finally:
            connection.close()
        if answer.status >= 300:
            raise Unanswered(str(answer.status))
        return answer.headers

    def _kill_if_due(self, offset: int) -> None:
        if self.kills and offset >= self.kills[0] * len(self.paper):
            self.kills.pop(0)
            os.kill(self.running.pid("web"), signal.SIGKILL)

    def is_equal(self) -> bool:
        """Whether what is kept for the draft is what was sent."""
        from motcua.records.document import Attachment
        from motcua.records.files import store

        kept = Attachment.objects.filter(dossier=self.draft, removed=False).first()
        same = kept is not None and kept.sha256 == hashlib.sha256(self.paper).hexdigest()
        return same and store().verify(kept.sha256)


@dataclass(frozen=True)
class Way:
    """A row of the table."""

    name: str
    budget: Budget
    send: Callable[[Sender], None]
    kills: tuple[float, ...] = ()


FAILS, LONG = breaks_requests(0.2), breaks_after(4_000_000)
PIECES, FORM = Sender.in_pieces, Sender.as_a_form
WAYS = (
    Way("in pieces, 20 % of requests fail", FAILS, PIECES),
    Way("as one form, 20 % of requests fail", FAILS, FORM),
    Way("in pieces, breaks after 4 MB on average", LONG, PIECES),
    Way("as one form, breaks after 4 MB on average", LONG, FORM),
    Way("in pieces, 20 % fail, web killed 3 times", FAILS, PIECES, (0.2, 0.5, 0.8)),
)


def main() -> int:
    asked = _arguments()
    print(f"seed {asked.seed}, {asked.rounds} papers of {SIZE / 1e6:.0f} MB each way")
    print(f"at most {MOST_FORMS} tries of the form, {MOST_PIECES} requests of pieces\n{HEAD}")
    with system() as running:
        set_up_django(running.urls.clerk, running.more)
        people = iter(citizens(asked.rounds * len(WAYS)))
        running.start_web()
        with running.watched():
            arrived = {way: _row(running, way, people, asked) for way in WAYS}
    ours = [arrived[way] for way in WAYS if way.send is PIECES]
    name = "20 MB over a bad line, in pieces, equal"
    wanted = asked.rounds * len(ours)
    return conclude(name, sum(ours), f"of {wanted}", "all", sum(ours) == wanted)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", default=str(time.time_ns()))
    asked = parser.parse_args()
    if asked.quick:
        asked.rounds = 1
    return asked


def _row(running: System, way: Way, people: Iterator[Citizen], asked: argparse.Namespace) -> int:
    """Send some papers one way and print what it took; how many arrived equal."""
    arrived = requests = 0
    begun = time.monotonic()
    with bad_line(running.port, way.budget, f"{asked.seed} {way.name}") as line:
        for number in range(asked.rounds):
            paper = _paper(random.Random(f"{asked.seed} {way.name} {number}"))
            sender = _at_the_paper(running, line, next(people), paper, way)
            way.send(sender)
            arrived += sender.is_equal()
            requests += sender.requests
    spent, n = time.monotonic() - begun, asked.rounds
    print(
        f"{way.name:44}{f'{arrived} of {n}':>8}{requests / n:9.1f}{line.broken / n:7.1f}"
        f"{line.carried / n / 1e6:8.1f}{spent / n:7.1f}",
        flush=True,
    )
    return arrived


def _at_the_paper(
    running: System, line: BadLine, person: Citizen, paper: bytes, way: Way
) -> Sender:
    """Up to the page of the paper the line is good."""
    journey = Journey.new(Browser(running.port, person.session), STAY)
    journey.up_to(f"/giay/{PAPER}")
    journey.browser.close()
    return Sender(running, line, person, journey.id, paper, kills=list(way.kills))


def _paper(pick: random.Random) -> bytes:
    """A PDF of just this size, most of it noise."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Noise = pdf.make_stream(pick.randbytes(SIZE - 2000))
        pdf.save(out, compress_streams=False)
    return out.getvalue().replace(b"%%EOF", b" " * (SIZE - len(out.getvalue())) + b"%%EOF")


if __name__ == "__main__":
    raise SystemExit(main())
