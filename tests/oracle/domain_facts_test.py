#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every fact about the conferences that the data set was made from is found in its Turtle, read with rdflib.

The tables below say what is to be found. Columns stand between |, several values between ;. A record is named by its
prefix and id, or by its label; a source by its id, SEED for the page that the data set started from. + marks the
preferred one of several values. All listed sources have to prove a value; further ones may.
"""
import unittest
from collections import defaultdict

from support import CONFINTEA, ICLC, SHARED, export, main, read
from rdflib import Literal
from rdflib.namespace import SKOS

SEED = "uil-iclc-page"

# --- the facts ---------------------------------------------------------------------------------------------------

EDITIONS = """
1 | First   | 2013-10-21 | 2013-10-23 | Beijing     | CN | SEED | held
2 | Second  | 2015-09-28 | 2015-09-30 | Mexico City | MX | SEED | held
3 | Third   | 2017-09-18 | 2017-09-20 | Cork        | IE | SEED | held
4 | Fourth  | 2019-10-01 | 2019-10-03 | Medellín    | CO | SEED | held
5 | Fifth   | 2021-10-27 | 2021-10-30 | Yeonsu-gu   | KR | SEED | held
6 | Sixth   | 2024-12-03 | 2024-12-05 | Jubail      | SA | d6   | held
7 | Seventh | 2027-06    | -          | -           | -  | f7   | planned
"""

# subject | property | all values | sources of each
STATEMENTS = """
series:iclc | skos:prefLabel | International Conference on Learning Cities | SEED
series:iclc | stoa:convenes | UNESCO Global Network of Learning Cities | SEED

edition:1 | stoa:themeWording | Lifelong learning for all: Inclusion, prosperity and sustainability in cities | \
report-1-copy h4 u2
edition:2 | stoa:themeWording | Building Sustainable Learning Cities |
edition:3 | stoa:themeWording | Global goals, local actions: Towards lifelong learning for all in 2030 |
edition:4 | stoa:themeWording | Inclusion – A principle for lifelong learning and sustainable cities | SEED
edition:5 | stoa:themeWording | From emergency to resilience: \
Building healthy and resilient cities through learning | SEED
edition:6 | stoa:themeWording | Learning cities at the forefront of climate action |
edition:7 | stoa:themeWording | Learning Cities in the Age of AI: Towards Inclusive Digital Urban Futures | f7

edition:1 | schema:organizer | UNESCO ; Ministry of Education of China ; Beijing Municipal Government | r1
edition:2 | schema:organizer | UNESCO ; Government of Mexico City | e2
edition:2 | schema:organizer | UNESCO Institute for Lifelong Learning ; Ministry of Education of Mexico City | mnn2
edition:3 | schema:organizer | UNESCO Institute for Lifelong Learning | uil-2017
edition:4 | schema:organizer | UNESCO Institute for Lifelong Learning ; Municipality of Medellín | p4
edition:5 | schema:organizer | UNESCO Institute for Lifelong Learning ; Yeonsu-gu | a5
edition:6 | schema:organizer | UNESCO Institute for Lifelong Learning | d6
edition:6 | schema:organizer | Jubail | d6 rc6
edition:6 | schema:organizer | UNESCO Global Network of Learning Cities | rc6
edition:6 | schema:organizer | Royal Commission for Jubail and Yanbu | aje6
edition:7 | schema:organizer | - |

edition:1 | stoa:outcomeDocument | Beijing Declaration on Building Learning Cities | SEED
edition:1 | stoa:outcomeDocument | Key Features of Learning Cities | SEED
edition:1 | stoa:outcomeDocument | document:report-iclc-1 | SEED r1
edition:2 | stoa:outcomeDocument | Mexico City Statement on Sustainable Learning Cities | SEED n2
edition:2 | stoa:outcomeDocument | Guidelines for Building Learning Cities | h4
edition:2 | stoa:outcomeDocument | document:report-iclc-2 | SEED report-2-page
edition:3 | stoa:outcomeDocument | Cork Call to Action for Learning Cities | w3
edition:3 | stoa:outcomeDocument | Learning Cities and the SDGs: A Guide to Action | SEED g3
edition:3 | stoa:outcomeDocument | Unlocking the Potential II: Sixteen Learning Cities | u3
edition:3 | stoa:outcomeDocument | document:report-iclc-3 | SEED
edition:4 | stoa:outcomeDocument | Medellín Manifesto: Learning Cities for Inclusion ; document:report-iclc-4 | SEED
edition:4 | stoa:outcomeDocument | document:gnlc-strategy-iclc-4 | cdeacf-4
edition:5 | stoa:outcomeDocument | Yeonsu Declaration for Learning Cities | en5 es5
edition:5 | stoa:outcomeDocument | document:enactment-guide | ga5 gce5
edition:6 | stoa:outcomeDocument | Jubail Commitment to Climate Action in Learning Cities | uni6 pat6 cde6 ham6
edition:7 | stoa:outcomeDocument | - |

edition:1 | stoa:supportsSDG | - |
edition:2 | stoa:supportsSDG | sdg:4 ; sdg:11 | e2 n2
edition:3 | stoa:supportsSDG | - |
edition:4 | stoa:supportsSDG | - |
edition:5 | stoa:supportsSDG | - |
edition:6 | stoa:supportsSDG | sdg:4 ; sdg:11 ; sdg:13 | d6 gongju-6
edition:6 | stoa:supportsSDG | sdg:3 | gongju-6
edition:7 | stoa:supportsSDG | - |

edition:1 | stoa:openedBy | Vice Premier of China, Minister of Education of China, Mayor of Beijing and \
Director-General of UNESCO | n1
edition:4 | stoa:openedBy | President of Colombia | r4
edition:5 | stoa:mode | stoa:hybrid | a5
edition:5 | stoa:venue | Songdo Convensia |
edition:5 | stoa:reviews | - |
venue:songdo-convensia | schema:containedInPlace | Yeonsu-gu |
city:yeonsu-gu | schema:containedInPlace | Incheon ; Republic of Korea |
city:yeonsu-gu | skos:altLabel | Yeonsu | SEED
source:h5 | dcterms:issued | 2020-12-09 |
source:k5 | dcterms:issued | 2021-10-31 |
source:uil-iclc-page | schema:url | \
https://uil.unesco.org/lifelong-learning/learning-cities/international-conference-learning-cities |

document:beijing-declaration | skos:altLabel | Beijing Declaration on Learning Cities | n1
document:mexico-city-statement | skos:altLabel | Mexico City Statement | n2
document:mexico-city-statement | skos:altLabel | Manifesto of Mexico City | aci-cork
document:mexico-city-statement | skos:altLabel | Manifiesto de la Ciudad de México | lanetwork-2
document:mexico-city-statement | stoa:supportsSDG | sdg:4 ; sdg:11 | w2 statement-it
document:case-studies-twelve | skos:altLabel | \
Unlocking the Potential of Urban Communities: Case Studies of Twelve Learning Cities | unlocking-1
document:iclc-6-output | skos:altLabel | Jubail Commitment | uni6 ham6
document:iclc-6-output | skos:altLabel | Compromiso de Jubail | pat6
document:iclc-6-output | skos:altLabel | Engagement de Jubail | cde6
document:iclc-6-output | stoa:documentKind | stoa:statement |
document:iclc-6-output | stoa:adoptedOn | 2024-12 | cde6 uni6
document:enactment-guide | skos:altLabel | Enactment Guide of the Yeonsu Declaration | ga5
document:enactment-guide | skos:altLabel | Enactment Guide of the Yeonsu Declaration for Learning Cities | ga5
document:enactment-guide | schema:isbn | 978-92-820-1257-4 | gce5
document:enactment-guide | schema:numberOfPages | 117 | gce5
document:guide-to-action | stoa:supportsSDG | sdg:4 ; sdg:11 | SEED
document:guide-to-action | schema:numberOfPages | 24 | g3
document:report-iclc-1 | schema:isbn | 978-92-820-1184-3 | r1
document:guide-to-action | schema:isbn | 978-92-820-1224-6 | g3
document:enactment-guide | stoa:enacts | Yeonsu Declaration for Learning Cities | ga5

membership:gnlc-yeonsu-gu | stoa:joinedOn | 2018 | korea-herald-2020-09-09
membership:gnlc-yeonsu-gu | org:member | Yeonsu-gu | SEED
membership:gnlc-jubail | stoa:joinedOn | 2020-09-23 | arab-news-2020
membership:gnlc-jubail | org:member | Jubail | arab-news-2020 bymena
membership:gnlc-medellin | org:member | Medellín | acimedellin
membership:gnlc-medellin | stoa:joinedOn | 2017-09 | semana-2017
membership:gnlc-yanbu | stoa:joinedOn | 2022-09-02 | gnlc-2022-list
membership:gnlc-doha | stoa:joinedOn | 2022-09-02 | gnlc-2022-list
membership:gnlc-bouake | stoa:joinedOn | 2022-09-02 | gnlc-2022-list
network:gnlc | schema:organizer | UNESCO Institute for Lifelong Learning | lcn
network:gnlc | schema:parentOrganization | - |
city:jubail | skos:altLabel | Jubail Industrial City ; Al Jubayl |
city:yanbu | skos:altLabel | Yanbu Industrial City |
sdg:4 | skos:altLabel | Ensure inclusive and equitable quality education \
and promote lifelong learning opportunities for all | SEED
sdg:11 | skos:altLabel | Making cities and human settlements inclusive, safe, resilient and sustainable | SEED
sdg:11 | skos:altLabel | Make cities and human settlements inclusive, safe, resilient and sustainable | gnlc-2019

