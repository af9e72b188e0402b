# SPDX-License-Identifier: EUPL-1.2

directory-title = Directory of institutions
directory-lead = What each service does, how it works, and what it does not do: to read before referring a family.
directory-export = Export the list
directory-import = Import a list
directory-new = Add an institution
directory-none = No institution matches these filters
directory-none-text = Remove a filter, or search for a former name: those are known too.
directory-all = See the whole directory
directory-file = directory
name = Name
name-hint = Today’s name. A former name is kept with its dates.
name-needed = Write the name
service-type = Type of service
type-needed = Choose the type of service
type-of-another-pack = This type belongs to another country: the law that applies to an institution does not change
sector = Sector
territory = Territory
territory-hint = The one the institution serves.
address = Address
address-hint = Shown to the public only if the institution receives reports; otherwise to professionals.
address-for-professionals = Visible to professionals
phone = Telephone
email = E-mail
email-hint = A general address, for messages without personal data.
functioning = How we work
functioning-hint = Reception, delays, meetings: what others must know to approach you well.
specificities = What is particular to us
specificities-hint = What you do that others do not.
limits = What we do not do
limits-hint = The most useful to others: what is not your remit, and when to go elsewhere.
limits-unsaid = This institution has not yet written down its limits.
receives-reports = Receives concern reports
opened-on = Opened on
closed-on = Closed on
verified-on = Verified on
never-verified = never verified
closed = closed
closed-since = This institution has been closed since { $date }.
what-it-does = What it does
to-reach = How to reach it
history = Its history
people = People and their functions
people-none = Nobody is recorded here.
former-names = Former names
former-name = Former name
former-type = Service type at that time
former-type-hint = If it changed as well, as it was called then: IMS, SAIE…
former-name-add = Add a former name
former-name-lead = Old files and old surveys keep the names of their time: this list finds them again.
in-use-from = In use from
in-use-until = In use until
period-from = since { $from }
period-until = until { $until }
period-from-until = from { $from } to { $until }
contact-add = Add a contact point
contact-label = Whom to ask for
contact-label-hint = For example “Reception desk”.
contact-label-needed = Say whom to ask for
contact-hours = When
contact-hours-hint = For example “Monday to Friday, 9 am – 4 pm”.
remove = Remove
amend = Change
amend-title = Change the institution’s page
verify = All this is right today
save = Save
cancel = Cancel
yes = yes
no = no
done-recorded = The institution is in the directory.
done-amended = The changes are saved.
done-verified = Thank you: the date of verification is today’s.
done-imported = The list has been taken over.
done-welcomed = The person is recorded. Now invite them to open their account.
done-appointed = The appointment is saved.
done-ended = The end of the appointment is saved.
mail-subject = News about who works where
mail-appointed-text = Another institution now counts you among its people: you can choose it when you sign in. It has no power over your account. If this surprises you, tell the management of your institution.
mail-new-here-text = Somebody has just been recorded in your institution. Look at the page “People and functions” to see whether you know them.
mail-closing = This message is sent automatically: nobody reads answers.

