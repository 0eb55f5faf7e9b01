"""Pure rules about texts: tags, terms' places, what looks wrong."""
