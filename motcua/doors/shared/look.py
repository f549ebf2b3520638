"""What each page knows of its reader's look: large type, and what the page weighs on the line.

Pages travel compressed, whatever stands before us. A few random bytes are added to each, so that
its length tells nobody who listens what stands in it.
"""

import json
import zlib
from collections.abc import Callable
from functools import cache
from math import ceil
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from django.utils.text import compress_string

ASK = "chu"  # ?chu=to, ?chu=vua
COOKIE = "large"
YEAR = 365 * 24 * 3600
WEIGHT_MARK = "<!--page-weight-->"
WEIGHTS = Path(__file__).parent / "static" / "built" / "weights.json"


class LookMiddleware:
    """Answers the plain link "Chữ to" (?chu=to) with a cookie, and tells each page its weight."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "GET" and ASK in request.GET:
            return choose_type(request)
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and not response.streaming:
            tell_weight(response)
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                squeeze(response)
        return response


def choose_type(request: HttpRequest) -> HttpResponse:
    """Back to the same page without the parameter, with the choice kept in a cookie."""
    query = request.GET.copy()
    wanted = query.pop(ASK)[-1]
    path = escape_leading_slashes(escape_uri_path(request.path))
    again = f"{path}?{query.urlencode()}" if query else path
    response = HttpResponse(status=303, headers={"Location": again})
    if wanted == "to":
        response.set_cookie(COOKIE, "1", max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def tell_weight(response: HttpResponse) -> None:
    """Writes the page's gzipped size, with its style and script, into the marked place."""
    mark = WEIGHT_MARK.encode()
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return
    if mark not in response.content:
        return
    page = len(zlib.compress(response.content, 1))
    assets = counter_assets() if b'<body class="counter"' in response.content else citizen_assets()
    words = f"Dung lượng trang này: {ceil((page + assets) / 1000)} KB"
    response.content = response.content.replace(mark, words.encode(), 1)
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))


def squeeze(response: HttpResponse) -> None:
    """The page as a gzip stream, with up to a hundred bytes more than it needs."""
    html = response.headers.get("Content-Type", "").startswith("text/html")
    if not html or response.has_header("Content-Encoding"):
        return
    response.content = compress_string(response.content, max_random_bytes=100)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ("Accept-Encoding",))


@cache
def weights() -> dict[str, int]:
    """Gzipped bytes of each built file, as the asset build wrote them down."""
    return dict(json.loads(WEIGHTS.read_text())) if WEIGHTS.exists() else {}


def citizen_assets() -> int:
    return weights().get("citizen.css", 0) + weights().get("citizen.js", 0)


def counter_assets() -> int:
    return weights().get("counter.css", 0) + weights().get("counter.js", 0)
