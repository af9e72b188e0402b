// SPDX-License-Identifier: EUPL-1.2
//! The sentences in English. `{name}` stands for a value of the problem, `{{` and `}}` for a brace itself.

use super::Code;

pub(super) const fn text(code: Code) -> &'static str {
    match code {
        Code::TooLarge => "The file is larger than {limit} megabytes.",
        Code::Swells => "The file takes up far more room once opened than a form can need.",
        Code::NotAWorkbook => {
            "The file is not a workbook that can be read here (xlsx, xls, ods, csv or a table in text)."
        }
        Code::BrokenWorkbook => {
            "The workbook is damaged and cannot be opened. Save it again from the spreadsheet program."
        }
        Code::NotUtf8 => "The text is not in UTF-8. Save it again and choose UTF-8.",
        Code::TooManySheets => "The workbook has more than {limit} sheets.",
        Code::TooManyRows => "The sheet has more than {limit} rows.",
        Code::TooManyColumns => "The sheet has more than {limit} columns.",
        Code::CellTooLong => "This cell holds more than {limit} characters.",
        Code::TooManyCells => {
            "The sheet spreads over more cells than a form can need: a value stands far away from the others."
        }
        Code::RowBeforeSheet => {
            "The table begins without the name of a sheet. Write the name of the sheet in the first column of a row above."
        }
        Code::EmptySheet => "The sheet “{name}” is announced but has no row of headings.",
        Code::CellWithoutHeading => {
            "This cell stands in a column without a heading: “{value}”. Give the column a heading or clear the cell."
        }
        Code::NoSurvey => "There is no sheet called “survey”, which holds the questions.",
        Code::NoSurveyBut => {
            "There is no sheet called “survey”, which holds the questions. Is it “{similar}”?"
        }
        Code::SheetMisspelt => {
            "There is no sheet “{wanted}”, but “{similar}” looks like it. If it is not meant, begin its name with an underscore."
        }
        Code::SameHeading => "The headings “{other}” and “{heading}” mean the same column. Keep one of them.",
        Code::HeadingTwice => "The heading “{heading}” appears twice.",
        Code::MissingHeading => "The sheet has no column “{heading}”, which is required.",
        Code::HeadingWithSpace => {
            "The column “{heading}” is left out: on this sheet a heading has no spaces."
        }
        Code::HeadingNotSplit => {
            "The column “{heading}” cannot be read: on this sheet only labels, pictures and sounds have languages."
        }
        Code::HeadingNeedsPart => "The column “{heading}” needs a second part, as in “{heading}::something”.",
        Code::HeadingParts => "The column “{heading}” has more parts than such a column can have.",
        Code::UnknownSetting => "“{heading}” cannot be a setting.",
        Code::UnknownColumn => {
            "The column “{heading}” means nothing here and is left out. Is it “{similar}”?"
        }
        Code::BadName => {
            "“{name}” cannot be a name. A name begins with a letter or an underscore and goes on with letters, digits, underscores, hyphens and dots, without spaces."
        }
        Code::MissingName => "This row has no name.",
        Code::MissingType => "This row says no type of question.",
        Code::SkippedRow => {
            "This row has neither type, nor name, nor label: it is taken as a remark and left out."
        }
        Code::UnknownType => "“{type}” is not a type of question.",
        Code::TypeNeedsList => "“{type}” needs the name of a list of choices after it.",
        Code::DuplicateName => {
            "The name “{name}” already stands in row {other}, in the same group. Within a group each name is used once."
        }
        Code::DuplicateMade => {
            "The name “{name}” is given twice in the same group: one of them is made automatically, for this row."
        }
        Code::NameDiffersByCase => {
            "The name “{name}” differs from another only by capital letters: some tools take both for one."
        }
        Code::ReservedMeta => "The name “meta” is kept for the form’s own data.",
        Code::RepeatNamedAsForm => "A repeated group cannot have the name of the form itself, “{name}”.",
        Code::DuplicateRepeat => {
            "Another repeated group already has the name “{name}”. Names of repeated groups are used once in the whole form."
        }
        Code::AuditName => "A question of type “audit” is always called “audit”: leave its name empty.",
        Code::EndWithoutBegin => "“end {type}” closes nothing: no “begin {type}” is open here.",
        Code::BeginWithoutEnd => "“begin {type}” of “{name}” is never closed by “end {type}”.",
        Code::LoopWithoutList => "A loop says over which list it goes: “begin loop over the_list”.",
        Code::LoopText => {
            "Inside a loop this text cannot be filled in: only %(name)s and %(label)s may follow a percent sign."
        }
        Code::TooDeep => "Groups stand inside one another more than {limit} deep.",
        Code::NoLabel => {
            "The question “{name}” has neither label nor hint: nobody would know what to answer."
        }
        Code::BigImage => "A large image needs an image beside it: fill in the column “image” too.",
        Code::MediaType => "“{media}” is not a kind of medium. There are image, big-image, audio and video.",
        Code::NoRepeatLabel => "The repeated group “{name}” has no label.",
        Code::NoChoices => {
            "There is no sheet “choices” with the columns list_name, name and label, and this question needs one."
        }
        Code::UnknownList => "There is no list “{list}” on the sheet “choices”.",
        Code::NoExternalChoices => {
            "There is no sheet “external_choices” with the columns list_name and name, and this question needs one."
        }
        Code::UnknownExternalList => "There is no list “{list}” on the sheet “external_choices”.",
        Code::ExternalUnfiltered => "select_one_external is only meant for questions with a choice_filter.",
        Code::ChoiceWithoutName => "A choice of the list “{list}” has no name.",
        Code::ChoiceWithoutLabel => "A choice of the list “{list}” has no label.",
        Code::DuplicateChoice => {
            "The list “{list}” already has a choice “{name}”. If that is meant, write yes under allow_choice_duplicates on the sheet “settings”."
        }
        Code::ChoiceWithSpace => {
            "The choice “{name}” of the list “{list}” has a space in its name, and several answers are allowed here: they could not be told apart."
        }
        Code::OrOtherFilter => "“or_other” and choice_filter do not go together.",
        Code::OrOtherNoChoices => "“or_other” needs a list of the sheet “choices”.",
        Code::OrOtherLanguages => "This form has languages, and what “or_other” adds is not translated.",
        Code::FileExtension => "The file “{file}” must end with .csv, .xml or .geojson.",
        Code::SeveralFromQuestion => {
            "Several answers among those given earlier ({list}) are not possible: use select_one."
        }
        Code::TableListFilter => "A table of questions (table-list) and choice_filter do not go together.",
        Code::TableListMixed => {
            "All questions of a table (table-list) use the same list: “{first}”, but here “{list}”."
        }
        Code::TableListFile => "A table of questions (table-list) needs a list of the sheet “choices”.",
        Code::SearchFile => "search() needs a list of the sheet “choices”.",
        Code::SearchShared => {
            "The list “{list}” is used with search() here and without it in “{other}”. Use another list."
        }
        Code::NeedsFile => {
            "This question takes its choices from the file “{file}”, which does not travel with the form: it cannot be filled in here."
        }
        Code::NoneOption => "“add_none_option” is no longer done: add the choice to the list.",
        Code::ParamsSyntax => "Parameters are written as name=value, with spaces between them.",
        Code::ParamUnknown => "This type of question has no parameter “{name}”. It has: {accepted}.",
        Code::ParamNotWhole => "The parameter “{name}” must be a whole number.",
        Code::ParamNotNumber => "The parameter “{name}” must be a number.",
        Code::ParamNegative => "The parameter “{name}” must not be negative.",
        Code::ParamValue => "The parameter “{name}” must be one of: {accepted}.",
        Code::SeedAlone => "“seed” only makes sense with randomize=true.",
        Code::SeedValue => "“seed” must be a number or one question, as in ${{the_question}}.",
        Code::AppName => {
            "The parameter “app” must be the name of an Android application, such as org.example.draw."
        }
        Code::ReferenceGeometry => {
            "“reference-geometry” must be a list of choices, a file, or a repeated group written as ${{the_group}}."
        }
        Code::AuditLocation => {
            "To note places, “audit” needs the three parameters location-priority, location-min-interval and location-max-age."
        }
        Code::AuditOrder => "location-max-age must not be smaller than location-min-interval.",
        Code::RangeZero => "The parameter “{name}” must not be zero.",
        Code::RangeLarger => "The parameter “{name}” must not be larger than the distance from start to end.",
        Code::RangeMultiple => "The parameter “{name}” must fall on a step.",
        Code::RangeOutside => "The parameter “{name}” must lie between start and end.",
        Code::RangeAppearance => {
            "tick_interval, placeholder and tick_labelset only go with the appearances vertical and no-ticks, or with none."
        }
        Code::RangeLabels => "There is no list “{list}” on the sheet “choices” for the labels of this scale.",
        Code::RangeLabelNumber => "The choices that label a scale must have numbers as names.",
        Code::RangeLabelOutside => "The choices that label a scale must lie between start and end.",
        Code::RangeLabelMultiple => "The choices that label a scale must fall on a “{name}”.",
        Code::RangeLabelEnds => "Without ticks only the two ends of a scale can be labelled.",
        Code::MissingCalculation => "A question of type “calculate” needs a calculation.",
        Code::RefSyntax => {
            "A question is named as ${{its_name}}: dollar, brace, the name without spaces, brace. Here: “{value}”."
        }
        Code::RefUnknown => "No row of the sheet “survey” has the name “{name}”.",
        Code::RefTwice => "Several rows have the name “{name}”: one cannot tell which is meant.",
        Code::RefNotAnswer => "“{name}” is a file, not a question: it cannot be named this way.",
        Code::TriggerNeedsRef => "The column “trigger” names a question, as ${{its_name}}.",
        Code::TriggerTwo => "Separate several questions by commas.",
        Code::TriggerUnknown => "No question has the name “{name}”.",
        Code::TriggerHidden => {
            "The question “{name}” is not shown to anybody, so its answer cannot set off anything."
        }
        Code::BackgroundTrigger => "“background-geopoint” needs the column “trigger”.",
        Code::BackgroundCalculation => "“background-geopoint” has no calculation.",
        Code::BindType => "A question with choices keeps its type: leave “bind::type” empty.",
        Code::ExternalTwice => "Two rows bring in a file under the name “{name}”.",
        Code::ExternalRepeated => {
            "A file is brought in once for the whole form: put this row outside the repeated group."
        }
        Code::InstanceConflict => {
            "“{name}” would mean two different things: a list and a file, or two files. Give one of them another name."
        }
        Code::TwoFormIds => "Both form_id and id_string are given; form_id counts.",
        Code::EncryptedWithoutId => "A form with a public_key needs its instanceID: remove omit_instanceID.",
        Code::FlatForm => "The old setting “flat” is left out.",
        Code::EntityColumn => "The sheet “entities” has no column “{heading}”.",
        Code::EntityName => {
            "“{name}” cannot be the name of a list of entities: it begins with a letter, has no dot and does not begin with two underscores."
        }
        Code::EntityNoName => "This list of entities has no name.",
        Code::EntityTwice => "The list of entities “{name}” is declared twice.",
        Code::EntityNoId => "To update entities of “{name}”, give an entity_id.",
        Code::EntityNoUpdateIf => {
            "“{name}” creates and updates entities: say when it updates, under update_if."
        }
        Code::EntityNoLabel => "To create entities of “{name}”, give a label.",
        Code::EntityPlace => {
            "No place is left for the entities of “{name}”: each group holds one list of entities at most."
        }
        Code::EntityScope => "The entities of “{name}” refer to questions of different repeated groups.",
        Code::SaveToAlone => "save_to needs the sheet “entities”.",
        Code::SaveToTwice => "The property “{name}” is already saved by row {other}.",
        Code::SaveToGroup => "A group cannot be saved as a property.",
        Code::SaveToList => "There is no list “{name}” on the sheet “entities”.",
        Code::SaveToWhich => "With several lists of entities, write which one: the_list#property.",
        Code::SaveToHashes => "save_to has one # at most.",
        Code::SaveToName => "“{name}” cannot be the name of a property.",
        Code::EntitiesIgnored => "The sheet “entities” is checked but not used here.",
        Code::OsmIgnored => "The sheet “osm” is not used here.",
        Code::OsmList => "There is no list “{list}” on the sheet “osm”.",
        Code::Disabled => "The column “disabled” is no longer part of the language; use relevant.",
        Code::OldDevice => "“{type}” no longer works on most devices.",
        Code::NoMaxPixels => "Give max-pixels under parameters: pictures stay small and are sent faster.",
        Code::MissingTranslation => "The language “{language}” lacks the column {columns}.",
        Code::LanguageCode => "The language “{language}” carries no code, as in “Français (fr)”.",
        Code::FormulaQuote => "In this formula a text in quotes does not end.",
        Code::FormulaEnds => "This formula stops too early.",
        Code::FormulaSign => "In this formula, “{found}” cannot stand where it does.",
        Code::FormulaOperator => "In this formula a sign such as = or + is missing before “{found}”.",
        Code::FormulaBracket => "In this formula the bracket “{found}” is never closed.",
        Code::FormulaLong => "This formula is too long or too deeply nested.",
        Code::UnknownFunction => "In this formula, “{name}” is not a function of the language.",
        Code::FunctionArguments => {
            "In this formula, “{name}” is given too little or too much between its brackets."
        }
        Code::FhirCondition => {
            "FHIR cannot say the condition “{formula}”: only single answers compared with fixed values, joined all by “and” or all by “or”."
        }
        Code::FhirConstraint => {
            "FHIR cannot say the constraint “{formula}”: only a least, a most and the length of a text."
        }
        Code::FhirFormula => "FHIR has no place for what stands under {heading}: “{formula}”.",
        Code::FhirValueInText => "In FHIR a text cannot hold the answer to another question.",
        Code::FhirType => "FHIR has no question of the type “{type}”.",
        Code::FhirChoices => "FHIR needs the choices in the form itself; these come from elsewhere.",
        Code::FhirMedia => "FHIR has no place for the pictures and sounds of this row.",
        Code::BrokenXml => "The file is not well-formed XML.",
        Code::NotAnXForm => "The file is XML but not an XForm: {missing} is missing.",
    }
}

/// What a state of an answer means.
pub(super) fn state(code: &str) -> &'static str {
    match code {
        "answered" => "There is an answer.",
        "unanswered" => "The question was put and left empty.",
        "not-relevant" => "Other answers make the question pointless: it was not put.",
        "declined" => "Whoever was asked does not want to say.",
        "unknown" => "Whoever was asked does not know.",
        "not-asked" => "Nobody was asked yet.",
        "other-version" => "Another version of the form was answered, and it does not hold the question.",
        _ => "",
    }
}
