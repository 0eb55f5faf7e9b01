"""Cases: requests and questions from outside, their states, messages, files and retention."""
