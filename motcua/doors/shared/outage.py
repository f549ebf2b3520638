"""That the clock of a dossier stands because of an outage, said where its date is read."""

from datetime import datetime

from motcua.doors.shared.templatetags.motcua import moment
from motcua.records.dossier import Dossier
from motcua.records.standstill import standstills
from motcua.rules.time.calendar import Outage
from motcua.rules.time.wall_clock import instant


def stands_still(dossier: Dossier, at: datetime) -> str:
    """Which system is down just now, since when and until when; "" where the clock runs."""
    if not dossier.is_open:
        return ""
    still = standstills([dossier.unit_id], at)
    return " ".join(_words(one.outage) for one in still if one.holds(dossier))


def _words(outage: Outage) -> str:
    since = moment(instant(outage.begin))
    until = f"đến {moment(instant(outage.end))}" if outage.end else "chưa biết đến khi nào"
    return (
        f"{outage.reason} dừng từ {since}, {until}. Thời gian dừng không tính vào thời hạn; hoạt"
        f" động lại thì ngày hẹn được tính lại. Căn cứ: {outage.citation}."
    )
