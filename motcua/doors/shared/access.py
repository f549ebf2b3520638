"""Views are closed by default: one must say that it is public, or for which roles it is."""

from collections.abc import Callable
from typing import Any, TypeVar

from motcua.rules.who import OFFICERS, Role, Who

View = TypeVar("View", bound=Callable[..., Any])

EVERYONE = "everyone"
CITIZENS = "citizens"


def public(view: View) -> View:
    """Anyone may open this page without signing in."""
    view.open_to = EVERYONE  # type: ignore[attr-defined]
    return view


def citizens(view: View) -> View:
    """Whoever has signed in may open this page; it shows them their own matters only."""
    view.open_to = CITIZENS  # type: ignore[attr-defined]
    return view


def row_by_row(view: View) -> View:
    """This page opens its visitor's scope itself, once for each row it works on: what was done
    stays done whatever becomes of the next row, or of the page."""
    view.row_by_row = True  # type: ignore[attr-defined]
    return view


def takes_typed(view: View) -> View:
    """This page itself draws what was typed before a sign-in (`request.typed`)."""
    view.takes_typed = True  # type: ignore[attr-defined]
    return view


def posts(*roles: Role) -> Callable[[View], View]:
    """Whoever holds one of these posts anywhere may open this page."""

    def mark(view: View) -> View:
        view.open_to = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


officers = posts(*OFFICERS)


def admits(view: Callable[..., Any], who: Who) -> bool:
    """Whether `who` may open a page at all; a view that says nothing admits nobody."""
    open_to: str | frozenset[Role] = getattr(view, "open_to", frozenset())
    if open_to == EVERYONE:
        return True
    if who.account is None:
        return False
    return open_to == CITIZENS or bool(isinstance(open_to, frozenset) and who.roles & open_to)
