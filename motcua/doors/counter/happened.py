"""What happened to a dossier and by whose hand, from the journal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.doors.shared.desk import officers_named
from motcua.doors.shared.templatetags.motcua import day, money
from motcua.records.account import Account
from motcua.records.dossier import Dossier, Party
from motcua.records.journal import Entry
from motcua.rules.consent import WAY_WORDS, ConsentWay
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Door, Who

WORDS = {
    "dossier.submitted": "Nộp hồ sơ",
    "dossier.seen": "Mở xem hồ sơ",
    "dossier.consent-asked": "Hỏi ý kiến người có quyền đồng ý",
    "dossier.consent-given": "Người được hỏi trả lời",
    "dossier.consent-recorded": "Ghi ý kiến của người được hỏi",
    "dossier.accepted": "Tiếp nhận, bắt đầu tính thời hạn",
    "dossier.taken": "Nhận giải quyết",
    "dossier.supplement-asked": "Yêu cầu bổ sung",
    "dossier.assigned": "Giao cho người khác giải quyết",
    "dossier.supplement-reminded": "Nhắc người nộp bổ sung",
    "dossier.second-request-sought": "Xin ý kiến lãnh đạo để yêu cầu lần nữa",
    "dossier.second-request-answered": "Lãnh đạo trả lời việc yêu cầu lần nữa",
    "dossier.extended": "Gia hạn, gửi lời xin lỗi",
    "dossier.apologised": "Gửi lời xin lỗi vì trễ hẹn",
    "dossier.stopped": "Dừng giải quyết",
    "dossier.asked-anyway": "Yêu cầu dù đã có dữ liệu",
    "dossier.supplement-answered": "Người dân đã bổ sung",
    "dossier.reminded": "Nhắc việc",
    "dossier.refused": "Từ chối hồ sơ",
    "stage.begun": "Bắt đầu việc này, tính thời hạn",
    "stage.to-send": "Chuyển cơ quan khác giải quyết",
    "stage.sent": "Đã gửi sang cơ quan giải quyết",
    "stage.acknowledged": "Cơ quan giải quyết đã nhận",
    "stage.stuck": "Kẹt trên đường gửi, đã báo người vận hành",
    "portal.told": "Đã báo Cổng quốc gia",
    "portal.declined": "Cổng quốc gia không nhận thay đổi, đã báo người vận hành",
    "portal.behind": "Chưa báo được Cổng quốc gia, đã báo người vận hành",
    "portal.again": "Báo lại Cổng quốc gia",
    "stage.asked": "Cơ quan giải quyết yêu cầu người nộp bổ sung",
    "stage.answered": "Chuyển phần bổ sung sang cơ quan giải quyết",
    "stage.told": "Cơ quan giải quyết đã nhận phần bổ sung",
    "stage.ended": "Báo cơ quan giải quyết là hồ sơ đã kết thúc",
    "stage.refused": "Cơ quan giải quyết trả lời không giải quyết",
    "dossier.stages-over": "Mọi việc của hồ sơ liên thông đã xong",
    "opinion.asked": "Hỏi ý kiến đơn vị khác",
    "opinion.given": "Đơn vị được hỏi trả lời",
    "opinion.seen": "Đơn vị được hỏi mở xem tệp",
    "dossier.withdrawn": "Người nộp rút hồ sơ",
    "dossier.paper-sighted": "Đã xem giấy tờ gốc",
    "dossier.went-ahead": "Lãnh đạo cho làm tiếp khi dữ liệu dân cư chưa trả lời",
    "dossier.fee-taken": "Thu lệ phí",
    "dossier.decided": "Giải quyết xong, trình ký",
    "result.noted": "Ghi kết quả do hệ thống khác cấp",
    "dossier.date-moved": "Tính lại ngày hẹn trả",
    "dossier.moved": "Chuyển sang quy định mới",
    "dossier.sent-back": "Lãnh đạo trả lại",
    "dossier.handed-over": "Trả kết quả",
    "delivery.wished": "Ghi cách nhận kết quả",
    "delivery.posted": "Gửi kết quả qua bưu điện",
    "delivery.carried": "Tổ lưu động mang kết quả đến nhà",
    "delivery.numbered": "Bưu điện nhận, có số theo dõi",
    "delivery.arrived": "Bưu điện đã phát đến nơi",
    "delivery.came-back": "Không giao được kết quả, đã về bộ phận một cửa",
    "delivery.lost": "Kết quả thất lạc khi gửi, bộ phận một cửa sẽ gửi lại",
    "delivery.signed-for": "Người nhận đã ký nhận kết quả",
    "delivery.receipt-scanned": "Đính kèm bản quét danh sách ký nhận",
    "erasure.listed": "Vào danh sách hết hạn lưu",
    "erasure.agreed": "Lãnh đạo đồng ý xóa vì hết hạn lưu",
    "erasure.done": "Đã xóa vì hết hạn lưu",
    "paper.slip-asked": "Yêu cầu in biên nhận",
    "dossier.reopened": "Lãnh đạo cho làm lại kết quả",
    "holding.kept": "Ghi vào kho dữ liệu của người dân",
    "holding.ended": "Bỏ khỏi kho dữ liệu của người dân",
    "document.attached": "Thêm hoặc bỏ tệp giấy tờ",
    "document.signatures-checked": "Kiểm tra chữ ký số trong tệp nộp vào",
    "document.opened": "Mở xem giấy tờ",
    "document.digitised": "Ghi dữ liệu theo giấy đã quét",
    "document.barred": "Một tệp có mã độc, đã bỏ",
    "draft.saved": "Lưu tờ khai",
    "draft.form-asked": "Yêu cầu in tờ khai đang viết",
    "draft.form-made": "Đã in tờ khai đang viết",
    "draft.representative-named": "Ghi người nộp thay hoặc người làm chứng",
    "draft.discarded": "Bỏ tờ khai",
    "paper.made": "Lập giấy tờ",
    "paper.control-asked": "Yêu cầu in phiếu kiểm soát",
    "paper.form-asked": "Yêu cầu in tờ khai",
    "paper.signature-asked": "Bấm ký",
    "paper.signature-hindered": "Chờ ký xong, đang vướng",
    "paper.signature-declined": "Chưa ký được, chờ ký lại",
    "mismatch.claim-corrected": "Sửa thông tin đã ghi sai, hỏi lại dữ liệu dân cư",
    "correction.asked": "Đề nghị công an điều chỉnh dữ liệu dân cư",
    "correction.answered": "Ghi trả lời của công an về dữ liệu dân cư",
    "mismatch.letter-asked": "Gửi người nộp thư về dữ liệu dân cư",
    "paper.signed": "Đã ký số",
    "paper.copy-signed": "Đã ký bản sao điện tử",
    "paper.copy-refused": "Người nộp báo nơi nhận từ chối bản điện tử",
    "paper.revoked": "Thu hồi kết quả",
    "report.asked": "Hỏi thêm người phản ánh",
    "report.answered": "Trả lời phản ánh",
    "report.published": "Công khai câu trả lời phản ánh",
    "tenancy.ends": "Nhắc người nộp thời hạn tạm trú sắp hết",
    "note.written": "Viết ghi chú nội bộ",
    "note.struck": "Gạch một ghi chú nội bộ",
    "letter.written": "Người nộp nhắn tin",
    "letter.sent": "Nhắn tin cho người nộp",
    "letter.read": "Đọc tin nhắn",
    "talk.audited": "Thanh tra đọc tin nhắn và ghi chú",
    "message.queued": "Soạn tin nhắn cho người nộp",
    "message.sent": "Đã gửi tin nhắn",
}
ROLES = {
    Party.Role.APPLICANT: "Người nộp",
    Party.Role.REPRESENTATIVE: "Người đại diện",
    Party.Role.FORMER: "Người đã từng đại diện",
    Party.Role.WITNESS: "Người làm chứng",
    Party.Role.ASKED: "Người được hỏi ý kiến",
    Party.Role.MEMBER: "Người được hỏi ý kiến",
}
LOOKING = frozenset({"dossier.seen", "document.opened", "letter.read", "talk.audited"})
UPLOADING = frozenset(
    {"upload.begun", "upload.given-up", "document.check-asked", "document.checked"}
    | {"scan.pages-added", "scan.page-moved", "scan.pages-dropped", "scan.reading-asked"}
    | {"scan.page-read", "scan.page-turned"}
)
QUIET = (
    LOOKING
    | UPLOADING
    | {
        "draft.saved",
        "draft.discarded",
        "paper.signature-prepared",
        "paper.signature-hindered",
        "message.queued",
        "portal.told",
        "dossier.reminded",
    }
)
BESIDE = frozenset(
    {"paper.made", "message.sent", "portal.declined", "portal.behind", "portal.again"}
    | {"portal.again-asked", "document.signatures-checked", "holding.kept", "holding.ended"}
)
"""What is done about a dossier and leaves it as it was."""
MACHINE = "Hệ thống"
LATELY = timedelta(minutes=60)  # ours


@dataclass(frozen=True)
class Step:
    """One line of the timeline, as shared/timeline.html shows it."""

    label: str
    at: datetime
    text: str
    state: str = ""


@dataclass(frozen=True)
class Last:
    """What another officer last did here."""

    who: str
    at: datetime
    what: str
    looking: bool


@dataclass(frozen=True)
class Story:
    """A dossier's entries with the names of those who acted."""

    steps: list[Step]
    looks: list[Step]
    last: Last | None
    lately: bool


