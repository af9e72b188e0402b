// SPDX-License-Identifier: EUPL-1.2
//! The languages of the interface.

/// A language in which every screen is complete. French comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// French, the language the product is written in first.
    #[default]
    Fr,
    /// Dutch, as used in Flanders and Brussels.
    Nl,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order of the language switch.
    pub const ALL: [Lang; 3] = [Lang::Fr, Lang::Nl, Lang::En];

    /// The BCP 47 code, as used in `lang` attributes, cookies and columns.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::Nl => "nl",
            Lang::En => "en",
        }
    }

    /// The name of the language in that language.
    pub const fn own_name(self) -> &'static str {
        match self {
            Lang::Fr => "Français",
            Lang::Nl => "Nederlands",
            Lang::En => "English",
        }
    }

    /// Reads a code such as `fr`, `nl-BE` or `EN`; `None` for a language we do not speak.
    pub fn parse(code: &str) -> Option<Lang> {
        let primary = code.split(['-', '_']).next().unwrap_or(code);
        Lang::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(primary))
    }

    /// The best language for an `Accept-Language` header, by order of appearance.
    ///
    /// Weights are ignored on purpose: browsers send languages in order of preference.
    pub fn negotiate(header: &str) -> Option<Lang> {
        header.split(',').find_map(|part| Lang::parse(part.split(';').next().unwrap_or("").trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_generously() {
        assert_eq!(Lang::parse("nl-BE"), Some(Lang::Nl));
        assert_eq!(Lang::parse("FR"), Some(Lang::Fr));
        assert_eq!(Lang::parse("de"), None);
        assert_eq!(Lang::negotiate("de-DE, nl;q=0.8, fr;q=0.5"), Some(Lang::Nl));
        assert_eq!(Lang::negotiate(""), None);
    }
}
