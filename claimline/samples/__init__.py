"""Records that are shipped: what was said of Izium and its neighbours in 2022."""
