"""What identity and insurance cards say: from the bytes of a code or chip, never from a guess."""
