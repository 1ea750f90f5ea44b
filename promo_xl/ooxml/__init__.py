"""The ground floor: Office packages as bytes. Knows nothing of promotion."""