def story(dossier: Dossier, who: Who, at: datetime) -> Story:
    entries = list(Entry.objects.visible_to(who).of(dossier.id))
    entries.sort(key=lambda one: (one.at, one.kind != "dossier.submitted"))  # it comes first
    names = _names(dossier, entries)
    shown = [
        _step(entry, names) for entry in entries if entry.kind in WORDS and entry.kind not in QUIET
    ]
    looks = [_step(entry, names) for entry in entries if entry.kind in LOOKING]
    told = [e for e in entries if _changes(e) and e.via != "citizen"]
    others = [e for e in told if e.actor not in (None, who.account)]
    last = _last(others[-1], names) if others else None
    return Story(shown, looks[::-1], last, bool(last and at - last.at < LATELY))


def last_change(dossier: Dossier, who: Who) -> Last | None:
    """Who changed the dossier last, when and how: for whoever was working on it meanwhile."""
    entries = [e for e in Entry.objects.visible_to(who).of(dossier.id) if _changes(e)]
    return _last(entries[-1], _names(dossier, entries)) if entries else None


def _changes(entry: Entry) -> bool:
    """Whether another officer is told of it: what follows by itself has no words."""
    return entry.kind in WORDS and entry.kind not in QUIET | BESIDE


def _names(dossier: Dossier, entries: list[Entry]) -> dict[UUID, str]:
    """Officers by name and title; a citizen by what they are to the dossier."""
    actors = {entry.actor for entry in entries if entry.actor}
    names = officers_named(actors, dossier.unit_id)
    citizens = {entry.actor for entry in entries if entry.actor and entry.via == "citizen"}
    people = dict(Account.objects.filter(pk__in=citizens).values_list("pk", "person_id"))
    roles = dict(Party.objects.filter(dossier=dossier).values_list("person", "role"))
    roles[dossier.applicant_id] = Party.Role.APPLICANT
    for account, person in people.items():
        names[account] = ROLES[Party.Role(roles.get(person, Party.Role.ASKED))]
    return names


