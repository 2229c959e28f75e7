"""The keys that a record may use, list by list: those of ``ontology/vocabulary``, and units.

They are repeated here because a record is read without RDF; a test holds them equal.
"""

_WORDS = {
    "actor-kind": (
        "person state government ministry force unit official-body party group organisation "
        "company population outlet agency platform analyst-group dataset source anonymous nobody"
    ),
    "credibility": "1 2 3 4 5 6",
    "document-kind": (
        "article post page statement dataset picture video audio broadcast report review map"
    ),
    "event-type": (
        "state control contested-control no-control territorial-holding troop-presence siege role "
        "infrastructure-role comparison happening control-change capture withdrawal regrouping "
        "flight handover surrender territorial-gain area-retaken settlements-retaken "
        "territorial-loss troop-movement troop-entry advance redeployment military-operation "
        "offensive counteroffensive clearing force-posture mobilisation base-established "
        "organisational-change weapons-disrupted violence state-based-violence non-state-violence "
        "one-sided-violence attack-on-civilians sexual-violence torture mass-violence battle "
        "resistance bombardment shelling missile-strike air-strike drone-strike explosion "
        "mine-explosion suicide-bombing grenade-attack chemical-attack shooting assassination "
        "civilian-harm property-harm looting property-destruction loss casualties equipment-loss "
        "custody arrest abduction release movement-of-people evacuation displacement deportation "
        "return unrest protest protest-crackdown riot mob-violence communication statement "
        "publication appeal evacuation-appeal demand threat criticism rejection meeting visit "
        "symbolic-act flag-raising political-act agreement ceasefire cooperation aid concession "
        "coercion relations-reduced annexation investigation discovery"
    ),
    "framing": (
        "liberation recapture capture occupation annexation incorporation invasion aggression war "
        "special-military-operation self-defence counter-terrorism terrorism provocation "
        "denazification regrouping withdrawal flight goodwill-gesture surrender advance "
        "evacuation deportation"
    ),
    "hedge": "exact about at-least more-than almost up-to",
    "measure-kind": (
        "area distance fatalities injured casualties captured missing displaced evacuated "
        "population personnel equipment munitions settlements buildings incidents share"
    ),
    "modality": "asserted hedged reportative inferred announced-intent directive hypothetical",
    "place-kind": (
        "country region district municipality city town village settlement quarter river-bank "
        "area island water site road"
    ),
    "place-precision": "exact near locality district region country unknown",
    "polarity": "affirmed denied neither",
    "reliability": "a b c d e f",
    "side": "ukrainian russian third-party",
    "speech-mode": "direct indirect mixed authorial headline caption unseen",
    "unit": "km2 m2 ha km m day person count",
    "duration-unit": "day week month year",
}

KEYS = {name: tuple(words.split()) for name, words in _WORDS.items()}
"""The keys of each list, in the order of its file."""
