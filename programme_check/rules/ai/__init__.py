"""AIG: whether somebody governs the model."""

MODULES = ("data", "duties", "governance", "impact", "monitoring", "oversight", "risk_class", "validation")
"""The modules here that declare rules."""
