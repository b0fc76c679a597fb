"""HTML files: the words and tables of a page; nothing in it is run or fetched."""
