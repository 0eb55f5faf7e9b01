"""Words that a question is put with, and that say nothing of its subject."""

from functools import cache
from typing import Final

from .folding import fold

_WORDS: Final = {
    "pl": (
        "a aby ale albo bez będę będzie być by był była było ci ciebie co coś czy czyli dla "
        "dlaczego do gdy gdzie go i ich ile im inne ja jak jaka jaki jakie jako jakiś je jego "
        "jej jeśli jest jestem jeszcze już kiedy kto która które którego której który ktoś lub "
        "ma mam mamy mi mieć mnie mną moja moje moją mogę może można mój muszę musi my na nad "
        "nam nas nasz nie nich nim o od on ona one oni oraz po pod poza przed przez przy się są "
        "skąd ta tak także tam te tego tej ten to tu tutaj ty tylko tym u w we więc wszystko z "
        "za ze że żeby chcę chciałbym potrzebuję należy trzeba powinienem zrobić dostać"
    ),
    "en": (
        "a about am an and any are as at be been before but by can could do does for from get "
        "has have how i if in into is it its me must my need of on or our should so some than "
        "that the their them then there these they this those to was we were what when where "
        "which who why will with would you your want"
    ),
    "ru": (
        "а без бы был была были было быть в вам вас во вот все вы где да для до его ее если "
        "есть еще же за и из или им их к как какая какие какой какую когда кто куда ли меня мне "
        "мной могу может можно мой моя мы на надо нам нас не него нее нет ни них но ну нужен "
        "нужна нужно о об он она они оно от по под после при про с сколько со та так там то "
        "тоже только тот ты у уже хочу чего что чтобы эта эти это этот я получить сделать"
    ),
    "uk": (
        "а або аби без би був була були було бути в вам вас ви від він вона вони воно все вже "
        "де для до його є з за зі і із й їй їх її коли кому куди ли мене мені мій мною може "
        "можна можу моя ми на навіщо над нам нас не нею ним них ні о об онде по під після при "
        "про та так там те тебе ти тільки то тобі того тому треба у хто хочу це цей ця чи чого "
        "чому що щоб як яка які який яку я потрібно потрібен потрібна отримати зробити"
    ),
}


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language."""
    return frozenset(fold(word) for word in _WORDS.get(language, "").split())
