"""Where the pages of this door are."""

from django.urls import path

from motcua.doors.citizen import (
    apply,
    behalf,
    case,
    file,
    find,
    follow,
    form,
    held,
    homes,
    looked,
    mine,
    report,
    supplement,
)

app_name = "citizen"
urlpatterns = [
    path("", find.home, name="home"),
    path("cho-toi", case.for_me, name="for-me"),
    path("chu-to", find.large_type, name="large-type"),
    path("thu-tuc/<str:code>", case.procedure, name="procedure"),
    path("thu-tuc/<str:code>/niem-yet", case.sheet, name="sheet"),
    path("thu-tuc/<str:code>/to-khai", form.blank, name="blank-form"),
    path("thu-tuc/<str:code>/nop-thay", behalf.behalf, name="behalf"),
    path("thu-tuc/<str:code>/bat-dau", apply.begin, name="begin"),
    path("don/<uuid:id>", apply.resume, name="draft"),
    path("don/<uuid:id>/bo", mine.discard, name="discard"),
    path("don/<uuid:id>/cau/<str:page>", apply.question, name="question"),
    path("don/<uuid:id>/giay/<str:component>", file.paper, name="paper"),
    path("don/<uuid:id>/xem-lai", file.check, name="check"),
    path("tep/<uuid:id>", file.attachment, name="attachment"),
    path("ho-so", mine.mine, name="mine"),
    path("ho-so/<uuid:id>", mine.dossier, name="dossier"),
    path("ho-so/<uuid:id>/giay/<uuid:paper>", mine.paper, name="open-paper"),
    path("ho-so/<uuid:id>/bo-sung", supplement.supplement, name="supplement"),
    path("ho-so/<uuid:id>/in-to-khai", form.printed, name="print-form"),
    path("ho-so/<uuid:id>/rut", mine.take_back, name="withdraw"),
    path("y-kien/<uuid:id>", mine.consent, name="consent"),
    path("cho-o", homes.homes, name="homes"),
    path("cho-o/khai", homes.declare, name="declare"),
    path("cho-o/<uuid:id>", homes.poster, name="poster"),
    path("ai-da-xem", looked.looked, name="looked"),
    path("du-lieu-cua-ban", held.my_data, name="data"),
    path("du-lieu-cua-ban/giay/<uuid:id>", held.holding, name="holding"),
    path("don/<uuid:id>/da-co/<str:component>", held.held, name="held"),
    path("ho-so/<uuid:id>/bi-doi-giay", report.report, name="report"),
    path("tra-cuu", follow.follow, name="follow"),
    path("tra-cuu/ket-qua", follow.followed, name="followed"),
]
