Creator "igraph version 0.10.15 Tue Nov  3 10:00:00 2026"
Version 1
graph
[
  directed 1
  node
  [
    id 0
    name "WILPF"
    type "stakeholder"
    weight NAN
  ]
  node
  [
    id 1
    name "Ban"
    type "concept"
  ]
  edge
  [
    source 0
    target 1
    agreement "con"
  ]
]
