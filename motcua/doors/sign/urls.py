"""Where the pages of this door are."""

from django.urls import path

from motcua.doors.sign import paper, papers, signed

app_name = "sign"
urlpatterns = [
    path("", papers.papers, name="papers"),
    path("lan/<uuid:id>", papers.batch, name="batch"),
    path("giay/<uuid:id>", paper.paper, name="paper"),
    path("giay/<uuid:id>/tep", paper.content, name="content"),
    path("giay/<uuid:id>/tra-lai", paper.back, name="back"),
    path("da-ky", signed.signed, name="signed"),
    path("da-ky/<uuid:id>/thu-hoi", signed.revoke, name="revoke"),
]
