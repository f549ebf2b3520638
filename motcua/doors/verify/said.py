"""What is said of a paper or a file, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from motcua.doors.shared.templatetags.motcua import moment
from motcua.doors.shared.xml_paper import Told
from motcua.doors.verify.code import grouped
from motcua.records.document import Issued, Paper, paper_with_code
from motcua.records.trust import list_of
from motcua.records.unit import Unit
from motcua.rules.signature import Judgement, Verdict

Fact = dict[str, str]
CODE_HOLDS = "Mã này của giấy thật"
IN_FORCE = "Giấy chưa bị thu hồi hay thay thế. Nếu trên giấy có ghi hạn, hãy xem hạn đó."
COPIED = (
    "Mã của giấy thật có thể bị chép sang giấy giả. Giấy trên tay phải giống hệt những dòng dưới"
    " đây. Nếu cần chắc từng chữ, hãy xin tệp PDF rồi thả vào ô kiểm tra tệp."
)


@dataclass(frozen=True)
class Said:
    """A verdict: `tone` is good, warning or bad; `to` the code of the paper to look at."""

    tone: str
    title: str
    lines: Sequence[str] = ()
    facts: Sequence[Fact] = field(default_factory=list)
    to: str = ""
    to_label: str = ""
    parts: Sequence[Told] = ()  # of an XML paper: what was signed, and what was not


UNKNOWN = Said(
    "bad",
    "Không có giấy nào mang mã này",
    (
        "Chúng tôi chưa từng cấp giấy có mã này. Hãy so lại từng chữ với giấy, rồi gõ lại.",
        "Nếu mã gõ đúng mà vẫn không có, đừng nhận giấy. Hãy hỏi nơi ghi trên giấy.",
    ),
)


def of_paper(paper: Issued) -> Said:
    """What is known of the paper with a code."""
    facts = facts_of(paper)
    match Paper.State(paper.state):
        case Paper.State.MADE:
            made = ("Giấy do hệ thống lập, không cần ký.", COPIED)
            return Said("good", CODE_HOLDS, made, facts)
        case Paper.State.SIGNED:
            return Said("good", CODE_HOLDS, (IN_FORCE, COPIED), facts)
        case Paper.State.REPLACED:
            lines = (_replaced(paper), "Giấy này từng là giấy thật, nay không dùng nữa.")
            title, newer = "Giấy đã được thay thế", paper.replaced_by or ""
            return Said("warning", title, lines, facts, newer, "Xem giấy mới")
        case Paper.State.REVOKED if paper.signed:
            return Said("bad", "Giấy đã bị thu hồi", (_ended(paper), "Đừng nhận giấy này."), facts)
        case Paper.State.REVOKED:
            never = "Giấy này đã bị bỏ trước khi ký, chưa từng có giá trị."
            return Said("bad", "Giấy chưa từng được ký", (never,), facts)
    return Said(
        "warning",
        "Giấy chưa được ký",
        ("Giấy này chưa ký xong nên chưa có giá trị. Hãy xem lại sau.",),
        facts,
    )


def _ended(paper: Issued) -> str:
    why = f" Lý do: {paper.ended_why}" if paper.ended_why else ""
    return f"Thu hồi lúc {moment(paper.ended_at)}.{why}"


def _replaced(paper: Issued) -> str:
    newer = paper_with_code(paper.replaced_by) if paper.replaced_by else None
    when = f" ký lúc {moment(newer.signed_at)}" if newer and newer.signed_at else ""
    why = f" Lý do: {paper.ended_why}" if paper.ended_why else ""
    return f"Đã được thay thế bằng giấy mới{when}. Hãy dùng giấy mới.{why}"


def facts_of(paper: Issued) -> list[Fact]:
    """What must be the same on the paper in one's hand."""
    unit = Unit.objects.get(pk=paper.unit)
    rows = [
        ("Loại giấy", paper.title),
        ("Nơi cấp", unit.path()),
        ("Số hồ sơ", paper.number),
        ("Mã trên giấy", grouped(paper.code)),
        ("Lập lúc", moment(paper.made_at)),
    ]
    if paper.signed_at:
        who = ", ".join(part for part in (paper.signer_name, paper.signer_title) if part)
        rows += [("Người ký", who), ("Ký lúc", moment(paper.signed_at))]
    return [{"label": label, "value": value} for label, value in rows]


# files


EARLIER = (
    "Tệp này đúng từng chữ là tệp chúng tôi đã cấp lúc đầu. Sau đó giấy được đóng thêm dấu thời"
    " gian để chữ ký còn kiểm tra được lâu hơn; hai bản có giá trị như nhau."
)


def of_issued_file(paper: Issued) -> Said:
    """The file is, byte for byte, one we gave out: what holds for the paper holds for it."""
    told = of_paper(paper)
    same = EARLIER if paper.earlier else "Tệp này đúng từng chữ là tệp chúng tôi đã cấp."
    lines = (same, *(line for line in told.lines if line is not COPIED))
    title = "Giấy thật" if told.title is CODE_HOLDS else told.title
    return Said(told.tone, title, lines, told.facts, told.to, told.to_label)


