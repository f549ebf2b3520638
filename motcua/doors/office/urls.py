"""Where the pages of this door are."""

app_name = "office"
urlpatterns: list = []
