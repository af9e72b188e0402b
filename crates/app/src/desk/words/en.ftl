# SPDX-License-Identifier: EUPL-1.2

nav-reports = Concern reports
nav-cases = Cases
nav-exchanges = Exchanges
nav-resources = Resources
nav-directory = Directory
nav-team = Team
danger = A child is in grave danger: inform an authority
day-title = My day
day-hello = Hello { $name }.
day-calm = Nothing is pressing today.
day-calm-team = { $count ->
    [one] Nothing is pressing for you today; one deadline is overdue in the team.
    [301] Nothing is pressing for you today; more than three hundred deadlines are overdue in the team.
   *[other] Nothing is pressing for you today; { $count } deadlines are overdue in the team.
}
day-overdue = { $count ->
    [0] Nothing is overdue.
    [one] One deadline is overdue.
    [301] More than three hundred deadlines are overdue.
   *[other] { $count } deadlines are overdue.
}
day-today = { $count ->
    [0] Nothing else is due today.
    [one] One deadline is due today.
    [301] More than three hundred deadlines are due today.
   *[other] { $count } deadlines are due today.
}
tile-overdue = { $count ->
    [one] overdue deadline
   *[other] overdue deadlines
}
tile-today = { $count ->
    [one] deadline today
   *[other] deadlines today
}
tile-week = { $count ->
    [one] deadline within seven days
   *[other] deadlines within seven days
}
tile-triage = { $count ->
    [one] report to triage
   *[other] reports to triage
}
tile-messages = { $count ->
    [one] report with a message to read
   *[other] reports with messages to read
}
tile-report-transfers = { $count ->
    [one] report proposed by another service
   *[other] reports proposed by other services
}
tile-case-transfers = { $count ->
    [one] case proposed by another service
   *[other] cases proposed by other services
}
tile-closures = { $count ->
    [one] closure to approve
   *[other] closures to approve
}
tile-exchanges = { $count ->
    [0] requests of other services
    [one] request of another service waits for your answer
   *[other] requests of other services wait for your answer
}
tile-silences = { $count ->
    [0] tacit answers to approve
    [one] tacit answer to approve
   *[other] tacit answers to approve
}
tile-practices-to-read = { $count ->
    [0] good practices to review
    [one] good practice to review
   *[other] good practices to review
}
tile-practices-to-edit = { $count ->
    [0] practices to handle in the bank
    [one] practice to handle in the bank
   *[other] practices to handle in the bank
}
tile-surveys = { $count ->
    [0] surveys wait for your service’s answer
    [one] survey waits for your service’s answer
   *[other] surveys wait for your service’s answer
}
tile-orientations = { $count ->
    [0] referrals to follow this week
    [one] referral to follow this week
   *[other] referrals to follow this week
}
tile-news = { $count ->
    [one] thing new in my cases
   *[other] things new in my cases
}
tile-drafts = { $count ->
    [one] draft to finish
   *[other] drafts to finish
}
tile-to-assign = { $count ->
    [one] case without a lead
   *[other] cases without a lead
}
tile-team-overdue = { $count ->
    [one] deadline overdue in the team
   *[other] deadlines overdue in the team
}
due-title = To do
due-all = All my deadlines
due-none = No deadline is waiting for you
due-none-text = Deadlines appear here as soon as a fact starts them.
due-none-action = See my cases
column-what = What
column-whom = For whom
column-due = Due
column-rule = Rule
column-who = Who must act
column-since = Since
column-do = To do
deadlines-title = My deadlines
deadlines-team = Deadlines of the team
deadlines-none = No deadline matches these filters
deadlines-none-text = Widen the period, or choose another term.
filter-when = When
filter-term = Term
filter-whose = Whose
any-term = All terms
whose-mine = Mine
whose-team = Those of the team
when = { $when ->
    [overdue] Overdue
    [today] Today
    [week] Within seven days
   *[all] All
}
back-to-day = Back to my day
assign-title = Cases without a lead
assign-lead = Every case needs one person whom the child and the family can turn to.
assign-lead-gone = { $name } left the service on { $on }
assign-none = Every case has a lead
assign-none-text = A case that opens or loses its lead will appear here.
assign = Name a lead
supervision-title = My team
team-title = Workload of the team
team-who = Worker
team-cases = Cases
team-overdue = Overdue
team-overdue-list = Overdue deadlines of the team
team-watch = load to look at
team-mark = { $count ->
    [one] Mark: from one case led on, somebody’s load deserves a look. It is no rule of law, and nothing is blocked beyond it.
   *[other] Mark: from { $count } cases led on, somebody’s load deserves a look. It is no rule of law, and nothing is blocked beyond it.
}
certainty = { $certainty ->
    [verified] verified in a public text
    [known] known in the trade
   *[uncertain] to be verified
}
team-load = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
team-none = Nobody works with families here yet
team-none-text = Appointments are made under “Team”.
reviews-title = Emergency access to review
reviews-text = { $count ->
    [one] An emergency access opened on { $date } awaits your review.
   *[other] { $count } emergency accesses await your review, the oldest since { $date }.
}
reviews-do = Review
keeping-title = Accounts and appointments
keeping-text = You keep track of who works here. That opens no case to you.
keeping-people = The people, their functions and their accounts
keeping-page = The page of our service in the directory
ending-title = Appointments that end
ending-none = No appointment ends within thirty days
ending-none-text = When an appointment ends, every access that comes with it stops the day after.
ending-on = until { $date }
waiting-title = Waiting for my answer
waiting-none = Nothing is waiting for an answer
waiting-none-text = Requests of other services and of people who reported arrive here.
withdrawn-title = Proposals withdrawn in the last seven days
withdrawn-line = On { $on }, { $service } withdrew the transfer proposed to you since { $proposed }. You need not answer any more.
waits = { $what ->
    [triage] To triage
    [messages] Messages
    [reports] Proposed reports
    [cases] Proposed cases
    [grounds] Reasons to look at
    [looks] Second looks
    [looked] Decisions looked at
    [to-tell] Permitted disclosures
   *[closures] Closures
}
waiting-minors = { $count ->
    [0] child to be identified
    [one] { $count } child
   *[other] { $count } children
}
waiting-unread = { $count ->
    [one] { $count } message to read
   *[other] { $count } messages to read
}
received = received on { $date }
since = since { $date }
news-title = New in my cases
news-lead = What others wrote in the last seven days in the cases you follow.
news-none = Nothing new for seven days
news-none-text = What you write yourself does not appear here.
entry-other = Entry
drafts-title = My drafts
drafts-lead = What you began to write and have not sent yet. Only you can read it.
drafts-none = No drafts
drafts-none-text = What you write is kept from the first keystroke until you send it.
draft-other = Draft
draft-kept = kept on { $date }

term-answers = Answers to those who reported
danger-now = in danger now
tile-danger = { $count ->
    [one] report of immediate danger
   *[other] reports of immediate danger
}
tile-reports-to-assign = { $count ->
    [one] evaluation to assign
   *[other] evaluations to assign
}
tile-to-decide = { $count ->
    [one] report evaluated, to be decided
   *[other] reports evaluated, to be decided
}
tile-answers = { $count ->
    [one] answer owed to somebody who reported
   *[other] answers owed to those who reported
}
team-cases-of = cases of { $name }
team-overdue-of = overdue deadlines of { $name }
tile-grounds = { $count ->
    [0] reason to look at
    [one] reason for not telling somebody, to look at
   *[other] reasons for not telling somebody, to look at
}
tile-looks = { $count ->
    [0] decision to look at
    [one] decision to look at
   *[other] decisions to look at
}
tile-looked = { $count ->
    [0] decision looked at
    [one] decision looked at for you
   *[other] decisions looked at for you
}
tile-to-tell = { $count ->
    [0] permitted disclosure to tell
    [one] permitted disclosure not told yet
   *[other] permitted disclosures not told yet
}
without-case = Outside any case
