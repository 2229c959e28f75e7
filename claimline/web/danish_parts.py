"""What the shipped queries that views are made of are for, in Danish, by the English."""

from __future__ import annotations

PARTS: dict[str, str] = {
    "Every actor with its kind and side, one row for each actor on whose behalf it acts.": (
        "Hver aktør med art og side, én række for hver aktør, den handler på vegne af."
    ),
    "Every report of one claim: whose words or whose report it passes on, in which document, on "
    "what evidence.": (
        "Hver gengivelse af én påstand: hvis ord eller hvis gengivelse den giver videre, i "
        "hvilket dokument og på hvilket belæg."
    ),
    "Who makes a claim, when it was said, of what kind it is, and what it asserts.": (
        "Hvem der fremsætter en påstand, hvornår den blev sagt, hvilken slags den er, og hvad den"
        " går ud på."
    ),
    "The claims that meet every condition given, in the order in which they were said.": (
        "De påstande, der opfylder alle angivne betingelser, i den rækkefølge, de blev sagt i."
    ),
    "Claimants with the number of their claims, the busiest first.": (
        "Dem, der påstår noget, med antallet af deres påstande, de flittigste først."
    ),
    "The number of claims by the month (UTC) in which they were said at the latest. Claims whose "
    "saying has no latest bound are left out.": (
        "Antallet af påstande efter den måned (UTC), hvori de senest blev sagt. Påstande uden en "
        "seneste grænse for, hvornår de blev sagt, er udeladt."
    ),
    "The key of each claim in the record of a document, and what it asserts.": (
        "Nøglen til hver påstand i et dokuments optegnelse, og hvad den går ud på."
    ),
    "Every concept that claims are described by: its list, its labels in English and Danish, and "
    "what it means.": (
        "Hvert begreb, som påstande beskrives med: dets liste, dets navne på engelsk og dansk, og"
        " hvad det betyder."
    ),
    "The content of what a claim asserts, or of a report's own wording, one row for each value: "
    "of an amount with the amount it belongs to, of a purpose or cause with the event it is "
    "about.": (
        "Indholdet af det, en påstand går ud på, eller af en gengivelses egne ord, én række for "
        "hver værdi: for en mængde sammen med den mængde, den hører til, for en hensigt eller "
        "årsag sammen med den begivenhed, den handler om."
    ),
    "Each statement that has the thing as its subject, and the graph it stands in.": (
        "Hvert udsagn, der har tingen som subjekt, og den graf, det står i."
    ),
    "Every document with its publisher, kind, title and address, when it was published, and what "
    "it is a copy of.": (
        "Hvert dokument med udgiver, art, titel og adresse, hvornår det blev offentliggjort, og "
        "hvad det er en kopi af."
    ),
    "What every proposition about an event says: type, places, parties, bounds, length, amounts, "
    "purposes. One row each, and more where several are named.": (
        "Hvad alt det, der påstås om en begivenhed, går ud på: type, steder, parter, grænser, "
        "længde, mængder, hensigter. Én række for hver påstand, og flere, hvor flere er nævnt."
    ),
    "Every report of the claims about an event: which claim or which reports it passes on, who "
    "reports, and, where it stands in a copy, whose the original is.": (
        "Hver gengivelse af påstandene om en begivenhed: hvilken påstand eller hvilke gengivelser"
        " den giver videre, hvem der gengiver, og, hvor den står i en kopi, hvis originalen er."
    ),
    "The type that the event of a key is declared with.": (
        "Den type, som begivenheden med en nøgle er erklæret med."
    ),
    "Every event type with itself and each wider type, and with the types that one event cannot "
    "be as well: those declared incompatible with it or with a wider one, and what is narrower "
    "than they are.": (
        "Hver begivenhedstype med sig selv og hver bredere type og med de typer, én begivenhed "
        "ikke også kan være: dem, der er erklæret uforenelige med den eller med en bredere, og "
        "hvad der er snævrere end de."
    ),
    "The places, actors and events that answer to a name, folded as they are looked up: small "
    "letters, no accents or apostrophes.": (
        "De steder, aktører og begivenheder, der svarer til et navn, forenklet som ved opslag: "
        "små bogstaver, ingen accenter eller apostroffer."
    ),
    "The claims that have a key, in any record or in the one named.": (
        "De påstande, der har en nøgle, i en hvilken som helst optegnelse eller i den nævnte."
    ),
    "The document that has a key, with its title or else its key as a label.": (
        "Det dokument, der har en nøgle, med sin titel eller ellers sin nøgle som navn."
    ),
    "The class, key and label of the thing that has an IRI.": (
        "Klasse, nøgle og navn for den ting, der har en IRI."
    ),
    "The places, actors, events and documents of a store by every name they may be looked up by, "
    "and the types of events.": (
        "En databases steder, aktører, begivenheder og dokumenter ved hvert navn, de kan slås op "
        "under, og begivenhedstyperne."
    ),
    "The key of each claim, of the document whose record makes it, and what it asserts.": (
        "Nøglen til hver påstand og til det dokument, hvis optegnelse indeholder den, og hvad den"
        " går ud på."
    ),
    "The concepts that claims are described by, with their lists and English labels.": (
        "De begreber, påstande beskrives med, med deres lister og engelske navne."
    ),
    "Each named graph that a load changed, with how many statements it gained and lost.": (
        "Hver navngiven graf, som en indlæsning ændrede, med hvor mange udsagn den fik, og hvor "
        "mange den mistede."
    ),
    "How many things of each class a load read, changed or not.": (
        "Hvor mange ting af hver klasse en indlæsning læste, ændrede eller ej."
    ),
    "Each file that a load read: its name as given, the SHA-256 of its bytes (none of a stream "
    "that was still being read), and how many there are.": (
        "Hver fil, som en indlæsning læste: dens navn som angivet, SHA-256 af dens bytes (ingen "
        "for en strøm, der endnu blev læst), og hvor mange de er."
    ),
    "Each load into the store or out of it, the last first: when it began and ended, by which "
    "loader (none: records were taken out) of which version, how many records it refused, how "
    "many files it read, and how many graphs it changed by how many statements.": (
        "Hver indlæsning i databasen eller ud af den, den seneste først: hvornår den begyndte og "
        "sluttede, ved hvilken indlæser (ingen: optegnelser blev taget ud) i hvilken version, "
        "hvor mange optegnelser den afviste, hvor mange filer den læste, og hvor mange grafer den"
        " ændrede med hvor mange udsagn."
    ),
    "Each statement about a thing of a class, one row each, whatever graph it stands in. As it "
    "stands: of the amounts.": (
        "Hvert udsagn om en ting i en klasse, én række hver, hvilken graf det end står i. Som "
        "forespørgslen står: om mængderne."
    ),
    "Every span and quotation that reports rest on in one document, in Unicode code points, the "
    "end exclusive.": (
        "Hvert tekststed og citat, som gengivelser bygger på i ét dokument, i Unicode-tegn, "
        "slutningen ikke medregnet."
    ),
    "The propositions that name a place or a part of it, and the events they are about.": (
        "Det, der påstås med navns nævnelse af et sted eller en del af det, og de begivenheder, "
        "det handler om."
    ),
    "The places that answer to a name, folded as names are looked up, with English label, "
    "GeoNames number, country, coordinates, and the keys and names of what each is part of.": (
        "De steder, der svarer til et navn, forenklet som ved opslag, med engelsk navn, "
        "GeoNames-nummer, land, koordinater og nøgler og navne på det, hvert er en del af."
    ),
    "Every place that a claim names, with how many claims name it, how many claimants make them, "
    "and the bounds of what they speak of; the most told of first.": (
        "Hvert sted, som en påstand nævner, med hvor mange påstande der nævner det, hvor mange "
        "der fremsætter dem, og grænserne for den tid, de taler om; det mest omtalte først."
    ),
    "Every report of every claim about a place and its parts, with the bounds of when it was "
    "published and, where it was, withdrawn.": (
        "Hver gengivelse af hver påstand om et sted og dets dele med grænserne for, hvornår den "
        "blev offentliggjort og, hvor det er sket, trukket tilbage."
    ),
    "Each statement that has the thing as its object, and the graph it stands in.": (
        "Hvert udsagn, der har tingen som objekt, og den graf, det står i."
    ),
    "How many things of each class a store holds.": (
        "Hvor mange ting af hver klasse en database rummer."
    ),
    "How many reports were public by a moment, undated ones that those pass on included, how many"
    " claims they bring, and how many propositions those claims assert or those reports put in "
    "their own words.": (
        "Hvor mange gengivelser der var offentlige på et tidspunkt, også udaterede, som de giver "
        "videre, hvor mange påstande de bringer, og hvor meget forskelligt disse påstande går ud "
        "på, eller disse gengivelser siger med egne ord."
    ),
    "The SHA-256 and the length, in Unicode code points, of each document's text in normal form. "
    "A copy has those of what it copies, unless it has its own.": (
        "SHA-256 og længde, i Unicode-tegn, for hvert dokuments tekst i normalform. En kopi har "
        "de samme som det, den er en kopi af, medmindre den har sine egne."
    ),
    "The places, actors, events, documents and claims of a store, each with its English label, "
    "title or summary where it has one.": (
        "En databases steder, aktører, begivenheder, dokumenter og påstande, hver med engelsk "
        "navn, titel eller resumé, hvor den har et."
    ),
    "Every report of a claim, and of claims by the same claimant with the same content in other "
    "records: the modality it gives, its own wording where it has one, and the framings it sets "
    "in scare quotes.": (
        "Hver gengivelse af en påstand og af påstande fra den samme med det samme indhold i andre"
        " optegnelser: den modalitet, den giver, dens egne ord, hvor den har nogen, og de ladede "
        "ord, den sætter i anførselstegn."
    ),
}
"""What these queries say of themselves."""
