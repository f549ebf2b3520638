"""A file that is sent in pieces: begun, given up, or forgotten when nobody comes back to it.

Adding a piece writes no row: what has arrived is told by the disk (records/pieces.py). The file
is looked at and kept by the form it belongs to, as one that came whole.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import Sum

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import forget_pieces, home_of
from motcua.actions.files.confined import Limits
from motcua.records.dossier import Dossier
from motcua.records.upload import Upload, given_index, sent_before
from motcua.rules.dossier import State
from motcua.rules.events.document import UploadBegun, UploadGivenUp
from motcua.rules.permission import Purpose, Target, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Role

KEPT = timedelta(days=1)  # ours
MOST_AT_ONCE = 20
"""Files of one account that are on their way."""
MOST_BYTES = 200 << 20
ALONG = ("letter.write", "letter.answer", "dossier.record-consent", "dossier.hear-consent")
"""What files go along with that are no papers somebody was asked for."""


@action
def begin_upload(
    by: By, *, id: UUID, home: UUID, name: str, size: int, sha256: str = ""
) -> Upload:
    """Expect a file of `size` bytes for the draft or dossier `home`.

    Where `sha256` (hex, of the file as it will be sent) is that of a file this account has sent
    before and still holds, nothing need be sent. Refused with: file-empty, file-big, upload-many.
    """
    target = _allowed(by, home)
    _check_limits(by, size)
    given = given_index(sha256) if sha256 else b""
    same = sent_before(by.account, given)
    upload = Upload.objects.create(
        id=id,
        account=by.account,
        home=home,
        name=name[:200] or "tep",
        size=size,
        given=given,
        same=same,
        at=by.at,
        expires_at=by.at + KEPT,
    )
    tell(by, UploadBegun(subject=home, unit=target.unit, upload=id, again=same is not None))
    return upload


def _allowed(by: By, home: UUID) -> Target:
    """Whoever may hand in papers there, or send a file along with something else, may send it
    in pieces; the form it goes with asks once more."""
    if units := [post.unit for post in by.actor.posts if post.role is Role.PARTNER]:
        allow(by, "list.send", target := Target(units[0]), Purpose.LIST)
        return target
    dossier = Dossier.objects.filter(pk=home).first()
    if dossier is None or dossier.state == State.WAITING:
        target, act = home_of(home)[0], "document.attach"
    else:
        target = dossier.target
        act = next((one for one in ALONG if may(by.actor, one, target)), "document.attach")
    own = by.actor.person in target.people
    allow(by, act, target, Purpose.OWN if own else Purpose.COUNTER)
    return target


def _check_limits(by: By, size: int) -> None:
    if size <= 0:
        raise Refused("file-empty")
    most = Limits().size
    if size > most:
        raise Refused("file-big", detail={"limit": most >> 20})
    coming = Upload.objects.filter(account=by.account, expires_at__gt=by.at, same=None)
    waiting = coming.aggregate(bytes=Sum("size", default=0))["bytes"]
    if coming.count() >= MOST_AT_ONCE or waiting + size > MOST_BYTES:
        raise Refused("upload-many")


@action
def give_up_upload(by: By, id: UUID) -> None:
    """Its sender stops: what has arrived is thrown away."""
    upload = Upload.objects.select_for_update().filter(pk=id, account=by.account).first()
    if upload is None:
        raise Denied("document.attach")
    target = _allowed(by, upload.home)
    forget_pieces(upload)
    tell(by, UploadGivenUp(subject=upload.home, unit=target.unit, upload=id))


@action
def forget_upload(by: By, id: UUID) -> None:
    """Nobody came back to it in time."""
    upload = Upload.objects.select_for_update().filter(pk=id, expires_at__lt=by.at).first()
    if upload is None:
        raise Denied("document.attach")
    allow(by, "clerk.record", Target(), Purpose.OPERATION)
    forget_pieces(upload)
    tell(by, UploadGivenUp(subject=upload.home, upload=id))