staff-title = People and functions
staff-lead = { $institution }: who works here, in which function and since when.
staff-name = Person
staff-new = Record a person
staff-new-lead = A person is recorded once, even if they work in several institutions.
staff-save = Record this person
staff-gone = People who no longer work here
staff-new-here = New here
staff-new-here-text = Recorded here for the first time less than { $days } days ago. Somebody you do not know? Ask whoever recorded them.
staff-recorded-at = recorded on { $at }
given-name = Given name
given-name-needed = Write the given name
family-name = Family name
family-name-needed = Write the family name
job-title = Title
job-title-hint = For example “social worker”.
work-email = Work e-mail
work-email-hint = The person receives their invitation at this address and signs in with it. A changed address serves to sign in only once the person has confirmed it.
work-email-needed = Write the work e-mail
work-email-wrong = This address is not complete: it needs a name, an at sign and a domain
work-phone = Work telephone
languages = Languages
languages-hint = The languages the person can work in, separated by commas.
function = Function
functions = Functions
functions-hint = One or more. A function by itself opens no case.
functions-needed = Choose at least one function
function-needed = Choose a function
function-name = { $kind ->
    [intake] Intake of reports
    [caseworker] Casework with families
    [supervisor] Supervision
    [direction] Management
   *[administrator] System administration
}
function-means = { $kind ->
    [intake] Receives concern reports and triages them.
    [caseworker] Works with children and families.
    [supervisor] Assigns, supports, reviews and approves.
    [direction] Answers for the institution.
   *[administrator] Keeps accounts, appointments and the institution’s page. Sees no case.
}
secrecy-legend = Secrecy that binds the person
secrecy-hint = The person’s own status counts, not that of their institution.
secrecy-needed = Choose the person’s status
secrecy-change = Change the status
secrecy-from = From
secrecy-unknown = Nothing is recorded: to be safe, only the duty of discretion is assumed.
secrecy-replaced = What was recorded before
secrecy-replaced-at = replaced on { $at } by { $who }
secrecy-replaced-by-operator = the operator of the system
secrecy-name = { $status ->
    [bound] Professional secrecy
    [judicial] Secrecy of the investigation or of the bench
   *[discretion] Duty of discretion only
}
secrecy-means = { $status ->
    [bound] Can share a secret with others bound by the same secrecy, under the conditions of the law.
    [judicial] Police, prosecutors, judges, registry: never a partner of shared secrecy.
   *[discretion] Teachers, host places: a secret cannot be entrusted to them as shared secrecy.
}
evidence = How is this known?
evidence-hint = Diploma, professional body, contract, regulation: what establishes it.
evidence-needed = Say how this status is established
evidence-at-founding = Declared when the system was installed
first-day = First day
first-day-needed = Give the first day
last-day = Last day
last-day-hint = If it is known. From the day after, the person has access to nothing.
last-day-needed = Give the last day
known-already-text = Somebody is already recorded with this address. Do not record them again: appoint them in your institution.
known-already-open = Open their page
person-title = A person’s page
person-details = Work details
person-elsewhere = This person is not appointed in your institution. You can appoint them; their page is kept where they already work.
person-kept-by = The page and the account of this person are kept by { $institution }. Ask there for what should change on their page.
person-unkept = No institution keeps this person’s page and account at the moment.
person-unkept-yours = The institution that kept this person’s page and account no longer employs them. You can take them over: the person will be told.
person-unkept-open = Take over the page and the account
person-account = Account
person-account-open = Invitation, sessions and closing of the account
appointments = Appointments
appointments-none = No appointment.
appoint = Appoint to a function
appoint-lead = { $name } will be appointed at { $institution }.
institution = Institution
dates = Dates
actions = Actions
to-come = to come
ended = ended
end-it = End it
end-title = End an appointment
end-text = After the last day nothing opens by this function any more: no cases, no lists, no search. The cases the person leads must be entrusted to somebody else.
end-when = When?
end-when-needed = Say when the appointment ends
end-on-a-day = On a date
end-on-a-day-hint = The person still works that day.
end-now = At once
end-now-hint = The person loses access this very moment.

refused-unknown-pack = This legal framework is not installed here
refused-unknown-type = This type of service does not exist in this legal framework
refused-name-missing = The name is missing
refused-type-receives-no-reports = A service of this type does not receive concern reports
refused-closed-before-opened = It closes before it opens
refused-kept-by-another = This page is kept by the institution itself
refused-kept-by-another-way = Tell the person who administers that institution what is wrong.
refused-staff-of-another = This person belongs to another institution
refused-staff-of-another-way = Each institution appoints its own people. Ask the person who administers the other institution.
refused-kept-elsewhere = This person’s page is kept by another institution
refused-kept-elsewhere-way = Ask the institution that keeps their page and account.
refused-own-appointment = Nobody changes their own functions
refused-own-appointment-way = Ask the management, or another person who administers the system.
refused-ends-before-it-begins = The last day comes before the first
refused-holds-it-already = The person already holds this function on those dates
refused-holds-it-already-way = End the present appointment first, or choose other dates.
refused-too-many-functions = Seven functions at once is the most
refused-too-many-functions-way = End an appointment that is no longer exercised first.
refused-ended-already = This appointment already ends earlier
refused-ended-already-way = To prolong it, appoint the person again from the day after.
refused-last-administrator = This is the last person who administers this institution
refused-last-administrator-way = Appoint another administrator first: otherwise nobody could open accounts any more.
refused-own-secrecy = Nobody changes their own status
refused-own-secrecy-way = Ask the management, or another person who administers the system.
refused-evidence-missing = Say how this status is established
refused-known-already = Somebody is already recorded with this e-mail
refused-known-already-way = Open their page and appoint them in your institution.

