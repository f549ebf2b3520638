"""Which of the essential services each unit offers here, and what keeps it from the others."""

from collections.abc import Mapping

from django.http import HttpResponse

from motcua.doors.office.page import held_in, office, overseers, units_of
from motcua.doors.shared.desk import Asking, today
from motcua.records.procedure import catalogue
from motcua.records.unit import Unit
from motcua.rules.catalogue.rollout import Held, Rollout, Service, lacking, rollout, services
from motcua.rules.who import Role

WORDS = {
    Rollout.OFFERED: ("done", "Nhận ở đây"),
    Rollout.BLOCKED: ("late", "Thiếu người"),
    Rollout.SHOWN: ("draft", "Chỉ hướng dẫn"),
    Rollout.OVER: ("withdrawn", "Thủ tục không còn"),
}
OVERSEERS = (Role.OPERATOR, Role.AUDITOR, Role.LEADER)


@overseers
def matrix(request: Asking) -> HttpResponse:
    """A row for each service, a column for each unit of whoever asks."""
    day = today(request)
    units = units_of(request, *OVERSEERS)
    held = held_in(request, units)
    all_services = services(catalogue().values(), day)
    counted = [
        (unit, sum(rollout(one, held[unit.pk]) is Rollout.OFFERED for one in all_services))
        for unit in units
    ]
    return office(
        request,
        "rollout",
        units=counted,
        total=len(all_services),
        over=sum(one.over for one in all_services),
        rows=[_row(one, units, held) for one in all_services],
    )


def _row(service: Service, units: list[Unit], held: Mapping[int, Held]) -> dict[str, object]:
    cells = [
        (unit, *WORDS[rollout(service, held[unit.pk])], lacking(service, held[unit.pk]))
        for unit in units
    ]
    return {"service": service, "cells": cells, "gaps": service.gaps}
