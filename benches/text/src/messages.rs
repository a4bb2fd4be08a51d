//! Messages of one kind of text each, the same in every run.

/// The length of each message in UTF-8.
pub const MESSAGE_BYTES: usize = 160;

const MESSAGES: usize = 4096;

/// Many messages of one kind of text.
///
/// So many, of words that are drawn by chance, that no processor learns their bytes by heart as it
/// would learn a few.
#[derive(Debug)]
pub struct Messages {
    /// What kind of text.
    pub name: &'static str,
    texts: Vec<String>,
}

impl Messages {
    /// French without accents.
    pub fn ascii() -> Self {
        Self::of_words("ASCII", ASCII)
    }

    /// French with the accents that GSM has, and `€`.
    pub fn accented() -> Self {
        Self::of_words("accented + €", ACCENTED)
    }

    /// Russian with emoji: Unicode from the first letter on.
    pub fn cyrillic() -> Self {
        Self::of_words("Cyrillic + emoji", CYRILLIC)
    }

    /// French as people write it, with what GSM does not have.
    pub fn raw_french() -> Self {
        Self::of_words("raw French", RAW_FRENCH)
    }

    /// One after another.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(String::as_str)
    }

    /// The bytes of all.
    pub const fn bytes(&self) -> usize {
        self.texts.len() * MESSAGE_BYTES
    }

    fn of_words(name: &'static str, text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut chance = Chance(0x5EED);
        let texts = (0..MESSAGES).map(|_| message(&words, &mut chance)).collect();
        Self { name, texts }
    }
}

fn message(words: &[&str], chance: &mut Chance) -> String {
    let mut text = String::new();
    while text.len() < MESSAGE_BYTES {
        text += words.get(chance.below(words.len())).copied().unwrap_or_default();
        text.push(' ');
    }
    let end = (0..=MESSAGE_BYTES).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.truncate(end);
    text.extend(std::iter::repeat_n('.', MESSAGE_BYTES - end));
    text
}

/// A linear congruential generator.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

const ASCII: &str = "Bonjour, votre commande est partie ce matin de notre atelier et sera \
    chez vous demain entre 9h et 12h. Merci de prevoir un acces pour le livreur, qui vous \
    appellera dix minutes avant son passage. En cas d'absence, le colis vous attendra trois jours \
    au point relais de la rue du Marche, ouvert du mardi au samedi. Pour toute question, appelez \
    le 05 56 00 00 00 ou repondez a ce message. A bientot dans votre magasin ! ";

const ACCENTED: &str = "Réf. 2041 : le colis préparé à l'été est arrivé à Béziers, 12,50 € à régler \
    à la réception. Déjà réglé ? Présentez le numéro 88 à l'équipe. Privilège fidélité : 5 € \
    offerts dès 49 € d'achats, où que le client soit situé, jusqu'à la célébration du 12 mai. \
    Fermé le soir du marché, réouvert après l'été. Éléonore vous espère près de la mairie, là \
    où l'élu a décidé d'installer la médiathèque rénovée à 3 M€. ";

const CYRILLIC: &str = "Добрый день! Ваш заказ передан в службу доставки 🚚 и прибудет завтра с \
    девяти до двенадцати 😀. Курьер позвонит за десять минут до приезда. Если вас не будет дома, \
    посылка будет ждать вас три дня в пункте выдачи 📦. Спасибо за покупку и до скорой встречи 🎉 \
    в нашем магазине на улице Мира! ";

const RAW_FRENCH: &str = "L’été arrive : votre colis no 2041 vous attend à l’hôtel « Le Chêne » — \
    réservé jusqu’à dimanche… Ça vous plaît ? Répondez-nous, même tard, dès aujourd’hui ! Cœur de \
    saison : les œuvres des élèves de l’école Saint-François sont exposées à la mairie, où le \
    maire vous accueillera à bras ouverts. Dernière étape : la fête, le goûter et un tirage au \
    sort des gagnants, à côté du château. ";
