"""Administrative units, and addresses as people write them."""
