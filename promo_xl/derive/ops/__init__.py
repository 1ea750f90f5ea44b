"""What happens beside the sales: stock, monitors, service, log, review."""
