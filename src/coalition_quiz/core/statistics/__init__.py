"""Statistics of answers: retention, forecast, periods."""
