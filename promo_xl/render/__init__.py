"""Facts and findings → files: the workbook, the report, the deck."""
