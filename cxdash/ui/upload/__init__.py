"""The parts of the page Upload: the file in hand, how it was understood, what is asked, what would change, the past."""
