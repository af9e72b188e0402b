# SPDX-License-Identifier: EUPL-1.2

directory-title = Sociale kaart
directory-lead = Wat elke dienst doet, hoe hij werkt en wat hij niet doet: te lezen voor u een gezin doorverwijst.
directory-export = De lijst exporteren
directory-import = Een lijst importeren
directory-new = Een voorziening inschrijven
directory-none = Geen enkele voorziening beantwoordt aan deze filters
directory-none-text = Haal een filter weg, of zoek op een vroegere naam: die zijn ook bekend.
directory-all = De hele sociale kaart bekijken
directory-file = sociale-kaart
name = Naam
name-hint = De naam van vandaag. Een vroegere naam blijft bewaard met zijn data.
name-needed = Schrijf de naam
service-type = Soort dienst
type-needed = Kies de soort dienst
type-of-another-pack = Deze soort hoort bij een ander land: een voorziening verandert niet van toepasselijk recht
sector = Sector
territory = Gebied
territory-hint = Het gebied waarvoor de voorziening werkt.
address = Adres
address-hint = Alleen zichtbaar voor het publiek als de voorziening meldingen ontvangt; anders voor beroepskrachten.
address-for-professionals = Zichtbaar voor beroepskrachten
phone = Telefoon
email = E-mail
email-hint = Een algemeen adres, voor berichten zonder persoonsgegevens.
functioning = Hoe wij werken
functioning-hint = Onthaal, termijnen, vergaderingen: wat anderen moeten weten om zich goed tot u te richten.
specificities = Wat ons eigen is
specificities-hint = Wat u doet en anderen niet.
limits = Wat wij niet doen
limits-hint = Voor anderen het nuttigst: wat niet tot uw opdracht behoort, en wanneer men elders moet aankloppen.
limits-unsaid = Deze voorziening heeft haar grenzen nog niet opgeschreven.
receives-reports = Ontvangt meldingen
opened-on = Geopend op
closed-on = Gesloten op
verified-on = Nagekeken op
never-verified = nooit nagekeken
closed = gesloten
closed-since = Deze voorziening is gesloten sinds { $date }.
what-it-does = Wat ze doet
to-reach = Hoe ze te bereiken is
history = Haar geschiedenis
people = De mensen en hun functies
people-none = Hier is niemand ingeschreven.
former-names = Vroegere namen
former-name = Vroegere naam
former-type = Soort dienst in die tijd
former-type-hint = Als die ook veranderd is, zoals men hem toen noemde: IMS, SAIE…
former-name-add = Een vroegere naam toevoegen
former-name-lead = Oude dossiers en oude bevragingen behouden de namen van hun tijd: met deze lijst vindt men ze terug.
in-use-from = In gebruik sinds
in-use-until = In gebruik tot
period-from = sinds { $from }
period-until = tot { $until }
period-from-until = van { $from } tot { $until }
contact-add = Een contactpunt toevoegen
contact-label = Tot wie zich te richten
contact-label-hint = Bijvoorbeeld “Onthaalpermanentie”.
contact-label-needed = Zeg tot wie men zich moet richten
contact-hours = Wanneer
contact-hours-hint = Bijvoorbeeld “maandag tot vrijdag, 9 – 16 uur”.
remove = Weghalen
amend = Wijzigen
amend-title = De pagina van de voorziening wijzigen
verify = Dit alles klopt vandaag
save = Opslaan
cancel = Annuleren
yes = ja
no = nee
done-recorded = De voorziening staat op de sociale kaart.
done-amended = De wijzigingen zijn opgeslagen.
done-verified = Bedankt: de datum van nazicht is die van vandaag.
done-imported = De lijst is overgenomen.
done-welcomed = De persoon is ingeschreven. Nodig hem of haar nu uit om een account te openen.
done-appointed = De aanstelling is opgeslagen.
done-ended = Het einde van de aanstelling is opgeslagen.
mail-subject = Nieuws over wie er werkt
mail-appointed-text = Een andere voorziening rekent u voortaan tot haar medewerkers: u kunt ze kiezen wanneer u zich aanmeldt. Over uw account heeft ze niets te zeggen. Verrast dit u, verwittig dan de directie van uw voorziening.
mail-new-here-text = Er is zojuist iemand ingeschreven in uw voorziening. Kijk op de pagina “Mensen en functies” of u die persoon kent.
mail-closing = Dit bericht vertrekt vanzelf: niemand leest de antwoorden.

