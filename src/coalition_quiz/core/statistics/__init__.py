"""Figures about answers: retention, forecasts, periods."""
