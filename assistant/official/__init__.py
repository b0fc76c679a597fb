"""Official documents as .docx, in the layout of the state and of the Party."""
