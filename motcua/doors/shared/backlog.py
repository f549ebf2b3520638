"""How long a question to an outside system waits, said as honestly as it is known."""

from datetime import datetime, timedelta
from math import ceil

from motcua.doors.shared.templatetags.motcua import moment
from motcua.records.backlog import Backlog, backlog
from motcua.records.dossier import Dossier
from motcua.records.verification import Verification
from motcua.rules.dossier import Channel
from motcua.rules.urgency import Urgency


def waits_for(dossier: Dossier, at: datetime) -> str:
    """What goes before or with a question about this dossier; "" where none waits."""
    if not Verification.objects.filter(dossier=dossier, answer="").exists():
        return ""
    there = dossier.channel == Channel.COUNTER
    return backlog_words(backlog("population", at, Urgency.COUNTER if there else Urgency.USUAL))


def backlog_words(found: Backlog) -> str:
    """One or two sentences, for officers and citizens alike."""
    count = f"{found.waiting} câu hỏi đang chờ"
    if found.down_since:
        since = f"{found.label} không trả lời từ {moment(found.down_since)}"
        return f"{since}; {count}, hệ thống tự hỏi lại."
    if not found.waiting:
        return "Câu hỏi đã gửi đi, đang chờ trả lời."
    if found.slowest is None:
        return f"{count}; chưa đo được phải chờ bao lâu."
    return f"{count}, chậm nhất {_minutes(found.slowest)}."


def _minutes(wait: timedelta) -> str:
    return f"{max(1, ceil(wait / timedelta(minutes=1)))} phút"
