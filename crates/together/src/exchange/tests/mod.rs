// SPDX-License-Identifier: EUPL-1.2
//! What services ask and tell one another: as tables, with named people, through the door of those without an account, in silence.

mod declared;
pub(crate) mod deeds;
mod door;
mod silence;
mod tables;
