"""Where the pages of this door are."""

from django.urls import path

from motcua.doors.office import (
    health,
    lines,
    outages,
    portal,
    posts,
    rollout,
    sheets,
    units,
    waiting,
)

app_name = "office"
urlpatterns = [
    path("", waiting.waiting, name="waiting"),
    path("viec/<int:job>/lam-lai", waiting.retry, name="retry"),
    path("he-thong", health.health, name="health"),
    path("vai-tro", posts.held, name="posts"),
    path("vai-tro/giao", posts.give, name="appoint"),
    path("vai-tro/<uuid:id>/ket-thuc", posts.end, name="end-post"),
    path("don-vi", units.units, name="units"),
    path("dich-vu-thiet-yeu", rollout.matrix, name="rollout"),
    path("cong-quoc-gia", portal.portal, name="portal"),
    path("cong-quoc-gia/ho-so/<uuid:id>/bao-lai", portal.again, name="portal-again"),
    path("cong-quoc-gia/tin/<uuid:id>/thu-lai", portal.retry, name="portal-retry"),
    path("cong-quoc-gia/tin/<uuid:id>/khong-nhan", portal.decline, name="portal-decline"),
    path("duong-truyen", lines.lines, name="lines"),
    path("duong-truyen/ngay/<str:on>", lines.day, name="line-day"),
    path("duong-truyen/phu-luc", lines.proof, name="line-proof"),
    path("duong-truyen/phut.csv", lines.minutes, name="line-minutes"),
    path("duong-truyen/dut.xlsx", lines.times_down, name="line-times-down"),
    path("thong-bao-dung", outages.announced, name="outages"),
    path("thong-bao-dung/<uuid:id>/xong", outages.end, name="end-outage"),
    path("thong-bao-dung/<uuid:id>/rut", outages.withdraw, name="withdraw-outage"),
    path("niem-yet", sheets.sheets, name="sheets"),
    path("niem-yet/<str:code>/da-dan", sheets.put_up, name="put-up"),
]
