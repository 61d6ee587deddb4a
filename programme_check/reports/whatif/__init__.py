"""The answers to "what if", for programs and as Markdown. For people at a terminal see `reports/terminal`."""
