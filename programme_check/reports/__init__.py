"""One module per format, each a pure function of the report. Nothing here decides anything; it only writes."""
