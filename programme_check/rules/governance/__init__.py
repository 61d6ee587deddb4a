"""GOV: decisions, and the forums that take them."""

MODULES = ("decisions", "meetings", "records")
"""The modules here that declare rules."""
