"""The page This quarter: what AI changed, what needs somebody, and what comes next."""
