"""Tags and filters every door's templates may load."""
