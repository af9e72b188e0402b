// SPDX-License-Identifier: EUPL-1.2
//! Names as one meets them between Lille and Liège: common ones often, rare ones too. Every person is invented.

use super::dice::Dice;

/// A family background, as far as names go.
pub(super) struct Origin {
    per_thousand: usize,
    families: &'static [&'static str],
    /// Rare family names are put together from a beginning and an end.
    beginnings: &'static [&'static str],
    ends: &'static [&'static str],
    girls: &'static [&'static str],
    boys: &'static [&'static str],
    /// Languages spoken at home, codes separated by commas.
    pub(super) languages: &'static str,
}

/// Whose given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Girl,
    Boy,
}

impl Origin {
    /// A background, as frequent as in the region.
    pub(super) fn draw(dice: &mut Dice) -> &'static Origin {
        let mut at = dice.below(1_000);
        for origin in ORIGINS {
            if at < origin.per_thousand {
                return origin;
            }
            at -= origin.per_thousand;
        }
        &ORIGINS[0]
    }

    /// A family name.
    pub(super) fn family(&self, dice: &mut Dice) -> String {
        let rare = self.beginnings.len() * self.ends.len();
        let rank = dice.rank(self.families.len() + rare);
        match self.families.get(rank) {
            Some(name) => (*name).to_owned(),
            None => {
                let n = rank - self.families.len();
                format!("{}{}", self.beginnings[n % self.beginnings.len()], self.ends[n / self.beginnings.len()])
            }
        }
    }

    /// A given name; one in thirty is made of two.
    pub(super) fn given(&self, dice: &mut Dice, gender: Gender) -> String {
        let names = if gender == Gender::Girl { self.girls } else { self.boys };
        let first = names[dice.rank(names.len())];
        if dice.happens(33) {
            let second = names[dice.below(names.len())];
            if second != first && !first.contains('-') && !second.contains('-') {
                return format!("{first}-{second}");
            }
        }
        first.to_owned()
    }
}

