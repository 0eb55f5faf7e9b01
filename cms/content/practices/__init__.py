"""Good practices from elsewhere. The smallest kind of content, and the one to copy from."""
