// SPDX-License-Identifier: EUPL-1.2
//! Results of campaigns, as somebody who reads them sees them.

mod attack;
mod gaps;
mod grid;
mod inventory;
mod page;
mod world;