history:network-gnlc-initiated-2012 | stoa:date | 2012 | prospernet
history:network-gnlc-called-for-2013-10 | stoa:date | 2013-10 | n1
history:network-gnlc-called-for-2013-10 | stoa:edition | edition:1 | n1
history:network-gnlc-called-for-2013-10 | schema:location | Beijing | n1
history:network-gnlc-launched-2015-09 | stoa:date | 2015-09 | SEED
history:network-gnlc-launched-2015-09 | stoa:edition | edition:2 | SEED
history:network-gnlc-launched-2015-09 | schema:location | Mexico City | SEED
history:network-gnlc-launched-2013 | stoa:edition | edition:1 | pageflow
history:network-gnlc-launched-2013 | schema:location | Beijing | pageflow
history:network-gnlc-opened-2015-09 | stoa:edition | edition:2 |
history:network-gnlc-first-members-2016 | stoa:date | 2016 | gnlc-2016

country:china | stoa:inRegion | region:asia-and-the-pacific | gnlc-2022-list
country:republic-of-korea | stoa:inRegion | region:asia-and-the-pacific | gnlc-2022-list
country:mexico | stoa:inRegion | region:latin-america-and-the-caribbean | un-news-2011
country:colombia | stoa:inRegion | region:latin-america-and-the-caribbean | jamaica-national-commission
country:ireland | stoa:inRegion | region:europe-and-north-america | cork-learning-city
country:saudi-arabia | stoa:inRegion | region:arab-states | gnlc-2022-list
country:china | stoa:inRegion | region:m49-030 | un-sdg-codes
country:republic-of-korea | stoa:inRegion | region:m49-030 | un-sdg-codes
country:mexico | stoa:inRegion | region:m49-013 ; region:m49-419 | un-sdg-codes
country:colombia | stoa:inRegion | region:m49-005 ; region:m49-419 | un-sdg-codes
country:ireland | stoa:inRegion | region:m49-154 | un-sdg-codes
country:saudi-arabia | stoa:inRegion | region:m49-145 | un-sdg-codes
country:denmark | stoa:inRegion | region:europe-and-north-america | world-heritage-northern-europe
country:germany | stoa:inRegion | region:europe-and-north-america | dico-voyage
country:japan | stoa:inRegion | region:asia-and-the-pacific | world-heritage-eastern-asia
country:denmark | stoa:inRegion | region:m49-154 | un-sdg-codes
country:germany | stoa:inRegion | region:m49-155 | un-sdg-codes
country:japan | stoa:inRegion | region:m49-030 | un-sdg-codes
country:china | skos:altLabel | People's Republic of China |
"""

# subject | property | value | kind | valid from, until | wording | sources: these claims and no others
CLAIMS = """
series:iclc | stoa:cadenceInYears | 2 | actual | 2013 2021 | | v4 i4
series:iclc | stoa:cadenceInYears | 3 | actual | 2021 - | Every three years | SEED | +
edition:6 | schema:startDate | 2024-12-03 | actual | | | d6 | +
edition:6 | schema:startDate | 2024-12-02 | actual | | | rc6 biem6
edition:6 | schema:endDate | 2024-12-05 | actual | | | d6 rc6 biem6 | +
edition:6 | stoa:outcomeDocument | document:iclc-6-output | actual | | | uni6 pat6 cde6 ham6 | +
edition:6 | stoa:outcomeDocument | document:gnlc-operational-strategy | forecast | | | about6
edition:3 | schema:organizer | UNESCO Institute for Lifelong Learning | actual | | | uil-2017 | +
edition:3 | schema:organizer | Cork City Council | forecast | | | corkcity-2017
edition:3 | schema:organizer | Cork Education and Training Board | forecast | | | corkcity-2017
edition:3 | schema:organizer | University College Cork | forecast | | | corkcity-2017
edition:3 | schema:organizer | Cork Institute of Technology | forecast | | | corkcity-2017
edition:5 | stoa:reviews | GNLC strategy 2019-2021 | forecast | | | SEED h5
edition:5 | stoa:themeWording | From emergency to resilience: \
Building healthy and resilient cities through learning | actual | | | SEED | +
edition:5 | stoa:themeWording | Global health education and emergency response | forecast | | | h5
edition:5 | stoa:themeWording | Global Wellness Education and Emergency Response | forecast | | | korea-herald-2020-09-09
edition:5 | schema:location | Yeonsu-gu | actual | | Yeonsu, Republic of Korea | SEED a5 k5 | +
document:enactment-guide | dcterms:issued | 2023 | actual | | | gce5 | +
document:enactment-guide | dcterms:issued | 2022 | actual | | | ghe-guide
city:beijing | schema:containedInPlace | China | actual | | Beijing, Republic of China | SEED | +
city:cork | schema:containedInPlace | Ireland | actual | | Cork, Republic of Ireland | SEED | +
document:yeonsu-declaration | stoa:adoptedOn | 2021-10-30 | actual | | | k5 | +
document:yeonsu-declaration | stoa:adoptedOn | 2021-10-29 | forecast | | | y5
edition:2 | schema:startDate | 2015-09-28 | actual | | | SEED e2 n2 | +
edition:2 | schema:startDate | 2015-05-07 | forecast | | | notice-2
edition:2 | schema:endDate | 2015-09-30 | actual | | | SEED e2 n2 | +
edition:2 | schema:endDate | 2015-05-09 | forecast | | | notice-2
edition:2 | stoa:themeWording | Building Sustainable Learning Cities | actual | | | e2 n2 report-2-copy | +
edition:2 | stoa:themeWording | Sustainable learning cities | actual | | | h4
edition:1 | stoa:openedBy | Vice Premier of China, Minister of Education of China, Mayor of Beijing and \
Director-General of UNESCO | actual | | | n1 | +
edition:1 | stoa:openedBy | Director-General of UNESCO | actual | | | p1
document:mexico-city-statement | stoa:buildsOn | Beijing Declaration on Building Learning Cities | actual | | \
| soolun-2 | +
document:mexico-city-statement | stoa:buildsOn | Key Features of Learning Cities | actual | | | soolun-2 | +
document:mexico-city-statement | stoa:buildsOn | 2030 Agenda for Sustainable Development | actual | | \
| w2 statement-it | +
membership:gnlc-medellin | org:member | Medellín | actual | | for the first time to a Colombian city | \
acimedellin | +
city:incheon | owl:sameAs | wd:Q20934 | actual | | | wikidata | +
city:incheon | owl:sameAs | wd:Q42137 | actual | | | dr5hn
"""

# subject | quantity | value | kind, mode | as of | sources: these figures and no others
FIGURES = """
edition:1 | Participants | over 550 | | | r1 | +
edition:1 | Participants | over 500 | | | n1 p1 u2
edition:1 | Countries | 102 | | | r1 | +
edition:1 | Countries | over 100 | | | n1
edition:1 | Cities | about 200 | | | p1 | +
edition:2 | Participants | over 650 | | | n2 w2 | +
edition:2 | Participants | over 600 | | | e2
edition:2 | Participants | over 300 | | | soolun-2
edition:2 | Participants | about 500 | forecast | | host-2
edition:2 | Participants | over 500 | forecast | | newsletter-2
edition:2 | Countries | 95 | | | n2 w2 | +
edition:2 | Countries | over 90 | | | e2
edition:2 | Countries | 76 | | | soolun-2
edition:2 | Countries | over 100 | forecast | | host-2
edition:2 | World regions | 5 | | | statement-it statement-ru | +
edition:2 | Cities | over 140 | forecast | | mnn2
edition:2 | Speakers | 64 | | | n2 | +
edition:2 | Countries of the speakers | 36 | | | n2 | +
edition:2 | Plenary sessions | 3 | | | n2 | +
edition:2 | Mayors' forums | 1 | | | n2 | +
edition:2 | Thematic forums | 3 | | | n2 | +
edition:2 | Regional forums | 5 | | | n2 | +
edition:2 | Award winners | 12 | | | awards-2015 | +
edition:3 | Participants | over 650 | | | t3 | +
edition:3 | Participants | 650 | | | c3
edition:3 | Participants | over 600 | | | bne-3
edition:3 | Participants | over 650 | forecast | | s3
edition:3 | Countries | 92 | | | t3 c3 | +
edition:3 | Countries | 80 | | | cork-call-zh cork-call-it bne-3
edition:3 | Countries | over 95 | forecast | | s3
edition:3 | Cities | 180 | | | cork-call-zh cork-call-it bne-3 | +
edition:3 | Award winners | 16 | | | awards-2017 u3 | +
edition:4 | Participants | about 650 | | | SEED | +
edition:4 | Participants | over 500 | | | bjaes-4
edition:4 | Participants | about 650 | forecast | | g4
edition:4 | Mayors | 50 | | | SEED | +
edition:4 | Countries | 60 | | | b4 | +
edition:4 | Countries | over 60 | | | bjaes-4
edition:4 | Cities | 100 | | | b4 | +
edition:4 | Cities | over 100 | | | bjaes-4
edition:4 | Plenary sessions | 3 | | | r4 | +
edition:4 | Mayors' forums | 1 | | | r4 | +
edition:4 | Clusters | 7 | | | kyeonggi-2020 | +
edition:4 | World regions | 5 | | | SEED | +
edition:4 | Award winners | 10 | | | p4 | +
edition:5 | Participants | over 2300 | total | | a5 | +
edition:5 | Participants | over 2000 | total | | cpep5
edition:5 | Participants | over 1500 | total | | es5
edition:5 | Participants | over 1000 | total | | en5
edition:5 | Participants | about 700 | forecast total | | SEED h5
edition:5 | Participants | about 2000 | online | | k5 | +
edition:5 | Participants | 200 | inPerson | | k5 | +
edition:5 | Participants | about 5000 | forecast | | korea-herald-2020-09-09
edition:5 | Participants | about 2200 | forecast total | | korea-herald-2021-10-20
edition:5 | Countries | over 100 | total | | a5 | +
edition:5 | Countries | 64 | total | | gce5 cpep5
edition:5 | Countries | 64 | online | | k5 | +
edition:5 | Countries other than the host's | 24 | inPerson | | k5 | +
edition:5 | Cities | 229 | total | | SEED gce5 | +
edition:5 | Cities | 229 | online | | k5 | +
edition:5 | Sessions | 24 | | | nan5 | +
edition:5 | Booths | 154 | | | k5 | +
edition:5 | Visitors of the exhibition | over 10000 | | | k5 | +
edition:5 | Award winners | 10 | | | awards-2021 | +
edition:6 | Participants | 700 | | | biem6 | +
edition:6 | Countries | 55 | | | gongju-6 | +
edition:6 | Cities | over 100 | | | gongju-6 | +
edition:6 | Award winners | 10 | | | awards-2024 | +

