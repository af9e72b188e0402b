# SPDX-License-Identifier: EUPL-1.2

saved = Draft saved at { $time }
failed = The draft could not be saved. You can go on writing: we are trying again.
signed-out = Your session has ended. Your text is still on the screen: copy it before you sign in again.
other-window = You are also writing this text in another window, opened later: that one keeps the draft. What you see here stays on the screen.
keep = Keep as a draft
resumed = This is the draft you left on { $when }. Only you can read it; it is not in the file yet.
start-anew = Erase this draft and start with an empty page