staff-title = Mensen en functies
staff-lead = { $institution }: wie hier werkt, in welke functie en sinds wanneer.
staff-name = Persoon
staff-new = Iemand inschrijven
staff-new-lead = Iemand wordt maar één keer ingeschreven, ook wie in verschillende voorzieningen werkt.
staff-save = Deze persoon inschrijven
staff-gone = Mensen die hier niet meer werken
staff-new-here = Nieuwe mensen
staff-new-here-text = Minder dan { $days } dagen geleden hier voor het eerst ingeschreven. Kent u iemand niet? Vraag het aan wie die persoon heeft ingeschreven.
staff-recorded-at = ingeschreven op { $at }
given-name = Voornaam
given-name-needed = Schrijf de voornaam
family-name = Familienaam
family-name-needed = Schrijf de familienaam
job-title = Titel
job-title-hint = Bijvoorbeeld “maatschappelijk werker”.
work-email = E-mail op het werk
work-email-hint = Op dit adres krijgt de persoon de uitnodiging, en hiermee meldt hij of zij zich aan. Een veranderd adres dient pas om zich aan te melden wanneer de persoon het bevestigd heeft.
work-email-needed = Schrijf het e-mailadres op het werk
work-email-wrong = Dit adres is niet volledig: er moet een naam, een apenstaartje en een domein in staan
work-phone = Telefoon op het werk
languages = Talen
languages-hint = De talen waarin de persoon kan werken, gescheiden door komma’s.
function = Functie
functions = Functies
functions-hint = Een of meer. De functie geeft op zichzelf geen toegang tot een dossier.
functions-needed = Kies minstens één functie
function-needed = Kies een functie
function-name = { $kind ->
    [intake] Onthaal van meldingen
    [caseworker] Werk met gezinnen
    [supervisor] Teamverantwoordelijke
    [direction] Directie
   *[administrator] Beheer van het systeem
}
function-means = { $kind ->
    [intake] Ontvangt de meldingen en schift ze.
    [caseworker] Volgt kinderen en gezinnen op.
    [supervisor] Wijst toe, ondersteunt, leest na en keurt goed.
    [direction] Staat in voor de voorziening.
   *[administrator] Beheert de accounts, de aanstellingen en de pagina van de voorziening. Ziet geen enkel dossier.
}
secrecy-legend = Geheim waaraan de persoon gebonden is
secrecy-hint = Het statuut van de persoon telt, niet dat van de voorziening.
secrecy-needed = Kies het statuut van de persoon
secrecy-change = Het statuut wijzigen
secrecy-from = Vanaf
secrecy-unknown = Er staat niets: voorzichtigheidshalve geldt alleen de discretieplicht.
secrecy-replaced = Wat er vroeger stond
secrecy-replaced-at = vervangen op { $at } door { $who }
secrecy-replaced-by-operator = de beheerder van de installatie
secrecy-name = { $status ->
    [bound] Beroepsgeheim
    [judicial] Geheim van het onderzoek of van de zetel
   *[discretion] Alleen discretieplicht
}
secrecy-means = { $status ->
    [bound] Kan een geheim delen met anderen die door hetzelfde geheim gebonden zijn, onder de voorwaarden van de wet.
    [judicial] Politie, parket, magistraten, griffie: nooit een partner in het gedeeld beroepsgeheim.
   *[discretion] Leerkrachten, prestatieplaatsen: hun mag geen geheim worden toevertrouwd als gedeeld beroepsgeheim.
}
evidence = Hoe weet men dat?
evidence-hint = Diploma, orde, contract, reglement: wat het aantoont.
evidence-needed = Zeg waaruit dit statuut blijkt
evidence-at-founding = Verklaard bij de installatie van het systeem
first-day = Eerste dag
first-day-needed = Geef de eerste dag
last-day = Laatste dag
last-day-hint = Als die bekend is. De dag erna heeft de persoon nergens nog toegang toe.
last-day-needed = Geef de laatste dag
known-already-text = Er is al iemand ingeschreven met dit adres. Schrijf die persoon niet opnieuw in: stel hem of haar aan in uw voorziening.
known-already-open = De fiche openen
person-title = Fiche van een persoon
person-details = Gegevens op het werk
person-elsewhere = Deze persoon is niet aangesteld in uw voorziening. U kunt hem of haar aanstellen; de fiche wordt bijgehouden waar de persoon al werkt.
person-kept-by = De fiche en de account van deze persoon worden bijgehouden door { $institution }. Wat in de fiche moet veranderen, vraagt u daar.
person-unkept = Geen enkele voorziening houdt op dit moment de fiche en de account van deze persoon bij.
person-unkept-yours = De voorziening die de fiche en de account van deze persoon bijhield, stelt hem of haar niet meer tewerk. U kunt ze overnemen: de persoon wordt ervan verwittigd.
person-unkept-open = De fiche en de account overnemen
person-account = Account
person-account-open = Uitnodiging, sessies en sluiting van de account
appointments = Aanstellingen
appointments-none = Geen aanstelling.
appoint = Aanstellen in een functie
appoint-lead = { $name } wordt aangesteld in { $institution }.
institution = Voorziening
dates = Data
actions = Acties
to-come = komt nog
ended = afgelopen
end-it = Beëindigen
end-title = Een aanstelling beëindigen
end-text = Na de laatste dag gaat op grond van deze functie niets meer open: geen dossiers, geen lijsten, geen zoekresultaten. De dossiers waarvan de persoon casusregisseur is, moeten aan iemand anders worden toevertrouwd.
end-when = Wanneer?
end-when-needed = Zeg wanneer de aanstelling eindigt
end-on-a-day = Op een datum
end-on-a-day-hint = De persoon werkt die dag nog.
end-now = Meteen
end-now-hint = De persoon verliest de toegang op dit ogenblik.