network:gnlc | Members | 115 | | 2016-08-23 | gnlc-2016 | +
network:gnlc | Members | 170 | | 2019-10 | uil-news | +
network:gnlc | Members | 173 | | 2020-03 | uil-news | +
network:gnlc | Members | 174 | | 2020 | | +
network:gnlc | Members | 229 | | 2020-09-23 | SEED h5 k5 | +
network:gnlc | Members | 230 | | 2020-09-23 | lcn
network:gnlc | Members | 294 | | 2022-09-02 | gnlc-2022 | +
network:gnlc | Members | 292 | | 2023-10 | pageflow | +
network:gnlc | Members | 356 | | 2024-02 | gnlc-2024 | +
network:gnlc | Members | 425 | | 2025-12-04 | gnlc-2025 | +
network:gnlc | New members | 38 | | 2019-07-17 | gnlc-2019 | +
network:gnlc | New members | 55 | | 2020-09-23 | lcn | +
network:gnlc | New members | 54 | | 2020-09-23 | mexico-daily-post
network:gnlc | New members | 77 | | 2022-09-02 | gnlc-2022 | +
network:gnlc | New members | 64 | | 2024-02 | gnlc-2024 | +
network:gnlc | New members | 72 | | 2025-12-04 | gnlc-2025 | +
network:gnlc | Countries of the members | 28 | | 2016-08-23 | gnlc-2016 | +
network:gnlc | Countries of the members | 53 | | 2019-10 | uil-news | +
network:gnlc | Countries of the members | 55 | | 2020 | | +
network:gnlc | Countries of the members | 64 | | 2020-09-23 | k5 | +
network:gnlc | Countries of the members | 76 | | 2022-09-02 | gnlc-2022 | +
network:gnlc | Countries of the members | 76 | | 2023-10 | pageflow | +
network:gnlc | Countries of the members | 79 | | 2024-02 | gnlc-2024 | +
network:gnlc | Countries of the members | 91 | | 2025-12-04 | gnlc-2025 | +
network:gnlc | Countries of the new members | 23 | | 2019-07-17 | gnlc-2019 | +
network:gnlc | Countries of the new members | 27 | | 2020-09-23 | lcn | +
network:gnlc | Countries of the new members | 44 | | 2022-09-02 | gnlc-2022 | +
network:gnlc | Countries of the new members | 35 | | 2024-02 | gnlc-2024 | +
network:gnlc | Countries of the new members | 46 | | 2025-12-04 | gnlc-2025 | +
network:gnlc | Inhabitants | over 310000000 | | 2023-10 | pageflow | +
network:gnlc | Inhabitants | 390000000 | | 2024-02 | gnlc-2024 | +
network:gnlc | Inhabitants | about 500000000 | | 2025-12-04 | gnlc-2025 | +
concept:urbanisation | Share of humanity in urban areas, in per cent | over 50 | | | SEED h5 | +
concept:urbanisation | Share of humanity in urban areas, in per cent | 55 | | 2023 | pageflow | +
concept:urbanisation | Share of humanity in urban areas, in per cent | 68 | forecast | 2050 | pageflow

