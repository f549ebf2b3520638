"""One process of the replay: its share of dossiers, each through its whole life, step by step.

A batch goes on together, as the mail of a morning does: all are filed, then what that gives rise
to is done, then all are accepted, and so on.
"""

import json
import random
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.system import Citizen, commune, set_up_django
from tests.world import as_role

HALF_YEAR, SIGNED = 259_976, 117_566
COUNTER, ASKED, REFUSED, WITHDRAWN = 0.1, 0.1, 0.02, 0.01
BATCH = 20
CONFIRMATION, GUESTS = "1.010041", "2.001159"
GUEST = {"number": "001302000011", "full_name": "Hoàng Thị Một", "birth_date": "2002-05-05"}
ANSWERS: dict[str, dict[str, Any]] = {
    CONFIRMATION: {"content": "current", "purpose": "làm việc với ngân hàng"},
    GUESTS: {
        "place_kind": "home",
        "dwelling": {"address": "Số 12 ngõ Thử"},
        "members": [GUEST],
        "from": "2026-11-16",
        "to": "2026-11-18",
    },
}
STEPS = {
    "tell-citizen": "errand: message", "send-message": "errand: message",
    "ask-population": "errand: register asked", "make-receipt": "errand: receipt",
    "make-request": "errand: request", "make-refusal": "errand: refusal",
    "make-result": "errand: result", "sign-paper": "errand: signature with time-stamp",
}  # fmt: skip


@dataclass(frozen=True)
class Life:
    """What a process is told to replay; the same seed, the same mix."""

    seed: int
    count: int


@dataclass
class Spent:
    """CPU ms by step, of the process and of the database's process behind it; `own` alone."""

    steps: Counter[str] = field(default_factory=Counter)
    own: float = 0.0


@dataclass
class One:
    """A dossier of the replay, and what becomes of it."""

    id: UUID
    person: Citizen
    signed: bool
    helped: bool
    asked: bool
    end: str  # "", "refused", "withdrawn"

    @property
    def code(self) -> str:
        return CONFIRMATION if self.signed else GUESTS


_desk: "Desk"


def begin(owner: str, more: dict[str, str], people: Sequence[Citizen]) -> None:
    """Set this process up, once."""
    global _desk
    from motcua.site import settings

    for name, value in more.items():
        if hasattr(settings, name):
            setattr(settings, name, Path(value) if name.endswith(("KEYS", "FILES")) else value)
    set_up_django(owner, more)
    from motcua.site.workplace import furnish_from_settings

    furnish_from_settings()
    _desk = Desk(people)


def live(life: Life) -> Spent:
    """Take so many dossiers from the first page to the last."""
    return _desk.live(life)