refused-unknown-pack = Dit rechtskader is hier niet geïnstalleerd
refused-unknown-type = Deze soort dienst bestaat niet in dit rechtskader
refused-name-missing = De naam ontbreekt
refused-type-receives-no-reports = Een dienst van deze soort ontvangt geen meldingen
refused-closed-before-opened = De sluiting komt voor de opening
refused-kept-by-another = Deze pagina wordt bijgehouden door de voorziening zelf
refused-kept-by-another-way = Meld wat niet klopt aan wie het systeem in die voorziening beheert.
refused-staff-of-another = Deze persoon hangt af van een andere voorziening
refused-staff-of-another-way = Elke voorziening stelt haar eigen mensen aan. Vraag het aan wie het systeem in de andere voorziening beheert.
refused-kept-elsewhere = De fiche van deze persoon wordt door een andere voorziening bijgehouden
refused-kept-elsewhere-way = Vraag het aan de voorziening die de fiche en de account bijhoudt.
refused-own-appointment = Niemand wijzigt zijn eigen functies
refused-own-appointment-way = Vraag het aan de directie, of aan iemand anders die het systeem beheert.
refused-ends-before-it-begins = De laatste dag komt voor de eerste
refused-holds-it-already = De persoon heeft deze functie al op die data
refused-holds-it-already-way = Beëindig eerst de lopende aanstelling, of kies andere data.
refused-too-many-functions = Zeven functies tegelijk is het maximum
refused-too-many-functions-way = Beëindig eerst een aanstelling die niet meer wordt uitgeoefend.
refused-ended-already = Deze aanstelling eindigt al vroeger
refused-ended-already-way = Om ze te verlengen stelt u de persoon opnieuw aan vanaf de dag erna.
refused-last-administrator = Dit is de laatste persoon die het systeem in deze voorziening beheert
refused-last-administrator-way = Stel eerst iemand anders aan als beheerder: anders kan niemand nog accounts openen.
refused-own-secrecy = Niemand wijzigt zijn eigen statuut
refused-own-secrecy-way = Vraag het aan de directie, of aan iemand anders die het systeem beheert.
refused-evidence-missing = Zeg waaruit dit statuut blijkt
refused-known-already = Er is al iemand ingeschreven met dit e-mailadres
refused-known-already-way = Open de fiche van die persoon en stel hem of haar aan in uw voorziening.

