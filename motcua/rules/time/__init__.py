"""Time as offices and the law count it."""
