graph
[
  Creator "Gephi"
  directed 1
  node
  [
    id 12
    label "WILPF"
    graphics
    [
      x -88.1
      y 12.0
      z 0.0
      w 10.0
      h 10.0
      d 10.0
      fill "#0072b2"
    ]
    category "actor"
  ]
  node
  [
    id 7
    label "Militarisation"
    graphics
    [
      x 1.0
    ]
    category "topic"
  ]
  edge
  [
    id 3
    source 12
    target 7
    value 1.0
    fill "#000000"
    label "concern"
  ]
]
