// SPDX-License-Identifier: EUPL-1.2
//! The forms of a pack: one file each under `forms/`, in the table notation of XLSForm. What a form says is not looked at here:
//! whoever fills forms in reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::pack::Pack;

impl Pack {
    /// The names of the forms that come with the pack.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.names()
    }

    /// A form as it is written, in the table notation of XLSForm.
    pub fn form(&self, name: &str) -> Option<&str> {
        self.forms.get(name)
    }
}

/// Forms by name, as they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms(Arc<BTreeMap<String, String>>);

impl Forms {
    /// Those below the folder of a pack.
    pub(crate) fn found(files: &BTreeMap<String, String>, pack: &str) -> Forms {
        let below = format!("{pack}/forms/");
        let named = files.iter().filter_map(|(path, text)| {
            let name = path.strip_prefix(&below)?.strip_suffix(".md")?;
            Some((name.to_owned(), text.clone()))
        });
        Forms(Arc::new(named.collect()))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
