"""On which ground an auditor reads what was said about a dossier: chosen before it is opened."""

from enum import StrEnum


class AuditGround(StrEnum):
    """Why an audit needs the words themselves; kept in the journal, told to whom it is about."""

    PLAN = "plan"  # theo kế hoạch, quyết định thanh tra, kiểm tra
    COMPLAINT = "complaint"  # có khiếu nại, tố cáo
    REPORT = "report"  # có phản ánh, kiến nghị
    LATE = "late"  # hồ sơ trễ hạn


GROUND_WORDS: dict[AuditGround, str] = {
    AuditGround.PLAN: "theo kế hoạch thanh tra, kiểm tra",
    AuditGround.COMPLAINT: "có khiếu nại, tố cáo",
    AuditGround.REPORT: "có phản ánh, kiến nghị",
    AuditGround.LATE: "hồ sơ trễ hạn",
}
