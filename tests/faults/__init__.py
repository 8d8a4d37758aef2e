"""What becomes of an archive when the disk fails: at every call, in every way. `scripts/faults` does all of it."""

from faults.disk import Failing, FailingDatabase, Kind

__all__ = ["Failing", "FailingDatabase", "Kind"]
