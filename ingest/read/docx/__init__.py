"""Word files: the XML inside is read directly, under limits, because python-docx inflates bombs without counting."""
