# SPDX-License-Identifier: EUPL-1.2

refused-case-merged = This case was merged into another: work in the one that took it over.
refused-case-closed = This case is closed.
    .way = To work in it again, ask the supervisor to reopen it.
refused-reads-back-without-following = Only those who follow the child in the next case can read this one again.
refused-reads-back-without-reason = Say what this case is read again for.
refused-reads-back-without-end = Set until when this case may be read again.
refused-child-has-open-case = This child already has an open case in your service.
    .way = Find that case through the search and work in it.
refused-report-needs-open-case = This is not, or no longer, an open case of this child in your service.
    .way = Open the page of the report again: it shows which case is open, or lets you open one.
refused-report-already-linked = This report is linked to this case already.
refused-date-in-future = This date is in the future.
refused-case-can-be-reopened = A case of this child was closed in your service not long ago: it is reopened, with its history, instead of beginning another one.
    .way = Ask the supervisor to reopen it.
refused-child-may-be-known = Your service has, or had not long ago, a case of a child of that name.
    .way = Search again, or say why this is another child.
refused-lead-does-not-work-here = This person does not work in your service today.
    .way = Choose somebody of the service, or have the administrator record the appointment.
refused-not-bound = This person is not bound by professional secrecy: they do not enter the circle of a case.
    .way = You may tell them that their concern was taken up, and nothing more.
refused-hand-over-to-oneself = You hold no seat in these cases: you cannot hand them over to yourself.
    .way = Hand them over to somebody of the team, or ask the supervisor to assign them to you.
refused-already-lead = This person already leads this case.
refused-already-on-hold = This case is already on hold.
refused-hold-without-reason = Say why the case is put on hold.
refused-not-on-hold = This case is not on hold.
refused-closure-already-proposed = A closure is already proposed and waits for a decision.
refused-transfer-waits = A transfer waits for the other service’s answer.
refused-closure-without-child-view = The child’s view on the closure is missing, or the reason why.
refused-closure-without-explanation = Explain why the case can be closed.
refused-closure-without-partners = Say what partners will be told of the closure.
refused-closure-without-retention = Choose the retention rule that applies.
refused-closure-without-statement = What this reason for closing asks to be said is missing.
refused-no-closure-proposed = No closure is proposed for this case.
refused-closure-own-proposal = You proposed this closure: somebody else must decide.
    .way = Ask another supervisor.
refused-closure-by-lead = The lead does not decide the closure of their own case.
    .way = Ask another supervisor.
refused-case-not-closed = This case is not closed.
refused-reopening-too-late = The time to reopen this case has passed.
    .way = Open a new case for the child: it will be linked to this one.
refused-reopening-without-reason = Say why the case is reopened.
refused-transfer-to-oneself = Choose another service than yours.
refused-receiver-leads-no-case = This service leads no case: it cannot receive one.
    .way = Look in the directory for a service that does.
refused-no-transfer-waits = No transfer waits for an answer.
refused-transfer-not-yours = Only the service to which the transfer is proposed can answer.
refused-transfer-of-followed-child = Your service already follows this child in an open case.
    .way = Somebody who supervises that case can accept the transfer and merge the two in one step. Until then the other service answers for its own.
refused-transfer-into-nothing = The case into which this one was to be merged is no longer open for this child.
    .way = Open the page of the transfer again: it shows where your service stands, and how to accept.
refused-no-transfer-to-withdraw = No proposed transfer waits for an answer.
    .way = The other service may have answered meanwhile: the timeline of the case tells.
refused-transfer-not-yours-to-withdraw = Only the service that proposed this transfer can withdraw the proposal.
refused-withdrawal-without-reason = Say why the proposal is withdrawn.
refused-transfer-without-reason = Say why you propose this transfer.
refused-refusal-without-reason = Say why.
refused-merge-with-itself = Choose two different cases.
refused-merge-across-institutions = Cases of different services are not merged: each keeps its own.
refused-merge-without-reason = Say why these two cases are about the same child.
refused-unmerge-too-late = This merge is older than thirty days and can no longer be undone.
refused-unmerge-elsewhere = The case went to another service since this merge: it can no longer be undone.
refused-unmerge-one-child = Both cases are of one child: separating them would give the child two open cases in your service.
    .way = Work in the one that is left; what the other held is read there.
