"""GOV: decisions, and the forums that take them."""

MODULES = ("decisions", "gates", "meetings", "records", "steering")
"""The modules here that declare rules."""
