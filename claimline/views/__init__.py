"""Views: the rows of shipped queries in, values for people out."""
