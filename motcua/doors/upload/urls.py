"""Where files are sent in pieces."""

from django.urls import path

from motcua.doors.upload import views

app_name = "upload"
urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("<uuid:id>", views.upload, name="upload"),
]
