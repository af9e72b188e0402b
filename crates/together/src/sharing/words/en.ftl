# SPDX-License-Identifier: EUPL-1.2

# Titles of entries in the timeline.
entry-disclosure-made = Information passed on
entry-disclosure-withdrawn = Information taken back

# Common
cancel = Cancel
save = Save
search = Search
choose = Choose
remove = Remove
reason = Reason
uncertain = to be checked
no-legal-advice = This helps you decide; it is not legal advice.
back-to-disclosure = Back to the decision
done-recipient = Recipient added
done-piece = Piece of information added
done-family = Noted
done-reviewed = The reason was reviewed
done-answers = Answers saved
done-decided = The decision is made. Nothing has been passed on yet.
done-refused = The decision is made: nothing is passed on.
done-told = Passed on
done-withdrawn = Taken back
done-objection = The objection is noted
done-finding = The review is noted

# The register of a case
register-title = Sharing
register-new = Share information
register-lead = { $count ->
    [0] Nothing was passed on to other services from this case.
    [one] Something was passed on to others once from this case.
   *[other] Something was passed on to others { $count } times from this case.
}
register-none = Nothing shared
register-none-text = Before anything is passed on to another service, the decision is prepared here: to whom, what, why, and what the family knows of it.
register-when = Prepared on
register-stand = Where it stands
told-list-link = List to read with the child and the family
printed = Save or print (PDF)
printed-name = list.pdf
told-list-title = Who was told what
told-list-lead = What our service has passed on to other professionals, when and why. You can ask for explanations, and object.
told-list-none = Our service has passed on nothing to others.
told-list-by = By
told-list-to = To
told-list-what = What
told-list-why = Why
told-list-withdrawn = Taken back on { $date }
told-list-object = To object or ask for an explanation, talk to the person who works with you, or to their management.
stand-prepared = Being prepared
stand-refused = Refused
stand-permitted = Permitted, not passed on yet
stand-told = Passed on
stand-ended = Passed on, reading over
stand-withdrawn = Taken back

# Begin
new-title = Share information
new-lead = Nothing leaves before the end. First you say why, then to whom, what, and what the family knows; the rule answers, and you decide.
new-submit = Continue
why = Why pass it on?
why-hint = In a sentence or two, as you would tell the family.
why-missing = Say why you want to pass on information
rule = Rule
answer-unknown = I do not know
rule-set = Which rule do you rely on?
rule-set-hint = Each rule has its own conditions. If in doubt, begin with the first.
rule-set-missing = Choose a rule
rule-set-uncertain = This rule was not fully checked. Have it confirmed before you rely on it.

# The page of a decision
disclosure-title = Decision to share
prepared-by = Prepared by
decided-by = Decided by
told-by = Passed on by
withdrawn-by = Taken back by
readable-until = Readable until
steps-title = What there is to say
step-to-do = to do
step-done = done
step-purpose = Why
step-recipients = To whom
step-recipients-count = { $n ->
    [0] nobody yet
    [one] one person
   *[other] { $n } people
}
step-pieces = What
step-pieces-count = { $n ->
    [0] nothing yet
    [one] one piece
   *[other] { $n } pieces
}
step-family = What { $name } knows
step-questions = The questions of the rule
step-questions-count = { $n ->
   *[other] { $n } of { $of } answered
}
family-told-on = told on { $date }
family-not-told = not told, to be reviewed
family-not-told-reviewed = not told, reason reviewed
answer-so-far = What the rule answers so far
answer-kept = What the rule answered
deed-decide = Decide
deed-tell = Pass on
deed-abandon = Give up
deed-withdraw = Take back what was passed on
cannot-be-undone = What was read or heard cannot be erased from anybody’s memory. Taking it back ends the reading here; it erases neither a note that was taken nor a word that was said.

# Why
purpose = To what end?
purpose-missing = Choose an end
open-ended = The decision would also cover what is not known yet (“all partners, for a year”)
consent-invoked = An agreement of the family is put forward

# To whom
recipients-lead = People, by name: never a team nor a shared mailbox. Each answers personally for the secrecy that binds them.
recipients-add = Add somebody
recipients-same = Another person of { $name }
recipients-search = Search for the service
recipients-search-hint = One word of its name is enough; the person is chosen next.
recipients-none = No service of that name
recipients-none-text = Try another word, or the name of the town.
staff-none = Nobody of this service is known here
staff-none-text = Ask your administrator to enter the person who is to receive the information.
duty-bound = bound by professional secrecy
duty-discretion = duty of discretion only
duty-judicial = secrecy of the inquiry or of the court
duty-none = bound by no secrecy
duty-unknown = secrecy not known

