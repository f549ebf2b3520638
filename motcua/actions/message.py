"""Short messages: put down by a clerk, who then sends them."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.dossier import Dossier
from motcua.records.message import Message
from motcua.rules.events.talk import MessageQueued, MessageSent
from motcua.rules.message import unsafe_message
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Refused


@action
def queue_message(by: By, dossier: UUID, *, id: UUID, phone: str, text: str) -> Message:
    """Put a message down to be sent; one that says too much is refused."""
    held = Dossier.objects.only("unit", "applicant").get(pk=dossier)
    allow(by, "clerk.record", Target(unit=held.unit_id), Purpose.DOSSIER)
    unsafe = unsafe_message(text)
    if unsafe:
        raise Refused("message-unsafe", detail={"why": unsafe})
    message = Message.objects.create(
        id=id, dossier=held, unit_id=held.unit_id, phone=phone, text=text, queued_at=by.at
    )
    tell(by, MessageQueued(**held.matter, message=message.id))
    return message


@action
def record_sent(by: By, message: UUID) -> Message:
    """The message is with the operator; saying it twice changes nothing."""
    messages = Message.objects.select_for_update(of=("self",)).select_related("dossier")
    found = messages.only("unit", "sent_at", "dossier__unit", "dossier__applicant").get(pk=message)
    allow(by, "clerk.record", Target(unit=found.unit_id), Purpose.DOSSIER)
    found.sent_at = found.sent_at or by.at
    found.save(update_fields=["sent_at"])
    tell(by, MessageSent(**found.dossier.matter, message=found.id))
    return found
