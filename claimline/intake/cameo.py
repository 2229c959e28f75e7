"""CAMEO codes: the event type each is read as, and the kinds of the actors its roles stand for.

The event types are those of the alignment that comes with the ontology, repeated here because
rows are read without RDF; a test holds the two equal. No code is read as its parent, unless
the alignment says the same of both.
"""

from __future__ import annotations

import re

_CODES = """
statement: 01 010 011 012 013 014 015 016 018 019 03 030 031 0311 0312 0313 0314 032 033 0331
0332 0333 0334 034 0341 0342 0343 0344 035 0351 0352 0353 0354 0355 0356 036 037 038 039 051 052
053 055 056
symbolic-act: 017
appeal: 02 020 021 0211 0212 0213 0214 022 023 0231 0232 0233 0234 024 0241 0242 0243 0244 025
0251 0252 0253 0254 0255 0256 026 027 028
meeting: 04 040 041 044 045 046
visit: 042 043
cooperation: 05 050 06 060 061 062 063 064
political-act: 054 115 116 128 129
agreement: 057
aid: 07 070 071 072 073 074 075
concession: 08 080 081 0811 0812 0813 0814 082 083 0831 0832 0833 0834 084 0842 085 086 0861
0862 0863 087 0872
release: 0841
ceasefire: 0871
force-posture: 0873 15 150
control-change: 0874
investigation: 09 090 091 092 093 094
demand: 10 100 101 1011 1012 1013 1014 102 103 1031 1032 1033 1034 104 1041 1042 1043 1044 105
1051 1052 1053 1054 1055 1056 106 107 108
criticism: 11 110 111 112 1121 1122 1123 1124 1125 113 114
rejection: 12 120 121 1211 1212 1213 1214 122 1221 1222 1223 1224 123 1231 1232 1233 1234 124
1241 1242 1243 1244 1245 1246 125 126 127
threat: 13 130 131 1311 1312 1313 132 1321 1322 1323 1324 133 134 135 136 137 138 1381 1382 1383
1384 1385 139
unrest: 14 140
protest: 141 1411 1412 1413 1414 142 1421 1422 1423 1424 143 1431 1432 1433 1434 144 1441 1442
1443 1444
riot: 145 1451 1452 1453 1454
mobilisation: 151 152 153 154 155
relations-reduced: 16 160 161 162 1621 1622 1623 163 164 165 166 1661 1662 1663
coercion: 17 170 172 1721 1722 1723 1724 176
property-harm: 171 1711
property-destruction: 1712
arrest: 173
movement-of-people: 174
violence: 175 18 180 182 1823 184 19 190 194 196 20 200 204 2041 2042
abduction: 181
sexual-violence: 1821
torture: 1822
explosion: 183 1832 1834
suicide-bombing: 1831
mine-explosion: 1833
assassination: 185 186
siege: 191
capture: 192
battle: 193
bombardment: 195 1951
drone-strike: 1952
displacement: 201
mass-violence: 202 203
"""

TYPES = {
    code: found[1]
    for found in re.finditer(r"([a-z-]+):([0-9\s]+)", _CODES)
    for code in found[2].split()
}
"""Keys of event types by CAMEO event code."""

ROLES = {
    "COP": "official-body",
    "GOV": "government",
    "IGO": "organisation",
    "INS": "group",
    "JUD": "official-body",
    "LEG": "official-body",
    "MIL": "force",
    "MNC": "company",
    "NGM": "organisation",
    "NGO": "organisation",
    "PTY": "party",
    "REB": "group",
    "SEP": "group",
    "SPY": "official-body",
    "UAF": "force",
}
"""Keys of actor kinds by CAMEO role, where the role leaves no doubt; else it is a group."""


def actor_kind(code: str, country: str) -> str:
    """Return the kind of the actor that a whole CAMEO code stands for: a state where the code
    is that of a country alone, else what its roles agree on.

    >>> actor_kind("UKR", "UKR"), actor_kind("RUSMIL", "RUS"), actor_kind("CVL", "")
    ('state', 'force', 'group')
    """
    if code == country:
        return "state"
    parts = (code[at : at + 3] for at in range(0, len(code), 3))
    kinds = {ROLES[part] for part in parts if part in ROLES}
    return kinds.pop() if len(kinds) == 1 else "group"
