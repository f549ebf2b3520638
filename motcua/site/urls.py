"""Every door and where it is."""

urlpatterns: list = []
