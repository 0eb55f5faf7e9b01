"""Rules about the whole repository that no single part can keep by itself."""
