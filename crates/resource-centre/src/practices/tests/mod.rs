// SPDX-License-Identifier: EUPL-1.2
//! The practice bank: as tables, with named people, and through every form.

mod access;
mod bank;
mod deeds;
mod forms;
mod tables;
mod world;