refused-unmerge-last-first = This case was first merged into another one, which was then merged into this one.
    .way = Undo the latest merge first.
refused-merge-open-into-closed = The case to keep is closed while the other one is still followed: the work would end without a closure.
    .way = Reopen the case to keep first, or merge them the other way round.
refused-unknown-code = Choose one of the answers offered.
refused-frame-ends-before-it-begins = The end is before the beginning.
refused-lead-leaves-by-assignment = The lead leaves when another is named.
    .way = Ask the supervisor to name somebody.
refused-emergency-not-signed-in = Sign in first.
refused-emergency-not-bound = Emergency access is open only to professionals bound by secrecy.
    .way = In danger, call emergency services; tell the service whose contact is shown.
refused-emergency-no-function = Your function does not allow emergency access.
refused-emergency-already-open = You have already opened this case in an emergency.
    .way = The access ends at the hour shown at the top of the case; if it is still needed then, open it again.
refused-emergency-without-reason = Say in a sentence why access cannot wait.
refused-emergency-own-review = Your own emergency access must be reviewed by somebody else.
refused-emergency-already-reviewed = This access was already reviewed.
refused-emergency-without-finding = Write what you found.
refused-related-to-oneself = This person is already the child of this case.
refused-reveal-without-reason = Say why you need what is kept secret.

