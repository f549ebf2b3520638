"""Every door and where it is."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from motcua.doors.shared.access import public
from motcua.site import signin


@public
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process can reach its database."""
    from motcua.records.unit import Unit

    Unit.objects.only("id").first()
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("dang-nhap/", signin.begin, name="sign-in"),
    path("dang-nhap/tro-lai/", signin.finish, name="sign-in-return"),
    path("dang-xuat/", signin.sign_out, name="sign-out"),
    path("suc-khoe", health, name="health"),
    path("quay/", include("motcua.doors.counter.urls")),
    path("ky/", include("motcua.doors.sign.urls")),
    path("kiem-tra/", include("motcua.doors.verify.urls")),
    path("van-hanh/", include("motcua.doors.office.urls")),
    path("doi-tac/", include("motcua.doors.partner.urls")),
    path("tep-len/", include("motcua.doors.upload.urls")),
    path("", include("motcua.doors.citizen.urls")),
]
handler404 = "motcua.site.guard.not_found"
handler500 = "motcua.site.guard.broken"
