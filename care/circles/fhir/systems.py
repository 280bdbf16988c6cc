"""Code and identifier systems of a circle in FHIR (FR Core 2.2, ANS « Cercle de soins »)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from care.circles.model import CircleState, Role
from care.identity.authority import DEMONSTRATION, NIA, NIR, NIR_TEST
from care.identity.status import Attribute
from care.identity.traits import Sex

_FR_CORE = "https://hl7.fr/ig/fhir/core"
_NOS = "https://mos.esante.gouv.fr/NOS"
_HL7 = "http://terminology.hl7.org/CodeSystem"

PATIENT_PROFILE = f"{_FR_CORE}/StructureDefinition/fr-core-patient"
INS_PROFILE = f"{_FR_CORE}/StructureDefinition/fr-core-patient-ins"
_CDS = "https://interop.esante.gouv.fr/ig/fhir/cds/StructureDefinition"
TEAM_PROFILE = f"{_CDS}/cds-ihe-careteam"
RELATIVE_PROFILE = f"{_CDS}/cds-fr-related-person"

RELIABILITY = f"{_FR_CORE}/StructureDefinition/fr-core-identity-reliability"
IDENTITY_STATUS = f"{_FR_CORE}/CodeSystem/fr-core-cs-v2-0445"
STATUS_COMMENT = f"{_FR_CORE}/CodeSystem/fr-core-cs-identity-status-comment"
BIRTH_GIVEN_NAMES = f"{_FR_CORE}/StructureDefinition/fr-core-patient-birth-list-given-name"
BIRTH_PLACE = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace"

PARTICIPATION = f"{_NOS}/TRE_R259-HL7ParticipationFunction/FHIR/TRE-R259-HL7ParticipationFunction"
ROLE_CLASS = f"{_NOS}/TRE_R260-HL7RoleClass/FHIR/TRE-R260-HL7RoleClass"
ROLE_CODE = f"{_NOS}/TRE_R216-HL7RoleCode/FHIR/TRE-R216-HL7RoleCode"
FRENCH_RELATIONS = f"{_NOS}/TRE_R217-ProtectionJuridique/FHIR/TRE-R217-ProtectionJuridique"

CONSENT_SCOPE = f"{_HL7}/consentscope"
ACT_CODE = f"{_HL7}/v3-ActCode"
PARTICIPATION_TYPE = f"{_HL7}/v3-ParticipationType"
LOINC = "http://loinc.org"

# Ours: what no national table says. Others may ignore them.
CIRCLE = "urn:x-cercle:circle"
PATIENT = "urn:x-cercle:patient"
ACCOUNT = "urn:x-cercle:account"
ROLE = "urn:x-cercle:role"
SCOPE = "urn:x-cercle:consent-scope"
GIVER = "urn:x-cercle:consent-giver"
EVIDENCE = "urn:x-cercle:consent-evidence"

#: The type that FR Core gives to an identifier of each authority.
INS_TYPES: Mapping[str, str] = MappingProxyType(
    {
        NIR.oid: "INS-NIR",
        NIA.oid: "INS-NIA",
        NIR_TEST.oid: "INS-NIR-TEST",
        DEMONSTRATION.oid: "INS-NIR-DEMO",
    }
)
GENDERS: Mapping[Sex, str] = MappingProxyType(
    {Sex.MALE: "male", Sex.FEMALE: "female", Sex.INDETERMINATE: "other"}
)
COMMENTS: Mapping[Attribute, str] = MappingProxyType(
    {Attribute.HOMONYM: "HOMA", Attribute.DOUBTFUL: "DOUT", Attribute.FICTITIOUS: "FICT"}
)
STATES: Mapping[CircleState, str] = MappingProxyType(
    {
        CircleState.OPEN: "active",
        CircleState.SUSPENDED: "suspended",
        CircleState.CLOSED: "inactive",
    }
)
#: JDV_J265, the roles that the profile knows; the others are ours alone.
ROLES: Mapping[Role, tuple[str, str]] = MappingProxyType(
    {
        Role.TREATING_DOCTOR: (PARTICIPATION, "PCP"),
        Role.TRUSTED_PERSON: (ROLE_CLASS, "NOK"),
        Role.GUARDIAN: (ROLE_CLASS, "GUARD"),
        Role.CARER: (ROLE_CLASS, "CAREGIVER"),
    }
)
#: The trusted person's code until March 2024.
FORMER_ROLES: Mapping[tuple[str, str], Role] = MappingProxyType(
    {(ROLE_CLASS, "QUAL"): Role.TRUSTED_PERSON}
)
