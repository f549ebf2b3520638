"""The line to an outside system: strict times, few retries, a breaker, and three ways to fail."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from motcua.bridges.bounded import bounded, within
from motcua.bridges.diary import DIARY, Diary


class LineFault(Exception):
    """Something went wrong with an outside system. `system` is its short name.

    The text never holds a person's data, so it may be logged and shown to an operator.
    """

    def __init__(self, system: str, reason: str) -> None:
        super().__init__(f"{system}: {reason}")
        self.system = system
        self.reason = reason


class Unreachable(LineFault):
    """No answer came, or the other side says it cannot answer now. Ask again later.

    Nothing was learned; the request may or may not have arrived, so the same id is used again.
    `after` are the seconds the other side said to wait (`Retry-After`), 0 where it said nothing.
    """

    def __init__(self, system: str, reason: str, after: float = 0.0) -> None:
        super().__init__(system, reason)
        self.after = after


class Misanswered(LineFault):
    """An answer came that breaks the contract or is about something else. Store nothing of it."""


class Rejected(LineFault):
    """The other side understood the request and says no (HTTP 4xx). Asking again does not help.

    `status` is the HTTP status, `code` the other side's error code, "" when it gave none.
    """

    def __init__(self, system: str, status: int, code: str = "") -> None:
        super().__init__(system, f"refused with {status} {code}".rstrip())
        self.status = status
        self.code = code


@dataclass(frozen=True)
class Limits:
    """How long and how often one call may try. Times are in seconds."""

    connect: float = 2.0
    read: float = 5.0
    whole: float = 10.0  # one try from connecting to the last byte read, however it comes
    tries: int = 2
    pause: float = 0.2  # between tries
    bytes: int = 1_000_000  # of one answer
    failures: int = 5  # failed tries in a row that open the breaker
    rest: float = 30.0  # how long an open breaker lets nothing through
    obeyed: float = 300.0  # of the rest the other side asks for itself


@dataclass(frozen=True)
class Reply:
    """An HTTP answer that was read whole: its status and its JSON object."""

    status: int
    body: Mapping[str, object]


class Breaker:
    """Stops calling a system that has failed `failures` times running, for `rest` seconds.

    After the rest one try goes through; its outcome closes the breaker or begins another rest.
    Where the other side says how long to stay away, that is the rest, and begins at once; what
    comes of tries that were under way then does not shorten it. Kept in this process only: each
    worker finds out for itself.
    """

    def __init__(self, failures: int, rest: float, clock: Callable[[], float]) -> None:
        self._failures, self._rest, self._clock = failures, rest, clock
        self._lock = threading.Lock()
        self._failed = 0
        self._open_until = 0.0
        self._away_until = 0.0  # as the other side wants it

    @property
    def is_open(self) -> bool:
        return self._failed >= self._failures

    def lets_through(self) -> bool:
        """Whether a try may go now; past the rest, one caller gets yes and the others no."""
        with self._lock:
            now = self._clock()
            if now < self._away_until:
                return False
            if not self.is_open:
                return True
            if now < self._open_until:
                return False
            self._open_until = now + self._rest
            return True

    def note(self, went_well: bool, rest: float = 0.0) -> None:
        """How a try went; `rest` are the seconds the other side asked for."""
        with self._lock:
            self._failed = 0 if went_well else self._failed + 1
            if rest:
                self._failed = max(self._failed, self._failures)
                self._away_until = max(self._away_until, self._clock() + rest)
            if self.is_open:
                self._open_until = self._clock() + (rest or self._rest)


class Line:
    """One outside system at one address. Every request sent through it must be idempotent.

    `client`, `clock` (seconds that only grow), `pause` and `diary` may be injected; a client's
    own timeouts are overruled by `limits`.
    """

    def __init__(
        self,
        system: str,
        address: str,
        *,
        client: httpx.Client | None = None,
        limits: Limits | None = None,
        headers: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
        diary: Diary = DIARY,
    ) -> None:
        self.system = system
        self.address = address.rstrip("/")
        self.limits = limits or Limits()
        self._headers = dict(headers or {})
        self._client = bounded(client or _client())
        self._clock, self._pause, self._diary = clock, pause, diary
        self._breaker = Breaker(self.limits.failures, self.limits.rest, clock)

    def get(self, path: str, **query: str) -> Reply:
        return self.call("GET", path, params=query or None)

    def put(self, path: str, body: Mapping[str, object]) -> Reply:
        return self.call("PUT", path, json=body)

    def post(self, path: str, body: Mapping[str, object]) -> Reply:
        return self.call("POST", path, json=body)

    def call(
        self, method: str, path: str, *, tries: int | None = None, **content: object
    ) -> Reply:
        """One request and its JSON answer with status 200 to 202; anything else is a fault."""
        status, raw = self.fetch(method, path, tries=tries, **content)
        return Reply(status, self._object(raw))

    def fetch(
        self, method: str, path: str, *, tries: int | None = None, **content: object
    ) -> tuple[int, bytes]:
        """As `call`, but the answer's bytes as they came. `path` may be a whole address."""
        for left in reversed(range(tries or self.limits.tries)):
            try:
                return self._try(method, path, content)
            except Unreachable:
                if not left or self._breaker.is_open:
                    raise
            self._pause(self.limits.pause)
        raise AssertionError("a line tries at least once")

    def _try(self, method: str, path: str, content: Mapping[str, object]) -> tuple[int, bytes]:
        if not self._breaker.lets_through():
            raise Unreachable(self.system, "resting after repeated failures")
        began = self._clock()
        try:
            status, raw = self._exchange(method, path, content)
        except (Unreachable, httpx.TransportError, httpx.InvalidURL) as fault:
            after = min(getattr(fault, "after", 0.0), self.limits.obeyed)
            self._breaker.note(went_well=False, rest=after)
            self._diary.note(self.system, self._clock() - began, answered=False)
            raise Unreachable(self.system, _plainly(fault), after) from None
        except Misanswered:
            self._answered(began)
            raise
        self._answered(began)
        return self._judged(status, raw)

    def _answered(self, began: float) -> None:
        self._breaker.note(went_well=True)
        self._diary.note(self.system, self._clock() - began, answered=True)

    def _exchange(
        self, method: str, path: str, content: Mapping[str, object]
    ) -> tuple[int, bytes]:
        url = path if "://" in path else self.address + path
        ends = self._clock() + self.limits.whole
        timeout = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        with (
            within(lambda: ends - self._clock()),
            self._client.stream(
                method,
                url,
                headers=self._headers,
                timeout=timeout,
                **content,  # type: ignore[arg-type]
            ) as answer,
        ):
            if answer.status_code >= 500 or answer.status_code in (408, 425, 429):
                raise Unreachable(
                    self.system, f"answered {answer.status_code}", _retry_after(answer)
                )
            return answer.status_code, self._read(answer)

    def _read(self, answer: httpx.Response) -> bytes:
        """The body, unless it is larger than any answer is."""
        raw = bytearray()
        try:
            for piece in answer.iter_bytes():
                raw += piece
                if len(raw) > self.limits.bytes:
                    raise Misanswered(self.system, "the answer is too large")
        except httpx.DecodingError:
            raise Misanswered(self.system, "the answer cannot be decoded") from None
        return bytes(raw)

    def _judged(self, status: int, raw: bytes) -> tuple[int, bytes]:
        if status in (200, 201, 202):
            return status, raw
        if 400 <= status < 500:
            raise Rejected(self.system, status, _error_code(raw))
        raise Misanswered(self.system, f"answered {status}")

    def _object(self, raw: bytes) -> Mapping[str, object]:
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError):
            raise Misanswered(self.system, "the answer is not JSON") from None
        if not isinstance(body, dict):
            raise Misanswered(self.system, "the answer is not a JSON object")
        return body


