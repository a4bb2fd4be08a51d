"""Messages of 160 characters of one kind of text each, the same in every run."""

from __future__ import annotations

import random

CHARACTERS = 160
# As many as stay near the processor: the engine is measured, not the memory.
MESSAGES = 512

ASCII = """Bonjour, votre commande est partie ce matin de notre atelier et sera chez vous demain entre 9h
et 12h. Merci de prevoir un acces pour le livreur, qui vous appellera dix minutes avant son
passage. En cas d'absence, le colis vous attendra trois jours au point relais de la rue du
Marche, ouvert du mardi au samedi. A bientot dans votre magasin !"""

ACCENTED = """Réf. 2041 : le colis préparé à l'été est arrivé à Béziers, 12,50 euros à régler à la réception.
Déjà réglé ? Présentez le numéro 88 à l'équipe. Privilège fidélité : 5 euros offerts dès 49
d'achats, où que le client soit situé, jusqu'à la célébration du 12 mai. Éléonore vous espère
près de la mairie, là où l'élu a décidé d'installer la médiathèque rénovée à 3 millions."""


def messages(words: str) -> list[str]:
    """Make many messages of words drawn by chance, so that no processor learns their letters by heart."""
    chance = random.Random(0x5EED)
    drawn = words.split()
    return [_message(drawn, chance) for _ in range(MESSAGES)]


def _message(words: list[str], chance: random.Random) -> str:
    text = ""
    while len(text) < CHARACTERS:
        text += chance.choice(words) + " "
    return text[:CHARACTERS]
