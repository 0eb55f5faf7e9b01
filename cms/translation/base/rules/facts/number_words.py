"""Numbers written as words, in each form of declension, and other words that mean a number."""

from typing import Final

# Value and its forms, one value a line. Whole words only: “треба” is no three.
_CARDINALS: Final = {
    "pl": """
        1 jeden jedna jedno jednego jednej jednemu jedną jednym
        2 dwa dwie dwaj dwóch dwu dwom dwóm dwoma dwiema dwoje dwojga dwojgu dwojgiem
        3 trzy trzej trzech trzem trzema troje trojga trojgu trojgiem
        4 cztery czterej czterech czterem czterema czworo czworga czworgu czworgiem
        5 pięć pięciu pięcioma pięcioro pięciorga pięciorgu pięciorgiem
        6 sześć sześciu sześcioma sześcioro sześciorga
        7 siedem siedmiu siedmioma siedmioro siedmiorga
        8 osiem ośmiu ośmioma ośmioro ośmiorga
        9 dziewięć dziewięciu dziewięcioma dziewięcioro dziewięciorga
        10 dziesięć dziesięciu dziesięcioma dziesięcioro dziesięciorga
        11 jedenaście jedenastu jedenastoma jedenaścioro jedenaściorga
        12 dwanaście dwunastu dwunastoma dwanaścioro dwanaściorga
        13 trzynaście trzynastu trzynaścioro trzynaściorga
        14 czternaście czternastu czternaścioro czternaściorga
        15 piętnaście piętnastu piętnaścioro piętnaściorga piętnaściorgu
        16 szesnaście szesnastu szesnaścioro szesnaściorga
        17 siedemnaście siedemnastu siedemnaścioro siedemnaściorga
        18 osiemnaście osiemnastu osiemnaścioro osiemnaściorga
        19 dziewiętnaście dziewiętnastu dziewiętnaścioro dziewiętnaściorga
        20 dwadzieścia dwudziestu dwudziestoma dwadzieścioro dwadzieściorga
        30 trzydzieści trzydziestu trzydzieścioro trzydzieściorga
        40 czterdzieści czterdziestu
        50 pięćdziesiąt pięćdziesięciu
        60 sześćdziesiąt sześćdziesięciu
        70 siedemdziesiąt siedemdziesięciu
        80 osiemdziesiąt osiemdziesięciu
        90 dziewięćdziesiąt dziewięćdziesięciu
        100 sto stu
        200 dwieście dwustu
        300 trzysta trzystu
        400 czterysta czterystu
        500 pięćset pięciuset
        600 sześćset sześciuset
        700 siedemset siedmiuset
        800 osiemset ośmiuset
        900 dziewięćset dziewięciuset
        1000 tysiąc tysiąca
        1000000 milion miliona""",
    "en": """
        1 one
        2 two
        3 three
        4 four
        5 five
        6 six
        7 seven
        8 eight
        9 nine
        10 ten
        11 eleven
        12 twelve
        13 thirteen
        14 fourteen
        15 fifteen
        16 sixteen
        17 seventeen
        18 eighteen
        19 nineteen
        20 twenty
        30 thirty
        40 forty
        50 fifty
        60 sixty
        70 seventy
        80 eighty
        90 ninety
        100 hundred
        1000 thousand
        1000000 million""",
    "ru": """
        1 один одна одно одного одной одному одну одним
        2 два две двух двум двумя двое двоих двоим двоими
        3 три трёх трех трём трем тремя трое троих троим троими
        4 четыре четырёх четырех четырём четырем четырьмя четверо четверых четверым
        5 пять пяти пятью пятеро пятерых
        6 шесть шести шестью шестеро шестерых
        7 семь семи семью семеро семерых
        8 восемь восьми восемью восьмью восьмеро восьмерых
        9 девять девяти девятью девятеро девятерых
        10 десять десяти десятью десятеро десятерых
        11 одиннадцать одиннадцати одиннадцатью
        12 двенадцать двенадцати двенадцатью
        13 тринадцать тринадцати
        14 четырнадцать четырнадцати
        15 пятнадцать пятнадцати
        16 шестнадцать шестнадцати
        17 семнадцать семнадцати
        18 восемнадцать восемнадцати
        19 девятнадцать девятнадцати
        20 двадцать двадцати двадцатью
        30 тридцать тридцати тридцатью
        40 сорок сорока
        50 пятьдесят пятидесяти
        60 шестьдесят шестидесяти
        70 семьдесят семидесяти
        80 восемьдесят восьмидесяти
        90 девяносто девяноста
        100 сто ста
        200 двести двухсот двумстам
        300 триста трёхсот трехсот
        400 четыреста четырёхсот четырехсот
        500 пятьсот пятисот
        600 шестьсот шестисот
        700 семьсот семисот
        800 восемьсот восьмисот
        900 девятьсот девятисот
        1000 тысяча тысячу
        1000000 миллион миллиона""",
    "uk": """
        1 один одна одне одного одній одному одну одним однієї однією
        2 два дві двох двом двома двоє
        3 три трьох трьом трьома троє
        4 чотири чотирьох чотирьом чотирма четверо
        5 п'ять п'яти п'ятьох п'ятьма п'ятьом п'ятеро
        6 шість шести шістьох шістьма шістьом шестеро
        7 сім семи сімох сьома сімома семеро
        8 вісім восьми вісьмох вісьма вісьмома восьмеро
        9 дев'ять дев'яти дев'ятьох дев'ятьма
        10 десять десяти десятьох десятьма
        11 одинадцять одинадцяти одинадцятьох
        12 дванадцять дванадцяти дванадцятьох
        13 тринадцять тринадцяти
        14 чотирнадцять чотирнадцяти
        15 п'ятнадцять п'ятнадцяти
        16 шістнадцять шістнадцяти
        17 сімнадцять сімнадцяти
        18 вісімнадцять вісімнадцяти
        19 дев'ятнадцять дев'ятнадцяти
        20 двадцять двадцяти двадцятьох
        30 тридцять тридцяти тридцятьох
        40 сорок сорока
        50 п'ятдесят п'ятдесяти
        60 шістдесят шістдесяти
        70 сімдесят сімдесяти
        80 вісімдесят вісімдесяти
        90 дев'яносто дев'яноста
        100 сто ста
        200 двісті двохсот
        300 триста трьохсот
        400 чотириста чотирьохсот
        500 п'ятсот п'ятисот
        600 шістсот шестисот
        700 сімсот семисот
        800 вісімсот восьмисот
        900 дев'ятсот дев'ятисот
        1000 тисяча тисячу тисячі
        1000000 мільйон мільйона""",
}
# After a figure or another number these multiply; alone the plural says nothing exact.
_MULTIPLIERS: Final = {
    "pl": "1000 tys tysiąc tysiące tysięcy tysiąca tysiącach; 1000000 mln milion miliony milionów"
    " miliona; 1000000000 mld miliard miliardy miliardów",
    "en": "100 hundred; 1000 thousand; 1000000 m mln million; 1000000000 bn billion",
    "ru": "1000 тыс тысяча тысячи тысяч тысячу тысячам; 1000000 млн миллион миллиона миллионов;"
    " 1000000000 млрд миллиард миллиарда миллиардов",
    "uk": "1000 тис тисяча тисячі тисяч тисячу тисячам; 1000000 млн мільйон мільйона мільйонів;"
    " 1000000000 млрд мільярд мільярда мільярдів",
}
# These are read for a number and never asked for, like ordinal numbers: “drugi” may well be “the
# other one”.
_OTHERS: Final = {
    "pl": """
        1 raz jednorazowo
        2 oba obie obaj obu obydwa obydwie oboje para parę dwukrotnie podwójnie podwójny
        3 trzykrotnie potrójnie""",
    "en": """
        1 once single
        2 both twice double pair couple
        3 triple
        12 dozen""",
    "ru": """
        1 раз однажды
        2 оба обе обоих обеих обоим обеим дважды вдвоём пара пару двойной
        3 трижды""",
    "uk": """
        1 раз одноразово
        2 обидва обидві обоє обох обом двічі пара пару подвійний
        3 тричі""",
}
# Ordinal numbers that are not made of the stems below.
_WHOLE_ORDINALS: Final = {
    "pl": "30 trzydziesty trzydziestego trzydziestym trzydziesta trzydziestej trzydzieste",
    "en": """
        1 first
        2 second
        3 third
        4 fourth
        5 fifth
        6 sixth
        7 seventh
        8 eighth
        9 ninth
        10 tenth
        11 eleventh
        12 twelfth
        13 thirteenth
        14 fourteenth
        15 fifteenth
        16 sixteenth
        17 seventeenth
        18 eighteenth
        19 nineteenth
        20 twentieth
        30 thirtieth""",
    "ru": "30 тридцатый тридцатого тридцатому тридцатым тридцатая тридцатой тридцатое",
    "uk": "30 тридцятий тридцятого тридцятому тридцятим тридцята тридцятої тридцяте",
}
# Stems of the first ordinal numbers, in order, and their endings.
_STEMS: Final = {
    "pl": (
        (
            "pierwsz drug trzec czwart piąt szóst siódm ósm dziewiąt dziesiąt jedenast dwunast"
            " trzynast czternast piętnast szesnast siedemnast osiemnast dziewiętnast dwudziest"
        ),
        "y i a e ego iego ej iej emu iemu ą ią ym im ie ych ich",
    ),
    "ru": (
        (
            "перв втор трет четвёрт|четверт пят шест седьм восьм девят десят одиннадцат двенадцат"
            " тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
        ),
        "ый ой ий ая ье ья ое ого ьего ому ьему ую ью ым ьим ом ьем ых ьих ей",
    ),
    "uk": (
        (
            "перш друг трет четверт п'ят шост сьом восьм дев'ят десят одинадцят дванадцят"
            " тринадцят чотирнадцят п'ятнадцят шістнадцят сімнадцят вісімнадцят дев'ятнадцят"
            " двадцят"
        ),
        "ий ій а я е є ого ього ої ьої ому ьому у ю им ім ою ьою их іх",
    ),
    "en": ("", ""),
}


def _table(lines: str) -> dict[str, int]:
    rows = (row.split() for row in lines.replace(";", "\n").splitlines() if row.strip())
    return {word: int(value) for value, *words in rows for word in words}


def _ordinals(language: str) -> dict[str, int]:
    stems, endings = (part.split() for part in _STEMS[language])
    made = {
        f"{stem}{ending}": value
        for value, group in enumerate(stems, start=1)
        for stem in group.split("|")
        for ending in endings
    }
    return made | _table(_WHOLE_ORDINALS[language])


CARDINALS: Final = {code: _table(lines) for code, lines in _CARDINALS.items()}
MULTIPLIERS: Final = {code: _table(lines) for code, lines in _MULTIPLIERS.items()}
ORDINALS: Final = {code: _ordinals(code) for code in _STEMS}
SOFT: Final = {code: ORDINALS[code] | _table(lines) for code, lines in _OTHERS.items()}