def _client() -> httpx.Client:
    """A client for real use; a proxy named by the machine is never asked for this machine."""
    here: dict[str, httpx.BaseTransport | None] = {
        "all://127.0.0.1": None,
        "all://localhost": None,
    }
    return httpx.Client(mounts=here)


def _retry_after(answer: httpx.Response) -> float:
    """For how many seconds the other side wants to be left alone (RFC 9110, 10.2.3); where it
    names a time, from the time it says it is."""
    said = answer.headers.get("Retry-After", "")
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        there = parsedate_to_datetime(answer.headers["Date"])
        return max(0.0, (parsedate_to_datetime(said) - there).total_seconds())
    except (KeyError, ValueError, TypeError):
        return 0.0


def _plainly(fault: Exception) -> str:
    """A fault in one word or two, without the address, which may carry a person's data."""
    return fault.reason if isinstance(fault, Unreachable) else type(fault).__name__


def _error_code(raw: bytes) -> str:
    """The `error` member of a refusal, when it is a short code of ours or of OAuth."""
    try:
        code = json.loads(raw)["error"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return code if isinstance(code, str) and code.isascii() and len(code) <= 40 else ""


class Parts:
    """Reads the members of an answer and says Misanswered when one is missing or odd."""

    def __init__(self, system: str, body: object) -> None:
        if not isinstance(body, Mapping):
            raise Misanswered(system, "a part of the answer is not an object")
        self._system, self._body = system, body

    def text(self, name: str) -> str:
        value = self._body.get(name)
        if not isinstance(value, str):
            raise Misanswered(self._system, f"{name} is missing or not text")
        return value

    def whole(self, name: str) -> int:
        value = self._body.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Misanswered(self._system, f"{name} is missing or not a whole number")
        return value

    def items(self, name: str) -> list[object]:
        value = self._body.get(name)
        if not isinstance(value, list):
            raise Misanswered(self._system, f"{name} is missing or not a list")
        return value

    def part(self, name: str) -> object:
        """An object within, to be read as one."""
        return self._body.get(name)

    def texts(self, name: str) -> dict[str, str]:
        value = self._body.get(name)
        if not isinstance(value, dict) or not all(
            isinstance(part, str) for part in value.values()
        ):
            raise Misanswered(self._system, f"{name} is missing or not an object of texts")
        return value

    def moment(self, name: str) -> datetime:
        """An ISO 8601 time with its zone."""
        try:
            moment = datetime.fromisoformat(self.text(name))
        except ValueError:
            raise Misanswered(self._system, f"{name} is not a time") from None
        if moment.tzinfo is None:
            raise Misanswered(self._system, f"{name} has no time zone")
        return moment

    def echoes(self, name: str, expected: str) -> None:
        """Whether the answer repeats what we asked about; if not, it is about something else."""
        if self.text(name) != expected:
            raise Misanswered(self._system, f"{name} is not the one we asked about")
