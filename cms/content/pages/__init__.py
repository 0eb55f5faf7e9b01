"""Home, section and content pages, and the site chrome: menu, footer, alerts, funding line."""
