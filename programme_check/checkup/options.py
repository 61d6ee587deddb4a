"""What the caller of a check may ask for."""

import msgspec


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller wants judged."""

    select: tuple[str, ...] = ()
    """Rule ids, names or families to run; all when empty."""
    ignore: tuple[str, ...] = ()
    """Rule ids, names or families to leave out."""
    as_of: str | None = None
    """Judge as of this day (ISO) instead of the file's status date."""
    against: str | None = None
    """An earlier revision of the file to compare with."""
    today: str | None = None
    """The day of the run (ISO), for what asks how old something is; nothing here reads a clock."""
    baseline: str | None = None
    """A file with findings that were known before: they do not count for the exit status."""
    fail_on: str | None = None
    """The lowest level that fails a check, or `never`; what the settings say when None."""
    settings: str | None = None
    """A settings file to use for every programme, instead of the nearest to each."""
    no_settings: bool = False
    """Whether settings files are left alone."""
    profile: str | None = None
    """A profile that comes before the one of the settings file."""
    packs: tuple[str, ...] = ()
    """Packs of rules beside those of the settings file."""
    update_baseline: bool = False
    """Whether to make a new baseline of what is found; `Report.baseline` then holds its text."""
    pack: bool = False
    """Whether each report also gets what a steering pack shows."""


class BadDate(ValueError):
    """A day that was asked for is not a day of the calendar."""


def ordinal(text: str | None) -> int | None:
    """The day an ISO date names, as a proleptic ordinal."""
    import datetime

    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text).toordinal()
    except ValueError:
        raise BadDate(text) from None