def _step(entry: Entry, names: dict[UUID, str]) -> Step:
    who = names.get(entry.actor, "") if entry.actor else MACHINE
    more = _more(entry)
    return Step(WORDS[entry.kind], entry.at, ". ".join(filter(None, (who, more))))


def _last(entry: Entry, names: dict[UUID, str]) -> Last:
    who = names.get(entry.actor, "") if entry.actor else MACHINE
    return Last(who, entry.at, WORDS[entry.kind], entry.kind in LOOKING)


def _more(entry: Entry) -> str:
    """What an entry says beyond its kind."""
    if entry.kind in MORE:
        return MORE[entry.kind](entry.data)
    if entry.kind == "dossier.supplement-answered":
        return ANSWERED_BY.get(Door(entry.via), "")
    return ""


def _agreed(data: dict[str, Any]) -> str:
    said = "Đồng ý" if data["given"] else "Không đồng ý"
    return f"{said} {WAY_WORDS[ConsentWay(data['way'])]}" if "way" in data else said


def _agreed_to(data: dict[str, Any]) -> str:
    return "Đồng ý" if data["allowed"] else "Không đồng ý"


def _opinion(data: dict[str, Any]) -> str:
    if data["silent"]:
        return "Quá hạn không trả lời" + (", coi là đồng ý" if data["agrees"] else "")
    return "Đồng ý" if data["agrees"] else "Không đồng ý"


def _moment(said: str) -> str:
    return f"{local(datetime.fromisoformat(said)):%H:%M %d/%m/%Y}"


ANSWERED_BY = {
    Door.COUNTER: "Cán bộ gửi giúp tại quầy",
    Door.CLERK: "Người nộp trả lời trên Cổng quốc gia",
}
MORE: Mapping[str, Callable[[dict[str, Any]], str]] = {
    "dossier.accepted": lambda data: f"Hẹn trả {_moment(data['due'])}",
    "dossier.supplement-asked": lambda data: (
        f"{data['items']} mục" + (", lần thứ hai trở đi" if data["again"] else "")
    ),
    "dossier.consent-given": _agreed,
    "dossier.consent-recorded": _agreed,
    "dossier.second-request-answered": _agreed_to,
    "opinion.asked": lambda data: f"Trả lời trước {_moment(data['until'])}",
    "opinion.given": _opinion,
    "dossier.extended": lambda data: f"Hẹn trả {_moment(data['due'])}",
    "dossier.apologised": lambda data: f"Hẹn lại {_moment(data['promised'])}",
    "dossier.stopped": lambda data: "Hết thời gian bổ sung" if data["unanswered"] else "",
    "dossier.moved": lambda data: (
        f"Từ quy định ngày {day(data['was'])} sang quy định ngày {day(data['now'])}"
    ),
    "dossier.fee-taken": lambda data: money(data["amount"]),
    "dossier.submitted": lambda data: "Cán bộ nộp giúp tại quầy" if data.get("filed_for") else "",
}
