"""Calendars, dates and the network of a programme, and the order of work that its nature demands."""
