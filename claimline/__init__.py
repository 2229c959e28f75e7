"""claimline keeps who said what, when, through whom and on what evidence."""
