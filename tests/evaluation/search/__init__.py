"""Measures searches: judged queries, three engines that answer them, and how well they do."""
