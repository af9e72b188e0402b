# SPDX-License-Identifier: EUPL-1.2

# Titles of entries in the timeline.
entry-file-attached = Bijlage toegevoegd
entry-file-withdrawn = Bijlage ingetrokken

title = Bijlagen
none = Geen bijlagen
none-text = Brieven, rapporten, vonnissen of foto’s die nuttig zijn voor het dossier komen hier.
none-text-report = Brieven, tekeningen of foto’s die deze melding verduidelijken, komen hier.
came-with = ontvangen van wie gemeld heeft
attached = De bijlage zit in het dossier.
withdrawn = De bijlage is ingetrokken: niemand kan ze nog openen.
column-document = Document
column-added = Toegevoegd
column-actions = Openen
withdrawn-mark = Ingetrokken
withdrawn-by = Ingetrokken op { $date } door { $name }.
look = Bekijken
new-tab = (in een nieuw tabblad)
download = Downloaden
withdraw = Intrekken
kind-pdf = PDF
kind-picture = Afbeelding
kind-text = Tekst
kind-table = Tabel
kind-sound = Geluid
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

attach-title = Een document toevoegen
attach = Toevoegen
file = Het bestand
file-hint = PDF, afbeeldingen (JPEG, PNG, GIF, WebP, HEIC), teksten (DOCX, ODT, TXT), tabellen (XLSX, ODS, CSV), geluid en video. Tot { $limit } MB.
file-missing = Kies een bestand dat niet leeg is
file-several = Voeg één bestand tegelijk toe
label = Wat het is (niet verplicht)
label-hint = Bijvoorbeeld: rapport van december. Anders wordt de naam van het bestand overgenomen.
layer = Waar hoort het?

withdrawal-title = Een bijlage intrekken
withdrawal-text = De bijlage blijft in de lijst staan met uw reden, maar niemand kan ze nog openen. Trek een document in dat bij vergissing of in het verkeerde dossier werd toegevoegd.
withdrawal-reason = Waarom trekt u ze in?
withdrawal-reason-hint = Deze reden wordt gelezen door de personen van de kring.
withdrawal-reason-missing = Zeg waarom u deze bijlage intrekt
withdrawal-submit = Bijlage intrekken
cancel = Annuleren

# Refusals
refused-case-merged = Dit dossier is met een ander samengevoegd.
    .way = Voeg de bijlage toe aan het dossier dat het overnam.
refused-case-closed = Dit dossier is afgesloten: er wordt niets meer aan toegevoegd.
    .way = Vraag de leidinggevende om het te heropenen als u er weer in moet werken.
refused-layer-not-open = U kunt op deze plaats van het dossier geen bijlage toevoegen.
refused-already-withdrawn = Deze bijlage werd al ingetrokken.
refused-withdrawal-without-reason = Zeg waarom u deze bijlage intrekt.
refused-file-empty = Dit bestand is leeg.
    .way = Kies een ander.
refused-file-too-large = Dit bestand is te groot.
    .way = Verklein het, of voeg het in delen toe.
refused-file-program = Dit bestand zou een programma kunnen starten: het wordt niet aanvaard, ook niet onder een andere naam.
    .way = Een document met macro’s bewaart u eerst zonder macro’s, of als PDF.
refused-file-web-page = Dit bestand is een webpagina of een tekening die een programma kan bevatten: het wordt niet aanvaard.
    .way = Bewaar het als PDF of als afbeelding.
refused-file-archive = Dit bestand is een archief: men ziet niet wat erin zit.
    .way = Open het en voeg de documenten een voor een toe.
refused-file-encoding = Deze tekst is in een oude codering bewaard: de accenten zouden verloren gaan.
    .way = Bewaar hem opnieuw in UTF-8, of als PDF.
refused-file-broken = Dit bestand is beschadigd of onvolledig.
    .way = Open het op uw computer; lukt dat, bewaar het dan opnieuw en probeer nog eens.
refused-file-not-listed = Dit soort bestand wordt niet aanvaard.
    .way = Bewaar het als PDF, als afbeelding of als tekst.
