# SPDX-License-Identifier: EUPL-1.2

# Common
apart = case consultation, kept apart
cancel = Cancel
save = Save
go-on = Continue
remove = Remove
back = Back to the consultation
to-be-checked = to be checked
done-kept = Saved
done-participant = Participant added
done-opened = The consultation is open to its participants. Each receives a notice without content.
done-refused = The rule refused: the consultation is open to nobody.
done-held = The session is noted
done-minutes = The minutes are kept here
done-word = Your word is added

# The list
list-title = Case consultations
list-lead = Those in which you take part. They stand in no case: only those named before the start see them.
list-none = No consultation
list-none-text = When you are named for a consultation, it appears here.
list-none-here = The law that applies to your service knows no consultation of this kind. If a service from elsewhere names you, it appears here.
prepare = Prepare a consultation
convened-by = Convened by
stand = Where it stands
stand-prepared = Being prepared
stand-refused = Refused
stand-open = Open, not held yet
stand-held = Held

# The page
title = Case consultation
nobody-has-to = You are named. Nobody has to come, nobody has to speak; staying away or keeping silent needs no justification.
prepared-text = You alone see this preparation. Nothing opens to anybody before the rule has answered.
fixed-title = What is fixed
frozen = What is fixed changes no more: neither the purpose, nor the participants, nor the way it is held. To correct it, prepare another consultation.
about = About
purpose = Purpose
modalities = How it is held
rests-on = What it rests on
reasons = Reasons of the authorisation
until = Readable until
participants-title = Participants
convenes = convenes, and keeps the minutes
record-title = Minutes
held-on = Held on
were-there = Were present
minutes = Minutes
own-word = A word from { $name }
own-silence = { $name } was present and did not speak
stays-here = What is written here stays here. Nothing of it is copied into a case, a plan or a disclosure. If a piece of information is needed elsewhere, whoever holds it can tell it themselves, by a decision to share.
rule-said = What the rule answered
answer-kept = What the rule answered
answer-so-far = What the rule answers at this point
what-will-be-said = What will be said for the fixed purpose
uncertain-text = Part of the law that applies is not established with certainty. Have it confirmed before relying on it.
outcome-nobody-yet = Name at least one other person: the rule will answer.
outcome-permitted = The consultation can open to all who are named.
outcome-in-part = Not like this: the rule admits it for some participants, not for all. The list opens as a whole, or not at all.
outcome-refused = The rule refuses: the consultation cannot open like this.
step-basis = What it rests on and fixes
step-participants = Who takes part
step-questions = The questions of the rule
step-done = done
step-participants-count = { $n ->
    [0] you alone so far
    [one] you and one person
   *[other] you and { $n } people
}
step-questions-count = { $n ->
   *[other] { $n } of { $of } answers
}
deed-open = Open to the participants
deed-hold = Note that the session took place
deed-minute = Write the minutes
deed-word = Add a word about myself

# What it rests on
basis-lead = A consultation with fixed participants is allowed only if a text organises it, or an authority has authorised it with reasons. Copy what the text or the authorisation fixes, no more and no less.
basis-question = What does it rest on?
basis-missing = Say what it rests on
basis-law = A law, a decree or an ordinance
basis-law-hint = Give the text and the article.
basis-authorisation = A reasoned authorisation of the public prosecutor
basis-authorisation-hint = You have it before you: who gave it, on which day, for which reasons.
source = Which text, or who authorised it?
source-hint = The article of the text; or the name and function of whoever authorised.
if-authorised = If it was authorised
authorised-on = Date of the authorisation
authorised-missing = Give the date of the authorisation
reasons-hint = As the authorisation gives them.
reasons-missing = Give the reasons of the authorisation
what-it-fixes = What the text or the authorisation fixes
about-question = About whom?
about-hint = The people to be protected, as the participants know them.
purpose-hint = A purpose of protection, and no other.
modalities-hint = How many sessions, in what form, who keeps the minutes, where they are kept.
until-hint = One year at most. After that day nobody reads the minutes here any more.
until-missing = Say until which day

# Participants
participants-lead = People, by name and for their function, of any service. The list closes when it opens: nobody is added on the way. Whoever leaves their function has no access any more.
participants-add = Name somebody

# Questions
questions-lead = Answer as it is, not as it should be. “I do not know” is an answer: it is not a yes.

# Opening
opening-text = The participants who are named will be able to read what is fixed, and then the minutes. From now on, nothing of that changes any more.
opening-submit = Open the consultation
opening-refused-text = If you go on, the refusal is kept with its reasons, and this preparation ends there. You can also go back and complete the answers.
opening-refused-submit = Keep the refusal

# The session
session-lead = Note only who was there. Of those who were not, or who did not speak, nothing is written: it is their right.
held-on-missing = Say on which day it took place
were-there-hint = Only the people who were present.

# Minutes
minutes-lead = What was agreed for the fixed purpose, and nothing else. Minutes are not corrected: they are added to.
minutes-hint = Who does what, until when. Attribute words to nobody without need.
minutes-submit = Keep the minutes

# One's own word
word-lead = You alone speak for yourself. Nothing obliges you to write here; what you add is read by the participants, and by nobody else.
word = Your word
word-hint = For example, something to make clear in what the minutes say of you.
kept-silent = I was present and did not speak
word-submit = Add

# Refusals
refused-about-nobody = Say whom the consultation is about
refused-already-held = The session is noted already.
refused-authorisation-without-reasons = An authorisation has a date and reasons: give both.
refused-authorised-in-future = That date has not come yet
refused-basis-without-source = Give the text, or who authorised it
refused-consultation-frozen = What is fixed changes no more.
    .way = To correct the purpose, the participants or the way it is held, prepare another consultation.
refused-consultation-not-open = This consultation is not open.
refused-convener-takes-part = Whoever convenes takes part: without being named, one is not covered.
refused-held-before-opening = The rule had to answer before the session: it cannot have taken place before the opening.
    .way = If people met earlier, it was not this consultation.
refused-held-in-future = That day has not come yet
refused-minutes-without-words = Write what was agreed
refused-no-rules-here = The law that applies here knows no consultation of this kind.
refused-nobody-attended = Say who was present
refused-nobody-to-consult = Name at least one other person.
refused-not-a-participant = Only people on the list can have taken part.
refused-not-held = The session is not noted yet.
refused-participant-not-there = This person holds no function in this service today.
refused-silent-but-not-there = You are not noted among those present.
refused-too-many-participants = That is too many for a consultation.
refused-until-in-past = That day is past already
refused-until-too-far = One year at most
refused-without-modalities = Say how it is held
refused-without-purpose = Say to what purpose
refused-word-without-words = Write a word, or tick the box
