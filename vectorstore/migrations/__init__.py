"""Steps from one shape of the tables to the next; applied when the archive is opened."""
