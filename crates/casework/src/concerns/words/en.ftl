# SPDX-License-Identifier: EUPL-1.2

# Frame and shared
list-title = Concern reports
cancel = Cancel
save = Save
change = Change
go-on = Continue
go-back = Back
back-to-check = Back to the summary
optional = Optional.
yes = Yes
no = No
not-known = I do not know
unsaid = Nothing was said
nobody-yet = Nobody yet
and-more = { $count ->
    [one] and { $count } other
   *[other] and { $count } others
}
with = { $one }, with { $two }
recorded-on = recorded on { $when }
page-title = Concern report { $reference }
state = { $state ->
    [received] To triage
    [not_concern] Not a concern
    [advice_only] Advice given
    [redirected] Redirected
    [to_assign] To assign
    [under_evaluation] Under evaluation
    [evaluated] To decide
    [decided] Decided
    [feedback_given] Decided and answered
    [joined] Joined to another
    [transferred] Transferred
    [archived] Archived
   *[other] { $state }
}
danger-mark = Immediate danger
levels-none = Not rated yet
level-name = { $name }:
level-unrated = { $name }: not rated
minor-unnamed = Child whose name is not known
minor-unborn = Unborn child
minor-expected = birth expected around { $date }
date-missing = Give a date
reason-missing = Say why, in a sentence at least
level-missing = { $scale }: choose a level
words-missing = Write something
explanation-missing = Say what was tried

# The three texts
observed = What was seen or noticed
observed-hint = Facts: when, where, how often. Without explaining them.
heard = What was heard or told
heard-hint = The very words, in quotation marks if possible, and who said them.
thought = What one thinks of it
thought-hint = A fear, a guess, a question. One may be wrong: that is why it stands apart.
occurred = When did it happen?
occurred-hint = The year is enough if you do not know better.
about = What is it about?
about-fold = Put a word to it (optional)
about-hint = Tick what fits, or nothing if you hesitate.
facts-title = What was reported
reported-levels = As the reporter rates it

# Children and home
child-legend = Child { $n }
child-add = Add a child
child-remove = Remove child { $n }
given = Given name
given-hint = As you hear it; the exact spelling does not matter.
family = Family name
birth = Date of birth
birth-hint = Even in part: the year, or month and year.
age = Or the age, roughly
age-hint = In years.
unborn-title = The child is not born yet
unborn = Not born yet
expected = Expected birth
expected-hint = A rough date is enough.
several = It is not known how many children are meant
several-mark = (number unknown)
description = How to recognise the child
description-hint = If you do not know the name: apparent age, school, place, with whom.
home = Are there other children in the same home?
home-hint = One child a line: given name, age, what you know.
address = Where is the home?
address-hint = An address, or how to find it.
language = Language spoken at home
interpreter = Interpreter needed

# Holders of authority
holder-legend = Person { $n }
holder-add = Add a person
holder-who = Who holds parental authority?
holder-who-hint = A name, or “the mother”, “the guardian”.
holder-told = Does this person know that you are telling us?
holder-told-on = Told on
holder-reason = If not, why?
holder-note = Detail
holder-was-told = { $told ->
    [yes] told
    [no] not told
   *[other] not known whether told
}
holders-title = Parental authority
holders-none = Nothing was said of who holds parental authority

# Danger
danger-now = Is the child in danger right now?
danger-now-hint = If so, call an emergency number first.
danger-told = { $told ->
    [yes] Yes, in danger right now
    [no] No, not right now
   *[other] It is not known
}
safety = Where is the child now, and with whom?
safety-hint = And what protects the child tonight, if anything does.