# What
pieces-lead = One piece at a time, and only what is useful. What you write here is exactly what will be read.
pieces-add = Add a piece of information
piece-title = What is it?
piece-title-hint = In one line, without detail: the family will read this title in the list of what was passed on.
piece-title-missing = Say in one line what it is
piece-words = What will be read
piece-words-hint = The useful facts, in your words.
piece-words-missing = Write what will be read, or choose an entry of the file
piece-entry = Or take over an entry of the file
piece-entry-hint = Its summary of today is taken over as it is, without addresses that are kept secret.
piece-origin = Where does it come from?
piece-origin-missing = Say where the information comes from
piece-class = Is it a particular kind of information?
piece-submit = Add this piece
class-other = No, none of these
origin-own-work = From the work of our service
origin-confided = The person or somebody close confided it to us
origin-received = Another service shared it with us
origin-consultation = From a consultation with fixed participants
origin-judicial = From a judicial record
origin-own-notes = From my own notes

# The family
family-title = What the family knows
family-lead = Tell { $name }, beforehand, what will be passed on and to whom.
family-recipients = Recipients named: { $names }
family-recipients-first = Name the recipients first: one tells what will be passed on, and to whom.
told = Was the person told?
told-missing = Say whether the person was told
told-yes = Yes
told-yes-hint = In person, by letter: before anything leaves.
told-no = No
told-no-hint = Say why. Some rules never allow it.
told-not-concerned = They do not have to be here
told-not-concerned-hint = What would be passed on neither comes from them nor is about them. Say why.
not-concerned-missing = Say why this person does not have to be told
family-not-concerned = not concerned
told-if-yes = If yes
told-if-no = If no, or not here
told-on = When?
told-on-missing = Say when the person was told
told-how = How?
told-how-hint = For example: in person at the centre, by letter, with an interpreter.
told-how-missing = Say how the person was told
told-language = In which language?
told-language-hint = The one in which the person understood.
told-language-missing = Say in which language
told-words = What was said
told-words-hint = What will be passed on, to whom, and how to object.
ground = On what ground?
ground-none = None of these
no-grounds = This rule allows no exception: without telling beforehand, it refuses.
why-not = Why is the person not told?
why-not-hint = Somebody else of the service will review this reason.
why-not-missing = Say why the person is not told
review-ground = Review this reason
review-ground-text = You confirm, as a second person, that not telling is justified here.
review-ground-submit = I have reviewed it, the reason holds

# The questions
questions-lead = Answer as it is, not as it should be. “I do not know” is an answer: it does not count as a yes.
questions-first = Name the recipients and the pieces first: some questions are about them.
what-for = What for?
needed-for = Useful for: { $text }

# The answer of the rules
outcome-permitted = Sharing is allowed. It is never required.
outcome-in-part = A part may be passed on, and nothing else.
outcome-refused = The rule refuses: nothing may be passed on like this.
outcome-nothing-yet = Name at least one person and one piece of information: the rule will answer.
obstacle-not-in-force = This rule is not in force on that day.
obstacle-failed = A condition could not be evaluated: in doubt, it refuses.
obstacle-facts = The answers do not match the people and pieces that are named.
pairs-caption = Who may learn what
pairs-piece = Piece of information
pair-yes = yes
pair-no = no
unmet-title = What is missing
met-title = What is met, and what it rests on
changes-title = What would be enough
changes-text = If it were true. It is never an advice to answer otherwise than it is.
state-open = not established
state-not-met = not met
used = Answer used:
fact-is = { $fact }: { $value }
law = The law
law-cited = { $name }: { $numbers }
condition-uncertain = It is not certain that the law asks for this condition.
about-recipient = ({ $who })
about-piece = (“{ $what }”)
about-pair = “{ $what }” for { $who }
fact-discloser-duty = Your secrecy
fact-discloser-participant = You take part in the consultation
fact-purpose = End
fact-open-ended = General decision
fact-consent = Agreement put forward
fact-one-recipient = One recipient only
fact-named = Named person
fact-recipient-duty = Secrecy of the recipient
fact-addressee = Addressee under the rule
fact-participant = Participant of the consultation
fact-told = Telling the family
fact-ground = Ground for not telling
fact-ground-reviewed = Ground reviewed by a second person
fact-single = One precise piece
fact-class = Kind of information
fact-origin = Origin
value-yes = yes
value-no = no
value-unknown = I do not know
value-refused = does not want to answer
value-not-applicable = does not apply
value-unanswered = not answered yet
value-true = yes
value-false = no
value-bound = professional secrecy
value-discretion = discretion only
value-judicial = inquiry or court
value-none = none
value-other = other
value-several = several
value-before = told beforehand
value-late = told too late
value-not-of-this-recipient = told, but not of this recipient
value-not-told = not told
value-own-work = work of the service
value-confided = confided
value-received = received from another service
value-consultation = consultation
value-own-notes = own notes
value-not-invoked = no
value-invoked = yes
value-against-child = yes, against the child’s interest

