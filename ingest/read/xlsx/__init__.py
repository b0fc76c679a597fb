"""Workbooks of Excel: the XML inside is read directly, under the limits of a package; formulas are not worked out."""
