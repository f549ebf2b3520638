"""Where the pages of this door are."""

from django.urls import path

from motcua.doors.partner import lists, one

app_name = "partner"
urlpatterns = [
    path("", lists.lists, name="lists"),
    path("<uuid:id>", one.one, name="list"),
    path("<uuid:id>/cot", one.columns, name="columns"),
    path("<uuid:id>/lap-tep", one.ask_file, name="ask-file"),
    path("<uuid:id>/ket-qua", one.file, name="file"),
    path("<uuid:id>/bo", one.undo, name="undo"),
]
