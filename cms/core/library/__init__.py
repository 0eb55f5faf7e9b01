"""Pictures and documents of the library: who may use, replace and delete them."""
