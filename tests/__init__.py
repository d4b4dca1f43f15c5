"""The claims this product makes about itself, and the runner that checks them: ``python -m tests``."""
