"""The translation editor: Polish and translation side by side, segment by segment."""
