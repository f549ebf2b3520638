"""Where the pages of this door are."""

from django.urls import path

from motcua.doors.counter import (
    acts,
    answer,
    beside,
    consent,
    dossier,
    files,
    filing,
    inbox,
    once_only,
    people,
    refusal,
    saved_view,
    scan,
    second_request,
    serve,
    sighting,
    supplement,
)

app_name = "counter"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("tim-ho-so", inbox.search, name="search"),
    path("cach-xem", saved_view.keep, name="keep-view"),
    path("cach-xem/<uuid:id>/bo", saved_view.drop, name="drop-view"),
    path("ho-so/<uuid:id>", dossier.page, name="dossier"),
    path("ho-so/<uuid:id>/lam", acts.act, name="act"),
    path("ho-so/<uuid:id>/bo-sung", supplement.supplement, name="supplement"),
    path("ho-so/<uuid:id>/bo-sung-lan-nua", second_request.second_request, name="second-request"),
    path("ho-so/<uuid:id>/tra-loi-bo-sung", answer.answer, name="answer"),
    path("ho-so/<uuid:id>/dong-y/<uuid:consent>", consent.consent, name="consent"),
    path("ho-so/<uuid:id>/tu-choi", refusal.refusal, name="refusal"),
    path("ho-so/<uuid:id>/xem-giay", sighting.sighting, name="sighting"),
    path("ho-so/<uuid:id>/da-co/<uuid:holding>", files.holding, name="holding"),
    path("tep/<uuid:id>", files.attachment, name="attachment"),
    path("giay/<uuid:id>", files.paper, name="paper"),
    path("mot-lan", once_only.overview, name="once-only"),
    path("mot-lan/<uuid:id>", once_only.report, name="report"),
    path("nguoi", people.people, name="people"),
    path("nguoi/<uuid:id>", people.person, name="person"),
    path("tiep", serve.serve, name="serve"),
    path("tiep/bat-dau", serve.begin, name="begin"),
    path("tiep/<uuid:id>", filing.questions, name="filing"),
    path("tiep/<uuid:id>/nguoi-den-thay", beside.beside, name="beside"),
    path("tiep/<uuid:id>/to-giay", scan.scan, name="scan"),
    path("tiep/<uuid:id>/doc-lai", filing.check, name="check"),
    path("tiep/<uuid:id>/xong", filing.done, name="filed"),
]
