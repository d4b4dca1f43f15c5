"""The page Settings: what an administrator sets for everybody."""