# Deciding
decide-title = Decide
decide-permitted = The decision keeps what you answered and what the rule answered. Nothing is passed on yet: that is the next step.
decide-refused = Say why, in plain words, and what you propose instead. Whoever asked must be able to read it.
reason-hint = For example: this piece is not indispensable to the help asked for.
reason-optional = Remark (optional)
alternative = What is done instead
alternatives-hint = The law leaves these ways open.
alternative-words = In your words (optional)
alternative-hint = The family passes it on itself, a general answer, advice without a name…
decide-submit = Decide to share
decide-submit-in-part = Decide to share this part
decide-submit-refused = Decide not to share
telling-title = Pass on
telling-lead = This is exactly what each will read, and nothing else.
channel = How is it passed on?
channel-missing = Say how it is passed on
channel-written = In writing, here
channel-written-hint = The recipients get a notice without content, and read here.
channel-oral = By word of mouth
channel-oral-hint = You have said it, or will at once; what was said stays readable here.
readable-until-hint = After that day nobody reads it here any more.
readable-until-missing = Say until which day
telling-submit = Pass on now
withdraw-title = Take back what was passed on
withdraw-text = The recipients will not be able to read it any more, from now on.
abandon-title = Give up this decision
abandon-text = Nothing was passed on. What was prepared stays readable in the file.

# What was received
received-consultations = Case consultations
received-title = Shared with me
received-lead = What other services have passed on to you personally, and that you can still read.
received-none = Nothing for now
received-none-text = When a service passes information on to you, it appears here.
received-one-title = Information passed on
received-from = From
received-on = Passed on at
received-about = About
received-back = Everything shared with me
onward-ban = This is for you alone. Pass none of it on: if somebody else has to know, the service that told you will decide.

# Objections
objections-title = Objections
objections-none = Nobody has objected.
objection-new = Note an objection
objection-title = Note an objection
objection-lead = The child or somebody close disagrees with what was passed on, or fears that it will be. Somebody else of the service will review it.
objection-person = Who objects?
objection-person-missing = Say who objects
objection-on = Said on
objection-on-missing = Say when
objection-words = In their words
objection-words-hint = As the person said it.
objection-about = About which decision?
objection-about-hint = Leave empty if they fear a sharing of which the file says nothing.
objection-submit = Note it
objection-of = { $name }, on { $on }
objection-waits = Waiting for a review.
objection-see = See the decision
review-title = Review this objection
review-submit = Give the finding
finding = What do you find?
finding-missing = Choose a finding
finding-upheld = The decision is upheld
finding-upheld-hint = What was decided, or refused, was well founded.
finding-overturned = The decision was not well founded
finding-overturned-hint = What can still be read is closed at once. What was read cannot be erased.
finding-reason-hint = Whoever objected must be able to understand it.

