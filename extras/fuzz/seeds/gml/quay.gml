Creator "plenary"
graph [
  directed 1
  multigraph 1
  title "Town hall on the harbour, Port Example, 3 May 2021"
  comment "A record to start from: an invented meeting with one example of everything. Replace it bit by bit and run 'plenary check' on it as you go. Keys named $comment, like this one, are for people and may stand in every entry. Ids are 1 to 64 of a-z, 0-9 and '-'; everything else refers by them. 'plenary schema -o plenary.schema.json' writes what editors need to complete and check this file: name it under a key $schema."
  node [
    id 0
    label "stakeholder:harbour-company"
    name "Port Example Harbour Company"
    nodeKind "stakeholder"
    stakeholderKind "business"
    aliases "PEHC"
    comment "Who speaks. kind is one of ngo, business, state, igo, academia, technical, media, individual, other. Attributes are free."
    attrRegion "coast"
  ]
  node [
    id 1
    label "stakeholder:seabird-trust"
    name "Seabird Trust"
    nodeKind "stakeholder"
    stakeholderKind "ngo"
  ]
  node [
    id 2
    label "stakeholder:several-residents"
    name "Several residents (unnamed)"
    nodeKind "stakeholder"
    stakeholderKind "individual"
    comment "The attribute unnamed = yes marks speakers whom the source does not name."
    attrUnnamed "yes"
  ]
  node [
    id 3
    label "claim:quay-harms-birds"
    name "Building works would drive the seabirds away"
    nodeKind "claim"
  ]
  node [
    id 4
    label "claim:second-quay"
    name "The harbour should get a second quay"
    nodeKind "claim"
    comment "A proposition in your own words that some can support and others be concerned about. Its themes: support where it speaks for the theme, concern where it speaks against it. Concern about this claim is then support for nature."
  ]
  node [
    id 5
    label "theme:economy"
    name "Economy"
    nodeKind "theme"
    definition "Work and income in the town."
    comment "What claims are about. This is a top theme: it is part of no broader one."
  ]
  node [
    id 6
    label "theme:jobs"
    name "Jobs"
    nodeKind "theme"
    definition "How many people the harbour employs."
    keywords "jobs|work"
  ]
  node [
    id 7
    label "theme:nature"
    name "Nature"
    nodeKind "theme"
    definition "Birds, water and shore."
    keywords "birds|shore"
  ]
  edge [
    source 0
    target 4
    key 0
    edgeId "statement:s01"
    label "support"
    weight 1.0
    edgeKind "statement"
    stance "support"
    firstDay "2021-05-03"
    lastDay "2021-05-03"
    paragraph 2
    quote "forty new places of work"
    speaker "A. Example"
    condition "if the town pays half of it"
    fidelity "verbatim"
    coder "your-name"
    comment "One stakeholder taking a stance on one claim in one source. paragraph counts the blocks between blank lines from 1; span is [start, end] in characters from 0; quote is a few literal words. Give at least one of the three. fidelity is verbatim, paraphrase or inferred."
    sourceId "minutes"
    sourceTitle "Minutes of the town hall on the harbour"
    sourceDate "2021-05-03"
    sourceUrl "https://example.org/harbour/minutes"
    sourceComment "A source is a document or meeting. Add &#34;text&#34;: &#34;minutes.txt&#34; once its text is in a file beside this one: check then compares every quote with it."
  ]
  edge [
    source 1
    target 3
    key 1
    edgeId "statement:s03"
    label "support"
    weight 1.0
    edgeKind "statement"
    stance "support"
    firstDay "2021-05-03"
    lastDay "2021-05-03"
    paragraph 3
    sourceId "minutes"
    sourceTitle "Minutes of the town hall on the harbour"
    sourceDate "2021-05-03"
    sourceUrl "https://example.org/harbour/minutes"
    sourceComment "A source is a document or meeting. Add &#34;text&#34;: &#34;minutes.txt&#34; once its text is in a file beside this one: check then compares every quote with it."
  ]
  edge [
    source 1
    target 4
    key 2
    edgeId "statement:s02"
    label "concern"
    weight 1.0
    edgeKind "statement"
    stance "concern"
    firstDay "2021-05-03"
    lastDay "2021-05-03"
    paragraph 3
    spanStart 210
    spanEnd 287
    fidelity "paraphrase"
    coder "your-name"
    note "Against the place, not against every quay."
    sourceId "minutes"
    sourceTitle "Minutes of the town hall on the harbour"
    sourceDate "2021-05-03"
    sourceUrl "https://example.org/harbour/minutes"
    sourceComment "A source is a document or meeting. Add &#34;text&#34;: &#34;minutes.txt&#34; once its text is in a file beside this one: check then compares every quote with it."
  ]
  edge [
    source 2
    target 3
    key 3
    edgeId "statement:s04"
    label "concern"
    weight 1.0
    edgeKind "statement"
    stance "concern"
    firstDay "2021-05-04"
    lastDay "2021-05-04"
    date "2021-05-04"
    paragraph 4
    comment "The date is only given where it is not the source's."
    sourceId "minutes"
    sourceTitle "Minutes of the town hall on the harbour"
    sourceDate "2021-05-03"
    sourceUrl "https://example.org/harbour/minutes"
    sourceComment "A source is a document or meeting. Add &#34;text&#34;: &#34;minutes.txt&#34; once its text is in a file beside this one: check then compares every quote with it."
  ]
  edge [
    source 3
    target 7
    key 4
    edgeId "about:quay-harms-birds:nature"
    label "concern"
    weight 1.0
    edgeKind "about"
    stance "concern"
  ]
  edge [
    source 4
    target 6
    key 5
    edgeId "about:second-quay:jobs"
    label "support"
    weight 1.0
    edgeKind "about"
    stance "support"
  ]
  edge [
    source 4
    target 7
    key 6
    edgeId "about:second-quay:nature"
    label "concern"
    weight 1.0
    edgeKind "about"
    stance "concern"
  ]
  edge [
    source 3
    target 4
    key 7
    edgeId "relation:quay-harms-birds:second-quay:concern"
    label "concern"
    weight 1.0
    edgeKind "relation"
    stance "concern"
    firstDay "2021-05-03"
    lastDay "2021-05-03"
    basis "explicit"
    comment "A claim that supports another, or (concern) speaks against it. basis: explicit where the source connects the two, implied where you do."
    sourceId "minutes"
    sourceTitle "Minutes of the town hall on the harbour"
    sourceDate "2021-05-03"
    sourceUrl "https://example.org/harbour/minutes"
    sourceComment "A source is a document or meeting. Add &#34;text&#34;: &#34;minutes.txt&#34; once its text is in a file beside this one: check then compares every quote with it."
  ]
  edge [
    source 6
    target 5
    key 8
    edgeId "broader:jobs:economy"
    label "broader"
    weight 1.0
    edgeKind "broader"
  ]
]
