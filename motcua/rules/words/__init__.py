"""Vietnamese names and words: as keys, by sound, in figures and on paper."""
