"""Rules, one module each, next to a YAML file with the rule's name that explains it."""
