"""Invoices and tariffs."""
