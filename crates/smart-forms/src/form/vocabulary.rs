// SPDX-License-Identifier: EUPL-1.2
//! The words of the language: columns, types of questions, yes and no.

use super::headings::Known;

/// `yes` and its spellings; nothing for any other word.
pub(super) fn yes_no(word: &str) -> Option<bool> {
    match word {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()" => Some(false),
        _ => None,
    }
}

/// Yes or no, said where a formula stands, as a formula.
pub(super) fn as_formula(word: &str) -> &str {
    match yes_no(word) {
        Some(true) => "true()",
        Some(false) => "false()",
        None => word,
    }
}

pub(super) const SURVEY: Known = Known {
    sheet: "survey",
    meaning: survey,
    columns: &[
        "name",
        "label",
        "type",
        "hint",
        "guidance_hint",
        "default",
        "trigger",
        "bind",
        "control",
        "media",
        "instance",
        "parameters",
        "choice_filter",
        "sms_field",
        "parent",
        "extra_data",
        "actions",
        "query",
        "choices",
        "itemset",
        "list_name",
    ],
    worth_naming: &[
        "type",
        "name",
        "label",
        "hint",
        "guidance_hint",
        "relevant",
        "required",
        "required_message",
        "readonly",
        "constraint",
        "constraint_message",
        "calculation",
        "choice_filter",
        "repeat_count",
        "appearance",
        "parameters",
        "default",
        "trigger",
        "save_to",
    ],
};

fn survey(word: &str) -> Option<&'static [&'static str]> {
    Some(match word {
        "caption" => &["label"],
        "command" => &["type"],
        "tag" | "value" => &["name"],
        "sms_field" => &["sms_field"],
        "sms_option" => &["sms_option"],
        "sms_separator" => &["sms_separator"],
        "sms_allow_media" => &["sms_allow_media"],
        "sms_date_format" => &["sms_date_format"],
        "sms_datetime_format" => &["sms_datetime_format"],
        "sms_response" => &["sms_response"],
        "compact_tag" => &["instance", "odk:tag"],
        "read_only" | "readonly" => &["bind", "readonly"],
        "relevant" | "relevance" => &["bind", "relevant"],
        "required" => &["bind", "required"],
        "constraint" => &["bind", "constraint"],
        "constraining_message" | "constraint_message" => &["bind", "jr:constraintMsg"],
        "calculation" | "calculate" => &["bind", "calculate"],
        "noapperrorstring" | "no_app_error_string" => &["bind", "jr:noAppErrorString"],
        "requiredmsg" | "required_message" => &["bind", "jr:requiredMsg"],
        "save_to" => &["bind", "entities:saveto"],
        "appearance" => &["control", "appearance"],
        "count" | "repeat_count" | "jr:count" => &["control", "jr:count"],
        "autoplay" => &["control", "autoplay"],
        "rows" => &["control", "rows"],
        "body" => &["control"],
        "image" => &["media", "image"],
        "big-image" => &["media", "big-image"],
        "audio" => &["media", "audio"],
        "video" => &["media", "video"],
        _ => return None,
    })
}

pub(super) const CHOICES: Known =
    Known { sheet: "choices", meaning: list, columns: OPTION, worth_naming: &[] };
pub(super) const EXTERNAL: Known =
    Known { sheet: "external_choices", meaning: list, columns: OPTION, worth_naming: &[] };
pub(super) const OSM: Known = Known { sheet: "osm", meaning: list, columns: OPTION, worth_naming: &[] };

const OPTION: &[&str] = &["name", "label", "media", "sms_option", "parent", "extra_data"];

fn list(word: &str) -> Option<&'static [&'static str]> {
    Some(match word {
        "caption" => &["label"],
        "list_name" => &["list name"],
        "value" => &["name"],
        "image" => &["media", "image"],
        "big-image" => &["media", "big-image"],
        "audio" => &["media", "audio"],
        "video" => &["media", "video"],
        _ => return None,
    })
}

pub(super) const ENTITIES: Known = Known {
    sheet: "entities",
    meaning: |word| if word == "list_name" { Some(&["dataset"]) } else { None },
    columns: &["dataset", "entity_id", "create_if", "update_if", "repeat", "label"],
    worth_naming: &[],
};

pub(super) const SETTINGS: Known = Known {
    sheet: "settings",
    meaning: |word| match word {
        "form_title" | "set_form_title" => Some(&["title"]),
        "form_id" | "set_form_id" => Some(&["id_string"]),
        "prefix" => Some(&["prefix"]),
        _ => None,
    },
    columns: &[
        "name",
        "label",
        "title",
        "id_string",
        "version",
        "default_language",
        "style",
        "instance_name",
        "namespaces",
        "attribute",
        "public_key",
        "submission_url",
        "auto_send",
        "auto_delete",
        "client_editable",
        "omit_instanceID",
        "allow_choice_duplicates",
        "clean_text_values",
        "add_none_option",
        "instance_xmlns",
        "sms_keyword",
        "sms_separator",
        "sms_allow_media",
        "sms_date_format",
        "sms_datetime_format",
        "sms_response",
        "delimiter",
        "flat",
        "entity_version",
        "file_name",
        "bind",
        "children",
        "control",
        "hint",
        "media",
        "type",
        "instance",
        "sms_field",
        "parent",
        "extra_data",
        "choices",
    ],
    worth_naming: &[
        "form_title",
        "form_id",
        "version",
        "default_language",
        "style",
        "instance_name",
        "namespaces",
        "allow_choice_duplicates",
        "clean_text_values",
    ],
};