document:beijing-declaration | Committed actions | 12 | | | documents-2016 | +
document:key-features | Features | 42 | | | everybodywiki | +
document:mexico-city-statement | Action points | 8 | | | n2 | +
document:case-studies-twelve | Cases | 12 | | | | +
document:case-studies-sixteen | Cases | 16 | | | unlocking-2 | +
document:medellin-manifesto | Action points | 7 | | | zhu-4 | +
"""

# edition | document, or - for the edition as a whole | role | what it puts under its themes | sources of each
ITEMS = """
1 | - | headline | Lifelong learning for all ; Prosperity ; Sustainable cities | report-1-copy h4
1 | - | issue | Inclusive learning ; Basic education ; Higher education ; Mobilising resources | SEED
1 | - | issue | Equality and social justice ; Social cohesion ; Citizenship ; Prosperity | r1
1 | - | issue | Cultural prosperity ; Sustainability | r1 n1
1 | - | issue | Equity ; Social inclusion ; Human rights ; Human dignity ; Peace ; Resilience | p1
1 | - | issue | Tolerance ; Urbanisation | p1
1 | - | issue | Exchange of experience | r1
1 | beijing-declaration | headline | Lifelong learning for all | beijing-declaration-it
1 | beijing-declaration | headline | Prosperity ; Sustainable cities | beijing-declaration-it documents-2016
1 | beijing-declaration | headline | Prosperity ; Sustainable cities | yang-2022
1 | beijing-declaration | issue | Social inclusion ; Economic growth ; Public safety ; Environmental protection | \
SEED beijing-declaration-ru
1 | beijing-declaration | issue | Employment ; Urbanisation ; Demographic change | beijing-declaration-it
1 | beijing-declaration | issue | Cultural diversity ; Human security ; Governance | beijing-declaration-it
1 | beijing-declaration | issue | Quality of life | beijing-declaration-it
1 | beijing-declaration | issue | Culture | beijing-declaration-it n1
1 | beijing-declaration | issue | Global network of cities | n1 fcuni
1 | beijing-declaration | issue | Multi-stakeholder partnership and coordination | fcuni
1 | key-features | issue | Social inclusion ; Economic growth ; Public safety ; Environmental protection | SEED
1 | key-features | issue | Empowerment ; Social cohesion ; Economic development ; Cultural prosperity | key-features-page
1 | key-features | issue | Sustainability ; Inclusive learning ; Learning in families | key-features-page
1 | key-features | issue | Learning in communities ; Workplace learning | key-features-page
1 | key-features | issue | Use of learning technologies ; Quality and excellence in learning ; Culture of learning | \
key-features-page
1 | key-features | issue | Political commitment ; Governance ; Involvement of stakeholders | key-features-page
1 | key-features | issue | Mobilising resources | key-features-page
2 | - | headline | Sustainability | SEED
2 | - | headline | Social sustainability ; Economic sustainability ; Environmental sustainability | e2
2 | - | headline | sdg:4 ; sdg:11 | e2 n2
2 | - | strand | Global citizenship ; Environmental stewardship ; Health ; Well-being | report-2-page
2 | - | strand | Inclusive and sustainable economic growth | report-2-page
2 | - | issue | Global network of cities | SEED
2 | - | issue | Lifelong learning for sustainability ; Human dignity | n2
2 | - | issue | Climate change ; Health ; Employment | outcomes-2
2 | - | issue | Equity ; Culture | outcomes-2
2 | - | issue | Exchange of experience | n2
2 | - | issue | Peace | cie2 outcomes-2
2 | - | group | Vulnerable groups ; Refugees ; Migrants | outcomes-2
2 | mexico-city-statement | issue | Social inclusion ; Economic inclusion ; Political inclusion | SEED
2 | mexico-city-statement | issue | Literacy ; Basic skills ; Citizen participation | SEED
2 | mexico-city-statement | issue | Human rights | SEED statement-it
2 | mexico-city-statement | issue | Lifelong learning for sustainability | w2 n2
2 | mexico-city-statement | issue | Climate change ; Environmental stewardship ; Citizen participation | statement-uk
2 | mexico-city-statement | issue | Resilient communities ; Safe communities ; Citizenship ; Empowerment | statement-uk
2 | mexico-city-statement | issue | Lifelong learning policies and practices ; Action on climate change | statement-uk
2 | mexico-city-statement | issue | Exchange of experience | statement-it
2 | mexico-city-statement | issue | Peace ; Governance | statement-it
2 | mexico-city-statement | issue | Partnerships and networks | statement-it y5
2 | mexico-city-statement | headline | Sustainable cities | SEED
2 | mexico-city-statement | headline | Social sustainability ; Economic sustainability ; Environmental sustainability | w2
2 | mexico-city-statement | headline | sdg:4 ; sdg:11 | w2 statement-it
2 | mexico-city-statement | headline | Ending poverty | statement-it
2 | mexico-city-statement | headline | Urbanisation | periscopio-2
2 | mexico-city-statement | group | Vulnerable groups ; Indigenous peoples ; Women ; Persons with disabilities | SEED
2 | mexico-city-statement | group | Refugees ; Displaced people | SEED
2 | mexico-city-statement | group | Age ; Sexual orientation ; Economic background ; Cultural background | SEED
2 | mexico-city-statement | group | Religious background ; Ethnic background | SEED
2 | guidelines | strand | Planning ; Involvement of stakeholders ; Celebration of learning | \
guidelines-unesdoc-copy toolkit-guidelines
2 | guidelines | strand | Accessibility of learning ; Monitoring ; Evaluation | guidelines-unesdoc-copy toolkit-guidelines
2 | guidelines | strand | Funding of learning | guidelines-unesdoc-copy toolkit-guidelines
3 | - | strand | Lifelong learning for the SDGs ; SDGs at the local level | u3
3 | - | strand | Integrated governance ; Multi-stakeholder partnership and coordination | u3
3 | - | strand | Implementation of local actions ; Measuring impact | u3
3 | - | issue | Green cities ; Healthy cities ; Equity ; Inclusive cities ; Decent work ; Entrepreneurship | SEED
3 | - | issue | Health ; Well-being ; Ending poverty | bne-3
3 | - | issue | Urbanisation | t3
3 | - | issue | Exchange of experience | t3 c3
3 | guide-to-action | issue | Equity | SEED
3 | guide-to-action | issue | Lifelong learning for the SDGs ; Planning ; Monitoring | g3
3 | guide-to-action | headline | sdg:4 ; sdg:11 | SEED
3 | cork-call-to-action | strand | Green cities ; Healthy cities ; Equity | lcn-cork-call cork-festival-2020
3 | cork-call-to-action | strand | Decent work ; Entrepreneurship | lcn-cork-call cork-festival-2020
3 | cork-call-to-action | issue | Lifelong learning for the SDGs ; SDGs at the local level | cork-call-zh cork-call-it
3 | cork-call-to-action | issue | Role of national governments | w3
3 | cork-call-to-action | issue | Cultural sustainability ; Global solidarity and responsibility | cork-call-it
3 | cork-call-to-action | issue | Climate change ; Action on climate change | cork-call-it
4 | - | headline | Lifelong learning policies and practices | SEED
4 | - | strand | Policies for inclusion at the local level ; Governance structures ; Monitoring | r4
4 | - | strand | Education for sustainable development ; Equity ; Planning ; Evaluation | chosun-4 cvunesco
4 | - | strand | Global citizenship education ; Entrepreneurship ; Health ; Well-being | chosun-4 cvunesco
4 | - | issue | Inclusive cities ; Safe cities ; Resilient cities ; Sustainable cities | SEED
4 | - | issue | Exchange of experience | i4 r4
4 | - | issue | Sustainable cities | bjaes-4
4 | - | group | Vulnerable groups ; Youth at risk ; Migrants ; Older people | SEED
4 | - | group | Digitally excluded populations ; Persons with disabilities | SEED
4 | medellin-manifesto | headline | Equity ; Human rights | b4
4 | report-iclc-4 | issue | Accessibility of learning | ace4
4 | report-iclc-4 | group | Ability ; Gender ; Sexual orientation ; Social background ; Language | ace4
4 | report-iclc-4 | group | Ethnic background ; Religious background ; Cultural background | ace4
4 | medellin-manifesto | issue | Citizen participation ; Use of learning technologies ; Learning environments | b4
4 | medellin-manifesto | issue | Formal, non-formal and informal learning ; Demographic change | b4
4 | medellin-manifesto | issue | Environmental stewardship | b4
4 | medellin-manifesto | group | Women ; Older people ; Ethnic minorities ; Migrants ; Indigenous peoples | b4
5 | - | headline | Healthy cities ; Resilience ; Resilient cities | SEED
5 | - | issue | Health education | k5 korea-herald-2021-11-03
5 | - | issue | COVID-19 pandemic ; Resilience ; Virtual education | k5
5 | - | issue | Lifelong learning for health ; Inclusive cities ; Sustainable cities | ghe5
5 | - | issue | Lifelong learning for all ; Culture of learning | en5 web5
5 | - | issue | Equity | ghe5 nan5
5 | - | issue | Citizenship education | uil5 nan5
5 | - | issue | Citizenship ; Social sustainability ; Cultural sustainability ; Economic sustainability | nan5
5 | - | issue | Monitoring ; Evaluation ; Planning ; Entrepreneurship ; Education for sustainable development | uil5
5 | - | issue | Global citizenship education ; Action on climate change ; Mental health ; Health literacy | web5
5 | - | issue | Resilient communities ; Resilient learning systems ; Role of local governments | web5
5 | - | issue | Urbanisation | en5
5 | - | issue | Exchange of experience ; Emergency response ; Empowerment ; Mobilising resources | cpep5
5 | - | issue | COVID-19 pandemic | cpep5 yuan-2022
5 | - | issue | Cooperation between cities | k5
5 | - | group | Vulnerable groups | uil5 web5 korea-herald-2021-10-28
5 | - | group | Young people ; Students | nan5
5 | yeonsu-declaration | headline | Healthy cities ; Resilient cities | zhu5
5 | yeonsu-declaration | issue | Lifelong learning for health | en5 es5 a5
5 | yeonsu-declaration | issue | Health ; Resilience ; Access to healthcare ; Health literacy ; Healthy lifestyles | en5 es5
5 | yeonsu-declaration | issue | Resilient cities ; Resilient communities ; Resilient learning systems | en5 es5
5 | yeonsu-declaration | issue | Citizen participation ; Education institutions | en5 es5
5 | yeonsu-declaration | issue | Funding of learning ; Review of the crisis response | en5 es5
5 | yeonsu-declaration | issue | Role of national governments ; Lifelong learning policies and practices | en5
5 | enactment-guide | headline | Lifelong learning for health | ga5 gce5
5 | enactment-guide | issue | Health education ; Resilience | ga5 gce5
6 | - | headline | Action on climate change | d6
6 | - | issue | sdg:4 ; sdg:11 ; sdg:13 | d6 gongju-6
6 | - | issue | sdg:3 | gongju-6
6 | - | strand | Multi-stakeholder partnership and coordination ; Action on climate change ; Climate change | d6
6 | - | strand | Education institutions ; Learning environments ; Empowerment ; Change agents | d6
6 | - | strand | Knowledge and skills for green cities ; Green cities ; Climate resilience | d6
6 | - | issue | Education for sustainable development ; Lifelong learning for climate action | d6 rc6
6 | - | issue | Resilient communities ; Resilient cities ; Inclusive approaches in policy | d6
6 | - | issue | Sustainable cities | d6 rc6 fin6
6 | - | issue | Use of learning technologies ; Action on climate change | d6
6 | - | issue | Global partnerships ; Exchange of experience | d6
6 | - | issue | Partnerships and networks ; Quality of life | aje6
6 | - | issue | Resilience | biem6
6 | - | issue | Urbanisation | pat6 cde6
6 | - | issue | Health ; Health education ; Healthy cities ; Well-being ; Funding of learning | rc6
6 | - | issue | Learning in communities ; Green communities ; Climate change education ; Alignment of policies | rc6
6 | - | issue | Lifelong learning for health | net6
6 | - | issue | Monitoring ; Cooperation between cities | gongju-6
6 | - | issue | Artificial intelligence ; Citizen participation ; Culture ; Peace ; Tolerance ; Pollution | fin6
6 | - | issue | Green economy | det6
6 | - | issue | Economic growth | cde6
6 | - | group | Girls ; Women | d6
6 | - | group | Young people | fin6 det6 aje6
6 | - | group | Vulnerable groups | gongju-6-session
6 | iclc-6-output | headline | Action on climate change | ham6
6 | iclc-6-output | issue | Lifelong learning for climate action ; Funding of learning ; Alignment of policies | uni6 pat6
6 | iclc-6-output | issue | Formal, non-formal and informal learning ; Intergenerational learning | uni6
6 | iclc-6-output | group | Girls ; Women ; Age | uni6 pat6
6 | iclc-6-output | group | Girls ; Women ; Age | cde6
6 | iclc-6-output | issue | Mobilising resources ; Political commitment ; Climate change | cde6
"""

# edition | groups that were only planned to be treated | source
PLANNED_ITEMS = """
4 | Refugees ; Slum dwellers ; Prisoners | g4
"""

# id | title | kind | adopted or issued | publishers
DOCUMENTS = """
beijing-declaration | Beijing Declaration on Building Learning Cities | declaration | adopted 2013-10 | -
key-features | Key Features of Learning Cities | framework | adopted 2013-10 | -
guidelines | Guidelines for Building Learning Cities | guidelines | issued 2015 | UIL
case-studies-twelve | Case Studies of Twelve Learning Cities | caseStudies | issued 2015-09 | UIL ; \
National Institute for Lifelong Education of the Republic of Korea
mexico-city-statement | Mexico City Statement on Sustainable Learning Cities | statement | adopted 2015-09 | -
cork-call-to-action | Cork Call to Action for Learning Cities | callToAction | adopted 2017-09 issued 2017-12 | -
guide-to-action | Learning Cities and the SDGs: A Guide to Action | guide | issued 2017 | UIL
case-studies-sixteen | Unlocking the Potential II: Sixteen Learning Cities | caseStudies | issued 2017-09 | UIL
medellin-manifesto | Medellín Manifesto: Learning Cities for Inclusion | manifesto | adopted 2019-10-02 | -
gnlc-strategy-iclc-4 | Strategy of the Global Network of Learning Cities adopted at ICLC 4 | strategy | adopted 2019-10 | -
gnlc-strategy-2019-2021 | GNLC strategy 2019-2021 | strategy | - | -
yeonsu-declaration | Yeonsu Declaration for Learning Cities | declaration | adopted 2021-10-30 |
enactment-guide | Lifelong learning for health in cities: a guide, enacting the Yeonsu Declaration for Learning Cities \
| guide | issued 2023 | UIL ; UNESCO Chair Global Health and Education
iclc-6-output | Jubail Commitment to Climate Action in Learning Cities | statement | adopted 2024-12 |
gnlc-operational-strategy | Operational strategy of the Global Network of Learning Cities | strategy | - |
report-iclc-1 | Report of the First International Conference on Learning Cities | report | issued 2014 | UIL
report-iclc-2 | Report of the Second International Conference on Learning Cities | report | issued 2016-04 | UIL
report-iclc-3 | Report of the Third International Conference on Learning Cities | report | - | -
report-iclc-4 | Report of the Fourth International Conference on Learning Cities | report | issued 2019-12 | UIL
"""

# document | what it builds on, all of it | sources
BUILDS_ON = """
guidelines | Case Studies of Twelve Learning Cities | guidelines-unesdoc-copy
mexico-city-statement | Beijing Declaration on Building Learning Cities ; Key Features of Learning Cities | soolun-2
mexico-city-statement | 2030 Agenda for Sustainable Development | w2
cork-call-to-action | 2030 Agenda for Sustainable Development | w3
guide-to-action | Cork Call to Action for Learning Cities ; Key Features of Learning Cities | g3
case-studies-sixteen | Guidelines for Building Learning Cities ; Key Features of Learning Cities | unlocking-2
enactment-guide | Yeonsu Declaration for Learning Cities | ga5 gce5
"""

# document | what it carries, among others
CARRIES = """
beijing-declaration | Social inclusion ; Economic growth ; Public safety ; Environmental protection
beijing-declaration | Global network of cities
key-features | Empowerment ; Social cohesion ; Economic development ; Cultural prosperity ; Sustainable development
key-features | Inclusive learning ; Learning in families ; Learning in communities ; Workplace learning
key-features | Use of learning technologies ; Quality and excellence in learning ; Culture of learning
key-features | Social inclusion ; Economic growth ; Public safety ; Environmental protection
guidelines | Planning ; Involvement of stakeholders ; Celebration of learning ; Accessibility of learning
guidelines | Monitoring ; Evaluation ; Funding of learning
mexico-city-statement | Social sustainability ; Economic sustainability ; Environmental sustainability
mexico-city-statement | Vulnerable groups ; Citizen participation ; Climate change ; Sustainability
mexico-city-statement | Human rights ; Peace ; Literacy ; Basic skills ; Resilient communities
case-studies-twelve | Empowerment ; Social cohesion ; Economic development ; Cultural prosperity
report-iclc-2 | Global citizenship ; Environmental stewardship ; Health ; Well-being
cork-call-to-action | Lifelong learning for the SDGs ; Role of national governments
cork-call-to-action | Green cities ; Healthy cities ; Equity ; Inclusion and equity ; Decent work ; Entrepreneurship
guide-to-action | Equity ; Inclusion and equity ; Lifelong learning for the SDGs ; Planning ; Monitoring
medellin-manifesto | Inclusion and equity ; Equity ; Citizen participation ; Human rights
medellin-manifesto | Women ; Older people ; Ethnic minorities ; Migrants ; Indigenous peoples
yeonsu-declaration | Health ; Resilience ; Access to healthcare ; Funding of learning ; Review of the crisis response
yeonsu-declaration | Citizen participation ; Resilient cities ; Resilient communities ; Role of national governments
enactment-guide | Lifelong learning for health ; Health education
iclc-6-output | Lifelong learning for climate action ; Funding of learning ; Multi-stakeholder partnership and coordination
iclc-6-output | Formal, non-formal and informal learning ; Intergenerational learning ; Girls ; Women
"""

# year | edition | source | cities that won, each with its country
AWARDS = """
2015 | 2 | awards-2015 | Melton AU ; Sorocaba BR ; Beijing CN ; Bahir Dar ET ; Espoo FI ; Cork IE ; Amman JO
2015 | 2 | awards-2015 | Mexico City MX ; Ybycuí PY ; Balanga PH ; Namyangju KR ; Swansea GB
2017 | 3 | awards-2017 | Bristol GB ; Câmara de Lobos PT ; Contagem BR ; Gelsenkirchen DE ; Giza EG ; Hangzhou CN
2017 | 3 | awards-2017 | Larissa GR ; Limerick IE ; Mayo-Baléo CM ; N'Zérékoré GN ; Okayama JP ; Pécs HU
2017 | 3 | awards-2017 | Surabaya ID ; Suwon KR ; Tunis TN ; Villa María AR
2019 | 4 | p4 | Aswan EG ; Chengdu CN ; Heraklion GR ; Ibadan NG ; Medellín CO ; Melitopol UA ; Petaling Jaya MY
2019 | 4 | p4 | Santiago MX ; Seodaemun-gu KR ; Sønderborg DK
2021 | 5 | awards-2021 | Al Wakra QA ; Belfast GB ; Clermont-Ferrand FR ; Damietta EG ; Dublin IE ; Huejotzingo MX
2021 | 5 | awards-2021 | Jubail SA ; Osan KR ; Shanghai CN ; Wyndham AU
2024 | 6 | awards-2024 | Benguerir MA ; Bouaké CI ; Cork IE ; Cuenca EC ; Doha QA ; Eunpyeong-gu KR ; Glasgow GB
2024 | 6 | awards-2024 | Querétaro MX ; Wuhan CN ; Yanbu SA
"""

UNESCO_REGIONS = """
Africa ; Arab States ; Asia and the Pacific ; Europe and North America ; Latin America and the Caribbean
"""

# code | sub-region | lies in
M49_REGIONS = """
030 | Eastern Asia | 142
145 | Western Asia | 142
154 | Northern Europe | 150
013 | Central America | 419
005 | South America | 419
419 | Latin America and the Caribbean | 019
019 | Americas | -
142 | Asia | -
150 | Europe | -
"""

# city | Wikidata | GeoNames | latitude | longitude
CITIES = """
Beijing | Q956 | 1816670 | 39.9075 | 116.39723
Mexico City | Q1489 | 3530597 | 19.42847 | -99.12766
Cork | Q36647 | 2965140 | 51.89797 | -8.47061
Medellín | Q48278 | 3674962 | 6.25184 | -75.56359
Yeonsu-gu | Q50421 | - | 37.41911 | 126.66489
Incheon | Q20934 | 1843564 | 37.45646 | 126.70515
Jubail | Q27430 | 109435 | 27.0174 | 49.62251
"""

# country | ISO 3166 | UN M49 | Wikidata | GeoNames
COUNTRIES = """
China | CN | CHN | 156 | Q148 | 1814991
Mexico | MX | MEX | 484 | Q96 | 3996063
Ireland | IE | IRL | 372 | Q27 | 2963597
Colombia | CO | COL | 170 | Q739 | 3686110
Republic of Korea | KR | KOR | 410 | Q884 | 1835841
Saudi Arabia | SA | SAU | 682 | Q851 | 102358
"""

# goal | Wikidata; every goal has its SDGIO term
GOALS = """
3 | Q50216838
4 | Q53581209
5 | Q53581210
8 | Q53581217
10 | Q53581222
11 | Q53581228
13 | Q53581236
"""

# theme or concept | how it matches | number in the UNESCO Thesaurus
THESAURUS = """
concept:learning-cities | exact | 17129
concept:inclusive-cities | exact | 17148
theme:lifelong-learning | exact | 1488
theme:adult-education | exact | 1473
concept:social-inclusion | exact | 12679
concept:inclusive-education | close | 17016
theme:gender-equality | exact | 17150
theme:sustainable-development | exact | 7775
concept:education-for-sustainable-development | exact | 17095
concept:climate-change | exact | 4559
concept:environmental-conservation | close | 6317
concept:health-education | exact | 57
concept:well-being | exact | 17171
concept:covid-19 | broad | 17114
concept:resilience | exact | 17111
concept:emergency-response | related | 17139
concept:emergency-response | related | 8139
concept:economic-growth | exact | 6828
concept:decent-work | broad | 682
concept:workplace-learning | related | 1829
concept:entrepreneurship | related | 4476
concept:global-citizenship-education | exact | 7859
concept:literacy | exact | 1519
concept:basic-education | exact | 3602
concept:higher-education | exact | 1485
concept:family-education | close | 5082
concept:community-learning | related | 1499
concept:educational-technology | exact | 97
concept:digitally-excluded-populations | related | 16994
concept:artificial-intelligence | exact | 3052
concept:quality-in-education | close | 90
concept:disadvantaged-groups | close | 408
concept:migrants | exact | 426
concept:refugees | exact | 8119
concept:displaced-persons | exact | 8152
concept:persons-with-disabilities | exact | 8094
concept:indigenous-peoples | exact | 10387
concept:older-people | exact | 1673
concept:youth-at-risk | broad | 1457
concept:youth | exact | 1457
concept:women | exact | 10766
concept:girls | exact | 5095
concept:prisoners | exact | 6144
concept:slum-dwellers | related | 3589
concept:planning | related | 2148
concept:urban-planning | exact | 2148
"""
NOT_IN_THE_THESAURUS = ("concept:sdgs-at-local-level", "concept:lifelong-learning-for-the-sdgs", "concept:decent-work",
                        "concept:entrepreneurship", "concept:public-safety", "concept:workplace-learning")

COUNTY_CORK = "wd:Q162475"  # not the city


# --- how they are looked for -------------------------------------------------------------------------------------

def table(text):
    """Rows of a table; a cell that is left out at the end is empty."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def values(cell):
    return [] if cell in ("", "-") else [value.strip() for value in cell.split(";")]


