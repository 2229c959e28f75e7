"""The questions that people ask in Danish, by their English, and what they are about."""

from __future__ import annotations

QUESTIONS: dict[str, str] = {
    "time and place": "tid og sted",
    "attribution": "hvem der siger det",
    "as of a day": "hvad der var kendt en dag",
    "figures": "tal",
    "contradiction and corroboration": "modsigelse og støtte",
    "language, framing, integrity": "sprog, ordvalg og efterprøvning",
    "What has been said of Izium, by whom, in the order of saying?": (
        "Hvad er der sagt om Izium, af hvem, i den rækkefølge, det blev sagt?"
    ),
    "On which day did Russian control of Izium begin, by whose account?": (
        "Hvilken dag begyndte den russiske kontrol over Izium, efter hvis beretning?"
    ),
    "And on which day did it end, by whose account?": (
        "Og hvilken dag hørte den op, efter hvis beretning?"
    ),
    "Who held Izium on 28 March 2022, for certain or possibly, by each account?": (
        "Hvem havde Izium den 28. marts 2022, med sikkerhed eller muligvis, efter hver beretning?"
    ),
    "Between which days can an occupation of “five months” have begun and ended?": (
        "Mellem hvilke dage kan en besættelse på “fem måneder” være begyndt og endt?"
    ),
    "Which other claims cannot be true if those five months are?": (
        "Hvilke andre påstande kan ikke være sande, hvis de fem måneder er?"
    ),
    "Which claims about the control of Izium can all be true together?": (
        "Hvilke påstande om kontrollen over Izium kan alle være sande sammen?"
    ),
    "Which places changed hands from 6 to 12 September, by each side, and who conceded it?": (
        "Hvilke steder skiftede hænder fra 6. til 12. september, efter hver side, og hvem "
        "indrømmede det?"
    ),
    "What happened to the parts of Kupiansk, each by itself?": (
        "Hvad skete der med Kupiansks dele, hver for sig?"
    ),
    "What happened near Izium in the first half of September?": (
        "Hvad skete der nær Izium i første halvdel af september?"
    ),
    "Through whom did each sentence of the first article come?": (
        "Gennem hvem kom hver sætning i den første artikel?"
    ),
    "How many hops lie between each claimant and us?": (
        "Hvor mange led er der mellem hver, der påstår noget, og os?"
    ),
    "Which hops are cited by others and were never read?": (
        "Hvilke led er citeret af andre og blev aldrig læst?"
    ),
    "What do we know only because one agency passed it on?": (
        "Hvad ved vi kun, fordi ét bureau gav det videre?"
    ),
    "What was claimed by people who are not named?": (
        "Hvad blev påstået af folk, der ikke er nævnt ved navn?"
    ),
    "What does Ritzau say on its own account?": "Hvad siger Ritzau for egen regning?",
    "What did Ritzau conclude by itself, and from which claims?": (
        "Hvad sluttede Ritzau selv, og af hvilke påstande?"
    ),
    "What is hearsay with nobody behind it?": "Hvad er hørensigen, som ingen står bag?",
    "Which words are quoted directly, where do they stand, and do they still?": (
        "Hvilke ord er citeret direkte, hvor står de, og gør de det stadig?"
    ),
    "Where does a report word a claim otherwise than it was made?": (
        "Hvor siger en gengivelse en påstand anderledes, end den blev fremsat?"
    ),
    "Which figures for areas were public by 9 September, for certain or possibly?": (
        "Hvilke tal for arealer var offentlige den 9. september, med sikkerhed eller muligvis?"
    ),
    "What had been claimed of Izium by noon on 10 September?": (
        "Hvad var der påstået om Izium kl. 12 den 10. september?"
    ),
    "What had been loaded into this store by a given moment?": (
        "Hvad var indlæst i denne database på et givet tidspunkt?"
    ),
    "What changed between two days?": "Hvad ændrede sig mellem to dage?",
    "Which claims were later corrected, withdrawn or replaced?": (
        "Hvilke påstande blev senere rettet, trukket tilbage eller afløst?"
    ),
    "How did the area retaken since 1 September grow, by claimant?": (
        "Hvordan voksede det areal, der er generobret siden 1. september, efter hver, der påstår "
        "det?"
    ),
    "Which figures are of the same thing and cannot both be right?": (
        "Hvilke tal gælder det samme og kan ikke begge være rigtige?"
    ),
    "What are the highest and the lowest figure for each day, and what do they cover?": (
        "Hvad er det højeste og det laveste tal for hver dag, og hvad dækker de?"
    ),
    "How many square kilometres a day do the figures imply?": (
        "Hvor mange kvadratkilometer om dagen følger af tallene?"
    ),
    "Who denies flatly what somebody else affirms?": (
        "Hvem benægter rent ud, hvad en anden bekræfter?"
    ),
    "Which accounts of a begin or an end cannot both hold?": (
        "Hvilke beretninger om en begyndelse eller en slutning kan ikke begge passe?"
    ),
    "Why did the forces withdraw, by each account: to regroup, or in flight?": (
        "Hvorfor trak styrkerne sig tilbage, efter hver beretning: for at omgruppere eller på "
        "flugt?"
    ),
    "Who contradicts their own words within three days?": (
        "Hvem modsiger sine egne ord inden for tre dage?"
    ),
    "What is borne out by two independent sources or more?": (
        "Hvad støttes af to uafhængige kilder eller flere?"
    ),
    "Which articles are not independent of each other?": (
        "Hvilke artikler er ikke uafhængige af hinanden?"
    ),
    "What does one side concede to the other?": "Hvad indrømmer den ene side over for den anden?",
    "What has nobody on the other side answered by a given day?": (
        "Hvad har ingen på den anden side svaret på inden en given dag?"
    ),
    "What was ordered, announced or predicted, and does anybody later say it was done?": (
        "Hvad blev beordret, bekendtgjort eller forudsagt, og siger nogen senere, at det blev "
        "gjort?"
    ),
    "Who calls it liberation, occupation or regrouping, and what is it said of?": (
        "Hvem kalder det befrielse, besættelse eller omgruppering, og hvad siges det om?"
    ),
    "Under which names does Izium go, in which language, in whose texts?": (
        "Under hvilke navne kendes Izium, på hvilket sprog, i hvis tekster?"
    ),
    "Is anything disputed stated of an event itself? (Nothing may be.)": (
        "Står der noget omstridt på selve en begivenhed? (Det må der ikke.)"
    ),
    "What cannot be checked: no evidence, no archive copy, a quotation that has changed?": (
        "Hvad kan ikke efterprøves: intet belæg, ingen arkiveret kopi, et citat, der har ændret "
        "sig?"
    ),
    "What rests on the picture and the videos of soldiers at Izium?": (
        "Hvad bygger på billedet og videoerne af soldater ved Izium?"
    ),
    "What did a given version of a tool extract?": "Hvad uddrog en given version af et værktøj?",
}
"""What is asked."""
