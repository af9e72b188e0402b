// SPDX-License-Identifier: EUPL-1.2
//! The rules of the journal as tables, then its verbs and pages with named people.

mod contact_pages;
mod note_pages;
mod rule_tables;
mod world;