def sources(cell):
    return {SEED if source == "SEED" else source for source in cell.split()}


class Facts:
    """A graph in short names: `edition:5`, `schema:startDate`, whatever data set they are of; literals as they are."""

    def __init__(self, data):
        graph = read(data)
        # A used data set's prefix is shared-claim where this one has claims too.
        prefixes = [(str(namespace), prefix.removeprefix("shared-")) for prefix, namespace in graph.namespaces()]
        prefixes.sort(key=lambda each: len(each[0]), reverse=True)
        names = {}

        def name(term):
            if isinstance(term, Literal):
                return str(term)
            if term not in names:
                names[term] = next((f"{prefix}:{term[len(start):]}" for start, prefix in prefixes
                                    if term.startswith(start)), str(term))
            return names[term]

        self.objects, self.subjects = defaultdict(set), defaultdict(set)
        self.labels = {name(subject): str(label) for subject, label in graph.subject_objects(SKOS.prefLabel)
                       if label.language == "en"}
        for subject, predicate, value in graph:
            self.objects[name(subject), name(predicate)].add(name(value))
            self.subjects[name(predicate), name(value)].add(name(subject))

    def one(self, subject, predicate):
        return next(iter(self.objects[subject, predicate]), "")

    def of_type(self, name):
        return self.subjects["rdf:type", name]

    def called(self, label, kind):
        """The only record of the kind with this label."""
        found = [record for record in self.of_type(kind) if self.labels.get(record) == label]
        return found[0] if len(found) == 1 else f"no single {kind} called {label}"

    def matches(self, value, expected):
        return expected in (value, self.labels.get(value))

    def sources(self, record):
        return {source.removeprefix("source:") for evidence in self.objects[record, "stoa:evidence"]
                for source in self.objects[evidence, "oa:hasSource"]}

    def claims(self, subject, predicate):
        return self.subjects["stoa:subject", subject] & self.subjects["stoa:property", predicate]

    def value(self, claim):
        return self.one(claim, "stoa:value") or self.one(claim, "stoa:valueResource")

    def proof(self, subject, predicate, expected):
        """Sources of a plain statement: those of its claims, else those of its subject."""
        claims = [each for each in self.claims(subject, predicate) if self.matches(self.value(each), expected)]
        return set().union(*map(self.sources, claims)) if claims else self.sources(subject)

    def preferred(self, claim):
        return self.one(claim, "stoa:preferred") == "true"


