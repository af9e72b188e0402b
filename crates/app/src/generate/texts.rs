// SPDX-License-Identifier: EUPL-1.2
//! What is written in a synthetic case: sentences without anybody in particular in them.

use super::dice::Dice;

pub(super) const REASONS: &[&str] = &[
    "Aide demandée par la mère, qui se dit épuisée.",
    "Suite à un signalement de l’école.",
    "Demande du père, qui ne voit plus son enfant.",
    "Orientation par le centre psycho-médico-social.",
    "Suite à une hospitalisation de l’enfant.",
    "Demande du jeune lui-même.",
    "Suite à une intervention de la police au domicile.",
    "Relais d’un autre service, la famille a déménagé.",
];

pub(super) const OBSERVED: &[&str] = &[
    "L’enfant arrive seul, souriant, son cartable est vide.",
    "La maison est en ordre, le frigo est rempli.",
    "Madame pleure pendant une partie de l’entretien.",
    "Monsieur quitte la pièce après dix minutes, puis revient.",
    "L’enfant joue près de nous et écoute ce qui se dit.",
    "Personne ne répond à la porte, les volets sont baissés.",
    "Le bébé réagit à la voix et cherche le regard.",
    "L’adolescente garde sa veste et répond par oui ou par non.",
    "La chambre est partagée par trois enfants, il y a deux lits.",
    "Les grands-parents sont présents et participent.",
];

pub(super) const HEARD: &[&str] = &[
    "L’institutrice dit que les absences sont moins nombreuses.",
    "La mère dit qu’elle dort mieux depuis que la grand-mère l’aide.",
    "L’enfant dit : « Je veux rester avec mon frère. »",
    "Le père dit qu’il a repris contact avec le médecin.",
    "La voisine parle de cris le soir, sans pouvoir dire quand.",
    "Le jeune dit qu’il ne veut plus changer d’école.",
    "Les parents disent ne pas avoir reçu le courrier.",
    "L’éducateur parle d’un week-end qui s’est bien passé.",
];

pub(super) const THOUGHT: &[&str] = &[
    "La situation me paraît plus stable qu’au mois dernier.",
    "Il faudra revoir le rythme des visites avec la famille.",
    "Je m’interroge sur la place laissée à l’enfant.",
    "Le lien avec l’école est à soutenir.",
    "À reprendre en équipe.",
];

pub(super) const AGREED: &[&str] = &[
    "Prochain rendez-vous dans quinze jours, au bureau.",
    "La mère rappellera l’école cette semaine.",
    "Nous accompagnons le père au premier rendez-vous.",
    "Le jeune choisit qui participe à la prochaine réunion.",
    "Rien n’est changé au plan d’ici là.",
];

pub(super) const CLOSING: &[&str] = &[
    "Les buts fixés ensemble sont atteints, la famille le dit aussi.",
    "La famille ne souhaite plus d’aide et rien n’indique un danger.",
    "La famille a déménagé, le service de sa nouvelle commune a pris le relais.",
    "Le jeune est majeur et sait à qui s’adresser.",
];

/// A note in three parts, some of which may stay empty.
pub(super) fn note(dice: &mut Dice) -> [String; 3] {
    let observed = format!("{} {}", dice.one(OBSERVED), dice.one(OBSERVED));
    let heard = if dice.happens(700) { (*dice.one(HEARD)).to_owned() } else { String::new() };
    let thought = if dice.happens(400) { (*dice.one(THOUGHT)).to_owned() } else { String::new() };
    [observed, heard, thought]
}

/// What was said and agreed in a contact.
pub(super) fn contact(dice: &mut Dice) -> String {
    format!("{} {}", dice.one(HEARD), dice.one(AGREED))
}
