"""``make bench``: our API beside a stock Wagtail API over the same content, in one run."""