class DomainFacts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.iclc = Facts(export(ICLC, parts="data"))
        cls.confintea = Facts(export(CONFINTEA, parts="data"))
        cls.shared = Facts(export(SHARED, parts="data"))  # with what the series does not reach

    def setUp(self):
        self.wrong = []

    def tearDown(self):
        self.assertFalse(self.wrong, "\n  " + "\n  ".join(self.wrong))

    def expect(self, condition, fact):
        if not condition:
            self.wrong.append(fact)

    def expect_proof(self, found, cell, fact):
        for source in sorted(sources(cell) - found):
            self.wrong.append(f"{fact}: not proved by {source}")

    def expect_values(self, subject, predicate, expected, facts=None):
        """The plain statements have these values and no others."""
        facts = facts or self.iclc
        found = facts.objects[subject, predicate]
        for value in expected:
            self.expect(any(facts.matches(each, value) for each in found), f"{subject} {predicate} {value}: not found")
        for each in found:
            if not any(facts.matches(each, value) for value in expected):
                self.wrong.append(f"{subject} {predicate} {each}: should not be there")

    def expect_statements(self, rows):
        expected = defaultdict(list)
        for subject, predicate, cell, source in rows:
            expected[subject, predicate] += values(cell)
            for value in values(cell):
                self.expect_proof(self.iclc.proof(subject, predicate, value), source, f"{subject} {predicate} {value}")
        for (subject, predicate), each in expected.items():
            self.expect_values(subject, predicate, each)

    def test_each_edition_has_its_number_name_dates_and_host(self):
        for number, ordinal, start, end, city, country, source, status in table(EDITIONS):
            edition = f"edition:{number}"
            name = f"{ordinal} International Conference on Learning Cities"
            self.expect_statements([
                (edition, "skos:prefLabel", name, source if source != "d6" else ""),
                (edition, "stoa:partOfSeries", "series:iclc", ""),
                (edition, "stoa:editionNumber", number, ""),
                (edition, "stoa:status", f"stoa:{status}", ""),
                (edition, "schema:startDate", start, source),
                (edition, "schema:endDate", end, source),
                (edition, "schema:location", city, source),
                (edition, "stoa:previousEdition", f"edition:{int(number) - 1}" if number != "1" else "-", "")])
            for code in values(country):
                found = self.country_codes(self.iclc.one(edition, "schema:location"))
                self.expect(found == {code}, f"{edition} was held in {code}, not in {found}")
        self.expect(len(self.iclc.of_type("stoa:Edition")) == 7, "there are seven editions")

    def country_codes(self, city):
        """Two letters for each country of the city."""
        return {code for place in self.iclc.objects[city, "schema:containedInPlace"]
                for code in self.iclc.objects[place, "skos:notation"] if len(code) == 2}

    def test_what_a_source_says_in_one_sentence_is_stated(self):
        self.expect_statements(table(STATEMENTS))

    def test_where_sources_disagree_all_sides_are_claims(self):
        subjects = defaultdict(set)
        for subject, predicate, value, kind, validity, wording, source, preferred in table(CLAIMS):
            fact = f"claim {subject} {predicate} {value}"
            claims = [each for each in self.iclc.claims(subject, predicate)
                      if self.iclc.matches(self.iclc.value(each), value)]
            subjects[subject, predicate] |= set(claims)
            self.expect(len(claims) == 1, f"{fact}: found {len(claims)} times")
            for claim in claims:
                start, end = (part.strip("-") for part in (validity or "- -").split())
                for term, text in (("stoa:claimKind", f"stoa:{kind}"), ("stoa:wording", wording),
                                   ("stoa:validFrom", start), ("stoa:validUntil", end)):
                    found = self.iclc.one(claim, term)
                    self.expect(found == text, f"{fact}: {term} is '{found}', not '{text}'")
                self.expect(self.iclc.preferred(claim) == bool(preferred), f"{fact}: preferred wrongly, or not")
                self.expect_proof(self.iclc.sources(claim), source, fact)
            direct = self.iclc.objects[subject, predicate]
            self.expect(bool(preferred) == any(self.iclc.matches(each, value) for each in direct),
                        f"{fact}: a plain statement, and not preferred, or the other way round")
        for (subject, predicate), claims in subjects.items():
            for claim in self.iclc.claims(subject, predicate) - claims:
                self.wrong.append(f"{claim} should not be there")

    def test_figures_keep_their_qualifier_kind_mode_date_and_sources(self):
        found = {}
        for figure in self.iclc.of_type("stoa:Figure"):
            found[self.figure(figure)] = figure
        for subject, quantity, value, how, date, source, preferred in table(FIGURES):
            kind = "forecast" if "forecast" in how else "actual"
            key = (subject, quantity, value, kind, how.removeprefix("forecast").strip(), date)
            fact = "figure " + " ".join(filter(None, key))
            figure = found.pop(key, None)
            self.expect(figure, f"{fact}: not found")
            if figure:
                self.expect(self.iclc.preferred(figure) == bool(preferred), f"{fact}: preferred wrongly, or not")
                self.expect_proof(self.iclc.sources(figure), source, fact)
        for figure in found.values():
            self.wrong.append(f"{figure} should not be there")

    def test_of_the_second_series_what_was_announced_is_told_from_what_happened(self):
        def said(subject, predicate):
            return {(self.confintea.value(each), self.confintea.one(each, "stoa:claimKind").removeprefix("stoa:"),
                     self.confintea.preferred(each)) for each in self.confintea.claims(subject, predicate)}

        self.assertEqual(said("edition:6", "schema:startDate"),
                         {("2009-12-01", "actual", True), ("2009-05-19", "forecast", False)})
        figures = {(self.confintea.one(each, "stoa:value"), self.confintea.one(each, "stoa:qualifier"),
                    self.confintea.one(each, "stoa:claimKind"), self.confintea.preferred(each))
                   for each in self.confintea.of_type("stoa:Figure")
                   if self.confintea.one(each, "stoa:subject") == "edition:7"
                   and self.confintea.one(each, "stoa:quantity") == "quantity:participants"}
        self.assertEqual(figures, {("1126", "stoa:exact", "stoa:actual", True),
                                   ("1000", "stoa:over", "stoa:actual", False),
                                   ("1200", "stoa:over", "stoa:actual", False),
                                   ("1000", "stoa:over", "stoa:forecast", False)})

    def figure(self, figure):
        qualifier, kind, mode = (self.iclc.one(figure, term).removeprefix("stoa:")
                                 for term in ("stoa:qualifier", "stoa:claimKind", "stoa:mode"))
        value = self.iclc.one(figure, "stoa:value")
        subject, quantity, date = (self.iclc.one(figure, term)
                                   for term in ("stoa:subject", "stoa:quantity", "stoa:asOf"))
        value = value if qualifier == "exact" else f"{qualifier} {value}"
        return subject, self.iclc.labels[quantity], value, kind, mode, date

    def test_figures_and_preferred_claims_that_compete_have_no_two_preferred(self):
        preferred = defaultdict(list)
        for figure in self.iclc.of_type("stoa:Figure"):
            if self.iclc.preferred(figure):
                subject, quantity, _, _, mode, date = self.figure(figure)
                preferred[subject, quantity, mode, date].append(figure)
        for figures in preferred.values():
            self.expect(len(figures) == 1, f"preferred at once: {figures}")

    def test_themes_groups_and_goals_are_where_a_source_puts_them(self):
        for edition, document, role, cell, source in table(ITEMS):
            occurrences = self.occurrences(edition, document, role)
            for item in values(cell):
                fact = f"edition {edition}, {document}: {role} {item}"
                holding = [each for each in occurrences for value in self.iclc.objects[each, "stoa:scopeItem"]
                           if self.iclc.matches(value, item)]
                self.expect(holding, f"{fact}: not found")
                if holding:
                    proof = set().union(*(self.iclc.proof(each, "stoa:scopeItem", item) for each in holding))
                    self.expect_proof(proof, source, fact)

    def occurrences(self, edition, document, role):
        wanted = set() if document == "-" else {f"document:{document}"}
        return [each for each in self.iclc.subjects["stoa:edition", f"edition:{edition}"]
                & self.iclc.subjects["stoa:role", f"stoa:{role}"] if self.iclc.objects[each, "stoa:document"] == wanted]

    def test_what_was_only_planned_is_a_forecast_and_not_a_statement(self):
        for edition, cell, source in table(PLANNED_ITEMS):
            for item in values(cell):
                fact = f"edition {edition} planned to treat {item}"
                claims = [claim for each in self.occurrences(edition, "-", "group")
                          for claim in self.iclc.claims(each, "stoa:scopeItem")
                          if self.iclc.matches(self.iclc.value(claim), item)]
                self.expect([self.iclc.one(claim, "stoa:claimKind") for claim in claims] == ["stoa:forecast"], fact)
                for claim in claims:
                    self.expect_proof(self.iclc.sources(claim), source, fact)
                self.expect(not any(self.iclc.matches(value, item) for each in self.occurrences(edition, "-", "group")
                                    for value in self.iclc.objects[each, "stoa:scopeItem"]), f"{fact}, but did it?")

    def test_goals_are_found_only_where_the_facts_put_them(self):
        expected = {(edition, document, item) for edition, document, _, cell, _ in table(ITEMS)
                    for item in values(cell) if item.startswith("sdg:")}
        found = {(self.iclc.one(each, "stoa:edition").removeprefix("edition:"),
                  self.iclc.one(each, "stoa:document").removeprefix("document:") or "-", item)
                 for each in self.iclc.of_type("stoa:ThemeOccurrence")
                 for item in self.iclc.objects[each, "stoa:scopeItem"] if item.startswith("sdg:")}
        self.expect(found == expected, f"goals: {sorted(found ^ expected)}")

    def test_goals_stand_under_one_theme_in_every_edition(self):
        themes = {self.iclc.one(each, "stoa:theme") for each in self.iclc.of_type("stoa:ThemeOccurrence")
                  if any(item.startswith("sdg:") for item in self.iclc.objects[each, "stoa:scopeItem"])}
        self.expect(themes == {"theme:sustainable-development"}, f"goals stand under {sorted(themes)}")

    def test_the_planned_edition_has_no_host_and_no_themes_yet(self):
        mentions = self.iclc.subjects["stoa:edition", "edition:7"]
        self.expect(not mentions, f"edition 7: {mentions}")
        self.expect(not self.iclc.claims("edition:7", "schema:location"), "edition 7: no claim about a host")

    def test_coverage_is_stated_for_every_held_edition_and_facet(self):
        for number in range(1, 7):
            for facet in ("issues", "groups", "sdgs"):
                self.expect(self.iclc.one(f"coverage:{number}-{facet}", "stoa:coverageLevel"),
                            f"coverage of edition {number} for {facet}")
        self.expect_values("coverage:1-sdgs", "stoa:coverageLevel", ["stoa:notApplicable"])
        self.expect_values("coverage:5-sdgs", "stoa:coverageLevel", ["stoa:unread"])

    def test_a_facet_counts_as_read_where_an_item_of_it_was_found_and_nowhere_else(self):
        for facts, editions in ((self.iclc, range(1, 7)), (self.confintea, range(1, 8))):
            for number in editions:
                found = {facts.one(item, "stoa:facet") or "stoa:sdgsFacet"
                         for each in facts.subjects["stoa:edition", f"edition:{number}"]
                         for item in facts.objects[each, "stoa:scopeItem"]}
                for facet in ("issues", "groups", "sdgs"):
                    level = facts.one(f"coverage:{number}-{facet}", "stoa:coverageLevel")
                    self.expect((level in ("stoa:partial", "stoa:complete")) == (f"stoa:{facet}Facet" in found),
                                f"edition {number} of {len(editions)}: {facet} are {level}")

    def test_the_years_between_editions_are_those_of_the_claimed_cadence(self):
        years = [int(start[:4]) for _, _, start, *_ in table(EDITIONS)[:6]]
        self.expect([later - earlier for earlier, later in zip(years, years[1:])] == [2, 2, 2, 2, 3], f"{years}")

    def test_documents_have_title_kind_date_and_publisher(self):
        for document, title, kind, date, publishers in table(DOCUMENTS):
            words = date.split() if date != "-" else []
            dates = defaultdict(str, zip(words[::2], words[1::2]))
            publishers = publishers.replace("UIL", "UNESCO Institute for Lifelong Learning")
            self.expect_statements([
                (f"document:{document}", "skos:prefLabel", title, ""),
                (f"document:{document}", "stoa:documentKind", f"stoa:{kind}", ""),
                (f"document:{document}", "stoa:adoptedOn", dates["adopted"], ""),
                (f"document:{document}", "dcterms:issued", dates["issued"], ""),
                (f"document:{document}", "dcterms:publisher", publishers, "")])
        listed = {f"document:{row[0]}" for row in table(DOCUMENTS)} | {"document:iclc-6-output", "document:2030-agenda"}
        found = self.iclc.of_type("stoa:Document")
        self.expect(found == listed, f"documents: {found ^ listed}")

    def test_documents_build_on_what_a_source_says_and_on_nothing_else(self):
        rows = table(BUILDS_ON)
        self.expect_statements([(f"document:{document}", "stoa:buildsOn", *cells) for document, *cells in rows])
        without = self.iclc.of_type("stoa:Document") - {f"document:{row[0]}" for row in rows}
        for each in without:
            self.expect_values(each, "stoa:buildsOn", [])
        for each in self.iclc.of_type("stoa:Document") | self.iclc.of_type("stoa:Edition"):
            self.expect(each == "edition:5" or not self.iclc.objects[each, "stoa:reviews"], f"{each} reviews nothing")

    def test_documents_carry_their_topics(self):
        for document, cell in table(CARRIES):
            for topic in values(cell):
                found = self.iclc.objects[f"document:{document}", "stoa:treats"]
                self.expect(any(self.iclc.matches(each, topic) for each in found), f"{document}: {topic} not found")

    def test_documents_have_no_other_number_in_a_register(self):
        expected = {row[0] for row in table(STATEMENTS) if row[1] in ("dcterms:identifier", "schema:isbn")}
        found = {each for each in self.iclc.of_type("stoa:Document") for term in ("dcterms:identifier", "schema:isbn",
                 "owl:sameAs") if self.iclc.objects[each, term]}
        self.expect(found == expected, f"documents with a number: {found ^ expected}")

    def test_case_studies_describe_the_cities_that_won(self):
        for document, year in (("case-studies-twelve", "2015"), ("case-studies-sixteen", "2017")):
            winners = [city.rsplit(" ", 1)[0] for row in table(AWARDS) if row[0] == year for city in values(row[3])]
            self.expect_values(f"document:{document}", "stoa:describes", winners)

    def test_awards_went_to_58_cities_each_in_its_country(self):
        expected = {(year, edition, city): source for year, edition, source, cities in table(AWARDS)
                    for city in values(cities)}
        self.expect(len(expected) == 58, "58 awards")
        found = set()
        for award in self.iclc.of_type("stoa:Award"):
            city = self.iclc.one(award, "stoa:awardedTo")
            codes = self.country_codes(city)
            key = (self.iclc.one(award, "stoa:date"), self.iclc.one(award, "stoa:edition").removeprefix("edition:"),
                   f"{self.iclc.labels.get(city)} {' '.join(codes)}")
            found.add(key)
            self.expect(key in expected, f"award {key}: should not be there")
            self.expect_proof(self.iclc.sources(award), expected.get(key, ""), f"award {key}")
            self.expect_values(award, "stoa:prize", ["UNESCO Learning City Award"])
        for key in set(expected) - found:
            self.wrong.append(f"award {key}: not found")

    def test_the_history_of_the_network_is_four_dated_steps_its_opening_and_a_launch_that_is_disputed(self):
        events = self.iclc.subjects["stoa:historyOf", "network:gnlc"]
        found = {self.iclc.one(each, "stoa:milestone") for each in events}
        self.expect(len(events) == 6 and found == {f"stoa:{step}" for step in (
            "initiated", "calledFor", "launched", "opened", "firstMembers")}, f"steps of the network: {found}")

    def test_regions_stand_in_two_schemes(self):
        for label in values(UNESCO_REGIONS):
            found = [each for each in self.shared.subjects["skos:inScheme", "scheme:unesco-regions"]
                     if self.shared.labels[each] == label]
            self.expect(len(found) == 1, f"UNESCO region {label}")
        self.expect(len(self.shared.subjects["skos:inScheme", "scheme:unesco-regions"]) == 5, "five UNESCO regions")
        for code, label, parent in table(M49_REGIONS):
            region = f"region:m49-{code}"
            self.expect_values(region, "skos:prefLabel", [label])
            self.expect_values(region, "skos:notation", [code])
            self.expect_values(region, "skos:inScheme", ["scheme:un-m49"])
            self.expect_values(region, "schema:containedInPlace", [f"region:m49-{each}" for each in values(parent)])

    def test_no_african_city_has_hosted(self):
        for edition in self.iclc.of_type("stoa:Edition"):
            regions = {region for city in self.iclc.objects[edition, "schema:location"]
                       for country in self.iclc.objects[city, "schema:containedInPlace"]
                       for region in self.iclc.objects[country, "stoa:inRegion"]}
            self.expect("region:africa" not in regions, f"{edition} was held in Africa")

    def test_host_cities_have_their_identifiers_and_coordinates(self):
        for label, wikidata, geonames, latitude, longitude in table(CITIES):
            city = self.iclc.called(label, "schema:City")
            self.expect_values(city, "owl:sameAs", [f"wd:{wikidata}", *map(self.geonames, values(geonames))])
            self.expect_values(city, "geo:lat", [latitude])
            self.expect_values(city, "geo:long", [longitude])

    def geonames(self, number):
        return f"https://sws.geonames.org/{number}/"

    def test_host_countries_have_their_codes_and_identifiers(self):
        for label, iso2, iso3, m49, wikidata, geonames in table(COUNTRIES):
            country = self.iclc.called(label, "schema:Country")
            self.expect_values(country, "skos:notation", [iso2, iso3, m49])
            self.expect_values(country, "owl:sameAs", [f"wd:{wikidata}", self.geonames(geonames), f"unarea:{m49}"])
        self.expect("China" == self.iclc.labels["country:china"], "Beijing lies in the People's Republic of China")

    def test_goals_and_targets_have_their_identifiers(self):
        wikidata = dict(table(GOALS))
        for goal in range(1, 18):
            items = [f"wd:{wikidata[str(goal)]}"] if str(goal) in wikidata else []
            self.expect_values(f"sdg:{goal}", "rdf:type", ["sdgo:Goal", "skos:Concept"], self.shared)
            self.expect_values(f"sdg:{goal}", "skos:notation", [str(goal)], self.shared)
            self.expect_values(f"sdg:{goal}", "skos:exactMatch", [f"sdgio:SDGIO_{34 + goal:08}", *items], self.shared)
        self.expect_values("sdg:4.7", "rdf:type", ["sdgo:Target", "skos:Concept"], self.shared)
        self.expect_values("sdg:4.7", "skos:broader", ["sdg:4"], self.shared)
        for goal in ("4", "11", "13"):
            self.expect(f"sdg:{goal}" in self.iclc.of_type("sdgo:Goal"), f"goal {goal} is exported with the series")

    def test_concepts_match_the_thesaurus_and_none_that_is_not_in_it(self):
        for concept, how, number in table(THESAURUS):
            self.expect(f"thesaurus:concept{number}" in self.shared.objects[concept, f"skos:{how}Match"],
                        f"{concept} {how} match {number}: not found")
        for concept in NOT_IN_THE_THESAURUS:
            found = [each for each in self.shared.objects[concept, "skos:exactMatch"] if each.startswith("thesaurus:")]
            self.expect(not found, f"{concept} is not in the thesaurus: {found}")

    def test_no_other_identifiers_are_given(self):
        wikidata = {f"wd:{row[1]}" for row in table(CITIES) + table(GOALS)}
        wikidata |= {f"wd:{row[4]}" for row in table(COUNTRIES)}
        wikidata |= {row[2] for row in table(CLAIMS) if row[1] == "owl:sameAs"}  # where sources disagree
        thesaurus = {f"thesaurus:concept{row[2]}" for row in table(THESAURUS)}
        geonames = {self.geonames(number) for number in [row[2] for row in table(CITIES) if row[2] != "-"]
                    + [row[5] for row in table(COUNTRIES)]}
        for facts, prefix, expected in ((self.shared, "wd:", wikidata), (self.shared, "thesaurus:concept", thesaurus),
                                        (self.iclc, "https://sws.geonames.org/", geonames)):
            found = {value for objects in facts.objects.values() for value in objects if value.startswith(prefix)}
            self.expect(found == expected, f"identifiers {prefix} {sorted(found ^ expected)}")
        found = {value for objects in self.iclc.objects.values() for value in objects if value.startswith("wd:")}
        self.expect(COUNTY_CORK not in found and found <= wikidata, f"identifiers: {sorted(found - wikidata)}")
        for record in ("organisation:unesco", "organisation:uil", "network:gnlc", "series:iclc",
                       *self.iclc.of_type("stoa:Edition")):
            self.expect_values(record, "owl:sameAs", [])

    def test_every_record_of_the_series_has_evidence(self):
        kinds = ("stoa:ConferenceSeries", "stoa:Edition", "stoa:Document", "stoa:Claim", "stoa:Award", "stoa:Network",
                 "stoa:Membership", "stoa:HistoryEvent", "stoa:ThemeOccurrence", "schema:City", "schema:Country")
        for kind in kinds:
            for record in self.iclc.of_type(kind):
                self.expect(self.iclc.sources(record), f"{record}: no evidence")


if __name__ == "__main__":
    main()
