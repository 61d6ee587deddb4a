"""GOV: decisions, and the forums that take them."""

MODULES = ("decisions", "gates", "meetings", "records")
"""The modules here that declare rules."""
