"""Where the pages of this door are."""

app_name = "sign"
urlpatterns: list = []
