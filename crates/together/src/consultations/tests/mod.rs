// SPDX-License-Identifier: EUPL-1.2
//! Consultations: fixed beforehand, decided by the rules, open to those named, kept apart.

mod access;
mod deeds;
mod pages;
mod world;
