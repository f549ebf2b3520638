"""Where the pages of this door are."""

app_name = "verify"
urlpatterns: list = []
