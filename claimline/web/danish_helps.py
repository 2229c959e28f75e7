"""What the shipped queries that answer people's questions are for, in Danish, by the English."""

from __future__ import annotations

HELPS: dict[str, str] = {
    "Claims whose claimant is somebody without a name: an officer, an official, unknown posters. "
    "Hearsay with nobody behind it is another question.": (
        "Påstande, hvis ophav er en unavngiven: en officer, en embedsmand, ukendte brugere. "
        "Hørensigen, som ingen står bag, er et andet spørgsmål."
    ),
    "Every amount of one kind that was claimed, with its bounds, unit, hedge, baseline, as-of day"
    " and scope, one row for each chain of reports that brings it. As it stands: areas.": (
        "Hver mængde af én slags, der er påstået, med grænser, enhed, forbehold, udgangspunkt, "
        "opgørelsesdag og omfang, én række for hver kæde af gengivelser, den er kommet igennem. "
        "Som forespørgslen står: arealer."
    ),
    "The number of reports between a claimant and the last reader, for each chain of each claim "
    "of a record: 1 for a document's own voice or a claimant it heard itself.": (
        "Antallet af gengivelser mellem den, der påstår, og den sidste læser, for hver kæde for "
        "hver påstand i en optegnelse: 1, når et dokument taler med sin egen stemme eller selv "
        "har hørt den, der påstår."
    ),
    "Each hop between a claimant and a document, sentence by sentence: hop 1 is whoever passed "
    "the claim on first, the last hop is the document itself.": (
        "Hvert led mellem den, der påstår, og et dokument, sætning for sætning: led 1 er den, der"
        " først gav påstanden videre, det sidste led er dokumentet selv."
    ),
    "The claims about a place and its parts that were public by a moment and not withdrawn, "
    "certainly or only possibly, one row for each report that stood by then. As it stands: Izium,"
    " noon in Kyiv on 10 September 2022.": (
        "De påstande om et sted og dets dele, der var offentlige på et tidspunkt og ikke trukket "
        "tilbage, med sikkerhed eller kun muligvis, én række for hver gengivelse, der stod ved "
        "magt da. Som forespørgslen står: Izium, kl. 12 i Kyiv den 10. september 2022."
    ),
    "Everything that decides whether two claims can both be true: of all claims, or of those "
    "about a place and its parts, or about an event, together with what they must be compared"
    " with. A claim has a row for each place, destination, actor, amount, purpose, cause, "
    "earlier claim and chain of reports; what a force left or went to is given with all that "
    "contains it.": (
        "Alt, der afgør, om to påstande begge kan være sande: for alle påstande eller for dem om "
        "et sted og dets dele eller om en begivenhed, sammen med det, de skal sammenlignes med. "
        "En påstand har en række for hvert sted, mål, hver aktør, mængde, hensigt, årsag, "
        "tidligere påstand og kæde af gengivelser; det, en styrke forlod eller drog til, gives "
        "med alt, der rummer det."
    ),
    "Place, time, actors, controller or amounts standing on an event instead of on what somebody "
    "claims of it. There must be none: an event is a handle, and nobody's account is asserted.": (
        "Sted, tid, aktører, magthaver eller mængder, der står på en begivenhed i stedet for på "
        "det, nogen påstår om den. Der må ingen være: en begivenhed er et håndtag, og ingens "
        "beretning hævdes."
    ),
    "The competing begins of one side's control of a place: the begin of a state of control, or "
    "the end of a capture that brought it. Denied begins stand with their polarity.": (
        "De stridende bud på, hvornår én sides kontrol over et sted begyndte: begyndelsen på en "
        "tilstand af kontrol eller slutningen på den erobring, der gav den. Benægtede bud står "
        "med deres polaritet."
    ),
    "The competing ends of one side's control of a place: the end of a state of control, of its "
    "withdrawal, or of a capture by another side. Denied ends stand with their polarity, "
    "announced ones with their modality.": (
        "De stridende bud på, hvornår én sides kontrol over et sted hørte op: slutningen på en "
        "tilstand af kontrol, på sidens tilbagetrækning eller på den anden sides erobring. "
        "Benægtede bud står med deres polaritet, bebudede med deres modalitet."
    ),
    "Pairs of claims on the very same proposition, one affirming it and one denying it. Orders "
    "and announced intents are neither.": (
        "Par af påstande om nøjagtig det samme, hvoraf én bekræfter det, og én benægter det. "
        "Ordrer og bekendtgjorte hensigter er ingen af delene."
    ),
    "Pairs of documents where one is a copy or a newer version of the other, rests on the other, "
    "or gives the same claimant's same words through the same reporter.": (
        "Par af dokumenter, hvor det ene er en kopi eller en nyere udgave af det andet, bygger på"
        " det andet eller bringer de samme ord fra den samme gennem den samme gengivelse."
    ),
    "Reports that quote the words themselves: the quotation, its span in Unicode code points "
    "(end-exclusive), and the hash of the text it stands in.": (
        "Gengivelser, der citerer selve ordene: citatet, dets plads i Unicode-tegn (slutningen "
        "ikke medregnet) og kontrolsummen for den tekst, det står i."
    ),
    "Every claim about an event with its proposition, claimant, polarity, modality and moment, "
    "one row for each report in which a chain ends and for each claim it repeats or is drawn "
    "from. With as-of, a chain ends where it had come to by then.": (
        "Hver påstand om en begivenhed med indhold, ophav, polaritet, modalitet og tidspunkt, én "
        "række for hver gengivelse, som en kæde ender i, og for hver påstand, den gentager eller "
        "er udledt af. Med en dag for, hvad der var kendt, ender en kæde der, hvor den da var "
        "nået til."
    ),
    "The events claimed to have happened at places within a box of coordinates, possibly within a"
    " span of days, with how many claims and claimants speak of them. As it stands: some 50 km "
    "around Izium, 1 to 15 September 2022.": (
        "De begivenheder, der siges at være sket på steder inden for et udsnit af koordinater, "
        "muligvis inden for nogle dage, med hvor mange påstande og hvor mange påstående der "
        "omtaler dem. Som forespørgslen står: omkring 50 km om Izium, 1. til 15. september 2022."
    ),
    "Claims with no evidence in any report, documents on the web with no archive copy, and spans "
    "of texts whose hash is not known. Whether quotations still match is for the verify command: "
    "it needs the texts.": (
        "Påstande uden belæg i nogen gengivelse, dokumenter på nettet uden arkiveret kopi og "
        "tekststeder, hvis kontrolsum ikke kendes. Om citater stadig passer, prøver kommandoen "
        "verify: den behøver teksterne."
    ),
    "Claims from records that say which tool and version extracted them, to be done again when it"
    " changes. A record that names none does not say how it was made.": (
        "Påstande fra optegnelser, der siger, hvilket værktøj i hvilken version der uddrog dem, "
        "så det kan gøres om, når det ændres. En optegnelse, der ikke nævner noget, siger ikke, "
        "hvordan den er lavet."
    ),
    "Every amount that was claimed, one row each, with its bounds, unit, hedge, baseline, as-of "
    "day, scope and party, the event it is about and who claims it.": (
        "Hver mængde, der er påstået, én række hver, med grænser, enhed, forbehold, udgangspunkt,"
        " opgørelsesdag, omfang og part, begivenheden, den handler om, og hvem der påstår den."
    ),
    "Each framing word (liberation, occupation, regrouping and so on), who uses it of which "
    "event, and which reports stand back from it with scare quotes.": (
        "Hvert ladet ord (befrielse, besættelse, omgruppering og så videre), hvem der bruger det "
        "om hvilken begivenhed, og hvilke gengivelser der tager afstand fra det med "
        "anførselstegn."
    ),
    "Claims for which no claimant is named, such as what somebody is said to have done.": (
        "Påstande, som intet ophav er nævnt for, såsom hvad nogen siges at have gjort."
    ),
    "Every claim that a place, or a part of it, was held, contested, taken or left, with its "
    "bounds, and by whom. A row for each place asked for and, of withdrawals, each actor.": (
        "Hver påstand om, at et sted eller en del af det var holdt, omstridt, taget eller "
        "forladt, med grænser og af hvem. En række for hvert sted, der spørges om, og, for "
        "tilbagetrækninger, for hver aktør."
    ),
    "Claims an outlet or analyst drew from other claims, one row for each premise.": (
        "Påstande, som et medie eller en analytiker har udledt af andre påstande, én række for "
        "hver forudsætning."
    ),
    "Claims that are neither true nor false, each with every later claim about the same event, or"
    " about what was asked for of the same people. Where none stands beside it, nobody says that "
    "it was done. A later claim may deny it, and does not say that one came of the other.": (
        "Påstande, der hverken er sande eller falske, hver med alle senere påstande om den samme "
        "begivenhed eller om det, der blev krævet af de samme folk. Hvor ingen står ved siden af,"
        " siger ingen, at det blev gjort. En senere påstand kan benægte det og siger ikke, at det"
        " ene fulgte af det andet."
    ),
    "Each record that the store held at that moment: the number of its version, where every "
    "change makes one, when that came, by which load and loader, and how many statements it has. "
    "As it stands: now.": (
        "Hver optegnelse, som databasen rummede på det tidspunkt: nummeret på dens version, hvor "
        "hver ændring giver en ny, hvornår den kom, ved hvilken indlæsning og indlæser, og hvor "
        "mange udsagn den har. Som forespørgslen står: nu."
    ),
    "Each claim on who controlled a place or a part of it, with the bounds of the begin and the "
    "end and the phrase they were computed from; a denial stands with its polarity.": (
        "Hver påstand om, hvem der kontrollerede et sted eller en del af det, med grænserne for "
        "begyndelse og slutning og den vending, de er regnet ud fra; en benægtelse står med sin "
        "polaritet."
    ),
    "Claims passed on by an agency or outlet whose claimant is on no other record as saying the "
    "same.": (
        "Påstande, et bureau eller et medie har givet videre, hvis ophav ikke står i nogen anden "
        "optegnelse for at have sagt det samme."
    ),
    "The claims an outlet makes itself and prints itself, inferences included.": (
        "De påstande, et medie selv fremsætter og selv bringer, også dem, det har udledt."
    ),
    "The labels of a place by language and its other spellings, and for each the documents whose "
    "title or stored quotations use it.": (
        "Et steds navne efter sprog og dets andre stavemåder, og for hver de dokumenter, hvis "
        "titel eller gemte citater bruger den."
    ),
    "Claims that one side gained a place or that the other left it, possibly within a span of "
    "days, place by place with the side of whoever says so. Conceded: said by the side that lost "
    "the place.": (
        "Påstande om, at én side vandt et sted, eller at den anden forlod det, muligvis inden for"
        " nogle dage, sted for sted med siden hos den, der siger det. Indrømmet: sagt af den "
        "side, der mistede stedet."
    ),
    "Claims reported in a document or with evidence in it, and claims inferred from those. As it "
    "stands: the picture and the videos of soldiers at Izium that the first article tells of.": (
        "Påstande, der er gengivet i et dokument eller har belæg i det, og påstande, der er "
        "udledt af dem. Som forespørgslen står: billedet og videoerne af soldater ved Izium, som "
        "den første artikel fortæller om."
    ),
    "Every claim that a later claim revises, with that claim.": (
        "Hver påstand, som en senere påstand ændrer, med den senere."
    ),
    "Every claim with what tells whether it is new, restates another, denies or concedes: its "
    "proposition, the sides of those who speak, hold and act, its places, and the claims it "
    "restates. A row for each of those. As it stands: of all days.": (
        "Hver påstand med det, der viser, om den er ny, gentager en anden, benægter eller "
        "indrømmer: hvad den går ud på, siderne hos dem, der taler, har magten og handler, dens "
        "steder og de påstande, den gentager. En række for hver af dem. Som forespørgslen står: "
        "for alle dage."
    ),
    "Every claim that somebody held a place, one row each, with what it says of begin, end and "
    "length, the kind of document it stands in, and when it was said. The parts of a place have "
    "states of their own.": (
        "Hver påstand om, at nogen havde et sted, én række hver, med hvad den siger om "
        "begyndelse, slutning og længde, arten af det dokument, den står i, og hvornår den blev "
        "sagt. Et steds dele har deres egne tilstande."
    ),
    "Every claim about a place and its parts in the order in which it was said, with its chain, "
    "modality and quoted words.": (
        "Hver påstand om et sted og dets dele i den rækkefølge, de blev sagt i, med kæde, "
        "modalitet og citerede ord."
    ),
    "Claims that a later claim revises, that a report was withdrawn of, or whose document a newer"
    " one replaces, and by what.": (
        "Påstande, som en senere påstand ændrer, hvis gengivelse er trukket tilbage, eller hvis "
        "dokument et nyere afløser, og af hvad."
    ),
    "Every claim about a place and its parts in the order of event time, one row for each chain "
    "of reports that brings it. With as-of, a chain ends where it had come to by then.": (
        "Hver påstand om et sted og dets dele i rækkefølge efter, hvornår det skete, én række for"
        " hver kæde af gengivelser, den er kommet igennem. Med en dag for, hvad der var kendt, "
        "ender en kæde der, hvor den da var nået til."
    ),
    "Reports known only because another document names them, with the document that does.": (
        "Gengivelser, der kun kendes, fordi et andet dokument nævner dem, med det dokument, der "
        "gør det."
    ),
    "Each aspect in which a report's wording differs from the claim it passes on: modality, kind "
    "of event, who and where, time, and of amounts the unit, hedge, baseline and figure. An empty"
    " cell: not said on that side.": (
        "Hvert forhold, hvori en gengivelses ord afviger fra den påstand, den giver videre: "
        "modalitet, begivenhedens art, hvem og hvor, tid, og for mængder enhed, forbehold, "
        "udgangspunkt og tal. Et tomt felt: ikke sagt på den side."
    ),
}
"""What these queries say of themselves."""
