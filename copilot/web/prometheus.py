"""Measurements in Prometheus' text format; a library for these lines would weigh megabytes."""

from collections.abc import Iterable, Mapping

from copilot.app.ports.web import Measurement

CONTENT_TYPE = "text/plain; version=0.0.4"


def write(measurements: Iterable[Measurement]) -> str:
    """All of them, each with its help and type."""
    return "".join(line + "\n" for each in measurements for line in _lines(each))


def _lines(measurement: Measurement) -> Iterable[str]:
    name = measurement.name
    yield f"# HELP {name} {_escaped(measurement.help)}"
    yield f"# TYPE {name} {measurement.kind}"
    for labels, value in measurement.samples:
        yield f"{name}{_labels(labels)} {value!r}"


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    pairs = (f'{key}="{_escaped(value, quotes=True)}"' for key, value in labels.items())
    return "{" + ",".join(pairs) + "}"


def _escaped(text: str, *, quotes: bool = False) -> str:
    text = text.replace("\\", r"\\").replace("\n", r"\n")
    return text.replace('"', r"\"") if quotes else text
