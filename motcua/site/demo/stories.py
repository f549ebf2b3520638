"""The way of one dossier, told by those who walk it: each step at its time, by an action.

A story is a generator. Each `yield` is a wait, in minutes of office time; what it has not come to
when the present is reached is simply not done yet.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.actions.consent import give_consent, record_consent
from motcua.actions.deciding import blockers
from motcua.actions.document import attach, open_attachment
from motcua.actions.dossier import see, withdraw
from motcua.actions.draft import save_draft
from motcua.actions.ending import refuse
from motcua.actions.files.inspect_file import Clean
from motcua.actions.filing import submit
from motcua.actions.mismatch import keep_card
from motcua.actions.mismatch_outcome import correct_claim
from motcua.actions.opinion import ask_opinion
from motcua.actions.processing import (
    accept,
    decide,
    send_back,
    take,
    take_fee,
)
from motcua.actions.receipts import fetch, sign_for
from motcua.actions.report import answer_report, make_report
from motcua.actions.signature import ask_signature
from motcua.actions.supplement import (
    answer_request,
    answer_second_request,
    ask_supplement,
    seek_second_request,
)
from motcua.actions.unverified import note_sighting
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.mismatch import open_cases
from motcua.records.procedure import catalogue, version_of
from motcua.records.report import Report
from motcua.records.unit import Unit
from motcua.records.verification import unverified_of
from motcua.rules.catalogue.once_only import Ground, held_in
from motcua.rules.consent import ConsentWay
from motcua.rules.delivery import Taker
from motcua.rules.dossier import Money, State
from motcua.rules.permission import ACTING, Purpose
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Door
from motcua.site.demo.clerk import Clock
from motcua.site.demo.commune import Commune
from motcua.site.demo.differing import card_of, is_same_person
from motcua.site.demo.people import Citizen
from motcua.site.demo.sheets import sheet

Story = Generator[int, None, None]

REPORTS = 5  # one of so many who are asked for more says that it need not be
REPORT = "Tôi đã khai điều này rồi, sao còn phải bổ sung?"
CARD = "Theo thẻ căn cước xem ở quầy."
QUESTION = "Nhà này có ảnh hưởng tuyến thoát nước chung với xã Đà Bắc không?"
AGAIN = "Giấy bổ sung lần trước vẫn thiếu trang có chữ ký."
ALLOWED = "Đồng ý yêu cầu thêm một lần, gọi điện xin lỗi người dân."
ANSWER = "Điều này chưa có trong dữ liệu nên cần Bạn bổ sung. Cảm ơn Bạn đã báo."
AS_IT_IS = "Tôi đã xem lại, điều này ghi đúng rồi."


@dataclass(frozen=True)
class Desk:
    """Who works on a matter, by their keys in the cast."""

    receives: str
    decides: str
    signs: str


@dataclass(frozen=True)
class Course:
    """How a story goes. `ending` is the state it comes to; `pace` a wait between two steps.

    `late` waits that many minutes before the decision; `asked` counts requests for supplement,
    `early` puts the first (or the withdrawal) before acceptance; `consent` is what the landlord
    says (None: nothing yet); `helped`: an officer types for whoever stands at the counter.
    """

    ending: State
    pace: int
    late: int = 0
    asked: int = 0
    early: bool = False
    consent: bool | None = True
    helped: bool = False
    sent_back: bool = False


@dataclass(frozen=True)
class Matter:
    """What somebody applies for: the procedure, the answers, what they hand in, what may lack."""

    code: str
    answers: dict[str, Any]
    papers: tuple[str, ...]
    lacks: tuple[tuple[str, str, Any], ...]  # key, why, the answer given (None: a paper)
    refusal: tuple[str, str]  # reason, article


class Teller:
    """Tells one story: who applies, for what, at which desk, on which course."""

    def __init__(
        self,
        commune: Commune,
        clock: Clock,
        id: UUID,
        applicant: Citizen,
        matter: Matter,
        course: Course,
        desk: Desk,
        unit: Unit,
    ) -> None:
        self.commune, self.clock, self.id = commune, clock, id
        self.applicant, self.matter, self.course = applicant, matter, course
        self.desk, self.unit = desk, unit

    def tell(self) -> Story:
        course = self.course
        self.file()
        if course.consent is not None:
            self.answer_consents(course.consent)
        if self.applicant.brings_card:
            yield from self.compare_card()
        if course.early and course.asked:
            yield from self.supplement(0)
        if self.is_at(State.SUBMITTED) or (course.early and self.is_at(State.WAITING)):
            return
        yield from self.judge_reception()
        if self.is_at(State.NOT_ACCEPTED, State.ACCEPTED) or self.withdrawn:
            return
        yield course.pace
        self.act(self.desk.decides, take)
        for number in range(1 if course.early else 0, course.asked):
            yield from self.supplement(number)
        if self.is_at(State.WAITING, State.PROCESSING):
            return
        yield from self.conclude()

    def tell_and_ask(self, unit: Unit, shown: Sequence[str]) -> Story:
        """The same, and another unit is asked for its opinion, with some of the papers."""
        yield from self.tell()
        yield self.course.pace
        files = Attachment.objects.of(self.id).filter(component__in=shown)
        pks = list(files.values_list("pk", flat=True))
        self.act(self.desk.decides, ask_opinion, question=QUESTION, asked=unit, shown=pks)

    def judge_reception(self) -> Story:
        """Accepted, refused at once, or taken back by the applicant."""
        yield self.course.pace
        self.act(self.desk.receives, see, purpose=Purpose.DOSSIER)
        self.look_at_papers()
        if self.withdrawn and self.course.early:
            self.act(self.applicant, withdraw)
        elif self.course.ending == State.NOT_ACCEPTED:
            self.refuse()
        else:
            self.act(self.desk.receives, accept)
            if self.withdrawn:
                yield self.course.pace
                self.act(self.applicant, withdraw)

    def conclude(self) -> Story:
        """From the desk to the leader's signature, and into the applicant's hands."""
        if self.course.late:
            yield self.course.late
        if self.course.ending == State.STOPPED:
            return self.refuse()
        yield from self.settle()
        yield self.course.pace
        self.act(self.desk.decides, decide)
        if self.course.sent_back:
            yield self.course.pace
            why = "Địa chỉ trên giấy chưa đúng với hồ sơ."
            self.act(self.desk.signs, send_back, why=why)
            yield self.course.pace
            self.act(self.desk.decides, decide)
        if self.is_at(State.SIGNING):
            return
        yield self.course.pace
        self.sign()
        if self.course.ending == State.RETURNED:
            yield 40 + 3 * self.course.pace
            self.hand_over()

    # single steps

    def file(self) -> None:
        """Write the draft, hand in papers, file: the citizen, or an officer for them."""
        who = self.desk.receives if self.course.helped else self.applicant
        via = Door.COUNTER if self.course.helped else Door.CITIZEN
        by = self.commune.by(who, self.clock.at, via)
        version = catalogue()[self.matter.code].on(local(self.clock.at).date())
        assert version is not None
        said: dict[str, Any] = {
            "id": self.id,
            "version": version,
            "unit": self.unit,
            "applicant": self.commune.person(self.applicant),
            "answers": self.matter.answers,
        }
        if self.matter.papers:
            save_draft(by, **said)
        for component in self.matter.papers:
            self.attach(who, component)
        submit(by, **said)

    def attach(self, who: str | Citizen, component: str, version: int = 0) -> None:
        name, media, content = sheet(component, version)
        via = Door.COUNTER if isinstance(who, str) else Door.CITIZEN
        attach(
            self.commune.by(who, self.clock.at, via),
            id=self.id,
            component=component,
            name=name,
            content=content,
            media_type=media,
        )

    def answer_consents(self, given: bool) -> None:
        """The owner answers from their account; who has none here has signed a paper."""
        for consent in self.dossier.consents.filter(given=None):
            asked = consent.person_id
            landlords = (c for c in self.commune.landlords if asked and self.is_person(c, asked))
            owner = next(landlords, None)
            if owner:
                self.act(owner, give_consent, given=given)
            else:
                self.record_on_paper(consent.id, given)

    def record_on_paper(self, consent: UUID, given: bool) -> None:
        name, media, content = sheet("consent")
        self.act(
            self.desk.decides,
            record_consent,
            consent=consent,
            given=given,
            way=ConsentWay.PAPER,
            said_at=self.clock.at,
            scan=Clean(media, name, content, 1),
        )

    def compare_card(self) -> Story:
        """The register does not agree, and the card at the counter says otherwise, as it does:
        where it shows the slip of a pen, that is put right and the register asked again."""
        yield min(self.course.pace, 15)
        by = self.commune.by(self.desk.receives, self.clock.at)
        card = card_of(self.applicant, local(self.clock.at).date())
        seen = keep_card(by, open_cases(self.dossier).get().id, reading=card)
        if self.is_at(State.SUBMITTED) or not is_same_person(self.applicant):
            return
        yield self.course.pace
        by = self.commune.by(self.desk.receives, self.clock.at)
        correct_claim(by, seen.mismatch_id, claim=seen.claim, why=CARD)

    def supplement(self, number: int) -> Story:
        """Ask for what lacks, and (unless the story ends here) get it."""
        yield self.course.pace
        key, why, answer = self.matter.lacks[number % len(self.matter.lacks)]
        asker = self.desk.receives if self.course.early and not number else self.desk.decides
        item = {"key": key, "why": why} | self.ground_for(key)
        if number:
            self.ask_leader(asker)
        self.act(asker, ask_supplement, items=[item])
        report = self.report() if self.alone and self.id.int % REPORTS == 0 else None
        if self.is_at(State.WAITING) and number == self.course.asked - 1:
            return
        yield 3 * self.course.pace + 30
        if report:
            by = self.commune.by(self.desk.signs, self.clock.at)
            answer_report(by, report.id, outcome=Report.Outcome.RIGHTLY_DONE, answer=ANSWER)
        who = self.desk.receives if self.course.helped else self.applicant
        if answer is None:
            self.attach(who, key, number + 1)
        given = {} if answer is None else {key: answer}
        kept = {key: AS_IT_IS} if given and self.dossier.answers.get(key) == answer else {}
        self.act(who, answer_request, answers=given, words=kept)

    def ask_leader(self, asker: str) -> None:
        """A second request makes the dossier late: the leader allows it."""
        second = seek_second_request(self.commune.by(asker, self.clock.at), self.id, why=AGAIN)
        leader = self.commune.by(self.desk.signs, self.clock.at)
        answer_second_request(leader, second.id, allowed=True, word=ALLOWED)

    def ground_for(self, key: str) -> dict[str, str]:
        """What is held is asked for on a ground of the law alone."""
        held = held_in(version_of(self.dossier.version), self.dossier.answers)
        return {"ground": Ground.WRONG_DATA} if key in held else {}

    def report(self) -> Report:
        """The applicant thinks they need not give it, and says so."""
        asked = self.dossier.supplement_requests.latest("asked_at")
        by = self.commune.by(self.applicant, self.clock.at, Door.CITIZEN)
        how = Report.How.REQUEST
        return make_report(by, self.id, what=REPORT, how=how, request=asked.id)

    def look_at_papers(self) -> None:
        for attached in Attachment.objects.filter(dossier=self.id, removed=False)[:1]:
            by = self.commune.by(self.desk.receives, self.clock.at)
            open_attachment(by, attached.id, purpose=Purpose.DOSSIER)

    def settle(self) -> Story:
        """What stands before a decision: the fee, and a register that says otherwise."""
        if self.dossier.money == Money.DUE:
            yield self.course.pace
            self.act(self.desk.receives, take_fee, amount=self.dossier.fee)
        open_still = blockers(self.dossier, local(self.clock.at).date())
        if {"register-disagrees", "not-yet-verified"} & set(open_still):
            yield self.course.pace
            facts = [(one.person, one.field) for one in unverified_of(self.dossier)]
            self.act(self.desk.decides, note_sighting, facts=facts)

    def refuse(self) -> None:
        reason, basis = self.matter.refusal
        who = self.desk.decides if self.course.ending == State.STOPPED else self.desk.receives
        self.act(who, refuse, reason=reason, basis=basis)

    def sign(self) -> None:
        paper = Paper.objects.get(dossier=self.id, state=Paper.State.TO_SIGN)
        by = self.commune.by(self.desk.signs, self.clock.at, Door.SIGN)
        ask_signature(by, paper.id, seen=paper.frozen)

    def hand_over(self) -> None:
        if self.alone:
            self.act(self.applicant, fetch)
        else:
            self.act(self.desk.receives, sign_for, taker=Taker.APPLICANT)

    # who and what

    def act(self, who: str | Citizen, action: Callable[..., Any], **said: Any) -> None:
        """Somebody does something with the dossier: an officer at the desk, a citizen at home."""
        via = Door.COUNTER if isinstance(who, str) else Door.CITIZEN
        action(self.commune.by(who, self.clock.at, via), self.id, **said)

    @property
    def alone(self) -> bool:
        """Whether the applicant does everything from their own account."""
        return self.applicant.level == ACTING and not self.course.helped

    def is_at(self, *endings: State) -> bool:
        return self.course.ending in endings

    def is_person(self, citizen: Citizen, person: UUID) -> bool:
        return self.commune.person(citizen).id == person

    @property
    def withdrawn(self) -> bool:
        return self.course.ending == State.WITHDRAWN

    @property
    def dossier(self) -> Dossier:
        return Dossier.objects.get(pk=self.id)
