# SPDX-License-Identifier: EUPL-1.2

# Titles of entries in the timeline.
entry-file-attached = Attachment added
entry-file-withdrawn = Attachment withdrawn

title = Attachments
none = No attachments
none-text = Letters, school reports, judgments or pictures that serve the case are kept here.
none-text-report = Letters, drawings or photographs that shed light on this report are kept here.
came-with = received from whoever reported
attached = The document is attached to the case.
withdrawn = The attachment is withdrawn: nobody can open it any more.
column-document = Document
column-added = Added
column-actions = Open
withdrawn-mark = Withdrawn
withdrawn-by = Withdrawn on { $date } by { $name }.
look = Look at
new-tab = (in a new tab)
download = Download
withdraw = Withdraw
kind-pdf = PDF
kind-picture = Picture
kind-text = Text
kind-table = Table
kind-sound = Sound
kind-film = Video
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kilobytes = { $count ->
   *[other] { $count } kB
}
size-megabytes = { $count ->
   *[other] { $count } MB
}

attach-title = Attach a document
attach = Attach
file = The file
file-hint = PDF, pictures (JPEG, PNG, GIF, WebP, HEIC), texts (DOCX, ODT, TXT), tables (XLSX, ODS, CSV), sound and video. Up to { $limit } MB.
file-missing = Choose a file that is not empty
file-several = Attach one file at a time
label = What it is (optional)
label-hint = For example: school report of December. Otherwise the name of the file is used.
layer = Where does it belong?

withdrawal-title = Withdraw an attachment
withdrawal-text = The attachment stays in the list with your reason, but nobody can open it any more. Withdraw a document attached by mistake or to the wrong case.
withdrawal-reason = Why withdraw it?
withdrawal-reason-hint = This reason will be read by the people of the circle.
withdrawal-reason-missing = Say why you withdraw this attachment
withdrawal-submit = Withdraw the attachment
cancel = Cancel

# Refusals
refused-case-merged = This case was merged into another.
    .way = Attach the document to the case that took it over.
refused-case-closed = This case is closed: nothing more is added to it.
    .way = To work in it again, ask the supervisor to reopen it.
refused-layer-not-open = You cannot put a document in this part of the case.
refused-already-withdrawn = This attachment was withdrawn already.
refused-withdrawal-without-reason = Say why you withdraw this attachment.
refused-file-empty = This file is empty.
    .way = Choose another.
refused-file-too-large = This file is too large.
    .way = Make it smaller, or attach it in parts.
refused-file-program = This file could start a program: it is not accepted, even under another name.
    .way = Save a document with macros without them first, or as PDF.
refused-file-web-page = This file is a web page or a drawing that may hold a program: it is not accepted.
    .way = Save it as PDF or as a picture.
refused-file-archive = This file is an archive: nobody can see what is in it.
    .way = Open it and attach the documents one by one.
refused-file-encoding = This text is saved in an old encoding: its accents would be lost.
    .way = Save it again in UTF-8, or as PDF.
refused-file-broken = This file is damaged or incomplete.
    .way = Open it on your computer; if it opens, save it again and retry.
refused-file-not-listed = This kind of file is not accepted.
    .way = Save it as PDF, as a picture or as text.
