"""OpenDocument text (ISO/IEC 26300): the XML inside is read directly, under the limits of a package."""
