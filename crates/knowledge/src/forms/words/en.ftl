# SPDX-License-Identifier: EUPL-1.2

cannot-be-read = This answer cannot be read
meaning = What these words mean
no-answer = No answer
understood = Read and understood
no-files-here = (no file can be joined here)
turn = No. { $number }
remove-turn = Remove
add-turn = Add
change = Change
declined = does not wish to answer
unknown = does not know
unanswered = no answer
erased = erased at the end of the survey
line = Line
add-named = Add: { $name }
