"""Whether a text is English enough to be read as a statement."""

import re

from cxdash.domain.statements.text import words

_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = frozenset(
    words(
        "der die das und nicht mit für von den dem ein eine einer einen auf um durch zum zur wird werden wir"
        " unsere sollen bei innerhalb tagen tage kunden senken erhöhen verringern reduzieren steigern prozent"
        " über im ist el los las una por para con del nuestros nuestro clientes reducir aumentar mejorar en un"
        " días dias mediante que y de la le les des une pour par avec dans du et réduire augmenter améliorer"
        " jours nos notre clients est au aux grâce sur il gli dei della delle per nel nella ridurre aumentare"
        " giorni migliorare entro tramite di os uma com reduzir aumentar melhorar dos das em até não het een"
        " van voor met onze verminderen verhogen dagen binnen verlagen klanten door och att för av med minska"
        " öka dagar zmniejszyć zwiększyć dni przez klientów w ciągu"
    )
)
_ENGLISH = frozenset(
    words(
        "the of and to in by for with from within over on at our we is are reduce increase cut improve lower"
        " through using among per customers patients calls measured days weeks months a an as be will that"
        " this it or rate raise lift get drop fewer more via across deploy implement"
    )
)


def is_foreign(text: str) -> bool:
    """Whether a text is plainly in another language: other letters, or more of its words than of English ones."""
    letters = [each for each in text if each.isalpha()]
    if not letters:
        return False
    if sum(each > "\u024f" for each in letters) > len(letters) / 2:
        return True
    words = [each.lower() for each in _WORD.findall(text)]
    foreign = sum(word in _FOREIGN for word in words)
    english = sum(word in _ENGLISH for word in words)
    return foreign >= 2 and foreign > english
