// SPDX-License-Identifier: EUPL-1.2
//! Assisted referrals: as tables, with named people, and through every form.

mod counted;
mod deeds;
mod forms;
mod readers;
mod tables;
mod way;
