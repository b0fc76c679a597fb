"""The archive past one machine: PostgreSQL keeps what on one machine lies in the data folder, and a Chroma server the vectors' index."""
