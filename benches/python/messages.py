"""Messages of 160 characters of one kind of text each, the same in every run."""

from __future__ import annotations

import random

CHARACTERS = 160
# As many as stay near the processor: the engine is measured, not the memory.
MESSAGES = 512
# With these the memory is measured too: some 20 MB.
FAR_MORE = 32_768

ASCII = """Bonjour, votre commande est partie ce matin de notre atelier et sera chez vous demain entre 9h
et 12h. Merci de prevoir un acces pour le livreur, qui vous appellera dix minutes avant son
passage. En cas d'absence, le colis vous attendra trois jours au point relais de la rue du
Marche, ouvert du mardi au samedi. A bientot dans votre magasin !"""

# All of it is GSM; the € counts twice, so most of these messages take two segments.
ACCENTED = """Réf. 2041 : le colis préparé à l'été est arrivé à Béziers, 12,50 € à régler à la réception.
Déjà réglé ? Présentez le numéro 88 à l'équipe. Privilège fidélité : 5 € offerts dès 49 €
d'achats, où que le client soit situé, jusqu'à la célébration du 12 mai. Éléonore vous espère
près de la mairie, là où l'élu a décidé d'installer la médiathèque rénovée à 3 millions d'€."""

# GSM has no ç, ê or œ: nearly all of these messages are UCS-2, of three segments.
UNICODE = """Chère Françoise, votre œuvre est bien reçue et sera prête vendredi : 12,50 € à régler à la
réception. Ça y est, le maître d'œuvre a terminé la façade de l'hôtel, la fenêtre et le plafond du
théâtre. Bientôt la fête du cœur de ville : où que vous soyez, accès gratuit dès 18h, même garçons
et sœurs, jusqu'à la clôture le 12 août. Tâchez d'arriver tôt, le chêne près de l'île est déjà là."""


def messages(words: str, count: int = MESSAGES) -> list[str]:
    """Make many messages of words drawn by chance, so that no processor learns their letters by heart."""
    chance = random.Random(0x5EED)
    drawn = words.split()
    return [_message(drawn, chance) for _ in range(count)]


def _message(words: list[str], chance: random.Random) -> str:
    text = ""
    while len(text) < CHARACTERS:
        text += chance.choice(words) + " "
    return text[:CHARACTERS]
