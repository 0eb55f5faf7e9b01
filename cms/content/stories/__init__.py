"""Success stories and the register of consents they rest on."""