# The pages.
frame-cases = Cases
frame-identity = Who this is about
frame-attention = Points to know
frame-tabs = Parts of the case
frame-write = Write a note
frame-legal = Legal frame
frame-no-legal = not noted yet
frame-until = , until { $date }
frame-lead = Lead
frame-no-lead = nobody yet
frame-lead-gone = { $name }, who left the service on { $on }
frame-last = Last event noted
frame-readers = Who has access
tab-overview = Overview
tab-timeline = Timeline
tab-notes = Notes
tab-contacts = Contacts
tab-people = Family
tab-attachments = Attachments
tab-chronology = Chronology
tab-exchanges = Exchanges
tab-orientations = Referrals
tab-disclosures = Sharing
tab-circle = Circle
tab-access-log = Who opened it
child-unborn = Unborn child
child-unnamed = Name not known yet
child-expected = unborn, expected on { $on }
child-born = born { $on }
child-died = died { $on }
attention-line = { $kind }: { $text }
emergency-label = Emergency access
emergency-text = You are reading this case without belonging to its circle. Every opening is recorded and will be reviewed.
emergency-ends = Access ends at { $time }.
emergency-give-back = Give the access back now
done-opened = The case is open. The supervisor will name the lead; until then you read it and write in it.
done-assigned = The case is assigned.
done-circle-joined = The person is now in the circle.
done-circle-left = The seat in the circle has ended.
done-frame-changed = The legal frame is noted.
done-attention-noted = The point to know is noted.
done-attention-ended = The point to know has ended.
done-on-hold = The case is on hold.
done-resumed = Work resumes.
done-hold-reviewed = The hold goes on. A new reminder is set.
done-transfer-proposed = The transfer is proposed. You remain responsible until it is accepted, and can withdraw the proposal until then.
done-transfer-accepted = The case now belongs to your service.
done-transfer-accepted-into = The transfer is accepted: the case that arrived is merged into this one, and all it held is read here.
done-transfer-rejected = The transfer is refused. The service that proposed it keeps the case.
done-transfer-withdrawn = The proposal is withdrawn. The other service is told; the case remains yours.
done-closure-proposed = The closure is proposed. Somebody else will decide.
done-closure-refused = The closure is refused. Work goes on.
done-closed = The case is closed.
done-reopened = The case is reopened. Now name the lead.
done-merged = The two cases are merged.
done-unmerged = The two cases are separate again.
done-event-chosen = The event is in the chronology.
done-event-withdrawn = The event is withdrawn from the chronology. It stays in the timeline.
done-emergency-opened = The case is open to you. The end of the access stands at the top of every page.
done-emergency-reviewed = The emergency access is reviewed.
done-handed-over = The cases changed hands. Each tells so in its timeline.
done-handed-over-more = Five hundred cases changed hands. Start again for the next ones.
done-name-noted = The name is noted.
done-contact-noted = The contact details are noted.
done-contact-corrected = The contact details are corrected. How they stood before remains visible below.
done-contact-ended = These contact details have ended. They remain visible below.
done-person-added = The person is among those around the child.
done-person-amended = The changes are saved.
done-relation-ended = The relationship has ended. It stays visible among past ones.
entry-case-opened = Case opened
entry-case-assigned = Lead named
entry-case-taken-over = Case taken over by whoever handed it over
entry-circle-joined = Somebody joined the circle
entry-frame-changed = Legal frame changed
entry-attention-noted = Point to know
entry-case-put-on-hold = Put on hold
entry-case-resumed = Work resumed
entry-hold-reviewed = The hold goes on
entry-transfer-proposed = Transfer proposed
entry-transfer-accepted = Transfer accepted
entry-transfer-rejected = Transfer refused
entry-transfer-withdrawn = Proposed transfer withdrawn
entry-closure-proposed = Closure proposed
entry-closure-refused = Closure refused
entry-case-closed = Case closed
entry-case-reopened = Case reopened
entry-case-continued = A new case follows this one
entry-cases-merged = Another case was merged into this one
entry-report-linked = A new report is linked to this case
entry-cases-unmerged = Two cases separate again
entry-emergency-access-opened = Emergency access
entry-emergency-access-reviewed = Emergency access reviewed
entry-relationship-noted = Somebody close was noted
event-record-opened = Opened the case
event-opening-refused = Asked for this case without having access
event-seat-opened = A seat in the circle opened
event-seat-closed = A seat in the circle ended
event-emergency-access-opened = Opened the case in an emergency
event-emergency-access-reviewed = Reviewed an emergency access
event-case-opened = Created the case
event-case-assigned = Named the lead
event-circle-joined = Invited somebody into the circle
event-circle-left = Ended a seat in the circle
event-frame-changed = Changed the legal frame
event-attention-noted = Noted a point to know
event-attention-ended = Ended a point to know
event-case-put-on-hold = Put the case on hold
event-case-resumed = Resumed work
event-hold-reviewed = Said why the hold goes on
event-event-chosen = Added to the chronology
event-event-withdrawn = Withdrew an event from the chronology
event-transfer-proposed = Proposed a transfer
event-transfer-accepted = Accepted the transfer
event-transfer-rejected = Refused the transfer
event-transfer-withdrawn = Withdrew the proposed transfer
event-closure-proposed = Proposed the closure
event-closure-refused = Refused the closure
event-case-closed = Closed the case
event-case-reopened = Reopened the case
event-case-continued = Opened a case that follows this one
event-cases-merged = Merged two cases
event-report-linked = Linked a report to the case
event-cases-unmerged = Separated two merged cases
event-case-people-amended = Changed what is noted about the family
event-secret-revealed = Had something shown that is kept secret
event-other = Another act on the case
frame-readers-count = { $count ->
    [one] { $count } seat in the circle
   *[other] { $count } seats in the circle
}
capacity = { $capacity ->
    [lead] lead
    [co_worker] works along
    [supervisor] supervisor
    [intake] intake, until a lead is named
    [evaluator] evaluation
    [guest] guest of an exchange
    [participant] takes part in the plan
    [emergency] emergency access
    [transfer_candidate] transfer proposed
   *[other] another seat
}
state = { $state ->
    [merged] Merged into another
    [closed] Closed
    [transfer_proposed] Transfer proposed
    [closure_proposed] Closure proposed
    [unassigned] To assign
    [on_hold] On hold
   *[other] In progress
}
refused-closure-answer-awaited = A request to another service still waits for its answer.
    .way = Wait for the answer, remind the service, or withdraw the request if it is no longer needed.
