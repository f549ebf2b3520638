"""A version as an officer reads it: what says “Bạn” to a citizen speaks of the applicant here."""

from dataclasses import replace

from motcua.doors.shared.templatetags.motcua import of_them
from motcua.records.procedure import version_of
from motcua.rules.catalogue.procedure import Version


def spoken_of(key: str) -> Version:
    """The version with this key, its questions, papers and notes in an officer's mouth."""
    version = version_of(key)
    return replace(
        version,
        note=of_them(version.note),
        fields=tuple(
            replace(
                one,
                label=of_them(one.label),
                hint=of_them(one.hint),
                options=tuple((value, of_them(words)) for value, words in one.options),
            )
            for one in version.fields
        ),
        components=tuple(
            replace(one, label=of_them(one.label), hint=of_them(one.hint))
            for one in version.components
        ),
    )
