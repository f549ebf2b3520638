"""The sheet of questions an officer fills in for somebody: all of them at once, and the papers."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import QueryDict

from motcua.doors.shared import application, asking, papers
from motcua.doors.shared.desk import Asking, by
from motcua.doors.shared.held import Held, papers_held
from motcua.doors.shared.places import Reach, reach_at
from motcua.doors.shared.questions import Question
from motcua.doors.shared.values import answer_words
from motcua.rules.catalogue.once_only import INSTEAD
from motcua.rules.catalogue.parts import Capacity, Component
from motcua.rules.catalogue.procedure import Field
from motcua.rules.representation import CAPACITY_WORDS
from motcua.rules.who import Door


class Sheet(application.Application):
    """An application all on one page."""

    @property
    def fields(self) -> list[Field]:
        """Every question, those of all pages one after the other."""
        return [one for page in self.pages for one in page]

    @property
    def wanted(self) -> list[Component]:
        """The papers to hand in; not yet those of which it is not known who holds them."""
        whole = self.whole
        return [one for one in self.papers if not (one.held_by and whole.get(one.held_by) == "")]

    @property
    def reach(self) -> Reach:
        return reach_at(self.who, self.draft.competent)

    def left(self) -> list[str]:
        """Questions not asked yet or still blank, and papers not handed in yet."""
        asked = [one.key for one in self.fields if not self.answered(one)]
        return asked + [one.key for one in self.papers if not self.handed(one)]

    def as_left(self) -> asking.Sheet:
        return asking.before(self.fields, self.said, {}, self.reach)

    def known_facts(self) -> list[dict[str, str]]:
        """What the State holds already, shown so that nobody asks for it."""
        return [
            {"label": one.label, "value": self.words(one), "source": "held"}
            for one in self.version.applying(self.whole)
            if one.key in self.held
        ]

    def papers_held(self) -> list[Held]:
        """The papers nobody need hand in, since they are held."""
        return papers_held(self.who, self.version, self.whole)

    def stored(self) -> list[tuple[Held, bool]]:
        """What the applicant's store holds for this, and whether it is put aside for another."""
        aside = self.said.get(INSTEAD) or ()
        bare = replace(self, said={k: v for k, v in self.said.items() if k != INSTEAD})
        held = papers_held(self.who, bare.version, bare.whole)
        return [(one, one.key in aside) for one in held if one.files]

    def put_aside(self, post: QueryDict) -> dict[str, list[str]]:
        """The answer that says which held papers the person hands in anew, if any."""
        wanted = post.getlist("instead")
        aside = [one.key for one, _ in self.stored() if one.key in wanted]
        return {INSTEAD: aside} if aside or INSTEAD in self.said else {}

    @property
    def beside_words(self) -> str:
        """What whoever came for the applicant is to them."""
        return CAPACITY_WORDS[Capacity(self.draft.capacity)] if self.draft.capacity else ""

    def words(self, one: Field) -> str:
        return answer_words(one, self.whole.get(one.key), self.day, masked=False)

    def drawn(self, sheet: asking.Sheet, wrong: Mapping[str, str]) -> list[Question]:
        """All questions, then all papers; `wrong` says what is wrong with a paper."""
        return [
            *sheet.questions(heading=False),
            *(
                papers.draw(
                    papers.as_question(one),
                    self.draft.id,
                    self.files.get(one.key, []),
                    wrong.get(one.key, ""),
                    heading=False,
                )
                for one in self.wanted
            ),
        ]


def papers_kept(request: Asking, sheet: Sheet) -> tuple[list[str], dict[str, str]]:
    """Keep the scans that are good, also where something else on the sheet is wrong.

    Gives what was changed in them, and by paper what is wrong with one.
    """
    notes: list[str] = []
    wrong: dict[str, str] = {}
    act = by(request, Door.COUNTER)
    papers.taken_out(act, request.POST)
    for one in sheet.wanted:
        asked = papers.as_question(one, required=False)
        changed, error = papers.receive(
            act, sheet.draft.id, asked, request, sheet.files.get(one.key, [])
        )
        notes += changed
        if error:
            wrong[one.key] = error
    return notes, wrong
