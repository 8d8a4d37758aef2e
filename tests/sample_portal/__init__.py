"""The sample portal: an invented council whose archive is generated from known truth, served as a real one's would be.

with SamplePortal(generate(items=200)) as portal:
    ...  # visit portal.url, read portal.requests, add to portal.faults, move portal.clock
"""

from sample_portal.clock import Clock
from sample_portal.faults import Fault
from sample_portal.generator import generate
from sample_portal.log import Request
from sample_portal.model import Truth
from sample_portal.server import SamplePortal

__all__ = ["Clock", "Fault", "Request", "SamplePortal", "Truth", "generate"]
