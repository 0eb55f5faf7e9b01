"""The yard-stick: the same models behind Wagtail's API v2 as its documentation sets it up."""
