"""Django looks for models here; each lives in the file of its row."""

from motcua.records.account import Account as Account
from motcua.records.account import Post as Post
from motcua.records.document import Attachment as Attachment
from motcua.records.document import Paper as Paper
from motcua.records.dossier import Consent as Consent
from motcua.records.dossier import Dossier as Dossier
from motcua.records.dossier import Draft as Draft
from motcua.records.dossier import Finding as Finding
from motcua.records.dossier import Party as Party
from motcua.records.dossier import Request as Request
from motcua.records.dossier import Serial as Serial
from motcua.records.dwelling import Dwelling as Dwelling
from motcua.records.household import Household as Household
from motcua.records.household import Marriage as Marriage
from motcua.records.household import Membership as Membership
from motcua.records.journal import Chain as Chain
from motcua.records.journal import DayRoot as DayRoot
from motcua.records.journal import Entry as Entry
from motcua.records.journal import Outcome as Outcome
from motcua.records.limits import Counter as Counter
from motcua.records.message import Message as Message
from motcua.records.person import Person as Person
from motcua.records.unit import Hamlet as Hamlet
from motcua.records.unit import Unit as Unit
from motcua.records.unit import UnitSuccession as UnitSuccession
from motcua.records.verification import Verification as Verification
