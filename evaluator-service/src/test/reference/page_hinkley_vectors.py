"""Writes what river makes of some streams. Not part of the build: pip install river, then run beside this file."""

import random
import sys
from pathlib import Path

from river.drift import PageHinkley

# alpha=1: Page's sum as published, without a forgetting factor.
DETECTOR = dict(min_instances=30, delta=0.005, threshold=20, alpha=1)
rng = random.Random(1954)
STREAMS = {
    "stationary": [round(rng.random(), 3) for _ in range(2000)],
    "abrupt": [float(rng.random() < (0.1 if i < 1000 else 0.4)) for i in range(2000)],
    "gradual": [round(0.2 + 0.4 * i / 2000 + rng.gauss(0, 0.1), 3) for i in range(2000)],
}

for name, values in STREAMS.items():
    detector = PageHinkley(**DETECTOR)
    lines = [f"# river, PageHinkley({DETECTOR}); see src/test/reference", "value,changed,excess"]
    for value in values:
        detector.update(value)
        lines.append(f"{value},{str(detector.drift_detected).lower()},{detector.sum!r}")
    (Path(sys.argv[1]) / f"page-hinkley-{name}.csv").write_text("\n".join(lines) + "\n")