# Public door
public-observed = What you have seen
public-heard = What you have heard, or what you were told
public-thought = What you think of it
public-title = Report a worry about a child
public-lead = You have seen, heard or lived through something that worries you about a child. Say it here, in your own words. You do not have to prove anything.
public-now = Warning:
public-emergency = If a child is in danger now, do not write: call.
public-call-now = You said that the child is in danger right now. Call at once:
public-who-reads = Who will read your message
public-who-reads-text = The child-protection service that you choose. Its staff are bound by professional secrecy. The family does not receive this message.
public-what-happens = What will happen
public-what-happens-text = The service will read it during opening hours, two together where possible, and decide whether the situation must be evaluated. Evaluating means meeting the child and the parents, and looking with them for what can help.
public-not-to-expect = You will not be told what was decided: that belongs to the child and the family. You can be told that your worry was taken into account.
public-unknown = Staying unknown
public-unknown-text = You need not give your name. If you do, it is kept apart: it appears in no list and in no answer. A judge may, in some cases, ask to know it.
public-exit = Leaving quickly
public-exit-text = The button “Leave this page quickly”, or the Shift key three times, hides the page at once and leads elsewhere. What you had written no longer opens in this browser. The browser’s history is not erased: if somebody can look at it, use a private window or another device.
public-draft-text = What you write is kept for four hours for this browser, while you phone or think. You can erase it on every page.
public-begin = Begin
public-go-on = Go on where you were
public-have-code = I already have a return code
public-back = Back to the start of the form
public-discard = Erase everything and leave
public-discarded = Everything was erased. Nothing was sent.
step-of = Step { $number } of { $total }
step-place = Where does the child live?
step-service = Which service will read it?
step-facts = What is happening?
step-children = Which children?
step-holders = Do the parents know?
step-danger = And now?
step-you = And you?
public-place = Commune or territory
public-place-hint = Leave empty if you do not know.
public-place-text = We look for the service closest to the child.
public-service = Service
public-service-hint = If you hesitate, choose one of them: it will pass it on to the right service.
public-service-missing = Choose a service
public-no-service = No service receives messages here at present. Call one of the numbers of the first page.
public-children-text = Say what you know, even if it is little.
public-holders-text = You do not have to tell the parents, nor to answer.
public-danger-missing = Answer, even with “I do not know”
public-known-missing = Say whether you wish to give your name
known = Do you wish to say who you are?
known-yes = Yes
known-yes-hint = The service can call you back if it needs a detail.
known-no = No, I prefer not to say
known-no-hint = You will get a code to come back, without giving your name.
your-name = Your name
your-name-hint = Only if you answered yes.
your-relation = Who is this child to you?
your-capacity = In which capacity do you write?
your-phone = Phone
your-email = E-mail
your-safe-contact = When and how can you be reached safely?
your-safe-contact-hint = For example: “weekdays only, leave no message”.
your-wants-unknown = I wish the family not to know that I wrote
your-wants-unknown-hint = The service will do everything to respect this. Sometimes the facts themselves give away where they come from.
draft-saved = Kept at { $time }
draft-failed = The draft could not be kept. Go on writing: we are trying again.
check-title = Read again before sending
check-text = This message will be read by { $service }.
check-promise = By sending, you say what you know, in good faith. Being mistaken is no fault.
check-send = Send
check-missing = Something remains to be corrected
receipt-page = Your message
receipt-title = Your message has arrived
receipt-received = Received on { $date }
receipt-code = Your return code
receipt-code-text = With this code you can come back to read an answer, add something, or ask what became of your worry. Without an account and without a name.
receipt-keep = Write it down now, where nobody else will see it. This page will no longer show it in half an hour, and nobody can find it again.
receipt-next = What comes next
receipt-next-text = The service will read your message when it next opens. If it has a question, it will wait for you behind your code.
receipt-gone = Nothing to show here
receipt-gone-text = The code is shown for half an hour only, on the device that sent the message. If you wrote it down, it is still valid.

# Return channel
channel-title = Back to your message
channel-text = Give the code that you were handed.
channel-code = Return code
channel-code-hint = Sixteen letters and digits. Capitals and dashes do not matter.
channel-open = Open
channel-unknown = This code belongs to no message. Read it again.
channel-lost = I lost my code
channel-lost-text = Nobody can find it again: that is what protects you. You can write a new message, or call the service.
channel-you = You
channel-write = Write to the service
channel-write-hint = A detail that comes back, a change, an answer.
channel-send = Send
channel-written = Your message has arrived.
channel-outcome = Knowing what became of your worry
channel-outcome-text = Ask: the service will answer briefly, with respect for the child and for professional secrecy.
channel-outcome-professional = You are owed an answer without asking. You may also remind the service.
channel-ask = Ask what was done
channel-asked = Your request is recorded. The answer will come here.
channel-close = Close

# Professionals and the phone
send-title = Report a concern
send-lead = Say what you noticed, what you were told and what you think of it, each in its place. The service that receives it will answer you.
send-to = To which service?
send-to-hint = That of the territory where the child lives.
send-holders = Parents are in principle told first, unless that is against the child’s interest.
send-scales-fold = Place it on the shared scales (optional)
send-scales = If you can, place the situation on the three shared scales. Leave empty what you cannot say.
send-you = You
send-submit = Send
direct-referral = This is the copy of a report already sent to the judicial authority
take-title = Write down a report received
take-lead = Somebody spoke or wrote to you. Write down their words, not yours.
take-reporter = Whoever reports
take-known = Did they say who they are?
take-known-yes = Yes
take-known-no = No
take-known-missing = Say whether they gave their name
take-submit = Record the report
received-how = How did it arrive?
received-how-missing = Say how it arrived
received-on = Received on
received-on-hint = The day on which you were told: terms run from there.
received-on-missing = Give the day of receipt
reporter-layer = Kept apart
reporter-apart = The identity of whoever reports is kept apart. It appears in no list, no export, no answer.
reporter-title = Who reported
reporter-masked = Protected identity
reporter-anonymous = Did not say their name
reporter-name = Name
reporter-capacity = Capacity
reporter-relation = The child is, to them
reporter-workplace = Workplace
reporter-phone = Phone
reporter-email = E-mail
reporter-safe-contact = Safe contact
reporter-alleged = This person is named in the facts
reporter-alleged-mark = Named in the facts
reporter-wants-unknown = Wishes the family not to know who reported
reporter-unknown-mark = Must not be known to the family
reporter-code = Return code to give them:
look-title = Perhaps known already
look-text = Before somebody new is recorded, look whether it is one of these.
look-first = Look at who is known already, then send again
look-which = Who is it?
look-same = It is { $name }
look-new = It is somebody else
sent-title = What I sent
sent-none = You have not sent anything yet
sent-none-text = What you send to a service, and its answer, are found here.
sent-page = What I sent
sent-one = What you sent: { $reference }
sent-text = You see here what you wrote and what you are answered. What the service does stays in its file.
sent-done = It was sent.
sent-service = Service
sent-on = Sent on
sent-acknowledged = Receipt confirmed
sent-not-yet = Not yet
sent-asked-on = Answer asked on
sent-words = What you had written

