"""The words of the pages in Danish, by their English.

Words of the vocabularies stand here too where pages show them; a word that does not is shown
as it is. What is asked, and the queries that answer it, stand in modules of their own.
"""

DANISH: dict[str, str] = {
    "About": "Om",
    "claimline keeps the accounts of a conflict apart and shows on what each rests.": (
        "claimline holder beretningerne om en konflikt adskilt og viser, hvad hver bygger på."
    ),
    "How to read the lanes": "Sådan læses banerne",
    "A lane is one claimant. A bar is one claim of who held the place.": (
        "En bane er én, der påstår noget. En bjælke er én påstand om, hvem der havde stedet."
    ),
    "Solid: if the claim is right, it held then for certain. Fading: possibly. "
    "An arrow: an end that nobody dates.": (
        "Fyldt: er påstanden rigtig, var det med sikkerhed sådan. Tonet: muligvis. "
        "En pil: en ende, som ingen daterer."
    ),
    "Hatched: contested. Dashed and empty: denied. Dotted: only intended. "
    "A gap: nobody claims anything.": (
        "Skraveret: omstridt. Stiplet og tom: benægtet. Prikket: kun en hensigt. "
        "Et hul: ingen påstår noget."
    ),
    "The first dial asks who is said to have held the place on a day; the second hides what "
    "was not yet public by a day.": (
        "Den første skyder spørger, hvem der siges at have haft stedet på en dag; den anden "
        "skjuler, hvad der endnu ikke var offentligt en dag."
    ),
    "What is not done": "Hvad der ikke gøres",
    "Nothing is resolved: no account is made to win.": (
        "Intet afgøres: ingen beretning gøres til vinderen."
    ),
    "No text of others is kept but a few words; where it stands is kept instead.": (
        "Andres tekst gemmes ikke ud over få ord; i stedet gemmes, hvor den står."
    ),
    "The map shows land and coast only: borders are claims too.": (
        "Kortet viser kun land og kyst: grænser er også påstande."
    ),
    "Land: Natural Earth, public domain.": "Land: Natural Earth, fri af ophavsret.",
    "Skip to the content": "Gå til indholdet",
    "Pages": "Sider",
    "Contradictions": "Modsigelser",
    "Questions": "Spørgsmål",
    "Vocabulary": "Ordliste",
    "Data": "Data",
    "Nothing here is asserted: each statement is somebody's, and says whose.": (
        "Intet hævdes her: hvert udsagn er nogens og siger hvis."
    ),
    "Times are in the zone each claim speaks of.": ("Tider er i den zone, som påstanden taler om."),
    "A claim": "En påstand",
    # on the lanes
    "{place}: no dated claims of who held it": (
        "{place}: ingen daterede påstande om, hvem der havde det"
    ),
    "fades: possibly": "tonet: muligvis",
    "contested": "omstridt",
    "denied": "benægtet",
    "only intended": "kun en hensigt",
    "an end nobody dates": "en ende, ingen daterer",
    "taken by {holder}": "taget af {holder}",
    "not {holder}": "ikke {holder}",
    "it is said": "det siges",
    "it is denied": "det benægtes",
    "Jan": "jan",
    "Feb": "feb",
    "Mar": "mar",
    "Apr": "apr",
    "May": "maj",
    "Jun": "jun",
    "Jul": "jul",
    "Aug": "aug",
    "Sep": "sep",
    "Oct": "okt",
    "Nov": "nov",
    "Dec": "dec",
    "N": "N",
    "S": "S",
    "E": "Ø",
    "W": "V",
    "denies this": "benægter dette",
    "says so": "siger det",
    "What it says": "Hvad den siger",
    "How it reaches us": "Hvordan den når os",
    "published": "offentliggjort",
    "in": "i",
    "cited, not seen": "citeret, ikke set",
    "evidence": "belæg",
    "characters {start} to {end}": "tegn {start} til {end}",
    "changed": "ændret",
    "Worded otherwise elsewhere": "Andet ordvalg andetsteds",
    "Who else says so": "Hvem der ellers siger det",
    "independent reporters of the words": "uafhængige kilder til ordene",
    "independent voices for the content": "uafhængige stemmer for indholdet",
    "Conceded by": "Indrømmet af",
    "Borne out by": "Støttet af",
    "Denied by": "Benægtet af",
    "does not count": "tæller ikke",
    "Not weighed.": "Ikke vejet.",
    "What contradicts it": "Hvad der modsiger den",
    "No claims contradict it.": "Ingen påstande modsiger den.",
    "How to cite": "Sådan citeres den",
    "as told by": "gengivet af",
    "Claims that cannot both be true, or may not both be. Updates, restatements and figures of "
    "another scope are not among them.": (
        "Påstande, der ikke begge kan være sande, eller måske ikke er det. Opdateringer, "
        "gentagelser og tal af et andet omfang er ikke med."
    ),
    "and {n} more": "og {n} til",
    "No claims contradict each other.": "Ingen påstande modsiger hinanden.",
    "All of it, to take away. Each source has its own licence: mind it.": (
        "Det hele, til at tage med. Hver kilde har sin egen licens: giv agt på den."
    ),
    "Documents": "Dokumenter",
    "Publisher": "Udgiver",
    "Document": "Dokument",
    "Who said what, when, through whom, on what evidence": (
        "Hvem sagde hvad, hvornår, gennem hvem, på hvilket belæg"
    ),
    "Accounts of a conflict, kept apart. Pick a place to see who is said to have held it, "
    "by whom, and on what that rests.": (
        "Beretninger om en konflikt, holdt adskilt. Vælg et sted for at se, hvem der siges at "
        "have haft det, af hvem, og hvad det bygger på."
    ),
    "Places": "Steder",
    "There are no claims here yet.": "Her er endnu ingen påstande.",
    "{n} in all": "{n} i alt",
    "claim": "påstand",
    "claims": "påstande",
    "claimant": "påstår",
    "claimants": "påstår",
    "Events": "Begivenheder",
    "Actors": "Aktører",
    "Kind": "Art",
    "One says": "Den ene siger",
    "The other says": "Den anden siger",
    "They differ on": "De er uenige om",
    "denies": "benægter",
    "and {n} more records": "og {n} optegnelser til",
    "at least {n} days": "mindst {n} dage",
    "As linked data": "Som linkede data",
    "linked data": "linkede data",
    "says": "siger",
    "intent or order": "hensigt eller ordre",
    "only possibly public by then": "kun muligvis offentligt da",
    "holds": "gælder",
    "{low} to {high} days": "{low} til {high} dage",
    "said": "sagt",
    "through": "gennem",
    "Who held {place}?": "Hvem havde {place}?",
    "documents": "dokumenter",
    "document": "dokument",
    "contradictions": "modsigelser",
    "contradiction": "modsigelse",
    "On the day": "På dagen",
    "any day": "alle dage",
    "As known by": "Som kendt den",
    "all we know": "alt, vi ved",
    "Show": "Vis",
    "All claims are shown.": "Alle påstande vises.",
    "{0} of {1} claims were public, {2} of them possibly.": (
        "{0} af {1} påstande var offentlige, {2} af dem muligvis."
    ),
    "On {0}: {1} claims speak of that day, {2} of them for certain.": (
        "Den {0}: {1} påstande taler om den dag, {2} af dem med sikkerhed."
    ),
    "Each account in its own lane": "Hver beretning i sin egen bane",
    "Who held {place}, by each account": "Hvem der havde {place}, efter hver beretning",
    "What contradicts what": "Hvad der modsiger hvad",
    "The claims": "Påstandene",
    "Nobody says anything of this place here.": "Ingen siger noget om dette sted her.",
    "A query": "En forespørgsel",
    "Answer": "Svar",
    "None.": "Ingen.",
    "Queries that answer them": "Forespørgsler, der besvarer dem",
    "Claimant": "Hvem påstår",
    "Claim": "Påstand",
    "Said": "Sagt",
    "Event": "Begivenhed",
    "An actor": "En aktør",
    "An event": "En begivenhed",
    "A document": "Et dokument",
    "What it claims": "Hvad den påstår",
    "What is claimed of it": "Hvad der påstås om den",
    "The claims in its record": "Påstandene i dets optegnelse",
    "The words that claims are described by, each with what it means.": (
        "De ord, som påstande beskrives med, hvert med sin betydning."
    ),
    "See all {n} accounts of {place}": "Se alle {n} beretninger om {place}",
    "For example": "For eksempel",
    "Query": "Forespørg",
    "The query page is made with others' work, each with its licence:": (
        "Forespørgselssiden er lavet med andres arbejde, hvert med sin licens:"
    ),
    "Change it and run it here": "Ret den, og kør den her",
    "Ask what you like in SPARQL: pick a question and change it, or write your own.": (
        "Spørg om hvad som helst i SPARQL: vælg et spørgsmål og ret i det, eller skriv dit eget."
    ),
    "The editor needs JavaScript. Without it, write a query below; the answer comes as the "
    "server gives it.": (
        "Redigeringen kræver JavaScript. Uden det kan en forespørgsel skrives nedenfor; svaret "
        "kommer, som serveren giver det."
    ),
    "The editor needs JavaScript. Without it, see the answers of the shipped questions, or take "
    "the data away and ask with claimline query.": (
        "Redigeringen kræver JavaScript. Uden det kan svarene på de medfølgende spørgsmål ses, "
        "eller data tages med og spørges med claimline query."
    ),
    "A shipped question": "Et medfølgende spørgsmål",
    "– choose –": "– vælg –",
    "The query, in SPARQL": "Forespørgslen, i SPARQL",
    "Control and Enter: run. Control and Space: complete. Control and Z: undo. Tab leaves the "
    "editor. The lines VALUES ?x { … } are what a question lets you choose; UNDEF is any.": (
        "Control og Enter: kør. Control og mellemrum: fuldfør. Control og Z: fortryd. Tab "
        "forlader feltet. Linjerne VALUES ?x { … } er det, man kan vælge i et spørgsmål; UNDEF "
        "er hvad som helst."
    ),
    "Run": "Kør",
    "Stop": "Stop",
    "Loading the data": "Henter data",
    "The server answers, by the SPARQL 1.1 protocol, and only reads.": (
        "Serveren svarer efter SPARQL 1.1-protokollen og læser kun."
    ),
    "Your browser answers, over a copy of all the data that it loads here; nothing you write "
    "leaves it. It only reads, and it asks no other service: SERVICE is not supported.": (
        "Din browser svarer, ud fra en kopi af alle data, som den henter her; intet, du skriver, "
        "forlader den. Den læser kun og spørger ingen anden tjeneste: SERVICE understøttes ikke."
    ),
    "Ready: {0} statements, loaded in {1} s.": "Klar: {0} udsagn, indlæst på {1} s.",
    "Running …": "Kører …",
    "{0} rows in {1} s.": "{0} rækker på {1} s.",
    "1 row in {1} s.": "1 række på {1} s.",
    "Answered in {1} s.": "Besvaret på {1} s.",
    "Stopped.": "Standset.",
    "This page only reads: an update does nothing here.": (
        "Denne side læser kun: en opdatering gør intet her."
    ),
    "SERVICE is not supported here: your browser asks no other service.": (
        "SERVICE understøttes ikke her: din browser spørger ingen anden tjeneste."
    ),
    "The data could not be loaded. A page opened from a disk may not read other files: put the "
    "folder behind a web server, for example with python3 -m http.server.": (
        "Data kunne ikke hentes. En side åbnet fra en disk må ikke læse andre filer: sæt mappen "
        "bag en webserver, for eksempel med python3 -m http.server."
    ),
    "Your browser answers, over the data that this file carries; nothing you write leaves it. It "
    "only reads, and it asks no other service: SERVICE is not supported.": (
        "Din browser svarer, ud fra de data, som denne fil har med; intet, du skriver, forlader "
        "den. Den læser kun og spørger ingen anden tjeneste: SERVICE understøttes ikke."
    ),
    "The store could not be started in this browser: it needs WebAssembly.": (
        "Databasen kunne ikke startes i denne browser: den kræver WebAssembly."
    ),
    "The editor needs JavaScript. Without it, all that this file says can be read above, each "
    "claim with its linked data.": (
        "Redigeringen kræver JavaScript. Uden det kan alt, hvad denne fil siger, læses ovenfor, "
        "hver påstand med sine linkede data."
    ),
    "Unpacking the editor": "Pakker redigeringen ud",
    "The editor could not be unpacked: this file is damaged.": (
        "Redigeringen kunne ikke pakkes ud: denne fil er beskadiget."
    ),
    "This browser cannot unpack the editor: it needs one of 2023 or later.": (
        "Denne browser kan ikke pakke redigeringen ud: det kræver en fra 2023 eller senere."
    ),
    "The query has a fault.": "Forespørgslen har en fejl.",
    "Table": "Tabel",
    "As it came": "Som det kom",
    "Show as: {0}": "Vis som: {0}",
    "Download the answer": "Hent svaret",
    "Filter the rows": "Filtrér rækkerne",
    "Simple view": "Enkel visning",
    "Cut long cells": "Afkort lange celler",
    "Rows a page:": "Rækker pr. side:",
    "A link to this query": "Et link til denne forespørgsel",
    "All": "Alle",
    "True": "Sandt",
    "False": "Falsk",
    # words of the vocabularies
    "actors": "aktører",
    "places": "steder",
    "events": "begivenheder",
    "necessary": "nødvendig",
    "possible": "mulig",
    "denial": "benægtelse",
    "control": "kontrol",
    "time": "tid",
    "measure": "mængde",
    "purpose": "formål",
    "asserted": "påstået",
    "hedged": "med forbehold",
    "reportative": "gengivet",
    "inferred": "udledt",
    "announced-intent": "bekendtgjort hensigt",
    "directive": "ordre",
    "hypothetical": "hypotetisk",
    "direct": "direkte",
    "indirect": "indirekte",
    "mixed": "blandet",
    "authorial": "egne ord",
    "headline": "overskrift",
    "caption": "billedtekst",
    "unseen": "ikke set",
    "hedge": "forbehold",
    "baseline": "udgangspunkt",
    "duration": "varighed",
}
"""What the pages say, by its English."""
