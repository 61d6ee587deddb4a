"""The rule catalogue: what a rule is, where the rules are found, and how they are run."""
