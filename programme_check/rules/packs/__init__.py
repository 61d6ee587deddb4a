"""Rules of other people: YAML packs, read into the same Rule as our own."""

from programme_check.rules.packs.load import PackError, Rulebook, load_pack, rulebook

__all__ = ["PackError", "Rulebook", "load_pack", "rulebook"]
