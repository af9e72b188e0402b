# SPDX-License-Identifier: EUPL-1.2

frame-skip = Skip to content
frame-service = Together around the child
frame-language = Language
frame-sign-out = Sign out
frame-sign-in = Professionals’ access
frame-navigation = Main navigation
frame-crumbs = Breadcrumbs
frame-search = Search
frame-search-label = Search for a person or a case
frame-search-placeholder = Name or reference
frame-demo = Demonstration
frame-demo-text = All persons are invented. Today is { $day }.
frame-help = Help
frame-rights = Your rights
frame-accessibility = Accessibility
frame-licences = Licences
frame-licence = Maillage { $version } – free software, EUPL 1.2 licence
frame-printed = Printed on { $when } by { $name }, { $institution }. Covered by professional secrecy.
exit-button = Exit this page quickly
exit-title = Weather
exit-leaving = One moment…
exit-two-more = Shift: twice more to exit.
exit-one-more = Shift: once more to exit.
exit-timed-out = Quick exit is cancelled.
when-about = about { $date }
when-at = { $date } at { $time }
age-unborn = unborn
field-error = Error:
field-choose = Choose
field-not-a-choice = Choose one of the answers offered
field-not-a-date = This date does not exist: give at least the year, in four digits
field-not-a-full-date = Give day, month and year
date-day = Day
date-month = Month
date-year = Year
date-estimated = Estimated date
errors-title = To correct before going on
deadline-today = Today
deadline-on = On { $date }
deadline-done = Done on { $date }
paging = Pages
paging-first = ← Back to the start
paging-next = More →
filters = Filters
filters-any = Show all
filters-apply = Apply
filters-clear = Clear all
done = Saved
warning = Warning
problem-sign-in = Sign in to continue
problem-sign-in-text = This page needs an open session.
problem-not-found = This page does not exist
problem-not-found-text = The address may be incomplete, or what it names is not open to you. If you think you should have access, speak to the person who follows the situation or to your supervisor.
problem-refused = This is not possible
problem-way = What you can do
problem-conflict = Somebody else changed this meanwhile
problem-conflict-text = Nothing is lost: compare the two texts, keep what should be kept, then save.
problem-unreadable = This could not be read
problem-unreadable-text = What was sent is not text that we can read. Nothing was saved. Go back to the previous page: your text is still there.
problem-too-large = This is too large
problem-too-large-text = This is larger than what is accepted here. Nothing was saved. Go back to the previous page: your text is still there. Attach a smaller file, or several.
problem-forged = This could not be verified
problem-forged-text = Your session may have expired, or the form comes from elsewhere. Nothing was saved.
problem-wait = Too many tries
problem-crowded = Many people are writing at the moment
problem-full = Saving is not possible at the moment
problem-full-text = The storage is full or unavailable. Nothing was saved, but your text is below. Tell the person who looks after the system.
problem-busy = The service is unavailable for a moment
problem-busy-text = Nothing was saved, but your text is below. Wait a moment, then send it again.
problem-fault = Something went wrong on our side
problem-fault-text = Nothing was saved, but your text is below if there was any. You can try again.
problem-reference = If you tell us about it, give this reference: { $reference }.
problem-home = Back to the start
problem-kept = What you had written
problem-kept-text = Your text
problem-send-again = Send again
conflict-theirs = Saved meanwhile
conflict-mine = Your text
conflict-save = Save this text
age-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
age-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
age-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
age-about = { $count ->
    [one] about { $count } year
   *[other] about { $count } years
}
age-between = { $most ->
    [one] between { $least } and { $most } year
   *[other] between { $least } and { $most } years
}
deadline-overdue = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
deadline-soon = { $days ->
    [one] In { $days } day
   *[other] In { $days } days
}
deadline-done-late = { $days ->
    [one] Done on { $date }, { $days } day late
   *[other] Done on { $date }, { $days } days late
}
field-too-long = { $over ->
    [one] { $over } character too long: { $max } at most
   *[other] { $over } characters too long: { $max } at most
}
problem-crowded-text = { $seconds ->
    [one] Nothing that you have just written is lost: the text is on this page. Wait { $seconds } second, then send it again.
   *[other] Nothing that you have just written is lost: the text is on this page. Wait { $seconds } seconds, then send it again.
}
problem-wait-text = { $seconds ->
    [one] To protect accounts, wait { $seconds } second before trying again.
   *[other] To protect accounts, wait { $seconds } seconds before trying again.
}