class Desk:
    """Everybody who has to do with a dossier, in one process."""

    def __init__(self, people: Sequence[Citizen]) -> None:
        from django.db import connection

        from tests import cast

        self.people, self.unit, self.spent = people, commune(), Spent()
        self.officers = {key: cast.who(key).account for key in ("counter", "police", "leader")}
        with connection.cursor() as cursor:
            cursor.execute("select procrastinate_register_worker_v1(), pg_backend_pid()")
            self.worker, self._backend = cursor.fetchone()

    def live(self, life: Life) -> Spent:
        self.spent, before = Spent(), time.process_time()
        pick = random.Random(life.seed)
        for done in range(0, life.count, BATCH):
            batch = [self._one(pick) for _ in range(min(BATCH, life.count - done))]
            with as_role("motcua_web"):
                self._batch(batch)
        self.spent.own = (time.process_time() - before) * 1000
        return self.spent

    def _one(self, pick: random.Random) -> One:
        chance, end = pick.random(), ""
        if chance < REFUSED + WITHDRAWN:
            end = "refused" if chance < REFUSED else "withdrawn"
        signed = not end and pick.random() < SIGNED / HALF_YEAR / (1 - REFUSED - WITHDRAWN)
        asked = not end and pick.random() < ASKED
        helped = pick.random() < COUNTER
        return One(uuid.uuid4(), pick.choice(self.people), signed, helped, asked, end)

    def _batch(self, batch: Sequence[One]) -> None:
        """The whole life of some dossiers, together."""
        going = [one for one in batch if not one.end]
        self._each("file", batch, self._file)
        self._errands()
        self._each("withdraw", [o for o in batch if o.end == "withdrawn"], self._withdraw)
        self._each("refuse", [o for o in batch if o.end == "refused"], self._refuse)
        self._each("accept", going, self._accept)
        self._errands()
        asked = [one for one in going if one.asked]
        self._each("ask for a supplement", asked, self._ask)
        self._errands()
        self._each("answer it", asked, self._answer)
        self._each("note the result", [one for one in going if not one.signed], self._note)
        signed = [one for one in going if one.signed]
        self._each("decide", signed, self._decide)
        self._errands()
        self._each("ask the leader's signature", signed, self._sign)
        self._errands()
        self._each("hand over", going, self._hand_over)
        self._errands()

    # the acts, each as the page does it: in its visitor's scope, with a key

    def _each(self, step: str, batch: Sequence[One], act: Callable[[One], None]) -> None:
        for one in batch:
            with self._step(step):
                act(one)

    def _file(self, one: One) -> None:
        from motcua.actions.draft import save_draft
        from motcua.actions.filing import submit
        from motcua.actions.wish import Wished
        from motcua.records.person import Person
        from motcua.records.procedure import catalogue
        from motcua.rules.delivery import DeliveryWay
        from motcua.rules.time.wall_clock import local
        from motcua.site import clock

        with self._as("counter" if one.helped else one.person) as by:
            version = catalogue()[one.code].on(local(clock.now()).date())
            person = Person.objects.select_related("unit__parent").get(pk=one.person.person)
            form = {"version": version, "unit": self.unit, "applicant": person}
            form["answers"] = ANSWERS[one.code]
            save_draft(by(), id=one.id, **form)
            way = DeliveryWay.ELECTRONIC if one.signed else DeliveryWay.COUNTER
            submit(by(one.id), id=one.id, **form, wish=Wished(way))

    def _accept(self, one: One) -> None:
        from motcua.actions.processing import accept, take_fee
        from motcua.rules.dossier import Money

        with self._as("police") as by:
            held = accept(by(), one.id)
            if held.money == Money.DUE:
                take_fee(by(), one.id, amount=held.fee)

    def _withdraw(self, one: One) -> None:
        from motcua.actions.dossier import withdraw

        with self._as(one.person) as by:
            withdraw(by(), one.id)

    def _refuse(self, one: One) -> None:
        from motcua.actions.ending import refuse

        with self._as("police") as by:
            said = {"reason": "Không thuộc thẩm quyền.", "basis": "Luật Cư trú 68/2020/QH14"}
            refuse(by(), one.id, **said)

    def _ask(self, one: One) -> None:
        from motcua.actions.supplement import ask_supplement

        key = "purpose" if one.signed else "place_kind"
        with self._as("police") as by:
            ask_supplement(by(), one.id, items=[{"key": key, "why": "Ghi rõ hơn."}])

    def _answer(self, one: One) -> None:
        from motcua.actions.supplement import answer_request

        key = "purpose" if one.signed else "place_kind"
        with self._as(one.person) as by:
            answer_request(by(), one.id, answers={key: ANSWERS[one.code][key]})

    def _decide(self, one: One) -> None:
        from motcua.actions.processing import decide

        with self._as("police") as by:
            decide(by(), one.id)

    def _note(self, one: One) -> None:
        from motcua.actions.deciding import note_result

        with self._as("police") as by:
            note_result(by(), one.id, outcome={"result_on": "2026-11-16"})

    def _sign(self, one: One) -> None:
        from motcua.actions.signature import ask_signature
        from motcua.records.document import Paper

        with self._as("leader") as by:
            paper = Paper.objects.get(dossier=one.id, kind=Paper.Kind.RESULT)
            ask_signature(by(), paper.id, seen=paper.frozen)

    def _hand_over(self, one: One) -> None:
        from motcua.actions.receipts import fetch, sign_for
        from motcua.rules.delivery import Taker

        if one.signed and not one.helped:
            with self._as(one.person) as by:
                fetch(by(), one.id)
        else:
            with self._as("counter") as by:
                sign_for(by(), one.id, taker=Taker.APPLICANT)

    @contextmanager
    def _as(self, who: str | Citizen) -> Iterator[Callable[..., Any]]:
        """A request of somebody: their scope, one transaction; gives what acts by them."""
        from motcua.actions.act import By
        from motcua.records.account import who_is
        from motcua.records.scope import seen_by
        from motcua.rules.time.wall_clock import local
        from motcua.rules.who import Door
        from motcua.site import clock

        at = clock.now()
        own = isinstance(who, Citizen)
        account = who.account if isinstance(who, Citizen) else self.officers[who]
        door = Door.CITIZEN if own else Door.COUNTER
        assert account
        actor = who_is(account, local(at).date(), at)
        assert actor
        with seen_by(actor):
            yield lambda key=None: By(actor, at, door, key or uuid.uuid4())

    # the errands

    def _errands(self) -> None:
        """Do what is in the queue, as a worker takes it, until all is done, also by others."""
        with as_role("motcua_clerk"):
            while self._errand() or self._unfinished():
                pass

    def _errand(self) -> bool:
        from django.db import connection

        from motcua.clerks.tasks import errands

        before = self._cpu()
        with connection.cursor() as cursor:
            fetch = "select id, task_name, args from procrastinate_fetch_job_v2(%s, %s)"
            cursor.execute(fetch, [["errands"], self.worker])
            id, name, args = cursor.fetchone()
        if id is None:
            return False
        name = name.removeprefix("clerk:")
        errands.tasks[name](**(json.loads(args) if isinstance(args, str) else args))
        with connection.cursor() as cursor:
            cursor.execute("select procrastinate_finish_job_v1(%s, 'succeeded', true)", [id])
        self.spent.steps[STEPS.get(name, f"errand: {name}")] += self._cpu() - before
        return True

    def _unfinished(self) -> bool:
        """Whether another process still does something; what failed ends the replay."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select count(*) from procrastinate_jobs where status = 'doing'")
            doing = bool(cursor.fetchone()[0])
        time.sleep(0.005 * doing)
        return doing

    # what it costs

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        before = self._cpu()
        yield
        self.spent.steps[name] += self._cpu() - before

    def _cpu(self) -> float:
        """Milliseconds so far, of this process and of the database's process behind it."""
        backend = Path(f"/proc/{self._backend}/schedstat").read_text().split()[0]
        return time.process_time() * 1000 + int(backend) / 1e6