static ORIGINS: &[Origin] = &[
    Origin {
        per_thousand: 470,
        families: &[
            "Martin", "Dubois", "Lambert", "Dupont", "Laurent", "Simon", "Leroy", "Moreau", "Petit", "Durand", "Bernard",
            "Thomas", "Robert", "Richard", "Michel", "Lefebvre", "Roux", "David", "Bertrand", "Morel", "Fournier",
            "Girard", "Bonnet", "Mercier", "Blanc", "Guérin", "Boyer", "Garnier", "Chevalier", "François", "Legrand",
            "Gauthier", "Perrin", "Robin", "Clément", "Morin", "Nicolas", "Henry", "Roussel", "Mathieu", "Gautier",
            "Masson", "Marchand", "Duval", "Denis", "Dumont", "Marie", "Lemaire", "Noël", "Meyer", "Dufour", "Meunier",
            "Brun", "Blanchard", "Giraud", "Joly", "Rivière", "Lucas", "Brunet", "Gaillard", "Barbier", "Arnaud",
            "Collignon", "Renard", "Wauters", "Delvaux", "Evrard", "Charlier", "Lejeune", "Declercq", "Hubert", "Lacroix",
            "Pirotte", "Wautelet", "Noirhomme", "Delcourt", "Poncelet", "Servais", "Toussaint", "Vandenberghe", "Hanot",
            "Stassart", "Gillard", "Colson", "Fontaine", "Marlier", "Dethier", "Bodart", "Pierret", "Thiry",
        ],
        beginnings: &[
            "Bel", "Beau", "Champ", "Clair", "Cour", "Des", "Dor", "Fon", "Froid", "Gran", "Haut", "Lau", "Mal", "Mar",
            "Mon", "Neu", "Per", "Pom", "Quer", "Ram", "Ro", "Sau", "Ser", "Tour", "Val", "Ver", "Vil", "Bri", "Cas",
            "Cha", "Col", "Dam", "Fau", "Ger", "Jac", "Lam", "Mou", "Nav", "Pas", "Ri",
        ],
        ends: &[
            "mont", "court", "ville", "champs", "roy", "guet", "ret", "chel", "tier", "vier", "gnon", "quet", "bert",
            "mart", "noit", "teau", "vau", "denne", "lier", "sart", "deau", "fosse", "rieux", "bois", "combe", "dois",
            "lain", "meau", "pierre", "rieul", "tray", "vert", "zelle", "bart", "delle", "doux", "naux", "reau", "set",
            "ton", "vain", "veau", "neuve", "quin", "rain", "sey", "velle", "gnies", "bourg", "mois",
        ],
        girls: &[
            "Léa", "Emma", "Chloé", "Manon", "Louise", "Camille", "Inès", "Jade", "Alice", "Zoé", "Lina", "Juliette",
            "Clara", "Lucie", "Eva", "Charlotte", "Romane", "Sarah", "Maëlys", "Noémie", "Élise", "Rose", "Anna", "Mila",
            "Margaux", "Pauline", "Océane", "Lola", "Victoria", "Agathe", "Ambre", "Capucine", "Élodie", "Mélissa",
            "Laura", "Justine", "Célia", "Amandine", "Aurélie", "Nathalie", "Sandrine", "Isabelle", "Véronique",
            "Stéphanie", "Céline", "Valérie", "Christelle", "Delphine", "Ludivine", "Jennifer", "Kelly", "Cindy",
        ],
        boys: &[
            "Lucas", "Louis", "Hugo", "Arthur", "Jules", "Nathan", "Gabriel", "Léo", "Raphaël", "Tom", "Théo", "Enzo",
            "Maxime", "Noah", "Ethan", "Adam", "Mathis", "Clément", "Antoine", "Sacha", "Victor", "Axel", "Baptiste",
            "Simon", "Valentin", "Loïc", "Mattéo", "Romain", "Quentin", "Kévin", "Jordan", "Dylan", "Bryan", "Jérôme",
            "Benoît", "Olivier", "Christophe", "Frédéric", "Stéphane", "Cédric", "Laurent", "Philippe", "Pascal",
            "Thierry", "Didier", "Grégory", "Ludovic", "Sébastien", "Vincent", "Timéo", "Malo", "Augustin",
        ],
        languages: "fr",
    },
    Origin {
        per_thousand: 110,
        families: &[
            "Peeters", "Janssens", "Maes", "Jacobs", "Willems", "Mertens", "Claes", "Goossens", "Wouters", "De Smet",
            "Vermeulen", "Pauwels", "Dubois", "Hermans", "Aerts", "Michiels", "Lambrechts", "Desmet", "Martens",
            "Van Damme", "Smets", "Stevens", "Cools", "De Backer", "Verhoeven", "Hendrickx", "Segers", "Coppens",
            "Verbeke", "De Clercq", "Bogaert", "Lemmens", "Wuyts", "Thys", "D’Hondt", "Van den Bossche", "Baert",
        ],
        beginnings: &[
            "Van ", "Van de ", "Van den ", "Ver", "De ", "Van der ", "Op de ", "Van ’t ", "Hey", "Wij", "Kerk", "Mole",
        ],
        ends: &[
            "velde", "broeck", "berghe", "castele", "straeten", "meulen", "hove", "linden", "beke", "donck", "eynde",
            "haegen", "kerckhove", "laer", "moere", "poel", "putte", "rode", "steen", "voorde", "waele", "weyer",
            "winckel", "zande", "heyden", "elst", "brempt", "cauter", "driessche", "maele",
        ],
        girls: &[
            "Emma", "Louise", "Marie", "Elise", "Lotte", "Fien", "Lore", "Noor", "Julie", "Amber", "Lies", "Hanne",
            "Femke", "Sofie", "Katrien", "An", "Els", "Griet", "Ilse", "Britt", "Jolien", "Nele", "Saar", "Tine",
        ],
        boys: &[
            "Lars", "Milan", "Wout", "Seppe", "Jef", "Stijn", "Bram", "Daan", "Thomas", "Kobe", "Ruben", "Jonas", "Dries",
            "Pieter", "Koen", "Bart", "Geert", "Wim", "Tom", "Sander", "Arne", "Jens", "Robbe", "Tuur",
        ],
        languages: "nl,fr",
    },
    Origin {
        per_thousand: 165,
        families: &[
            "Benali", "El Amrani", "Bouazza", "Haddad", "Bensaïd", "Belkacem", "El Idrissi", "Mansouri", "Bouzid",
            "Cherif", "Amari", "Saïdi", "Brahimi", "El Khattabi", "Ziani", "Boudiaf", "Rahmani", "Slimani", "Bakkali",
            "Benyahia", "Toumi", "Messaoudi", "Hamdi", "El Ouali", "Lahlou", "Bennani", "Chaoui", "Kaddour", "Tazi",
            "Zerrouki", "Aït Ahmed", "Mokhtari", "Berrada", "Ouali", "Jaziri", "Ben Amor", "Trabelsi", "Gharbi",
        ],
        beginnings: &["Ben ", "El ", "Aït ", "Bou", "Bel", "Ould ", "Abdel", "Bouch", "Am", "Has"],
        ends: &[
            "hadj", "mekki", "yahya", "habib", "lahcen", "kacem", "moussa", "raïs", "khadir", "salem", "ziane", "arbi",
            "hamou", "rachid", "taleb", "jelloul", "louafi", "naceur", "chikh", "merzoug", "guerra", "faleh", "khelif",
            "rouane", "seddik", "tayeb", "ourabi", "hamid", "karim", "mimoun",
        ],
        girls: &[
            "Fatima", "Yasmine", "Inès", "Amina", "Khadija", "Nour", "Salma", "Lina", "Aya", "Sara", "Imane", "Hajar",
            "Samira", "Naïma", "Leïla", "Malika", "Farida", "Rania", "Assia", "Dounia", "Hanane", "Meryem", "Siham",
            "Soraya", "Widad", "Zineb", "Kenza", "Nadia",
        ],
        boys: &[
            "Mohamed", "Adam", "Yassine", "Ayoub", "Rayan", "Ilyas", "Mehdi", "Karim", "Amine", "Bilal", "Hamza", "Omar",
            "Ibrahim", "Youssef", "Nassim", "Sofiane", "Samir", "Rachid", "Hicham", "Khalid", "Saïd", "Abdelkader",
            "Mustapha", "Zakaria", "Anas", "Ismaël", "Driss", "Walid",
        ],
        languages: "ar,fr",
    },
    Origin {
        per_thousand: 60,
        families: &[
            "Yılmaz", "Kaya", "Demir", "Çelik", "Şahin", "Yıldız", "Öztürk", "Aydın", "Özdemir", "Arslan", "Doğan",
            "Kılıç", "Aslan", "Çetin", "Kara", "Koç", "Kurt", "Özkan", "Şimşek", "Polat", "Korkmaz", "Erdoğan", "Güneş",
        ],
        beginnings: &["Ak", "Kara", "Demir", "Öz", "Er", "Gül", "Yıl", "Bay", "Tun", "Kaya", "Gök", "Al"],
        ends: &["oğlu", "kaya", "taş", "türk", "men", "su", "dağ", "bulut", "soy", "alp", "tekin", "can", "han", "er"],
        girls: &[
            "Zeynep", "Elif", "Ayşe", "Fatma", "Merve", "Esra", "Büşra", "Selin", "Derya", "Emine", "Hatice", "Aylin",
            "Melek", "Sevgi", "Ebru", "Gamze",
        ],
        boys: &[
            "Mehmet", "Mustafa", "Emre", "Ali", "Burak", "Hasan", "Hüseyin", "Can", "Murat", "Yusuf", "Ömer", "Eren",
            "Kerem", "Serkan", "Deniz", "Ahmet",
        ],
        languages: "tr,fr",
    },
    Origin {
        per_thousand: 55,
        families: &[
            "da Silva", "Ferreira", "Pereira", "Santos", "Oliveira", "Costa", "Rodrigues", "Martins", "Fernandes",
            "Gonçalves", "Gomes", "Lopes", "Marques", "Almeida", "Ribeiro", "Pinto", "Carvalho", "Teixeira", "Moreira",
            "García", "López", "Sánchez", "Pérez", "Gómez", "Ruiz",
        ],
        beginnings: &[
            "da Silva ", "Pereira ", "dos Santos ", "Costa ", "Gomes ", "Lopes ", "Sousa ", "Rocha ", "Dias ", "Neves ",
        ],
        ends: &[
            "Ferreira", "Alves", "Monteiro", "Cardoso", "Mendes", "Nunes", "Vieira", "Correia", "Barros", "Fonseca",
            "Machado", "Tavares", "Coelho", "Cunha", "Pires", "Batista", "Freitas", "Simões", "Antunes", "Matos",
        ],
        girls: &[
            "Maria", "Ana", "Beatriz", "Mariana", "Inês", "Sofia", "Carolina", "Joana", "Catarina", "Lurdes", "Fátima",
            "Teresa", "Isabel", "Lucía", "Carmen", "Paula",
        ],
        boys: &[
            "João", "Rodrigo", "Tiago", "Diogo", "Miguel", "Pedro", "André", "Rui", "Paulo", "José", "António", "Manuel",
            "Carlos", "Nuno", "Pablo", "Diego",
        ],
        languages: "pt,fr",
    },
    Origin {
        per_thousand: 50,
        families: &[
            "Russo", "Ferrari", "Esposito", "Bianchi", "Romano", "Colombo", "Ricci", "Marino", "Greco", "Bruno", "Gallo",
            "Conti", "De Luca", "Costa", "Giordano", "Mancini", "Rizzo", "Lombardi", "Moretti", "Caruso",
        ],
        beginnings: &["Di ", "De ", "Lo ", "La ", "Del ", "D’", "Monte", "Castel", "Bon", "Cam"],
        ends: &[
            "Marco", "Angelo", "Pietro", "Stefano", "Rosa", "Russo", "Grasso", "Giudice", "Santis", "Matteo", "Rocco",
            "Vito", "Blasi", "Carlo", "Felice", "Nardo", "Paolo", "Salvo", "Agata", "Bella",
        ],
        girls: &[
            "Giulia", "Chiara", "Sofia", "Martina", "Francesca", "Elena", "Laura", "Rosa", "Giovanna", "Angela", "Carla",
            "Paola", "Alessia", "Serena", "Bianca", "Lucia",
        ],
        boys: &[
            "Alessandro", "Matteo", "Lorenzo", "Marco", "Luca", "Giuseppe", "Antonio", "Salvatore", "Franco", "Dario",
            "Fabio", "Angelo", "Mario", "Enzo", "Rocco", "Nicola",
        ],
        languages: "it,fr",
    },
    Origin {
        per_thousand: 60,
        families: &[
            "Nguema", "Diallo", "Barry", "Bah", "Traoré", "Coulibaly", "Keïta", "Camara", "Mukendi", "Ilunga", "Kabongo",
            "Kasongo", "Mbuyi", "Tshibangu", "Ngoy", "Mutombo", "Ndiaye", "Sow", "Diop", "Konaté", "Touré", "Cissé",
            "Uwimana", "Habimana", "Tesfay", "Abraha", "Ndayizeye", "Ngalula",
        ],
        beginnings: &["Mu", "Ka", "Ngo", "Ki", "Lu", "Ba", "Tshi", "Ma", "Nze", "Bo"],
        ends: &[
            "bala", "kamba", "lumba", "ngu", "senga", "tala", "yembe", "zola", "mba", "nda", "keba", "lenge", "mono",
            "panga", "simba", "tende", "vita", "wanga", "longo", "dima",
        ],
        girls: &[
            "Aïssatou", "Mariama", "Fatoumata", "Grâce", "Divine", "Merveille", "Naomie", "Esther", "Ruth", "Aminata",
            "Kadiatou", "Awa", "Bénédicte", "Solange", "Selam", "Clémence",
        ],
        boys: &[
            "Mamadou", "Ibrahima", "Ousmane", "Abdoulaye", "Josué", "Emmanuel", "Christian", "Jonathan", "Glody",
            "Exaucé", "Moïse", "Alpha", "Cheikh", "Samuel", "Yonas", "Patrick",
        ],
        languages: "fr",
    },
    Origin {
        per_thousand: 30,
        families: &[
            "Popescu", "Ionescu", "Popa", "Dumitru", "Radu", "Nowak", "Kowalski", "Wiśniewska", "Wójcik", "Kamiński",
            "Lewandowska", "Zieliński", "Al Hassan", "Khalil", "Haidari", "Ahmadi", "Karimi", "Ivanova", "Petrov",
        ],
        beginnings: &["Nov", "Kow", "Pop", "Ion", "Mih", "Stan", "Zaw", "Kras", "Bor", "Vas"],
        ends: &["escu", "iak", "owski", "ska", "ov", "eanu", "ek", "ic", "enko", "oiu", "czyk", "ova"],
        girls: &[
            "Maria", "Elena", "Ioana", "Anna", "Katarzyna", "Agnieszka", "Zofia", "Hala", "Rana", "Zahra", "Svetlana",
            "Daria",
        ],
        boys: &[
            "Andrei", "Alexandru", "Ștefan", "Jan", "Piotr", "Krzysztof", "Ahmad", "Khaled", "Reza", "Ivan", "Mihai",
            "Tomasz",
        ],
        languages: "ro,fr",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequencies_add_up_and_common_names_come_often() {
        assert_eq!(ORIGINS.iter().map(|o| o.per_thousand).sum::<usize>(), 1_000);
        let mut dice = Dice::new(1);
        let mut names = std::collections::HashMap::new();
        for _ in 0..100_000 {
            let origin = Origin::draw(&mut dice);
            *names.entry(origin.family(&mut dice)).or_insert(0) += 1;
        }
        let martin = names["Martin"];
        assert!((300..3_000).contains(&martin), "{martin} Martins in a hundred thousand");
        assert!(names.len() > 2_000, "{} different names", names.len());
    }
}
