"""Where the pages of this door are; the QR code on every paper holds the last of them."""

from django.urls import path

from motcua.doors.verify import views

app_name = "verify"
urlpatterns = [
    path("", views.home, name="home"),
    path("tep", views.file, name="file"),
    path("<str:code>", views.paper, name="paper"),
]
