"""Where the pages of this door are."""

from django.urls import path

from motcua.doors.office import health, posts, rollout, sheets, units, waiting

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
    path("niem-yet", sheets.sheets, name="sheets"),
    path("niem-yet/<str:code>/da-dan", sheets.put_up, name="put-up"),
]
