"""Sentences and subjects that the measured pages are made of, in the site's four languages."""

from typing import Final

SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "pl": (
        "Zameldowanie na pobyt czasowy jest bezpłatne i zwykle trwa jedną wizytę w urzędzie gminy.",
        "Umowę najmu warto podpisać dopiero po obejrzeniu mieszkania i spisaniu stanu liczników.",
        "Dziecko może zacząć naukę w każdej chwili roku szkolnego, także bez znajomości języka.",
        "Do lekarza rodzinnego zapisuje się raz, a potem umawia wizyty telefonem lub na miejscu.",
        "Numer PESEL jest potrzebny do umowy o pracę, do szkoły, do lekarza i do konta w banku.",
        "Bezpłatne kursy polskiego prowadzą biblioteki, uczelnie i organizacje w całym regionie.",
        "Jeśli pismo z urzędu jest niezrozumiałe, poproś o pomoc doradcę w punkcie informacyjnym.",
        "Zachowaj kopie wszystkich dokumentów, które składasz, razem z potwierdzeniem przyjęcia.",
        "Pracodawca musi wydać umowę na piśmie najpóźniej pierwszego dnia, przed początkiem pracy.",
        "W razie zagrożenia życia lub zdrowia zadzwoń pod numer 112 i powiedz, gdzie jesteś.",
        "Bilet miesięczny dla ucznia kosztuje połowę, a legitymację wydaje sekretariat szkoły.",
        "Wolontariusze pomagają w pierwszych zakupach, tłumaczą rozmowy i towarzyszą w urzędach.",
    ),
    "en": (
        "Registering a temporary stay is free and usually takes a single visit to the town office.",
        "Sign a lease only after you have seen the flat and written down what the meters show.",
        "A child may start school at any time of the school year, also without the language.",
        "You sign up with a family doctor once and then book visits by telephone or in person.",
        "The PESEL number is needed for a work contract, for school, a doctor and a bank account.",
        "Libraries, universities and associations give free Polish courses all over the region.",
        "If a letter from an office is hard to understand, ask an adviser at an information point.",
        "Keep copies of all papers that you hand in, together with the confirmation of receipt.",
        "An employer must give you the contract in writing before your first day of work begins.",
        "When life or health is in danger, call 112 and tell them first of all where you are.",
        "A monthly ticket for a pupil costs half, and the school office issues the pupil's card.",
        "Volunteers help with the first shopping, interpret talks and come along to the offices.",
    ),
    "ru": (
        "Временная регистрация бесплатна и обычно требует одного посещения управления гмины.",
        "Договор аренды стоит подписывать только после осмотра квартиры и записи счётчиков.",
        "Ребёнок может начать учёбу в любое время учебного года, даже если не знает языка.",
        "К семейному врачу записываются один раз, а потом назначают визиты по телефону или лично.",
        "Номер PESEL нужен для трудового договора, для школы, для врача и для счёта в банке.",
        "Бесплатные курсы польского ведут библиотеки, вузы и организации по всему воеводству.",
        "Если письмо из учреждения непонятно, попросите о помощи консультанта в пункте информации.",
        "Сохраняйте копии всех документов, которые подаёте, вместе с подтверждением о приёме.",
        "Работодатель обязан выдать письменный договор не позднее начала первого рабочего дня.",
        "Если есть угроза жизни или здоровью, звоните по номеру 112 и скажите, где вы находитесь.",
        "Месячный билет для ученика стоит вдвое меньше, а удостоверение выдаёт школа.",
        "Волонтёры помогают с первыми покупками, переводят разговоры и ходят вместе в учреждения.",
    ),
    "uk": (
        "Тимчасова реєстрація безкоштовна і зазвичай потребує одного візиту до управління ґміни.",
        "Договір оренди варто підписувати лише після огляду житла і запису показників лічильників.",
        "Дитина може розпочати навчання будь-коли протягом року, навіть якщо не знає мови.",
        "До сімейного лікаря записуються один раз, а потім домовляються про візити телефоном.",
        "Номер PESEL потрібен для трудового договору, для школи, для лікаря і для рахунку в банку.",
        "Безкоштовні курси польської ведуть бібліотеки, виші та організації в усьому воєводстві.",
        "Якщо лист з установи незрозумілий, попросіть про допомогу радника в пункті інформації.",
        "Зберігайте копії всіх документів, які подаєте, разом із підтвердженням про прийняття.",
        "Роботодавець зобов'язаний видати письмовий договір до початку першого робочого дня.",
        "Якщо є загроза життю чи здоров'ю, телефонуйте за номером 112 і скажіть, де ви.",
        "Місячний квиток для учня коштує вдвічі менше, а посвідчення видає школа.",
        "Волонтери допомагають з першими покупками, перекладають і йдуть з вами до установ.",
    ),
}

# One subject a page: a search for it finds one page in twenty.
SUBJECTS: Final[dict[str, tuple[str, ...]]] = {
    "pl": (
        "Mieszkanie", "Szkoła", "Praca", "Zdrowie", "Podatki", "Transport", "Bank", "Meldunek",
        "Przedszkole", "Język", "Ubezpieczenie", "Emerytura", "Rodzina", "Studia", "Biblioteka",
        "Sąd", "Policja", "Telefon", "Energia", "Wolontariat",
    ),
    "en": (
        "Housing", "School", "Work", "Health", "Taxes", "Transport", "Banking", "Registration",
        "Kindergarten", "Language", "Insurance", "Pension", "Family", "University", "Library",
        "Court", "Police", "Telephone", "Energy", "Volunteering",
    ),
    "ru": (
        "Жильё", "Школа", "Работа", "Здоровье", "Налоги", "Транспорт", "Банк", "Регистрация",
        "Садик", "Язык", "Страхование", "Пенсия", "Семья", "Университет", "Библиотека",
        "Суд", "Полиция", "Телефон", "Энергия", "Волонтёрство",
    ),
    "uk": (
        "Житло", "Школа", "Робота", "Здоров'я", "Податки", "Транспорт", "Банк", "Реєстрація",
        "Садок", "Мова", "Страхування", "Пенсія", "Родина", "Університет", "Бібліотека",
        "Суд", "Поліція", "Телефон", "Енергія", "Волонтерство",
    ),
}  # fmt: skip
