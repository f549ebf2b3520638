"""The one Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "motcua.records"
    label = "motcua"
    default_auto_field = "django.db.models.BigAutoField"
