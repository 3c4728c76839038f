"""What pages show of each milestone's line, and of the file that it names."""

from dataclasses import dataclass

from commitments.models import Commitment
from progress.content import Content, MilestoneLine
from progress.models import EvidenceFile


@dataclass(frozen=True)
class LineReading:
    """What a text says of one milestone, with the file that it names."""

    line: MilestoneLine
    file: EvidenceFile | None


def lines_of(content: Content, commitment: Commitment) -> list[LineReading]:
    """What `content` says of each milestone; one query where it names files, else none."""
    named = [line.evidence_file for line in content.lines if line.evidence_file]
    files = EvidenceFile.objects.of(commitment).filter(sha256__in=named) if named else ()
    known = {file.sha256: file for file in files}
    return [LineReading(line, known.get(line.evidence_file)) for line in content.lines]
