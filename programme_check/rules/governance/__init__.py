"""GOV: decisions, and the forums that take them."""

MODULES = ("assurance", "decisions", "forums", "gates", "meetings", "records", "steering")
"""The modules here that declare rules."""
