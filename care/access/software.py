"""What practice programs may read of the directory's cards."""

from __future__ import annotations

from care.access.directory import Field

#: A program answers to a whole practice, and its answers may be stored or printed: only what every
#: professional and patient may know, and MSSanté addresses, which are made to be written to by
#: programs. Never the urgent phone, given from colleague to colleague.
SOFTWARE_SEES: frozenset[Field] = frozenset(
    {
        Field.IDENTITY,
        Field.PUBLIC_PHONE,
        Field.SECRETARY_PHONE,
        Field.LANGUAGES,
        Field.MAILBOX,
    }
)


def can_software_see(field: Field) -> bool:
    """Whether a program is given this part of a card."""
    return field in SOFTWARE_SEES
