// SPDX-License-Identifier: EUPL-1.2
//! The sentences in French. `{name}` stands for a value of the problem, `{{` and `}}` for a brace itself.

use super::Code;

pub(super) const fn text(code: Code) -> &'static str {
    match code {
        Code::TooLarge => "Le fichier dépasse {limit} mégaoctets.",
        Code::Swells => {
            "Le fichier prend, une fois ouvert, bien plus de place qu’un formulaire n’en demande."
        }
        Code::NotAWorkbook => {
            "Le fichier n’est pas un classeur lisible ici (xlsx, xls, ods, csv ou un tableau en texte)."
        }
        Code::BrokenWorkbook => {
            "Le classeur est abîmé et ne s’ouvre pas. Enregistrez-le à nouveau depuis le tableur."
        }
        Code::NotUtf8 => "Le texte n’est pas en UTF-8. Enregistrez-le à nouveau en choisissant UTF-8.",
        Code::TooManySheets => "Le classeur compte plus de {limit} feuilles.",
        Code::TooManyRows => "La feuille compte plus de {limit} lignes.",
        Code::TooManyColumns => "La feuille compte plus de {limit} colonnes.",
        Code::CellTooLong => "Cette cellule contient plus de {limit} caractères.",
        Code::TooManyCells => {
            "La feuille s’étale sur plus de cellules qu’un formulaire n’en demande : une valeur se trouve très loin des autres."
        }
        Code::RowBeforeSheet => {
            "Le tableau commence sans nom de feuille. Écrivez le nom de la feuille dans la première colonne d’une ligne au-dessus."
        }
        Code::EmptySheet => "La feuille « {name} » est annoncée mais n’a pas de ligne d’en-têtes.",
        Code::CellWithoutHeading => {
            "Cette cellule se trouve dans une colonne sans en-tête : « {value} ». Donnez un en-tête à la colonne ou videz la cellule."
        }
        Code::NoSurvey => "Il manque la feuille « survey », celle des questions.",
        Code::NoSurveyBut => {
            "Il manque la feuille « survey », celle des questions. Serait-ce « {similar} » ?"
        }
        Code::SheetMisspelt => {
            "Il n’y a pas de feuille « {wanted} », mais « {similar} » y ressemble. Si ce n’est pas voulu, commencez son nom par un trait de soulignement."
        }
        Code::SameHeading => {
            "Les en-têtes « {other} » et « {heading} » désignent la même colonne. Gardez-en un seul."
        }
        Code::HeadingTwice => "L’en-tête « {heading} » apparaît deux fois.",
        Code::MissingHeading => "La feuille n’a pas de colonne « {heading} », pourtant obligatoire.",
        Code::HeadingWithSpace => {
            "La colonne « {heading} » est laissée de côté : sur cette feuille, un en-tête ne contient pas d’espace."
        }
        Code::HeadingNotSplit => {
            "La colonne « {heading} » ne peut pas être lue : sur cette feuille, seuls les libellés, images et sons ont des langues."
        }
        Code::HeadingNeedsPart => {
            "La colonne « {heading} » demande une seconde partie, par exemple « {heading}::quelque-chose »."
        }
        Code::HeadingParts => "La colonne « {heading} » a plus de parties que n’en a une telle colonne.",
        Code::UnknownSetting => "« {heading} » ne peut pas être un réglage.",
        Code::UnknownColumn => {
            "La colonne « {heading} » ne veut rien dire ici et est laissée de côté. Serait-ce « {similar} » ?"
        }
        Code::BadName => {
            "« {name} » ne peut pas être un nom. Un nom commence par une lettre ou un trait de soulignement et continue avec des lettres, chiffres, traits et points, sans espace."
        }
        Code::MissingName => "Cette ligne n’a pas de nom.",
        Code::MissingType => "Cette ligne ne dit pas de quel type de question il s’agit.",
        Code::SkippedRow => {
            "Cette ligne n’a ni type, ni nom, ni libellé : elle est prise pour une remarque et laissée de côté."
        }
        Code::UnknownType => "« {type} » n’est pas un type de question.",
        Code::TypeNeedsList => "« {type} » doit être suivi du nom d’une liste de choix.",
        Code::DuplicateName => {
            "Le nom « {name} » figure déjà à la ligne {other}, dans le même groupe. Dans un groupe, chaque nom ne sert qu’une fois."
        }
        Code::DuplicateMade => {
            "Le nom « {name} » est donné deux fois dans le même groupe : l’un des deux est créé automatiquement, pour cette ligne."
        }
        Code::NameDiffersByCase => {
            "Le nom « {name} » ne diffère d’un autre que par les majuscules : certains outils les confondront."
        }
        Code::ReservedMeta => "Le nom « meta » est réservé aux données propres du formulaire.",
        Code::RepeatNamedAsForm => {
            "Un groupe répété ne peut pas porter le nom du formulaire lui-même, « {name} »."
        }
        Code::DuplicateRepeat => {
            "Un autre groupe répété porte déjà le nom « {name} ». Les noms des groupes répétés ne servent qu’une fois dans tout le formulaire."
        }
        Code::AuditName => {
            "Une question de type « audit » s’appelle toujours « audit » : laissez son nom vide."
        }
        Code::EndWithoutBegin => "« end {type} » ne ferme rien : aucun « begin {type} » n’est ouvert ici.",
        Code::BeginWithoutEnd => "« begin {type} » de « {name} » n’est jamais fermé par « end {type} ».",
        Code::LoopWithoutList => "Une boucle dit quelle liste elle parcourt : « begin loop over la_liste ».",
        Code::LoopText => {
            "À l’intérieur d’une boucle, ce texte ne peut pas être complété : seuls %(name)s et %(label)s peuvent suivre un signe pour cent."
        }
        Code::TooDeep => "Les groupes sont imbriqués sur plus de {limit} niveaux.",
        Code::NoLabel => {
            "La question « {name} » n’a ni libellé ni indication : personne ne saurait quoi répondre."
        }
        Code::BigImage => "Une grande image va avec une image : remplissez aussi la colonne « image ».",
        Code::MediaType => {
            "« {media} » n’est pas une sorte de média. Il y a image, big-image, audio et video."
        }
        Code::NoRepeatLabel => "Le groupe répété « {name} » n’a pas de libellé.",
        Code::NoChoices => {
            "Il manque la feuille « choices », avec les colonnes list_name, name et label, et cette question en a besoin."
        }
        Code::UnknownList => "Il n’y a pas de liste « {list} » dans la feuille « choices ».",
        Code::NoExternalChoices => {
            "Il manque la feuille « external_choices », avec les colonnes list_name et name, et cette question en a besoin."
        }
        Code::UnknownExternalList => "Il n’y a pas de liste « {list} » dans la feuille « external_choices ».",
        Code::ExternalUnfiltered => {
            "select_one_external n’est prévu que pour les questions qui ont un choice_filter."
        }
        Code::ChoiceWithoutName => "Un choix de la liste « {list} » n’a pas de nom.",
        Code::ChoiceWithoutLabel => "Un choix de la liste « {list} » n’a pas de libellé.",
        Code::DuplicateChoice => {
            "La liste « {list} » a déjà un choix « {name} ». Si c’est voulu, écrivez yes sous allow_choice_duplicates dans la feuille « settings »."
        }
        Code::ChoiceWithSpace => {
            "Le choix « {name} » de la liste « {list} » a une espace dans son nom, et plusieurs réponses sont permises ici : on ne pourrait pas les distinguer."
        }
        Code::OrOtherFilter => "« or_other » et choice_filter ne vont pas ensemble.",
        Code::OrOtherNoChoices => "« or_other » demande une liste de la feuille « choices ».",
        Code::OrOtherLanguages => {
            "Ce formulaire a plusieurs langues, et ce que « or_other » ajoute n’est pas traduit."
        }
        Code::FileExtension => "Le fichier « {file} » doit se terminer par .csv, .xml ou .geojson.",
        Code::SeveralFromQuestion => {
            "Plusieurs réponses parmi celles données plus haut ({list}) ne sont pas possibles : utilisez select_one."
        }
        Code::TableListFilter => {
            "Un tableau de questions (table-list) et choice_filter ne vont pas ensemble."
        }
        Code::TableListMixed => {
            "Toutes les questions d’un tableau (table-list) utilisent la même liste : « {first} », mais ici « {list} »."
        }
        Code::TableListFile => {
            "Un tableau de questions (table-list) demande une liste de la feuille « choices »."
        }
        Code::SearchFile => "search() demande une liste de la feuille « choices ».",
        Code::SearchShared => {
            "La liste « {list} » est utilisée avec search() ici et sans search() dans « {other} ». Utilisez une autre liste."
        }
        Code::NeedsFile => {
            "Cette question prend ses choix dans le fichier « {file} », qui ne voyage pas avec le formulaire : elle ne peut pas être remplie ici."
        }
        Code::NoneOption => "« add_none_option » ne se fait plus : ajoutez le choix à la liste.",
        Code::ParamsSyntax => "Les paramètres s’écrivent nom=valeur, séparés par des espaces.",
        Code::ParamUnknown => "Ce type de question n’a pas de paramètre « {name} ». Il a : {accepted}.",
        Code::ParamNotWhole => "Le paramètre « {name} » doit être un nombre entier.",
        Code::ParamNotNumber => "Le paramètre « {name} » doit être un nombre.",
        Code::ParamNegative => "Le paramètre « {name} » ne peut pas être négatif.",
        Code::ParamValue => "Le paramètre « {name} » doit être l’un de : {accepted}.",
        Code::SeedAlone => "« seed » n’a de sens qu’avec randomize=true.",
        Code::SeedValue => {
            "« seed » doit être un nombre ou une seule question, par exemple ${{la_question}}."
        }
        Code::AppName => {
            "Le paramètre « app » doit être le nom d’une application Android, par exemple org.exemple.dessin."
        }
        Code::ReferenceGeometry => {
            "« reference-geometry » doit être une liste de choix, un fichier, ou un groupe répété écrit ${{le_groupe}}."
        }
        Code::AuditLocation => {
            "Pour noter les lieux, « audit » demande les trois paramètres location-priority, location-min-interval et location-max-age."
        }
        Code::AuditOrder => "location-max-age ne peut pas être plus petit que location-min-interval.",
        Code::RangeZero => "Le paramètre « {name} » ne peut pas être zéro.",
        Code::RangeLarger => "Le paramètre « {name} » ne peut pas dépasser l’écart entre start et end.",
        Code::RangeMultiple => "Le paramètre « {name} » doit tomber sur un pas (step).",
        Code::RangeOutside => "Le paramètre « {name} » doit se trouver entre start et end.",
        Code::RangeAppearance => {
            "tick_interval, placeholder et tick_labelset ne vont qu’avec les apparences vertical et no-ticks, ou sans apparence."
        }
        Code::RangeLabels => {
            "Il n’y a pas de liste « {list} » dans la feuille « choices » pour les libellés de cette échelle."
        }
        Code::RangeLabelNumber => {
            "Les choix qui étiquettent une échelle doivent avoir des nombres pour noms."
        }
        Code::RangeLabelOutside => {
            "Les choix qui étiquettent une échelle doivent se trouver entre start et end."
        }
        Code::RangeLabelMultiple => "Les choix qui étiquettent une échelle doivent tomber sur un « {name} ».",
        Code::RangeLabelEnds => {
            "Sans graduations, seules les deux extrémités d’une échelle peuvent être étiquetées."
        }
        Code::MissingCalculation => {
            "Une question de type « calculate » demande un calcul (colonne calculation)."
        }
        Code::RefSyntax => {
            "Une question se désigne par ${{son_nom}} : dollar, accolade, le nom sans espace, accolade. Ici : « {value} »."
        }
        Code::RefUnknown => "Aucune ligne de la feuille « survey » ne porte le nom « {name} ».",
        Code::RefTwice => {
            "Plusieurs lignes portent le nom « {name} » : on ne sait pas laquelle est désignée."
        }
        Code::RefNotAnswer => {
            "« {name} » est un fichier, pas une question : on ne peut pas le désigner ainsi."
        }
        Code::TriggerNeedsRef => "La colonne « trigger » désigne une question, sous la forme ${{son_nom}}.",
        Code::TriggerTwo => "Séparez plusieurs questions par des virgules.",
        Code::TriggerUnknown => "Aucune question ne porte le nom « {name} ».",
        Code::TriggerHidden => {
            "La question « {name} » n’est montrée à personne : sa réponse ne peut donc rien déclencher."
        }
        Code::BackgroundTrigger => "« background-geopoint » demande la colonne « trigger ».",
        Code::BackgroundCalculation => "« background-geopoint » n’a pas de calcul.",
        Code::BindType => "Une question à choix garde son type : laissez « bind::type » vide.",
        Code::ExternalTwice => "Deux lignes amènent un fichier sous le nom « {name} ».",
        Code::ExternalRepeated => {
            "Un fichier est amené une seule fois pour tout le formulaire : placez cette ligne hors du groupe répété."
        }
        Code::InstanceConflict => {
            "« {name} » désignerait deux choses différentes : une liste et un fichier, ou deux fichiers. Donnez un autre nom à l’un des deux."
        }
        Code::TwoFormIds => "form_id et id_string sont donnés tous les deux ; c’est form_id qui compte.",
        Code::EncryptedWithoutId => {
            "Un formulaire avec public_key a besoin de son instanceID : retirez omit_instanceID."
        }
        Code::FlatForm => "L’ancien réglage « flat » est laissé de côté.",
        Code::EntityColumn => "La feuille « entities » n’a pas de colonne « {heading} ».",
        Code::EntityName => {
            "« {name} » ne peut pas être le nom d’une liste d’entités : il commence par une lettre, n’a pas de point et ne commence pas par deux traits de soulignement."
        }
        Code::EntityNoName => "Cette liste d’entités n’a pas de nom.",
        Code::EntityTwice => "La liste d’entités « {name} » est déclarée deux fois.",
        Code::EntityNoId => "Pour mettre à jour les entités de « {name} », donnez un entity_id.",
        Code::EntityNoUpdateIf => {
            "« {name} » crée et met à jour des entités : dites quand elle met à jour, sous update_if."
        }
        Code::EntityNoLabel => "Pour créer des entités de « {name} », donnez un libellé (label).",
        Code::EntityPlace => {
            "Il n’y a plus de place pour les entités de « {name} » : chaque groupe contient au plus une liste d’entités."
        }
        Code::EntityScope => {
            "Les entités de « {name} » se rapportent à des questions de groupes répétés différents."
        }
        Code::SaveToAlone => "save_to demande la feuille « entities ».",
        Code::SaveToTwice => "La propriété « {name} » est déjà enregistrée par la ligne {other}.",
        Code::SaveToGroup => "Un groupe ne peut pas être enregistré comme propriété.",
        Code::SaveToList => "Il n’y a pas de liste « {name} » dans la feuille « entities ».",
        Code::SaveToWhich => "Avec plusieurs listes d’entités, écrivez laquelle : la_liste#propriété.",
        Code::SaveToHashes => "save_to ne contient qu’un # au plus.",
        Code::SaveToName => "« {name} » ne peut pas être le nom d’une propriété.",
        Code::EntitiesIgnored => "La feuille « entities » est vérifiée mais n’est pas utilisée ici.",
        Code::OsmIgnored => "La feuille « osm » n’est pas utilisée ici.",
        Code::OsmList => "Il n’y a pas de liste « {list} » dans la feuille « osm ».",
        Code::Disabled => "La colonne « disabled » ne fait plus partie du langage ; utilisez relevant.",
        Code::OldDevice => "« {type} » ne fonctionne plus sur la plupart des appareils.",
        Code::NoMaxPixels => {
            "Donnez max-pixels sous parameters : les images restent petites et partent plus vite."
        }
        Code::MissingTranslation => "Il manque à la langue « {language} » la colonne {columns}.",
        Code::LanguageCode => "La langue « {language} » ne porte pas de code, comme dans « Français (fr) ».",
        Code::FormulaQuote => "Dans cette formule, un texte entre guillemets n’est pas fermé.",
        Code::FormulaEnds => "Cette formule s’arrête trop tôt.",
        Code::FormulaSign => "Dans cette formule, « {found} » ne peut pas se trouver là.",
        Code::FormulaOperator => "Dans cette formule, il manque un signe, comme = ou +, avant « {found} ».",
        Code::FormulaBracket => "Dans cette formule, la parenthèse « {found} » n’est jamais fermée.",
        Code::FormulaLong => "Cette formule est trop longue ou trop imbriquée.",
        Code::UnknownFunction => "Dans cette formule, « {name} » n’est pas une fonction du langage.",
        Code::FunctionArguments => {
            "Dans cette formule, « {name} » reçoit trop ou trop peu entre ses parenthèses."
        }
        Code::FhirCondition => {
            "FHIR ne peut pas dire la condition « {formula} » : seulement des réponses uniques comparées à des valeurs fixes, toutes reliées par « and » ou toutes par « or »."
        }
        Code::FhirConstraint => {
            "FHIR ne peut pas dire la contrainte « {formula} » : seulement un minimum, un maximum et la longueur d’un texte."
        }
        Code::FhirFormula => "FHIR n’a pas de place pour ce qui se trouve sous {heading} : « {formula} ».",
        Code::FhirValueInText => "Dans FHIR, un texte ne peut pas contenir la réponse à une autre question.",
        Code::FhirType => "FHIR n’a pas de question du type « {type} ».",
        Code::FhirChoices => {
            "FHIR demande que les choix soient dans le formulaire ; ceux-ci viennent d’ailleurs."
        }
        Code::FhirMedia => "FHIR n’a pas de place pour les images et les sons de cette ligne.",
        Code::BrokenXml => "Le fichier n’est pas du XML bien formé.",
        Code::NotAnXForm => "Le fichier est du XML mais pas un XForm : il manque {missing}.",
    }
}

/// Ce que veut dire l’état d’une réponse.
pub(super) fn state(code: &str) -> &'static str {
    match code {
        "answered" => "Il y a une réponse.",
        "unanswered" => "La question a été posée et laissée sans réponse.",
        "not-relevant" => "D’autres réponses la rendent sans objet : elle n’a pas été posée.",
        "declined" => "La personne interrogée ne souhaite pas le dire.",
        "unknown" => "La personne interrogée ne le sait pas.",
        "not-asked" => "Elle n’a encore été posée à personne.",
        "other-version" => "On a répondu à une autre version du formulaire, et la question n’y est pas.",
        _ => "",
    }
}
