"""Who assigned a matricule: the OIDs of the INS, production and test (RNIV; ANS OID registry)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from care.identity.reason import Environment, IdentityRefused, Reason


class NumberKind(StrEnum):
    """A NIR is for life; a NIA waits for one."""

    NIR = "NIR"
    NIA = "NIA"


@dataclass(frozen=True, slots=True)
class Authority:
    """An assigning authority. `kind` is None where the sources disagree."""

    oid: str
    environment: Environment
    kind: NumberKind | None

    @property
    def is_production(self) -> bool:
        """Whether its numbers are those of living people."""
        return self.environment is Environment.PRODUCTION


_ROOT = "1.2.250.1.213.1.4"
ABANDONED = f"{_ROOT}.2"  # INS-C, a calculated number: never a key

NIR = Authority(f"{_ROOT}.8", Environment.PRODUCTION, NumberKind.NIR)
NIA = Authority(f"{_ROOT}.9", Environment.PRODUCTION, NumberKind.NIA)
NIR_TEST = Authority(f"{_ROOT}.10", Environment.TEST, NumberKind.NIR)
# A test NIA for the ANS stylesheet, a demonstration NIR for FR Core: never production in any case.
DEMONSTRATION = Authority(f"{_ROOT}.11", Environment.TEST, None)

AUTHORITIES: Mapping[str, Authority] = MappingProxyType(
    {authority.oid: authority for authority in (NIR, NIA, NIR_TEST, DEMONSTRATION)}
)


def parse_authority(oid: str) -> Authority:
    """The authority behind `oid` (`urn:oid:` allowed). Raises IdentityRefused for another OID."""
    bare = oid.strip().removeprefix("urn:oid:")
    if bare == ABANDONED:
        raise IdentityRefused(Reason.ABANDONED_AUTHORITY)
    found = AUTHORITIES.get(bare)
    if found is None:
        raise IdentityRefused(Reason.UNKNOWN_AUTHORITY)
    return found