def of_unsigned_file(paper: Issued) -> Said:
    """The file is the paper as it was before it was signed."""
    return Said(
        "bad",
        "Đây là bản chưa ký",
        ("Tệp này là bản trước khi ký, không có giá trị. Hãy xin bản đã ký.",),
        to=paper.code,
        to_label="Xem giấy thật",
    )


def of_altered_file(paper: Issued) -> Said:
    return Said(
        "bad",
        "Tệp đã bị sửa sau khi cấp",
        (
            "Tệp này làm từ một giấy của chúng tôi, nhưng sau đó bị sửa hoặc thêm vào."
            " Đừng nhận tệp này.",
        ),
        to=paper.code,
        to_label="Xem giấy thật",
    )


FINDINGS: dict[str, tuple[str, str, str]] = {
    "altered": (
        "bad",
        "Tệp đã bị sửa sau khi ký",
        "Chữ ký số trong tệp không còn khớp với nội dung. Đừng nhận tệp này.",
    ),
    "added-after": (
        "bad",
        "Tệp bị thêm vào sau khi ký",
        "Có phần được thêm vào sau chữ ký cuối cùng. Đừng nhận tệp này, hãy xin tệp gốc.",
    ),
    "in-part": (
        "bad",
        "Chữ ký đúng, nhưng tệp còn phần không ai ký",
        "Ai cũng sửa được phần không ai ký mà chữ ký vẫn đúng. Hãy xem từng phần dưới đây, chỉ tin"
        " phần được chữ ký bảo vệ, hoặc xin lại tệp gốc.",
    ),
    "weak": (
        "warning",
        "Chưa nói chắc được",
        "Chữ ký làm theo cách cũ (SHA-1), nay có thể bị giả. Hãy hỏi nơi cấp.",
    ),
    "unreadable": (
        "bad",
        "Chữ ký trong tệp bị hỏng",
        "Chúng tôi không đọc được chữ ký số trong tệp. Hãy xin lại tệp gốc.",
    ),
    "expired": (
        "warning",
        "Chưa nói chắc được",
        "Chứng thư của người ký đã hết hạn, và giấy này không có trong sổ của chúng tôi."
        " Hãy hỏi nơi cấp.",
    ),
    "not-yet-valid": (
        "bad",
        "Chữ ký không hợp lệ",
        "Giấy ghi ngày ký trước khi chứng thư của người ký có hiệu lực. Hãy hỏi nơi cấp.",
    ),
    "revoked": (
        "bad",
        "Chữ ký không hợp lệ",
        "Chứng thư của người ký đã bị thu hồi. Hãy hỏi nơi cấp.",
    ),
    "untrusted": (
        "bad",
        "Không rõ ai đã ký",
        "Tệp có chữ ký số, nhưng chứng thư không do cơ quan chúng tôi tin cậy cấp."
        " Ai cũng tự làm được chữ ký như vậy. Giấy này không có trong sổ của chúng tôi.",
    ),
    "unsigned": (
        "bad",
        "Không phải tệp chúng tôi cấp",
        "Tệp không có chữ ký số và không có trong sổ của chúng tôi. Bản in rồi chụp, quét lại"
        " cũng mất chữ ký: với bản đó, hãy gõ mã in trên giấy.",
    ),
}
NO_ROOTS = Said(
    "warning",
    "Chưa nói chắc được",
    (
        "Giấy này không có trong sổ của chúng tôi. Tệp có chữ ký số, nhưng hệ thống chưa có danh"
        " sách cơ quan chứng thực tin cậy nên chưa kiểm tra được người ký.",
    ),
)


def of_strange_file(judged: Judgement, verdicts: Sequence[Verdict], roots_known: bool) -> Said:
    """A file that is not in our register: its signatures are all there is to say."""
    if judged.reason == "signed":
        return _signed_elsewhere(verdicts)
    if judged.reason == "untrusted" and not roots_known:
        return NO_ROOTS
    tone, title, line = FINDINGS[judged.reason]
    return Said(tone, title, (line,))


def _signed_elsewhere(verdicts: Sequence[Verdict]) -> Said:
    facts = [
        {
            "label": "Người ký",
            "value": ", ".join(part for part in (each.signer, each.organisation) if part)
            + _when(each)
            + _by_which_list(each),
        }
        for each in verdicts
    ]
    return Said(
        "warning",
        "Chữ ký đúng, nhưng không phải giấy chúng tôi cấp",
        (
            "Tệp còn nguyên từ khi ký và người ký là thật. Giấy này không có trong sổ của chúng"
            " tôi: giấy còn giá trị hay không, hãy hỏi nơi cấp.",
        ),
        facts,
    )


def _when(verdict: Verdict) -> str:
    if verdict.stamped_at:
        return f", lúc {moment(verdict.stamped_at)} theo dấu thời gian"
    return f", lúc {moment(verdict.signed_at)}" if verdict.signed_at else ""


def _by_which_list(verdict: Verdict) -> str:
    found = list_of(verdict.anchor) if verdict.anchor else None
    return f"; tin cậy theo {found.name}" if found else ""
