"""Formats that other tools read: scanners, test reports, annotations of pull requests. One module per format."""