column-code = Code
column-pack = Legal framework
column-type = Type of service
column-name = Name
column-territory = Territory
column-address = Address
column-phone = Telephone
column-email = E-mail
column-functioning = How it works
column-specificities = Particularities
column-limits = Limits
column-receives-reports = Receives concern reports
column-opened-on = Opened on
column-closed-on = Closed on
column-verified-on = Verified on
column-former-name = Former name
column-former-type = Former service type
column-former-name-until = Former name until
column-contact-point = Contact point
column-contact-phone = Contact telephone
column-contact-email = Contact e-mail
column-contact-hours = Contact hours
import-lead = You first see what would happen to every row. Nothing is saved before you confirm.
import-rule-empty = An empty cell leaves what is already recorded.
import-rule-code = A known institution is found by its code, or by its name if the code is left empty.
import-rule-whole = The list is taken over whole or not at all: a single error stops everything.
import-limits = A CSV (UTF-8) or XLSX file of at most { $megabytes } MB and { $rows } rows.
import-template = Download a template to fill in
import-template-file = institutions-template
import-file = File
import-file-hint = CSV or XLSX
import-look = See what would change
import-columns = The columns we recognise
import-preview = Before taking the list over
import-preview-of = File: { $name }
import-confirm = Take this list over
import-another = Choose another file
import-rows = Rows of the file
import-row = Row
import-fate = What will happen
import-what = Detail
import-fate-new = new
import-fate-changed = changed
import-fate-unchanged = unchanged
import-fate-wrong = to correct
import-unknown-columns = Columns not recognised and left aside: { $names }.
import-wrong-rows = { $count ->
    [one] { $count } row must be corrected. Until then nothing is taken over.
   *[other] { $count } rows must be corrected. Until then nothing is taken over.
}
import-new-rows = { $count ->
    [0] No new institution
    [one] { $count } new institution
   *[other] { $count } new institutions
}
import-changed-rows = { $count ->
    [0] No changed institution
    [one] { $count } changed institution
   *[other] { $count } changed institutions
}
import-unchanged-rows = { $count ->
    [0] No unchanged institution
    [one] { $count } unchanged institution
   *[other] { $count } unchanged institutions
}
import-more-rows = { $count ->
    [one] One more row is not shown here.
   *[other] { $count } more rows are not shown here.
}
import-missing = Choose a file
import-too-large = This file is larger than { $megabytes } MB: divide it into several lists
import-too-many-rows = This file has more than { $rows } rows: divide it into several lists
import-too-many-columns = This file has too many columns: start from the template
import-swells = This workbook becomes enormous when it is opened: it is refused. Copy your rows into a new workbook
import-broken = This file is damaged or is not what it says: open it in your spreadsheet and save it again
import-old-workbook = This workbook is in an old format (.xls): save it as .xlsx
import-not-utf8 = This text is not in UTF-8: in your spreadsheet choose “CSV UTF-8”, or send the .xlsx workbook
import-not-a-list = This file is neither a CSV nor an XLSX workbook
import-empty = This file has no row under its headings
import-heading-twice = The column “{ $heading }” appears twice.
import-heading-missing = The column “{ $heading }” is missing. Start from the template if you can.
import-cell-too-long = Too long: at most { $max } characters
import-not-a-date = This is not a date: write 2026-09-15 or 15/09/2026
import-not-yes-or-no = Write yes or no
import-pack-needed = Say which legal framework applies
import-pack-unknown = This legal framework is not installed here
import-type-unknown = Unknown type of service: “{ $word }”
import-needed = To be filled in
import-territory-unknown = Unknown territory in this legal framework
import-territory-ambiguous = Several territories have this name: give the code
import-kept-by-another = This institution keeps its own page: the list cannot change it
import-twice = The same institution is already on row { $line }
import-code-twice = This code is already on line { $line }
