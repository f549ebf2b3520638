"""Where the pages of this door are."""

app_name = "counter"
urlpatterns: list = []
