"""What people report of how a dossier is handled (phản ánh, kiến nghị), and what is done then."""

from enum import StrEnum


class About(StrEnum):
    """What a report is about."""

    PAPERS = "papers"  # bị yêu cầu thêm giấy tờ
    CONDUCT = "conduct"  # cách làm việc: chậm, gây khó, thái độ
    RULE = "rule"  # quy định


ABOUT_WORDS = {
    About.PAPERS: "Bị yêu cầu thêm giấy tờ",
    About.CONDUCT: "Cách làm việc: chậm, gây khó, thái độ",
    About.RULE: "Quy định chưa hợp lý, khó làm theo",
}
OF_CONDUCT = frozenset({About.PAPERS, About.CONDUCT})
"""Counted as reports of conduct; the others as reports of rules (QĐ 766/QĐ-TTg, 5.1)."""


class Handling(StrEnum):
    """What a leader does about a report, each within its time (QĐ 766/QĐ-TTg, 5.2)."""

    DECLINE = "decline"  # từ chối tiếp nhận
    ASK = "ask"  # yêu cầu nói rõ thêm
    ANSWER = "answer"  # trả lời
    PUBLISH = "publish"  # công khai câu trả lời