# List
list-count = { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
list-or-more = or more
list-export = Export the list (CSV, without names)
list-none = No report matches these filters
list-none-text = Remove a filter, or widen the period.
list-clear = Clear the filters
export-name = concern-reports
filter-state = Where it stands
filter-outcome = Outcome of triage
filter-danger-now = Immediate danger
answer-owed = Answer owed
filter-only-mine = Only those I evaluate
filter-from = Received from
filter-to = Received until
column-children = Children
column-child = Child
column-received = Received
column-state = Where it stands
column-levels = Danger, gravity, urgency
column-answer = Answer
column-reference = Reference
column-outcome = Outcome of triage
column-minors = Number of children
column-evaluation = Evaluation
column-deeds = To do
proposals-title = Transfers proposed to your service
proposal-from = Proposed by { $from } on { $when }
talks-title = Messages to read
talk-unread = { $count ->
    [one] { $count } message, since { $since }
   *[other] { $count } messages, since { $since }
}

# Report page
bar = What it is about
bar-reference = Report { $reference }
bar-state = Where it stands
bar-received = Received
bar-first = first received on { $date }
bar-lead = Evaluates
bar-due = Next term
attention = Points of attention
reports-counted = { $count ->
    [one] { $count } report about this family
   *[other] { $count } reports about this family
}
aside = Around this report
more-title = Other things to do
terms-title = Terms
timeline-title = What was done
minors-title = The children of the home
minor-mentioned = only mentioned
minor-added = added by the service
minor-set-aside = Set aside: { $reason }
minor-identify = Say who it is
minor-recognise = Add to the evaluation
minor-set-aside-deed = Set aside, with the reason
evaluation-runs = Under way
evaluation-done = Concluded
evaluation-impossible = Impossible
evaluation-none = Not begun
evaluation-impossible-deed = Say that it is impossible
open-case = Open a case
link-case = Link to the open case
link-case-title = Link the report to the open case
link-case-there = This child already has an open case in your service.
link-case-text = A child has one open case in a service. Once linked, this report stands in the case for those who may read it; those who follow the child learn by the timeline that it has come.
link-case-submit = Link the report
link-case-ask = You cannot write in this case: whoever works on it, or supervises it, can link the report to it. Ask in your service.
link-case-back = Back to the report
joined-title = { $count ->
    [one] Another report joined
   *[other] { $count } other reports joined
}
joined-text = The same facts, or the same family, seen by others. Each of them keeps their own answer.
joined-one = { $reference }, received on { $date }
joined-open = Open this report
repeats-title = Reports that repeat one another
notice-joined = This report is joined to another. The evaluation is done there; whoever reported is answered here.
notice-joined-link = Open the report that is kept
notice-taken-over = { $service } took over this report. What remains here is to answer whoever reported.
notice-proposed = Transfer proposed to { $service }. Your service stays responsible until it is accepted.
notice-came = Taken over from { $by }, who received it on { $first }. That service answers whoever reported.
notice-direct = Copy of a report sent directly to the judicial authority. The service evaluates all the same.
notice-immediate = Whoever reports says that the child is in danger right now. Do not wait.
access-title = Who opened this report
access-text = Every opening and every deed, with the person, the time and the ground.
access-when = When
access-who = Who
access-what = What
access-ground = Ground
access-nobody = The system, or the public

# Tasks
tasks-title = What is to be done
tasks-next = Next step:
tasks-nothing = Nothing is expected of you here for the moment.
task-done = Done
task-now = To do
task-open = Possible
task-later = Later
task-acknowledge = Acknowledge receipt
task-triage = Triage
task-refer-now = Refer to the judicial authority at once
task-refer-now-hint = The evaluation then goes on.
task-mention = Settle: { $name }
task-mention-hint = A child mentioned in the home is evaluated too, or set aside with a reason.
task-assign = Assign the evaluation
task-lead = Assigned to { $name }
task-evaluate = Evaluate the situation of { $name }
task-visit = Visit: { $name }
task-meet = Meet { $name }
task-view = Gather the view of { $name }
task-conclude = Conclude for { $name }
task-conclude-hint = First meet the child, or say why that is not possible.
task-decide = Decide what follows
task-close-moved = Close here, because the family left
task-feedback = Answer whoever reported
task-archive = Archive

# Timeline
event-received = Received
event-triaged = Triage: { $outcome }
event-triaged-again = New triage: { $outcome }
event-joined = Report { $reference } joined
event-transfer-proposed = Transfer proposed to { $service }
event-transfer-accepted = Transfer accepted by { $service }
event-transfer-refused = Transfer refused by { $service }
event-visit = Visit: { $names }
event-visit-nobody = Visit that found nobody
event-met = { $name }: met
event-not-met = { $name }: not met
event-view = The view of { $name }
event-concluded = Conclusion for { $name }: { $outcome }
event-impossible = Evaluation impossible for { $name }
event-decided = Decision: { $outcome }
event-answered = Whoever reported was answered
event-asked = Whoever reported asks what was done
event-archived = Report archived
redirected-to = To: { $service }
triaged-alone = Done by one person alone: { $reason }
counted-repetitive = Counted as repeating an earlier report.
visit-present = present: { $who }
visit-alone = Seen without their parents: { $names }
with-interpreter = Interpreter: { $language }
met-agreed = agreement: { $who }
view-told-by = as told by: { $who }
view-audience = whom to tell: { $who }
no-visit = No visit: { $reason }
no-view = No view gathered: { $reason }
medium = { $medium ->
    [words] in words
    [drawing] in a drawing
    [play] in play
    [signed] in signs
    [written] in writing
    [observation] without words, by observation
   *[other] { $medium }
}

# Deeds of the desk
acknowledge-text = A word is enough. It commits to nothing and says nothing of the child or the family.
acknowledge-words = Message to whoever reported
acknowledge-words-hint = Optional. Sent if there is a return channel.
confirm-title = Note the written confirmation
confirm-text = A report told by a professional by word of mouth is confirmed in writing.
confirm-on = Received on
triage-lead = Two together where possible: one reads, the other asks.
triage-again = There is a triage already: { $outcome }, on { $when }. The new one takes its place; the first stays in sight.
triage-reminder = Read again what was reported
triage-outcome = What becomes of this report?
outcome-missing = Choose what becomes of this report
triage-redirected-to = Redirected to
triage-redirected-hint = Only if you redirect.
triage-levels = Danger, gravity, urgency
triage-levels-text = Rate the situation, not whoever reports it.
levels-explanation = A sentence of explanation
levels-explanation-hint = Only if the levels chosen rarely go together.
triage-reason = Why?
triage-reason-hint = What decides you, in a few sentences that the family may read one day.
triage-two = Two together
triage-second = With whom?
triage-second-hint = A colleague of your service.
triage-alone = If you are alone: why?
triage-repeats = Does it repeat reports already received?
triage-repeats-hint = Their references, such as S-2026-0012. They are counted, not hidden.
triage-submit = Record the triage
reference-unknown = No report of your service has this reference
archive-text = Archiving says that everything that had to follow was done and that everybody has their answer. The report stays readable.

# Minors
minor-add = Add a child of the home
minor-add-lead = Every minor of the home is evaluated, even if nobody named them.
minor-which-mention = Is it a child already mentioned?
minor-is-mention = Yes: { $name }
minor-is-another = No, another child
minor-why = How do you know that this child lives there?
minor-why-hint = For example: sibling, twin, seen during a visit.
why-missing = Say how you know
minor-described = As described: { $name }
minor-set-aside-reason = Why is this child not evaluated?
minor-set-aside-hint = For example: there is no such child, they are of age, they live elsewhere, they are the same as another on the list.

# Joining and transfer
join-title = Join to another report
join-lead = Several people report the same facts: one evaluation, and an answer for each. The first one received is kept.
join-into = Reference of the report to keep
join-into-hint = Such as S-2026-0012.
join-kept = { $reference }, received on { $when }, is kept.
join-who = Who is: { $name }?
join-same = The same as { $name }
join-new = Another child of the home
join-new-hint = They will have an evaluation of their own.
join-unsaid = It cannot be said
join-unsaid-hint = The description stays, without opening an evaluation.
join-reason = Why join them?
transfer-title = Transfer to another service
transfer-lead = Your service stays responsible until the other accepts. The date of first receipt is kept.
transfer-to = Which service?
transfer-reason = Reason, in a sentence
transfer-reason-hint = The other service reads it before it accepts: put no more in it than is needed.
transfer-minimum = What the other service must know before it answers
transfer-minimum-hint = It will also see who the children are and their age, the first date and the language. Nothing else.
transfer-submit = Propose the transfer
candidate-title = Proposed transfer
candidate-lead = { $service } proposes this report to you, and stays responsible until you answer.
candidate-accept-text = By accepting, your service opens a report of its own, receives what was reported and becomes responsible.
candidate-accept = Accept
candidate-refuse = Refuse
candidate-refuse-reason = Why?
candidate-refuse-text = What will help the other service

# Evaluation
assign-lead = { $count ->
    [one] One evaluation will be opened, for the child of the home.
   *[other] { $count } evaluations will be opened: one for each child of the home.
}
assign-who-leads = Who answers for it?
assign-who-leads-hint = The terms go to this person.
assign-team = With whom?
lead-missing = Choose who answers for the evaluation
evaluators-change = Change the evaluation team
workload = { $count ->
    [one] { $count } case followed
   *[other] { $count } cases followed
}
visit-title = Note a visit
visit-lead = What you saw and heard, without concluding yet.
visit-minors = For which children?
visit-on = On which day?
visit-hour = At what time?
visit-hour-hint = Such as 14:30. Optional.
visit-place = Where?
visit-nobody = Nobody was there
visit-who = Who was there?
visit-who-hint = Names, or “the grandmother”, “a neighbour”.
visit-seen-alone = Which children were seen without their parents?
visit-seen-alone-hint = With the agreement of the holders of parental authority, or a reason.
visit-notes = What you saw and heard
visit-notes-hint = Facts first; people’s words in quotation marks.
interpreter-there = Interpreter
interpreter-there-hint = Who, and for which language. Optional.
meeting-title = Meeting the child
meeting-lead = Did you meet { $name }?
met-yes = Yes
met-no = No
met-missing = Say whether the child was met
met-on = On which day?
met-place = Where?
met-alone = Without their parents
met-agreed-by = Who agreed?
met-agreed-by-hint = To the child being seen alone.
not-met-reason = If the child was not met, why?
not-met-reason-hint = “No danger” cannot be said of a child whom nobody has seen.
view-title = The child’s view
view-lead = What { $name } thinks, fears or wishes, in their own way.
view-medium = How was it said?
medium-missing = Say how it was said
view-words = Their words, or what you observed
view-words-hint = Word for word if possible. If the child preferred to say nothing, write that too.
view-told = As told by
view-told-hint = Leave empty if the child told you directly.
view-for = To whom may it be told, says the child?
view-for-hint = For example: the adviser, nobody else.
view-on = On which day?
conclusion-title = Conclude the evaluation
conclusion-lead = For { $name }, and nobody else: each child has a conclusion of their own.
condition-met = Done:
condition-unmet = Missing:
gathered-met = the child was met
gathered-not-met = nothing says whether the child was met
gathered-away = the child was not met, the reason is noted: “no danger” is not concluded
gathered-note-meeting = Note the meeting
gathered-note-view = Note their view
gathered-visit = there was a visit
gathered-no-visit = no visit: a reason will be asked
gathered-view = their view was gathered
gathered-no-view = their view is missing: a reason will be asked
gathered-visit-on = Visit of { $date }
conclusion-no-visit = Why was there no visit?
conclusion-no-view = Why is the child’s view missing?
conclusion-outcome = What do you propose?
conclusion-missing = Choose what you propose
conclusion-reason = What leads you there
conclusion-reason-hint = The family’s strengths as much as the dangers. The evaluation does not say whether the facts are established.
conclusion-submit = Conclude
impossible-title = Evaluation impossible
impossible-lead = The situation of { $name } cannot be evaluated.
impossible-follows = It is never “no danger”: what follows goes through the judicial authority, or the service of the place where the child lives.
impossible-reason = Why?
impossible-tried = What was tried
impossible-tried-hint = Visits, calls, searches for the address, with their dates.

# Decision and answer
decide-lead = Every evaluation has ended. One decision, that the family can read.
decide-at-once = Evaluations are under way: only a referral to the judicial authority may be decided without waiting. They then go on.
decide-moved = Another service took over. Here one closes because the family left, without concluding anything about danger.
decide-minors = For which children?
decision-minors-missing = Choose one child at least
decide-outcome = Which decision?
decision-missing = Choose a decision
decide-close = Close here
decide-closure = Closed because
decide-reason = Why?
feedback-lead = Say thank you, say that it was taken into account, and no more than the child and secrecy allow.
duty-nobody = This person left no way to be answered.
duty-channel = The answer will be put in the return channel.
duty-contact = There is no return channel: the answer is given by phone or letter, and noted here.
feedback-kind = What may they be told?
feedback-kind-hint = According to who reported; one may always say less.
feedback-kind-missing = Choose what may be said
feedback-content = The answer
feedback-content-hint = No name, neither the child’s nor that of anybody else who reported.
feedback-how = How was it given?
feedback-submit = Give the answer
request-title = Note a request for an answer
request-lead = Whoever reported asks what was done. The term for answering runs from that day.
request-on = Asked on
request-how = How?
request-words = Their words
request-words-hint = Kept apart, with their identity.
messages-title = Exchanges with whoever reported
messages-text = These exchanges may give away who reported. Only the intake reads them.
messages-none = No messages
messages-unread = { $count ->
    [one] { $count } to read
   *[other] { $count } to read
}
messages-read = I have read them
messages-service = The service
messages-reporter = Whoever reported
message-write = Write
message-write-hint = A question, a thank-you. Nothing of what the service does for the child.
message-send = Send
message-sent = The message was sent.

notice-kept = Kept by this rule: { $rule }
report-prints = This page prints as it is, without what says who reported.

# Files
attachments-title = Attachments
attachments-none = No attachments
attachments-count = { $count ->
    [one] { $count } attachment
   *[other] { $count } attachments
}
attachments-see = See and add
attachments-add = Attach a document
attachments-submit = Attach
attachments-added = The document is attached to the report.
attachments-withdrawn = The attachment is withdrawn: nobody can open it any more.
shows-reporter = Does this document show who reported?
shows-reporter-hint = A letterhead, a signature, a handwriting, the name of the file. If it does, it is kept with what says who reported, and those who evaluate do not see it.
shows-reporter-yes = Yes, or that is not certain
shows-reporter-no = No
shows-reporter-missing = Say whether this document shows who reported
shows-you = Does this document show who you are?
shows-you-hint = A letterhead, a signature, the name of the file. If it does, only the intake of the service can open it, and not those who evaluate.
shows-you-missing = Say whether this document shows who you are
sent-attach-text = A letter, a drawing, a photograph: the service that received your report can open it. Keep your original; to have it withdrawn, write to the service.
sent-attach-submit = Send this document
sent-attached = The document has arrived.
sent-file-message = Document attached: { $label }
send-files-later = A document to attach? You can add it on the next page, as soon as this is sent.
public-no-files = No file can be attached here. If you have a photograph, a letter or a recording, say so: the service will tell you how to hand it over.
refused-layer-not-open = You cannot keep a document there.

# Done
done-taken = The report is recorded. If the person is still on the line, give them their return code.
done-acknowledged = Receipt is confirmed.
done-confirmed = The written confirmation is noted.
done-triaged = The triage is recorded.
done-danger-said = The immediate danger is told. Speak at once with whoever can decide: a referral to the judicial authority does not wait for the end of the evaluation.
done-archived = The report is archived.
done-minor-added = The child is added.
done-minor-identified = It is now known who this child is.
done-case-linked = The report is linked to the open case of the child.
done-minor-set-aside = The child is set aside, with the reason.
done-joined = The two reports are joined.
done-transfer-proposed = The transfer is proposed.
done-transfer-accepted = The transfer is accepted. This is your service’s report.
done-assigned = The evaluation is assigned.
done-visit-noted = The visit is noted.
done-met = The meeting is noted.
done-not-met = The reason is noted.
done-view-noted = The child’s view is noted.
done-concluded = The evaluation is concluded.
done-impossible = The impossibility is noted. Now decide what follows.
done-decided = The decision is recorded.
done-answered = The answer is given.
done-request-noted = The request is noted.

# What does not hold together in a report, beside its field
fault-not-a-choice = Choose one of the answers offered
fault-not-a-number = Give the age in digits
fault-expected-missing = Give a rough date of birth
fault-not-expected-then = A birth is expected within ten months; if the child is born, give the date of birth
fault-in-the-future = This date is in the future
fault-nothing-said = Write what was seen, heard or thought: one sentence is enough
fault-too-long = This text is too long: a hundred thousand characters at most
fault-nobody-reported = Say which child it is about, even without knowing their name
fault-too-many-minors = Twelve children at most in one report
fault-blank-minor = Give at least a given name, an age or a description
fault-adult = This person is of age: a report is about a child under 18
fault-born-after-the-facts = The child would be born after the facts: check both dates
fault-holder-without-name = Say who it is, if only “the mother”
fault-not-told-without-reason = Say why this person was not told
fault-known-without-name = Give a name, or answer that it is not said
fault-not-a-professional-capacity = You write here as a professional. To speak for yourself, use the public form.
fault-not-your-service = Only what one’s own service received is written down here
fault-receives-no-reports = This service does not receive reports
fault-levels-contradict = These levels cannot be true together

# Refusals: why, and the way forward
refused-archive-without-retention = Give the retention rule that applies.
refused-archive-without-retention-way = Choose it in the list, or say which.
refused-archived = This report is archived.
refused-archived-way = A new fact is a new report: write it down, and say that it repeats this one.
refused-joined-to-another = This report is joined to another.
refused-joined-to-another-way = Open the one that is kept and go on there.
refused-taken-over = Another service took over this report.
refused-taken-over-way = What remains is to answer whoever reported, then to archive.
refused-no-such-level = There is no such level on the scale.
refused-triaged-meanwhile = Somebody triaged meanwhile.
refused-triaged-meanwhile-way = Read it; if you want to replace it, open this page again.
refused-evaluation-has-begun = The evaluation has begun: only immediate danger is still said here.
refused-evaluation-has-begun-way = What else you know belongs in the evaluation.
refused-decided-already = A decision was already taken.
refused-triage-without-reason = A triage without a reason cannot be understood later.
refused-second-is-oneself = The second person is somebody else.
refused-second-works-elsewhere = The second person must work in your service today.
refused-alone-without-reason = Triage is done by two. If you are alone, say why.
refused-levels-missing = All three scales are needed here: danger, gravity, urgency.
refused-danger-but-nothing-follows = You rate a danger, and yet nothing would follow.
refused-danger-but-nothing-follows-way = Uphold the concern to be evaluated, redirect it, or rate it again.
refused-immediate-but-levels-low = Immediate danger supposes a high danger and a high urgency.
refused-immediate-but-levels-low-way = Raise both levels, or uphold the concern to be evaluated.
refused-right-now-but-waiting = “Right now” cannot wait for an evaluation.
refused-right-now-but-waiting-way = Choose “immediate danger”: act first, evaluate next. Otherwise lower the urgency.
refused-redirected-nowhere = Say to which service you redirect.
refused-redirected-to-oneself = One does not redirect to one’s own service.
refused-blank-minor = Give at least a given name, a birth or a description.
refused-born-in-the-future = This birth is in the future.
refused-born-in-the-future-way = For an unborn child, give the expected birth.
refused-adult = This person is of age.
refused-adult-way = A report is about a child. For an adult in danger, turn to a service for adults.
refused-no-such-mention = This mention is no longer there: somebody may have settled it already.
refused-set-aside-without-reason = Say why this child is not evaluated.
refused-identified-already = It is already known who this child is.
refused-not-to-be-evaluated = The triage does not ask for an evaluation.
refused-not-to-be-evaluated-way = Triage again if the situation has changed.
refused-nobody-to-evaluate = There is no child to evaluate: first add who lives in the home.
refused-evaluator-works-elsewhere = Whoever evaluates must work in your service today.
refused-evaluator-not-bound = Whoever evaluates must be bound by professional secrecy.
refused-evaluations-ended = Every evaluation has ended.
refused-no-evaluation = No evaluation is open for this child.
refused-no-evaluation-way = First assign the evaluation.
refused-evaluation-ended = This child’s evaluation has ended.
refused-visit-to-nobody = Say for which children you came.
refused-visit-without-place = Say where the visit took place.
refused-seen-alone-not-visited = A child seen alone is part of the visit.
refused-nobody-but-seen-alone = Nobody was there, and yet a child would have been seen alone.
refused-in-the-future = This date is in the future.
refused-not-met-without-reason = Say why the child was not met.
refused-view-without-words = Write what the child said, or what you observed.
refused-child-not-met = This child was not met: one cannot conclude that they are well.
refused-child-not-met-way = Meet the child. If that is impossible, note why and choose “evaluation impossible”.
refused-meeting-not-noted = Nothing says yet whether this child was met.
refused-meeting-not-noted-way = Note the meeting, or why there was none, then come back to conclude.
refused-no-visit-without-reason = There was no visit: say why.
refused-no-view-without-reason = The child’s view is missing: say why.
refused-conclusion-without-reason = Say what leads you to this conclusion.
refused-danger-but-closed = A danger or a risk is rated: it cannot be closed.
refused-danger-but-closed-way = Propose help, or rate again if it no longer fits.
refused-impossible-without-reason = Choose why the evaluation is impossible.
refused-impossible-without-explanation = Say what was tried.
refused-decision-without-reason = Say why: the family will read it.
refused-decision-about-nobody = Choose which children it is about.
refused-evaluations-open = Evaluations are still under way.
refused-evaluations-open-way = Conclude them first. If the danger cannot wait, a referral to the judicial authority may be decided at once.
refused-minors-unsettled = A child mentioned in the home is neither evaluated nor set aside.
refused-minors-unsettled-way = Add them to the evaluation, or say why they need not be.
refused-impossible-goes-to-justice = An evaluation could not be done.
refused-impossible-goes-to-justice-way = Refer to the judicial authority, or transfer to the service of the place where the child lives.
refused-no-such-closure-reason = There is no such reason for closing.
refused-taken-over-closes-only = The situation was taken over elsewhere: here one closes, saying that the family left.
refused-acknowledged-already = Receipt is already confirmed.
refused-was-written = This report was received in writing.
refused-confirmed-already = The confirmation is already noted.
refused-nobody-to-answer = This person left no way to be answered.
refused-no-such-feedback = There is no such kind of answer.
refused-feedback-too-full = This says more than this person may know.
refused-feedback-too-full-way = Choose a shorter answer.
refused-feedback-before-triage = Nothing was triaged yet: one can only confirm receipt.
refused-feedback-without-words = Write the answer.
refused-feedback-names-a-reporter = This answer names somebody else who reported.
refused-feedback-names-a-reporter-way = Take that name out: each is kept apart.
refused-feedback-names-a-child = This answer names the child.
refused-feedback-names-a-child-way = Write “the child”, or nothing.
refused-feedback-owed = An answer is still owed to somebody who reported.
refused-feedback-owed-way = Answer first, then archive.
refused-not-ended = Not everything that must follow was done.
refused-not-ended-way = Look at the next step on the page of the report.
refused-joined-to-itself = A report is not joined to itself.
refused-joined-across-services = Only reports of the same service are joined.
refused-triage-first = Each report is first triaged by itself.
refused-triage-first-way = Triage both, then join them.
refused-join-into-the-first = Terms run from the first report: that one is kept.
refused-join-into-the-first-way = Open the more recent one and join it to the older.
refused-has-its-own-evaluation = This report already has an evaluation of its own.
refused-joined-to-nothing = The other report is not to be evaluated, this one is.
refused-joined-to-nothing-way = Triage the other one again, then join them.
refused-transfer-waits = A transfer already waits for an answer.
refused-join-without-reason = Say why these reports belong together.
refused-transfer-to-oneself = One does not transfer to one’s own service.
refused-receives-no-reports = This service does not receive reports.
refused-receives-no-reports-way = The directory says which ones do.
refused-transfer-without-reason = Say in a sentence why.
refused-transfer-answered = This transfer was already answered.
refused-transfer-to-another = This transfer is not addressed to your service.
refused-refusal-without-reason = Choose why you refuse.
refused-message-without-words = Write a message, of ten thousand characters at most.
refused-too-many-messages = There are already many messages here.
refused-too-many-messages-way = Call the service: a voice will help more.

# Kinds of events in the access log
event-kind-report-received = Report received
event-kind-concern-acknowledged = Receipt confirmed
event-kind-oral-report-confirmed = Written confirmation noted
event-kind-concern-triaged = Triage
event-kind-minor-added = Child added
event-kind-minor-identified = Child identified
event-kind-minor-set-aside = Mentioned child set aside
event-kind-report-joined = Joined to another
event-kind-reports-merged = Another report joined
event-kind-report-transfer-proposed = Transfer proposed
event-kind-report-transfer-accepted = Transfer accepted
event-kind-report-transfer-refused = Transfer refused
event-kind-evaluation-started = Evaluation assigned
event-kind-evaluators-changed = Evaluation team changed
event-kind-visit-noted = Visit noted
event-kind-child-met = Child met
event-kind-child-not-met = Child not met
event-kind-child-view-noted = Child’s view noted
event-kind-evaluation-concluded = Evaluation concluded
event-kind-evaluation-impossible = Evaluation impossible
event-kind-concern-decided = Decision
event-kind-feedback-requested = Answer requested
event-kind-feedback-given = Answer given
event-kind-report-message-received = Message received
event-kind-report-message-sent = Message sent
event-kind-report-messages-read = Messages read
event-kind-report-archived = Archived
event-kind-file-attached = Attachment added
event-kind-file-opened = Attachment opened
event-kind-file-withdrawn = Attachment withdrawn
event-kind-record-opened = Opened
event-kind-opening-refused = Opening refused
event-kind-seat-opened = Access opened
event-kind-seat-closed = Access closed

# ── What completes the pages of a report ──
danger-new = Report immediate danger
danger-new-lead = You are evaluating, and the danger is there now: say so here. The evaluation goes on; a referral to the judicial authority does not wait.
danger-new-levels = Rate the situation, not whoever reports it. Immediate danger takes at least D2 for danger and U2 for urgency.
triage-redo = Do the triage again
withdraw-title = Take the proposed transfer back
withdraw-lead = { $service } has not answered yet. What it was shown will be closed to it; your service stays responsible, and can propose again at once.
withdraw-reason = Why do you take it back?
withdraw-reason-hint = The other service will read this reason. Name nobody.
done-transfer-withdrawn = The proposal is taken back.
event-transfer-withdrawn = Proposal to { $service } taken back
refused-withdrawal-without-reason = Say why the proposal is taken back.
referral-title = For a referral to the judicial authority
referral-when = To be filled in only if the decision is a referral.
referral-text = For the children you do not choose, and for what the evaluation still finds, a decision remains to be taken.
referral-authority = To which authority?
referral-authority-hint = For example: prosecutor’s office of Brennac, minors section.
referral-on = Sent on
referral-copied = Copy sent to { $who } on
referral-was-copied = copy sent on { $date }
referred-to = Addressed to: { $authority }, on { $date }
refused-referral-without-addressee = Say to which authority the referral goes.
refused-referral-without-copy = The law asks for a copy of this referral.
refused-referral-without-copy-way = Send it, then give the day on which it left.
refused-impossible-goes-to-justice-first = An evaluation could not be made, and the judicial authority was not told.
refused-impossible-goes-to-justice-first-way = First decide to tell the judicial authority about this child; the transfer can follow at once.
met-agreed-asked = To see the child alone, the agreement of { $who } is asked ({ $source }). Say who gave it.
met-not-agreed = Without that agreement, why was the child seen alone?
met-not-agreed-hint = For example: asking would have put the child in danger.
met-without-agreement = seen without that agreement: { $reason }
refused-alone-without-agreement = A child seen alone: say who agreed, or why nobody was asked.
refused-asked-already = The question is already asked.
refused-asked-already-way = The answer will come here; a message to the service is always possible.
refused-already-in-report = This child is already in this report.
refused-already-in-report-way = Set one of the two aside, saying that it is the same child.
refused-not-there-any-more = This child is not to be evaluated here any more.
feedback-early = Nothing is decided yet. What you answer now confirms that the concern was taken up; the answer about what followed is still owed, and its term runs.
event-answered-early = Answer given before the decision
event-set-aside = { $name } set aside from the evaluation
case-of-child = Case
case-of-child-shut = A case was opened for this child.
column-due = Due
withdraw-nothing = No proposal waits for an answer.