# Letters
entry-letter-delivered = Letter of information delivered
done-letter = The letter is written. Open it, deliver it, then note that here.
done-letter-delivered = The delivery is noted
family-told-in-part = told on { $date }, not of everything
letters-title = Letters of information
letters-none = No letter has been written yet. A letter is not required: people can also be told face to face.
letter-title = Letter of information
letter-to = Letter to { $name }
letter-file = letter.pdf
letter-the-child = the child
letter-write = Write the letter
letter-write-text = The letter says all of this for you; noting that it was delivered will be enough.
letter-write-to = Write a letter to { $name }
letter-lead = The letter tells { $name } what is told, to whom, why, by which rule, and how to disagree. It informs; it asks for no signature.
letter-says = What the letter says
letter-withheld = What is not told
letter-address = Address on the letter
letter-address-secret = None: the address is kept secret. Hand the letter over in person.
letter-address-unknown = No address has been noted.
letter-language = Language of the letter
letter-language-missing = Choose the language of the letter
letter-speaks = According to the file, this person speaks: { $languages }.
letter-no-language = There is no letter in the language noted for this person ({ $languages }). Choose the one they understand best, and arrange for an interpreter.
letter-interpreter = Language of the interpreter (optional)
letter-interpreter-hint = The letter will say that an interpreter explains it. Write the name of the language as the person reads it.
letter-interpreted = with an interpreter: { $language }
letter-telling = Nothing will be told before
letter-telling-hint = The person must have time to read, to ask and to answer.
letter-told-on = Told on
letter-after = It was told on { $date } already: the letter says what has been told.
letter-late = Why was the person not told before?
letter-late-hint = In words that you can say to them: they are in the letter.
letter-submit = Write the letter
letter-open = Open the letter (PDF)
letter-for = For
letter-written = Written by
letter-written-on = Written on
letter-again = Write a new letter
letter-outdated = This letter no longer says what would be told today. What changed: { $what }.
letter-outdated-given = It counts as information for what it names, and for nothing more.
letter-differs-recipients = the recipients
letter-differs-pieces = the pieces of information
letter-differs-why = the purpose
letter-is-outdated = out of date
letter-given-on = delivered on { $date }
letter-not-given = not delivered yet
letter-deliver = Note the delivery
letter-deliver-text = This fills in “What the family knows” for this person: nothing is written twice.
letter-deliver-text-after = The delivery is kept with the letter. The decision itself changes no more.
letter-delivered = Delivery
letter-delivered-by = Noted by
letter-deliver-submit = Note the delivery
letter-way = How did it reach them?
letter-way-missing = Say how the letter reached them
letter-way-in-person = Handed over in person
letter-way-post = By post
letter-way-secure-mail = By secure mail
letter-on-missing = Say on which day
letter-explained = Was it explained?
letter-explained-hint = Read together, or told, with time for questions.
letter-explained-yes = Explained
letter-explained-no = Not explained
letter-explained-missing = Say whether the letter was explained
letter-with = With which interpreter? (optional)
letter-with-hint = The language, and who interpreted.
letter-how-in-person = letter handed over in person
letter-how-post = letter by post
letter-how-secure-mail = letter by secure mail
letter-how-explained = { $how }, explained
letter-with-interpreter = { $language }, with an interpreter ({ $with })
letter-duty-bound = professional secrecy
letter-duty-discretion = duty of discretion
letter-duty-judicial = secrecy of the inquiry or the court
letter-duty-none = no duty of secrecy
letter-duty-unknown = duty of secrecy not known
telling-announced = A letter told { $names } that nothing would leave before { $date }.

# The register of an institution
whole-title = Register of what our service shared
whole-lead = What your service decided to tell, or not to tell: dates, rules, outcomes. No name of a child or of somebody close, no word of what was said.
whole-from = From
whole-until = Until
whole-until-before = The end comes before the beginning
whole-too-long = A year at most at a time
whole-submit = Show
whole-period = From { $from } until { $until }
whole-none = No decision in this period
whole-none-text = Choose other dates.
whole-permitted = Permitted
whole-in-part = Permitted in part
whole-refused = Refused
whole-withdrawn = Taken back
whole-objected = With an objection
whole-columns = The table has one line for each decision. Taking it leaves a trace.
whole-xlsx = Take the table (XLSX)
whole-csv = Take the table (CSV)
whole-file = disclosures
whole-decided-on = Decided on
whole-outcome = Outcome
whole-recipients = Recipients
whole-institutions = Institutions of the recipients
whole-pieces = Pieces of information
whole-classes = Kind of information
whole-class-other = other
whole-family-told = Told before
whole-family-not-told = Not told
whole-family-apart = Not concerned
whole-grounds = Grounds for not telling
whole-withdrawn-on = Taken back on
whole-objections = Objections
whole-objected-on = Latest objection
rule-set-column = Rule
finding-column = Finding of the review

# Refusals
refused-already-reviewed = This objection was reviewed already.
refused-already-told = It was passed on already.
refused-changed-meanwhile = The decision was changed while the letter was being written.
    .way = Open the decision again, then write the letter.