/// How an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Nobody is asked.
    None,
    /// Typed in.
    Input,
    /// One of a list.
    SelectOne,
    /// Several of a list.
    SelectMany,
    /// A list put in order.
    Rank,
    /// A number on a scale.
    Range,
    /// A file.
    Upload,
    /// « Read and understood ».
    Trigger,
    /// Something that the device does by itself.
    Action,
}

/// What a type of question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) control: Control,
    /// The type of the answer in an XForm.
    pub(super) data: &'static str,
    /// What the device fills in: `timestamp` `start`.
    pub(super) preload: Option<(&'static str, &'static str)>,
    pub(super) media: &'static str,
    pub(super) constraint: &'static str,
    pub(super) hint: &'static str,
    pub(super) readonly: bool,
}

/// The word that counts where there are several.
pub(super) fn plain_type(word: &str) -> &str {
    match word {
        "imei" => "deviceid",
        "image" | "add image prompt" | "add photo prompt" => "photo",
        "add audio prompt" => "audio",
        "add video prompt" => "video",
        "add file prompt" => "file",
        other => other,
    }
}

/// A type of question by its word. Words for lists of choices are read apart, with the name of the list.
pub(super) fn question_type(word: &str) -> Option<Type> {
    let plain = |control, data| Type {
        control,
        data,
        preload: None,
        media: "",
        constraint: "",
        hint: "",
        readonly: false,
    };
    let input = |data| plain(Control::Input, data);
    let preload = |kind, what| {
        let data = match (kind, what) {
            ("timestamp", _) => "dateTime",
            ("date", _) => "date",
            _ => "string",
        };
        Type { preload: Some((kind, what)), ..plain(Control::None, data) }
    };
    let upload = |media| Type { media, ..plain(Control::Upload, "binary") };
    Some(match word {
        "text" | "string" | "q string" | "add text prompt" | "select one external" => input("string"),
        "integer" | "int" | "q int" | "add integer prompt" => input("int"),
        "decimal" | "q decimal" | "add decimal prompt" => input("decimal"),
        "date" | "q date" | "add date prompt" => input("date"),
        "time" => input("time"),
        "dateTime"
        | "datetime"
        | "date time"
        | "q dateTime"
        | "q date time"
        | "add date time prompt"
        | "add dateTime prompt" => input("dateTime"),
        "geopoint" | "q geopoint" | "gps" | "location" | "q location" | "add location prompt" => {
            input("geopoint")
        }
        "geoshape" | "q geoshape" => input("geoshape"),
        "geotrace" | "q geotrace" => input("geotrace"),
        "barcode" | "q barcode" | "add barcode prompt" => input("barcode"),
        "note" | "q note" | "add note prompt" => Type { readonly: true, ..input("string") },
        "phone number" => {
            Type { constraint: r"regex(., '^\d*$')", hint: "Enter numbers only.", ..input("string") }
        }
        "percentage" => Type { constraint: "0 <= . and . <= 100", ..input("int") },
        "number of days in last month" => {
            Type { constraint: "0 <= . and . <= 31", hint: "Enter a number 0-31.", ..input("int") }
        }
        "number of days in last six months" => {
            Type { constraint: "0 <= . and . <= 183", hint: "Enter a number 0-183.", ..input("int") }
        }
        "number of days in last year" => {
            Type { constraint: "0 <= . and . <= 365", hint: "Enter a number 0-365.", ..input("int") }
        }
        "photo" | "q picture" | "image" | "q image" | "add image prompt" => upload("image/*"),
        "audio" | "q audio" | "add audio prompt" => upload("audio/*"),
        "video" | "q video" | "add video prompt" => upload("video/*"),
        "file" | "add file prompt" => upload("application/*"),
        "osm" => upload("osm/*"),
        "acknowledge" | "q acknowledge" | "add acknowledge prompt" | "trigger" => {
            plain(Control::Trigger, "string")
        }
        "range" => plain(Control::Range, "int"),
        "calculate" | "q calculate" | "add calculate prompt" | "hidden" => plain(Control::None, "string"),
        "audit" => plain(Control::None, "binary"),
        "start-geopoint" => plain(Control::Action, "geopoint"),
        "background-geopoint" => plain(Control::Trigger, "geopoint"),
        "background-audio" => plain(Control::Action, "binary"),
        "start" | "start time" | "get start time" => preload("timestamp", "start"),
        "end" | "end time" | "get end time" => preload("timestamp", "end"),
        "today" | "get today" => preload("date", "today"),
        "deviceid" | "device id" | "get device id" | "imei" => preload("property", "deviceid"),
        "subscriberid" | "subscriber id" | "get subscriber id" => preload("property", "subscriberid"),
        "simserial" | "sim id" | "get sim id" => preload("property", "simserial"),
        "phonenumber" | "get phone number" => preload("property", "phonenumber"),
        "username" => preload("property", "username"),
        "email" => preload("property", "email"),
        "uri:deviceid" => preload("property", "uri:deviceid"),
        "uri:subscriberid" => preload("property", "uri:subscriberid"),
        "uri:simserial" => preload("property", "uri:simserial"),
        "uri:phonenumber" => preload("property", "uri:phonenumber"),
        "uri:username" => preload("property", "uri:username"),
        "uri:email" => preload("property", "uri:email"),
        "rank"
        | "select one"
        | "select all that apply"
        | "select all that apply from"
        | "select multiple from"
        | "select multiple using"
        | "select one using"
        | "add select multiple prompt using"
        | "add select one prompt using"
        | "q select"
        | "q select1" => plain(Control::SelectOne, "string"),
        _ => return None,
    })
}