column-code = Code
column-pack = Rechtskader
column-type = Soort dienst
column-name = Naam
column-territory = Gebied
column-address = Adres
column-phone = Telefoon
column-email = E-mail
column-functioning = Werking
column-specificities = Bijzonderheden
column-limits = Grenzen
column-receives-reports = Ontvangt meldingen
column-opened-on = Geopend op
column-closed-on = Gesloten op
column-verified-on = Nagekeken op
column-former-name = Vroegere naam
column-former-type = Vroegere soort dienst
column-former-name-until = Vroegere naam tot
column-contact-point = Contactpunt
column-contact-phone = Telefoon van het contactpunt
column-contact-email = E-mail van het contactpunt
column-contact-hours = Uren van het contactpunt
import-lead = U ziet eerst wat er met elke rij zou gebeuren. Er wordt niets opgeslagen voor u het bevestigt.
import-rule-empty = Een leeg vak laat staan wat al ingeschreven is.
import-rule-code = Een bekende voorziening wordt teruggevonden met haar code, of met haar naam als het vak van de code leeg is.
import-rule-whole = De lijst wordt helemaal overgenomen of helemaal niet: één fout houdt alles tegen.
import-limits = Een CSV-bestand (UTF-8) of XLSX-bestand van hoogstens { $megabytes } MB en { $rows } rijen.
import-template = Een sjabloon downloaden om in te vullen
import-template-file = sjabloon-voorzieningen
import-file = Bestand
import-file-hint = CSV of XLSX
import-look = Bekijken wat er zou veranderen
import-columns = De kolommen die we herkennen
import-preview = Voor de lijst wordt overgenomen
import-preview-of = Bestand: { $name }
import-confirm = Deze lijst overnemen
import-another = Een ander bestand kiezen
import-rows = Rijen van het bestand
import-row = Rij
import-fate = Wat er gebeurt
import-what = Details
import-fate-new = nieuw
import-fate-changed = gewijzigd
import-fate-unchanged = ongewijzigd
import-fate-wrong = te verbeteren
import-unknown-columns = Niet herkende kolommen, niet gelezen: { $names }.
import-wrong-rows = { $count ->
    [one] { $count } rij moet verbeterd worden. Zolang dat niet gebeurd is, wordt niets overgenomen.
   *[other] { $count } rijen moeten verbeterd worden. Zolang dat niet gebeurd is, wordt niets overgenomen.
}
import-new-rows = { $count ->
    [0] Geen nieuwe voorziening
    [one] { $count } nieuwe voorziening
   *[other] { $count } nieuwe voorzieningen
}
import-changed-rows = { $count ->
    [0] Geen gewijzigde voorziening
    [one] { $count } gewijzigde voorziening
   *[other] { $count } gewijzigde voorzieningen
}
import-unchanged-rows = { $count ->
    [0] Geen ongewijzigde voorziening
    [one] { $count } ongewijzigde voorziening
   *[other] { $count } ongewijzigde voorzieningen
}
import-more-rows = { $count ->
    [one] Nog een rij wordt hier niet getoond.
   *[other] Nog { $count } rijen worden hier niet getoond.
}
import-missing = Kies een bestand
import-too-large = Dit bestand is groter dan { $megabytes } MB: verdeel het over verschillende lijsten
import-too-many-rows = Dit bestand heeft meer dan { $rows } rijen: verdeel het over verschillende lijsten
import-too-many-columns = Dit bestand heeft te veel kolommen: vertrek van het sjabloon
import-swells = Deze werkmap wordt buitensporig groot als ze geopend wordt: ze wordt geweigerd. Kopieer uw rijen naar een nieuwe werkmap
import-broken = Dit bestand is beschadigd of is niet wat het zegt te zijn: open het in uw rekenblad en sla het opnieuw op
import-old-workbook = Deze werkmap heeft een oud formaat (.xls): sla ze op als .xlsx
import-not-utf8 = Deze tekst is niet in UTF-8: kies in uw rekenblad “CSV UTF-8”, of stuur de werkmap als .xlsx
import-not-a-list = Dit bestand is geen CSV en geen XLSX-werkmap
import-empty = Dit bestand heeft geen rij onder de titels
import-heading-twice = De kolom “{ $heading }” komt twee keer voor.
import-heading-missing = De kolom “{ $heading }” ontbreekt. Vertrek zo mogelijk van het sjabloon.
import-cell-too-long = Te lang: hoogstens { $max } tekens
import-not-a-date = Dit is geen datum: schrijf 2026-09-15 of 15/09/2026
import-not-yes-or-no = Schrijf ja of nee
import-pack-needed = Zeg welk rechtskader van toepassing is
import-pack-unknown = Dit rechtskader is hier niet geïnstalleerd
import-type-unknown = Onbekende soort dienst: “{ $word }”
import-needed = In te vullen
import-territory-unknown = Onbekend gebied in dit rechtskader
import-territory-ambiguous = Verschillende gebieden hebben deze naam: geef de code
import-kept-by-another = Deze voorziening houdt haar pagina zelf bij: de lijst kan ze niet wijzigen
import-twice = Dezelfde voorziening staat al op rij { $line }
import-code-twice = Deze code staat al op regel { $line }