refused-consultation-has-its-own-record = What is said in a consultation stays in its own record: nothing of it leaves from the case file.
refused-date-in-future = That day has not come yet.
refused-delivered-after-telling = This letter announces what was going to be told. On that day it had been told already: it cannot have told anybody beforehand.
    .way = Write the letter that says what was told, and why the person was not told before.
refused-delivered-before-written = On that day the letter was not written yet.
refused-delivered-in-future = That day has not come yet.
refused-disclosure-decided = The decision is made: it changes no more. Prepare another one.
refused-disclosure-refused = The rule refused: there is nothing to pass on.
refused-disclosure-withdrawn = This decision was taken back.
refused-finding-without-reason = Say why you find so.
refused-late-without-reason = Tell the person why they were not told before
refused-letter-delivered = The delivery of this letter is noted already.
refused-letter-holds-secret = This letter holds an address that has been kept secret since: it is opened here no more.
    .way = Write a new letter; it will not hold it.
refused-letter-not-concerned = You noted that this person is not concerned: this letter is not for them.
    .way = If they are to be told, first change what is noted under “What the family knows”.
refused-letter-not-in-language = There is no letter in that language.
refused-letter-nothing-to-announce = As it is prepared, the rule would refuse everything even if the family had been told: there is nothing to announce.
    .way = First answer the questions of the rule, or look again at whom and what; the letter comes after.
refused-letter-to-nobody = This person is not born, or has died.
refused-no-longer-permitted = Something has changed since the decision: a recipient is no longer bound, or has left their service. Prepare a new decision.
refused-no-piece = There is no piece of information to pass on.
refused-no-recipient = No recipient is named.
refused-not-decided = Nothing is decided yet.
refused-nothing-to-review = There is no reason to review.
refused-objection-without-words = Note what the person said.
refused-piece-without-title = Say in one line what it is.
refused-piece-without-words = Write what will be read.
refused-recipient-is-here = This person works in your service: the circle of the case counts then, not sharing.
refused-recipient-not-there = This person holds no function in that service today.
refused-register-too-long = This period has too many decisions for one table.
    .way = Choose a shorter period.
refused-register-without-period = These dates do not go together.
    .way = Go back to the register and choose a period of a year at most.
refused-refusal-without-alternative = Say what you propose instead
refused-refusal-without-reason = Say why it is not passed on
refused-review-by-author = You wrote this reason: somebody else has to review it.
refused-review-by-decider = You took part in this decision: somebody else has to review it.
refused-review-by-supervision = The review is for a supervisor of the case or the management of the service.
refused-rule-set-not-in-force = This rule is not in force today.
refused-secret-address = An address that is kept secret stands in what would be passed on. Prepare another decision, without it.
refused-telling-in-past = That day is over already.
refused-telling-without-day = Say before which day nothing will be told
refused-told-in-future = One cannot have told on a day that has not come yet.
refused-too-many-pieces = That is too much for one decision: choose what is really useful.
refused-too-many-recipients = That is too many people for one decision: “for information to all” does not exist.
refused-unknown-code = There is no such choice.
refused-until-in-past = That day is over already.
refused-until-too-far = A year at most: after that, decide again.
refused-withdrawal-without-reason = Say why

alone-title = Decisions outside a case
alone-lead = What you decided to tell, or not, about a child for whom your service keeps no file. You and your supervision read them, nobody else.
alone-none = No decision
alone-none-text = When another service asks you something, or when you learn of a danger, this is where you prepare what may be told.
new-alone-lead = Your service needs no file: decide here what may be told, to whom, and by which rule.
step-family-name = Who must be told before
step-family-count = { $count ->
    [0] Nobody yet
    [one] One person
   *[other] { $count } people
}
family-child-name = Name of the child or young person
family-child-lead = No file says here who this is about. Name the child first, then everybody who holds parental authority.
family-holder-name = Name of the person to be told
family-holder-lead = Name somebody who holds parental authority, or whoever else must know before the information leaves.
family-name-hint = For example: “Mrs Maes, her mother”. This name stays in this decision.
refused-family-without-name = Write the name of this person.
refused-told-with-its-exchange = This information leaves with the request or the answer for which it was prepared.
    .way = Open the exchange and send it.
made-for-exchange = This decision belongs to an exchange.
made-for-exchange-link = Back to the exchange
deed-send = Send with the exchange
rooms = Exchanges between services
room-exchanges = Exchanges
