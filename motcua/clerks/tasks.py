"""Everything clerks do: importing this registers every errand under its name."""

from motcua.clerks import archive as archive
from motcua.clerks import check as check
from motcua.clerks import delivery as delivery
from motcua.clerks import desk as desk
from motcua.clerks import house as house
from motcua.clerks import line_log as line_log
from motcua.clerks import list_columns as list_columns
from motcua.clerks import message as message
from motcua.clerks import outage as outage
from motcua.clerks import own_copy as own_copy
from motcua.clerks import own_data as own_data
from motcua.clerks import paper as paper
from motcua.clerks import person_list as person_list
from motcua.clerks import portal as portal
from motcua.clerks import reading as reading
from motcua.clerks import register as register
from motcua.clerks import renewal as renewal
from motcua.clerks import retention as retention
from motcua.clerks import signature as signature
from motcua.clerks import signature_check as signature_check
from motcua.clerks import stage as stage
from motcua.clerks import stay as stay
from motcua.clerks import verification as verification
from motcua.clerks.errands import errands as errands