/// A question with choices: its command, what it is, the list, and whether « other » is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Select<'a> {
    pub(super) command: &'a str,
    pub(super) control: Control,
    pub(super) external: bool,
    pub(super) from_file: bool,
    pub(super) list: &'a str,
    pub(super) or_other: bool,
}

const SELECTS: &[(&str, Control)] = &[
    ("add select one prompt using", Control::SelectOne),
    ("add select multiple prompt using", Control::SelectMany),
    ("select all that apply from", Control::SelectMany),
    ("select one from", Control::SelectOne),
    ("select1", Control::SelectOne),
    ("select_one", Control::SelectOne),
    ("select one", Control::SelectOne),
    ("select_multiple", Control::SelectMany),
    ("select all that apply", Control::SelectMany),
    ("select_one_external", Control::SelectOne),
    ("select_one_from_file", Control::SelectOne),
    ("select_multiple_from_file", Control::SelectMany),
    ("select one from file", Control::SelectOne),
    ("select multiple from file", Control::SelectMany),
    ("rank", Control::Rank),
];

pub(super) fn select(word: &str) -> Option<Select<'_>> {
    SELECTS.iter().find_map(|(command, control)| {
        let rest = word.strip_prefix(command)?.strip_prefix(' ')?;
        let (list, or_other) = match rest.split_once(' ') {
            None => (rest, false),
            Some((list, "or specify other" | "or_other" | "or other")) => (list, true),
            Some(_) => return None,
        };
        if list.is_empty() || list.chars().any(char::is_whitespace) {
            return None;
        }
        Some(Select {
            command,
            control: *control,
            external: *command == "select_one_external",
            from_file: command.ends_with("file"),
            list,
            or_other,
        })
    })
}

/// What opens or closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Group,
    Repeat,
    Loop,
}

impl Section {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Section::Group => "group",
            Section::Repeat => "repeat",
            Section::Loop => "loop",
        }
    }
}

const SECTIONS: &[(&str, Section)] = &[
    ("group", Section::Group),
    ("lgroup", Section::Repeat),
    ("repeat", Section::Repeat),
    ("loop", Section::Loop),
    ("looped group", Section::Repeat),
];

fn after<'a>(word: &'a str, verb: &str) -> Option<&'a str> {
    word.strip_prefix(verb)?.strip_prefix(|c: char| c == '_' || c.is_whitespace())
}

/// `begin group`, `begin_repeat`, `begin loop over a_list`.
pub(super) fn begin(word: &str) -> Option<(Section, Option<&str>)> {
    let rest = after(word, "begin")?;
    SECTIONS.iter().find_map(|(name, section)| {
        let rest = rest.strip_prefix(name)?;
        if rest.is_empty() {
            return Some((*section, None));
        }
        let list = rest.strip_prefix(' ')?;
        let list = list.strip_prefix("over ").unwrap_or(list);
        let one = !list.is_empty() && !list.chars().any(char::is_whitespace);
        one.then_some((*section, Some(list)))
    })
}

/// `end group`, `end_repeat`.
pub(super) fn end(word: &str) -> Option<Section> {
    let rest = after(word, "end")?;
    SECTIONS.iter().find(|(name, _)| rest == *name).map(|(_, section)| *section)
}

/// `.csv` of `places.csv`; nothing for a name that only begins with a dot.
pub(super) fn extension(name: &str) -> (&str, &str) {
    let file = name.rfind('/').map_or(0, |at| at + 1);
    let body = name[file..].trim_start_matches('.');
    match body.rfind('.') {
        Some(at) => name.split_at(name.len() - body.len() + at),
        None => (name, ""),
    }
}

/// The kinds of pictures and sounds beside a text.
pub(super) fn is_media(kind: &str) -> bool {
    matches!(kind, "image" | "big-image" | "audio" | "video")
}

/// Whether a list is a file that comes with the form.
pub(super) fn is_file(list: &str) -> bool {
    matches!(extension(list).1, ".csv" | ".xml" | ".geojson")
}
