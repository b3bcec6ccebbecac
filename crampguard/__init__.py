"""CrampGuard: a bedtime companion for people with night leg cramps."""

__version__ = "0.1.0"
