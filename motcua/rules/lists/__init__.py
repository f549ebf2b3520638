"""Lists of people as somebody keeps them: read whatever they look like."""
