# SPDX-License-Identifier: EUPL-1.2

search-title = Search for a person
search-name = Name
search-name-hint = In any order. Accents, hyphens and capitals do not matter.
search-birth = Date of birth, if you know it
search-birth-hint = The year is enough.
search-submit = Search
search-who = What does this search show?
search-who-text = The situations you take part in and, for professionals bound by secrecy, the fact that a person of that name is known to another service, with that service’s contact. Never more. Every search is written in the ledger.
search-too-little = Give at least three letters of the name
search-too-little-text = A date alone is not enough to recognise somebody.
search-none = Nobody of that name is known here
search-none-text = Try another spelling, a parent’s name, or the year of birth only.
search-yours = In your situations
search-elsewhere = Known elsewhere
search-elsewhere-text = You cannot read these files. If the child’s situation calls for it, make contact.
search-ask = Contact: { $route }
search-case = Open the case
search-report = Open the report
search-case-numbered = Case { $number }
search-report-numbered = Report { $number }
search-emergency = Grave and immediate danger: open in an emergency
search-too-wide = There are more results than this list. Add a first name or a year of birth.
search-silent = Services to which people turn freely, for voluntary help or for care ({ $types }), do not answer this search: that somebody went there is in itself a secret.
refused-secret-lifted-blind = To lift the secrecy, type the contact details again: the whole circle will be able to read them.
person-unnamed = No known name
person-born = { $age }, birth: { $birth }
person-expected = unborn, expected on { $on }
person-birth-unknown = birth unknown
search-known = { $people ->
    [one] One person of that name is known there.
   *[other] { $people } people of that name are known there.
}
