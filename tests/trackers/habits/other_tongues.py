"""Trackers in French, Spanish, Portuguese, Dutch, Italian, German and Polish."""

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, months, numbers, one, shares


def french_months_with_points() -> Habit:
    labels = ["janv.-25", "févr.-25", "mars-25", "avr.-25", "mai-25", "juin-25"]
    rows = [["Tableau de bord – service clients"], [], ["Indicateur", "Objectif", *labels, "Moyenne"]]
    rows.append(["Taux d'abandon", Percent(0.05), *shares(2, 6, 0.02, 0.1), Percent(0.05)])
    rows.append(["Appels traités", 9000, *numbers(4, 6, 8000, 9900), 8800])
    rows.append(["Taux de satisfaction", Percent(0.9), *shares(6, 6, 0.7, 0.95), Percent(0.8)])
    return one(
        "French months with points",
        rows,
        Seen((3, 3), Layout.WIDE_PERIOD, 18, {"C4": (None, ANY, "2025-01", float(rows[3][2]))}, asks=ANY),
    )


def spanish_centres_with_a_general_total() -> Habit:
    names = ["Enero", "Febrero", "Marzo", "Abril"]
    body = [[centre, *numbers(len(centre), 4, 300, 800)] for centre in ("Sevilla", "Granada", "Jaén")]
    sums = [sum(row[place] for row in body) for place in range(1, 5)]
    rows = [["Citas perdidas por centro - Año 2024"], ["Centro", *names, "Total"]]
    rows += [[*row, sum(row[1:])] for row in body]
    rows.append(["Total general", *sums, sum(sums)])
    return one(
        "Spanish centres with a general total",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 12, {"B3": ("Sevilla", ANY, "2024-01", body[0][1])}, totals=(6,), asks=ANY),
    )


def portuguese_indicators_with_goals() -> Habit:
    rows = [["Indicador", "Unidade", "Meta", "jan/25", "fev/25", "mar/25", "abr/25"]]
    rows.append(["Tempo médio de atendimento", "s", "300", "312", "308", "299", "301"])
    rows.append(["Taxa de resolução", "%", "80,0%", "76,5%", "77,1%", "78,9%", "79,2%"])
    rows.append(["Chamadas recebidas", "n.º", "12.000", "12.450", "11.980", "12.310", "12.007"])
    return one(
        "Portuguese indicators with goals",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_PERIOD,
            12,
            {"D4": (None, ANY, "2025-01", 12450), "D3": (None, ANY, "2025-01", 0.765)},
            asks=ANY,
        ),
        delimiter=";",
    )


def dutch_weeks() -> Habit:
    rows = [["Klantenservice 2025"], ["Afdeling", *(f"Week {n}" for n in range(1, 7)), "Gemiddelde"]]
    for name in ("Klachten", "Verkoop", "Techniek"):
        values = numbers(len(name), 6, 40, 90)
        rows.append([name, *values, sum(values) / 6])
    return one(
        "Dutch weeks",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 18, {"B3": ("Klachten", ANY, "2025-W01", rows[2][1])}, asks=ANY),
    )


def italian_sites_by_month() -> Habit:
    rows = [["Mese", "Sede", "Chiamate ricevute", "Chiamate perse", "Tempo medio di attesa (sec)"]]
    rows += [
        [f"{name} 2025", site, f"1.{n + 1}50", 40 + n, f"{30 + n},5"]
        for n, name in enumerate(("gennaio", "febbraio", "marzo", "aprile"))
        for site in ("Milano", "Roma")
    ]
    return one(
        "Italian sites by month",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            24,
            {"C2": ("Milano", ANY, "2025-01", 1150), "E9": (ANY, ANY, "2025-04", ANY)},
            asks=ANY,
        ),
        delimiter=";",
        encoding="cp1252",
    )


def german_weeks_by_number_and_year() -> Habit:
    rows = [
        ["Auswertung Kundendienst"],
        ["Stand: 31.03.2025"],
        [],
        ["KW", "Anrufe", "Verlorene Anrufe", "Annahmequote", "Ø Wartezeit (Sek.)"],
    ]
    rows += [[f"{n:02}/2025", 1200 + n, 60 + n, Percent(0.95 - n / 1000), 25 + n] for n in range(6, 14)]
    return one(
        "German weeks by number and year",
        rows,
        Seen((4, 4), Layout.WIDE_METRIC, 32, {"B5": (None, ANY, "2025-W06", 1206)}, asks=ANY),
    )


def german_register_of_use_cases() -> Habit:
    rows = [["Anwendungsfall", "Verantwortlich", "Phase", "Status", "Zielkennzahl", "Ausgangswert", "Zielwert"]]
    rows += [
        [name, "K. Lang", "Pilot", "grün", "No-Show-Rate", "12 %", "9 %"]
        for name in ("Erinnerung per SMS", "Rückrufbot", "Antwortvorschläge")
    ]
    return one(
        "a German register of use cases",
        rows,
        Seen((1, 1), Layout.TRACKER, register={0: {"use_case": "Erinnerung per SMS"}}, rows=3, asks=ANY),
        delimiter=";",
    )


def swiss_thousands_and_quarters() -> Habit:
    rows = [["Kosten je Bereich (CHF)"], ["Bereich", "1. Quartal 2024", "2. Quartal 2024", "3. Quartal 2024"]]
    rows += [
        [name, f"1'{n}20.50", f"2'{n}00.00", f"{n + 9}80.75"] for n, name in enumerate(("Pflege", "Empfang", "Labor"))
    ]
    return one(
        "Swiss thousands and quarters",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 9, {"B3": ("Pflege", ANY, "2024-Q1", 1020.5)}, asks=ANY),
    )


def polish_months_of_calls() -> Habit:
    rows = [["Miesiąc", "Połączenia", "Odebrane", "Poziom usług"]]
    rows += [
        [month, 900 + n, 850 + n, share]
        for n, (month, share) in enumerate(zip(months("2025-01", 5), shares(3, 5, 0.7, 0.9), strict=True))
    ]
    return one(
        "Polish months of calls",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 15, {"B2": (None, ANY, "2025-01", 900)}, asks=ANY),
    )


CASES = (
    french_months_with_points(),
    spanish_centres_with_a_general_total(),
    portuguese_indicators_with_goals(),
    dutch_weeks(),
    italian_sites_by_month(),
    german_weeks_by_number_and_year(),
    german_register_of_use_cases(),
    swiss_thousands_and_quarters(),
    polish_months_of_calls(),
)
