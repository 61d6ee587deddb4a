"""The programme as frozen, typed records, one module per area. Every entity knows its id and its path in the file."""
