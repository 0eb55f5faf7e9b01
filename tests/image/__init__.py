"""The container images: built with buildah, started with the commands of ``compose.yaml``."""
