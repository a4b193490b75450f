"""What is claimed to be fast, measured: `python -m bench` asks the real server, the other modules time one thing each."""
