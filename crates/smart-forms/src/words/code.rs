// SPDX-License-Identifier: EUPL-1.2
//! What can be said of a form.

macro_rules! codes {
    ($($name:ident = $slug:literal,)*) => {
        /// What is said of a form. The sentence of each is in `en.rs`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the sentence of each says what it means")]
        pub enum Code { $($name,)* }

        impl Code {
            /// Every one.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// A short name for machines.
            pub const fn slug(self) -> &'static str {
                match self { $(Code::$name => $slug,)* }
            }
        }
    };
}

codes! {
    TooLarge = "too-large",
    Swells = "swells",
    NotAWorkbook = "not-a-workbook",
    BrokenWorkbook = "broken-workbook",
    NotUtf8 = "not-utf8",
    TooManySheets = "too-many-sheets",
    TooManyRows = "too-many-rows",
    TooManyColumns = "too-many-columns",
    CellTooLong = "cell-too-long",
    TooManyCells = "too-many-cells",
    RowBeforeSheet = "row-before-sheet",
    EmptySheet = "empty-sheet",
    CellWithoutHeading = "cell-without-heading",
    NoSurvey = "no-survey",
    NoSurveyBut = "no-survey-but",
    SheetMisspelt = "sheet-misspelt",
    SameHeading = "same-heading",
    HeadingTwice = "heading-twice",
    MissingHeading = "missing-heading",
    HeadingWithSpace = "heading-with-space",
    HeadingNotSplit = "heading-not-split",
    HeadingNeedsPart = "heading-needs-part",
    HeadingParts = "heading-parts",
    UnknownSetting = "unknown-setting",
    UnknownColumn = "unknown-column",
    BadName = "bad-name",
    MissingName = "missing-name",
    MissingType = "missing-type",
    SkippedRow = "skipped-row",
    UnknownType = "unknown-type",
    TypeNeedsList = "type-needs-list",
    DuplicateName = "duplicate-name",
    DuplicateMade = "duplicate-made",
    NameDiffersByCase = "name-differs-by-case",
    ReservedMeta = "reserved-meta",
    RepeatNamedAsForm = "repeat-named-as-form",
    DuplicateRepeat = "duplicate-repeat",
    AuditName = "audit-name",
    EndWithoutBegin = "end-without-begin",
    BeginWithoutEnd = "begin-without-end",
    LoopWithoutList = "loop-without-list",
    LoopText = "loop-text",
    TooDeep = "too-deep",
    NoLabel = "no-label",
    BigImage = "big-image",
    MediaType = "media-type",
    NoRepeatLabel = "no-repeat-label",
    NoChoices = "no-choices",
    UnknownList = "unknown-list",
    NoExternalChoices = "no-external-choices",
    UnknownExternalList = "unknown-external-list",
    ExternalUnfiltered = "external-unfiltered",
    ChoiceWithoutName = "choice-without-name",
    ChoiceWithoutLabel = "choice-without-label",
    DuplicateChoice = "duplicate-choice",
    ChoiceWithSpace = "choice-with-space",
    OrOtherFilter = "or-other-filter",
    OrOtherNoChoices = "or-other-no-choices",
    OrOtherLanguages = "or-other-languages",
    FileExtension = "file-extension",
    SeveralFromQuestion = "several-from-question",
    TableListFilter = "table-list-filter",
    TableListMixed = "table-list-mixed",
    TableListFile = "table-list-file",
    SearchFile = "search-file",
    SearchShared = "search-shared",
    NeedsFile = "needs-file",
    NoneOption = "none-option",
    ParamsSyntax = "params-syntax",
    ParamUnknown = "param-unknown",
    ParamNotWhole = "param-not-whole",
    ParamNotNumber = "param-not-number",
    ParamNegative = "param-negative",
    ParamValue = "param-value",
    SeedAlone = "seed-alone",
    SeedValue = "seed-value",
    AppName = "app-name",
    ReferenceGeometry = "reference-geometry",
    AuditLocation = "audit-location",
    AuditOrder = "audit-order",
    RangeZero = "range-zero",
    RangeLarger = "range-larger",
    RangeMultiple = "range-multiple",
    RangeOutside = "range-outside",
    RangeAppearance = "range-appearance",
    RangeLabels = "range-labels",
    RangeLabelNumber = "range-label-number",
    RangeLabelOutside = "range-label-outside",
    RangeLabelMultiple = "range-label-multiple",
    RangeLabelEnds = "range-label-ends",
    MissingCalculation = "missing-calculation",
    RefSyntax = "ref-syntax",
    RefUnknown = "ref-unknown",
    RefTwice = "ref-twice",
    RefNotAnswer = "ref-not-answer",
    TriggerNeedsRef = "trigger-needs-ref",
    TriggerTwo = "trigger-two",
    TriggerUnknown = "trigger-unknown",
    TriggerHidden = "trigger-hidden",
    BackgroundTrigger = "background-trigger",
    BackgroundCalculation = "background-calculation",
    BindType = "bind-type",
    ExternalTwice = "external-twice",
    ExternalRepeated = "external-repeated",
    InstanceConflict = "instance-conflict",
    TwoFormIds = "two-form-ids",
    EncryptedWithoutId = "encrypted-without-id",
    FlatForm = "flat-form",
    EntityColumn = "entity-column",
    EntityName = "entity-name",
    EntityNoName = "entity-no-name",
    EntityTwice = "entity-twice",
    EntityNoId = "entity-no-id",
    EntityNoUpdateIf = "entity-no-update-if",
    EntityNoLabel = "entity-no-label",
    EntityPlace = "entity-place",
    EntityScope = "entity-scope",
    SaveToAlone = "save-to-alone",
    SaveToTwice = "save-to-twice",
    SaveToGroup = "save-to-group",
    SaveToList = "save-to-list",
    SaveToWhich = "save-to-which",
    SaveToHashes = "save-to-hashes",
    SaveToName = "save-to-name",
    EntitiesIgnored = "entities-ignored",
    OsmIgnored = "osm-ignored",
    OsmList = "osm-list",
    Disabled = "disabled",
    OldDevice = "old-device",
    NoMaxPixels = "no-max-pixels",
    MissingTranslation = "missing-translation",
    LanguageCode = "language-code",
    FormulaQuote = "formula-quote",
    FormulaEnds = "formula-ends",
    FormulaSign = "formula-sign",
    FormulaOperator = "formula-operator",
    FormulaBracket = "formula-bracket",
    FormulaLong = "formula-long",
    UnknownFunction = "unknown-function",
    FunctionArguments = "function-arguments",
    FhirCondition = "fhir-condition",
    FhirConstraint = "fhir-constraint",
    FhirFormula = "fhir-formula",
    FhirValueInText = "fhir-value-in-text",
    FhirType = "fhir-type",
    FhirChoices = "fhir-choices",
    FhirMedia = "fhir-media",
    BrokenXml = "broken-xml",
    NotAnXForm = "not-an-xform",
}

impl Code {
    /// Whether a form of which this is said, although it is accepted, cannot be filled in here.
    pub const fn prevents_filling(self) -> bool {
        matches!(
            self,
            Code::NeedsFile
                | Code::FormulaQuote
                | Code::FormulaEnds
                | Code::FormulaSign
                | Code::FormulaOperator
                | Code::FormulaBracket
                | Code::FormulaLong
                | Code::UnknownFunction
                | Code::FunctionArguments
        )
    }
}
