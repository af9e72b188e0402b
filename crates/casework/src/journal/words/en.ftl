# SPDX-License-Identifier: EUPL-1.2

# Titles of entries in the timeline.
entry-note-written = Note
entry-note-corrected = Note corrected
entry-contact-held = Contact
entry-contact-attempted = Contact attempted
entry-visit-held = Visit

draft-note = Note
draft-correction = Correction of a note
draft-contact = Contact or visit

# Notes
notes-title = Notes
notes-back = All notes
notes-new = Write a note
print-all = Show everything on one page, for printing
print-ready = Everything is on this page: it prints as it is.
print-newest = The { $n } most recent items; the rest is on the next page.
print-middle = This page follows the one before; the rest is on the next page.
print-end = This page follows the one before and ends the list.
notes-none = No notes yet
notes-none-text = What you observe, hear and think can be noted here, each apart.
notes-none-filtered = No note matches this filter
notes-filter = Show
notes-filter-all = all notes that I can read
notes-filter-own = my notes
notes-filter-institution = the notes of the file
note-title = Note
note-new-title = Write a note
note-layer = Where should this note be kept?
note-layer-hint = This choice does not change once the note is saved.
note-layer-own = My notes
note-layer-own-hint = Only you can read them: not your colleagues, not your supervisor, not the administrators of the system. They do not appear in the timeline of the case.
note-layer-institution = The service’s file
note-layer-institution-hint = Read by the people of the circle. The child and the family may ask to read this file: write as if they were reading over your shoulder.
note-layer-missing = Choose where to keep this note
note-occurred = Which day is this note about?
note-occurred-hint = The day it happened, even if you write it down later.
note-occurred-missing = Give the day this note is about
note-texts = Three things not to mix
note-texts-hint = Fill in at least one of the three parts.
note-observed = What I observed
note-observed-hint = What you saw or noticed yourself, without explaining it.
note-heard = What I was told
note-heard-hint = The person’s words, and who said them.
note-thought = What I make of it
note-thought-hint = Your reading, your hypotheses, your questions.
note-missing = Write at least one of the three parts
note-submit = Save the note
note-saved = The note is saved.
note-own-foot = { $name }, { $when }. Only you read this note.
note-foot = { $name }, { $when }
note-late = { $days ->
    [one] the day after the facts
   *[other] { $days } days after the facts
}
note-corrected = Corrected by { $name }, { $when }
note-corrected-because = Corrected by { $name }, { $when }: { $reason }
note-correct = Correct
note-versions = Former versions
note-version = Version { $version }, written by { $name } on { $when }
note-from-merged = Note from a case merged into this one

correction-title = Correct a note
correction-text = Nothing is erased: the former text stays readable below the note, with the date and your name.
correction-reason = Why this correction?
correction-reason-hint = To be said when the note is somebody else’s. For example: a wrong name, a fact checked since.
correction-reason-missing = This note is somebody else’s: say why you correct it
correction-submit = Save the correction
correction-saved = The correction is saved; the former version stays readable.

# Contacts
contacts-title = Visits and contacts
contacts-back = All visits and contacts
contacts-new = Record a contact
contacts-none = No contact recorded yet
contacts-none-text = Visits, meetings, calls: record those that came to nothing too.
contacts-none-filtered = No contact matches this filter
contacts-filter = Show
contacts-filter-all = all contacts
contacts-filter-held = those that took place
contacts-filter-attempted = those that came to nothing
contact-title = Contact
contact-new-title = Record a contact or a visit
contact-kind = What was it?
contact-kind-visits = Visits
contact-kind-meetings = Meetings
contact-kind-distant = At a distance
contact-kind-missing = Choose what it was
contact-result = What came of it?
contact-result-hint = An attempt is not counted as a contact: it shows that you tried.
contact-result-missing = Say what came of it
contact-occurred = Which day?
contact-occurred-missing = Give the day of the contact
contact-time = At what time? (optional)
contact-time-hint = For example 14:30.
contact-time-wrong = There is no such time: write for example 14:30
contact-with = With whom?
contact-with-hint = The people you met, or those you were trying to reach.
contact-others = Who else? (optional)
contact-others-hint = A teacher, an interpreter, a colleague… with their function.
contact-child-seen = Was the child seen?
contact-child-seen-no = No
contact-child-seen-yes = Yes, with others there
contact-child-seen-alone = Yes, alone, without a parent or carer
contact-child-seen-mark = Child seen
contact-child-seen-alone-mark = Child seen alone
contact-summary = What was said and what was agreed
contact-summary-hint = Facts and commitments. What you make of it belongs in a note.
contact-submit = Save
contact-saved = The contact is saved.
contact-attempt-saved = The attempt is saved. It is not counted as a contact.
contact-attempt-mark = Attempt
contact-when = { $day } at { $time }
contact-present = With
contact-foot = Recorded by { $name }, { $when }

filter-show = { $what }:
submit-cancel = Cancel
person-unnamed = person without a name

# Refusals
refused-case-merged = This case was merged into another.
    .way = Write in the case that took it over.
refused-case-closed = This case is closed: nothing more is written in it.
    .way = To work in it again, ask the supervisor to reopen it.
refused-date-in-future = That day or time has not come yet.
    .way = Note what took place; what is planned will go into the calendar.
refused-note-empty = This note says nothing.
    .way = Write at least one of the three parts: observed, heard, thought.
refused-note-unchanged = Nothing changed in this note.
refused-correction-without-reason = This note is somebody else’s: say why you correct it.
refused-unknown-code = Choose one of the answers offered.
refused-person-not-around-child = One of the people chosen is not known around the child.
    .way = Add them to the people around the child first, or name them under “Who else?”.
refused-contact-without-summary = Say in a few words what happened.
refused-contact-with-nobody = Say with whom this contact took place.
refused-seen-without-contact = The child cannot have been seen during a contact that did not take place.
    .way = Correct one of the two answers.
