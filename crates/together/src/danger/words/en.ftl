# SPDX-License-Identifier: EUPL-1.2

title = A child is in grave danger
call-first = Is somebody in danger this very moment? Call first: { $numbers }.
lead = You are bound by secrecy and you know of something grave. Under the rule you may inform one authority, and that one only. No case is needed; three minutes are enough.
no-rules = No rule of this kind here
no-rules-text = The law that applies to your service provides for no notice of this kind in Maillage.
other-route = Prepare something else to be told, step by step
tried-title = What you have tried already
tried-text = To protect first, alone or with others, is part of most rules. Note it when you do it: the date counts. You alone read it here.
tried-line = On { $date }, { $with }: { $notes }
alone = alone
came-succeeded = It protects, for now
came-failed = It is not enough
cancel = Cancel
search = Search
search-service = To whom? Look for the service
done-attempt = Noted, for you alone

# The notice
outcome-title = What the rule answers
outcome-refused = The rule refuses: nothing is sent. This is what is missing, and what you can do.
about = Whom is it about?
about-hint = The child or person to be protected, so that they can be found. Nothing else on this line.
about-missing = Say whom it is about
facts = What the authority must know to protect
facts-hint = The facts and the danger, in your words. Keep silent about the rest of what was confided in you.
facts-missing = Write what the authority must know
origin = How do you know?
origin-missing = Say how you know
origin-confided = It was confided in me
origin-own-work = I saw it myself
origin-received = Another service shared it with me
origin-consultation = It was said in a consultation with fixed participants
tried = What was tried to protect
tried-hint = Alone, then with the help of others: when, with whom, and why it is not enough. The addressee will read it.
tried-missing = Say what was tried; if nothing could be, say why
to = To whom?
to-hint = One person. No copy, not even to your direction or a friendly service.
to-missing = Choose whom you address it to
nobody-to-tell = Nobody to address it to is known here
nobody-to-tell-text = Telephone, and ask your administrator to enter the authority into the directory.
send-text = If the rule permits it, the notice leaves at once and the decision is kept with its reasons. Otherwise nothing leaves and the page says why. You may; you never must. To help, however, remains a duty. This is not legal advice.
send = Send if the rule permits it

# What was tried
attempt-title = Note what I tried
attempt-lead = A sentence or two are enough. Nobody else reads this note; it is recalled to you should you have to inform an authority.
attempt-on = On which day?
attempt-on-missing = Say on which day
attempt-with = With whom?
attempt-with-hint = Leave empty if you were alone.
attempt-notes = What did you try, and what came of it?
attempt-came = Does it protect the child?
attempt-came-missing = Say whether it protects the child
attempt-submit = Note it

# Refusals
refused-addressee-not-allowed = The rule permits informing one authority only, and it is not this person. Nothing is sent.
    .way = Address the notice to the authority that the rule names. It informs by itself the services that have to know.
refused-addressee-not-there = This person holds no function in this service today.
refused-notice-refused = The rule refuses: nothing is sent.
    .way = Read what is missing. Advice without a name is always possible.
refused-notice-without-words = Say whom it is about, what must be known and what was tried.
refused-attempted-in-future = That day has not come yet
refused-attempt-without-words = Say what you tried
