"""Files of strangers, opened in a process apart."""
