"""The titles of the shipped queries in Danish, by their English."""

from __future__ import annotations

TITLES: dict[str, str] = {
    "For whom everybody speaks": "Hvem hver aktør taler for",
    "Claims by people who are not named": "Påstande fra folk uden navn",
    "Figures, by claimant and day": "Tal, efter hvem der påstår, og dag",
    "How a claim reached us": "Hvordan en påstand nåede os",
    "How many hops each claim has come": "Hvor mange led hver påstand har været igennem",
    "The chain of every claim of a document": "Kæden bag hver påstand i et dokument",
    "One claim": "En enkelt påstand",
    "Search the claims": "Søg i påstandene",
    "What had been claimed of a place by a moment": (
        "Hvad der var påstået om et sted på et tidspunkt"
    ),
    "How many claims each claimant makes": "Hvor mange påstande hver fremsætter",
    "How many claims were said in each month": "Hvor mange påstande der blev fremsat i hver måned",
    "What claims say, side by side": "Hvad påstande siger, side om side",
    "The claims that a document's record makes": "De påstande, et dokuments optegnelse indeholder",
    "The vocabularies in full": "Ordlisterne i deres helhed",
    "What a claim or a report's wording says": (
        "Hvad en påstand siger, eller hvordan en gengivelse siger det"
    ),
    "Contested content stated of an event itself": (
        "Omstridt indhold, der står på selve begivenheden"
    ),
    "When one side came to hold a place": "Hvornår én side fik et sted",
    "When one side ceased to hold a place": "Hvornår én side mistede et sted",
    "Flat denials": "Rene benægtelser",
    "Documents that are not independent": "Dokumenter, der ikke er uafhængige",
    "Everything said of a thing": "Alt, der er sagt om en ting",
    "Direct quotations and where they stand": "Direkte citater, og hvor de står",
    "Documents": "Dokumenter",
    "Who says what of an event, and through which last report": (
        "Hvem der siger hvad om en begivenhed, og gennem hvem til sidst"
    ),
    "What is said of an event": "Hvad der siges om en begivenhed",
    "Who passed on what was said of an event": (
        "Hvem der gav videre, hvad der blev sagt om en begivenhed"
    ),
    "The type of an event": "En begivenheds type",
    "Event types, what they are kinds of, and what they rule out": (
        "Begivenhedstyper, hvad de hører under, og hvad de udelukker"
    ),
    "Events within a box": "Begivenheder inden for et udsnit",
    "What cannot be checked": "Hvad der ikke kan efterprøves",
    "What a tool extracted": "Hvad et værktøj har uddraget",
    "Figures and what makes them comparable": "Tal, og hvad der gør dem sammenlignelige",
    "What a name means": "Hvad et navn betyder",
    "The claims of a key": "Påstandene med en nøgle",
    "The document of a key": "Dokumentet med en nøgle",
    "What an IRI names": "Hvad en IRI er navn på",
    "Who calls it what": "Hvem der kalder det hvad",
    "Hearsay with nobody behind it": "Hørensigen, som ingen står bag",
    "Who is said to have held a place": "Hvem der siges at have haft et sted",
    "What was inferred, and from what": "Hvad der er udledt, og af hvad",
    "Orders, announced intents and predictions, and what came of them": (
        "Ordrer, bekendtgjorte hensigter og forudsigelser, og hvad der blev af dem"
    ),
    "Every name in use": "Alle navne i brug",
    "Every claim by its key": "Hver påstand ved sin nøgle",
    "Every concept of the vocabularies": "Alle begreber i ordlisterne",
    "What a load changed": "Hvad en indlæsning ændrede",
    "How much a load brought": "Hvor meget en indlæsning bragte",
    "What a load read": "Hvad en indlæsning læste",
    "What had been loaded by a moment": "Hvad der var indlæst på et tidspunkt",
    "The log of loads": "Loggen over indlæsninger",
    "Who held a place, by every account": "Hvem der havde et sted, efter hver beretning",
    "Everything said of the things of a class": "Alt, der er sagt om tingene i en klasse",
    "Claims that reach us only through one reporter": "Påstande, der kun når os gennem én",
    "What an outlet says in its own voice": "Hvad et medie siger med sin egen stemme",
    "The passages of a document": "Et dokuments tekststeder",
    "What is said to have happened at a place": "Hvad der siges at være sket på et sted",
    "All names of a place in use": "Alle de navne, et sted har i brug",
    "The places of a name, and how to tell them apart": (
        "Stederne med et navn, og hvordan de skelnes"
    ),
    "Which places changed hands, by whose account": (
        "Hvilke steder der skiftede hænder, efter hvis beretning"
    ),
    "How much is told of each place": "Hvor meget der fortælles om hvert sted",
    "When each report of the claims about a place was public": (
        "Hvornår hver gengivelse af påstandene om et sted var offentlig"
    ),
    "Everything that refers to a thing": "Alt, der henviser til en ting",
    "What rests on a document": "Hvad der bygger på et dokument",
    "What was revised by what": "Hvad der blev ændret af hvad",
    "Claims that stood on a day": "Påstande, der stod ved magt en dag",
    "Claims about one state of a place": "Påstande om én tilstand på et sted",
    "Who said what of a place, in order of saying": (
        "Hvem der sagde hvad om et sted, i den rækkefølge, det blev sagt"
    ),
    "How much there is": "Hvor meget der er",
    "How much had been reported by a moment": "Hvor meget der var gengivet på et tidspunkt",
    "Claims corrected, retracted or superseded": (
        "Påstande, der er rettet, trukket tilbage eller afløst"
    ),
    "Documents whose text is known by its hash": "Dokumenter, hvis tekst kendes ved sin kontrolsum",
    "Everything that has a page of its own": "Alt, der har sin egen side",
    "The timeline of a place": "Et steds tidslinje",
    "Hops that are cited and were not read": "Led, der er citeret og ikke læst",
    "Where a report words a claim otherwise": "Hvor en gengivelse siger en påstand anderledes",
    "How reports word what one claimant said": "Hvordan gengivelser siger det, som én har sagt",
}
"""What the queries are called."""
