"""How content somebody is with how their dossier was handled: five steps."""

STEPS = {
    5: "Rất hài lòng",
    4: "Hài lòng",
    3: "Tạm được",
    2: "Không hài lòng",
    1: "Rất không hài lòng",
}
DISLIKED = frozenset({1, 2})
"""Counted as disliked; QĐ 766/QĐ-TTg 5.4 knows only that word, the steps are ours."""

FEWEST = 5
"""Ratings of one officer before that officer is shown figures: of fewer one could guess whose."""
