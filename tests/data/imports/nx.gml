graph [
  directed 1
  multigraph 1
  name "town hall"
  node [
    id 0
    label "Harbour Company"
    kind "business"
    tags "_networkx_list_start"
    tags "port"
    tags "quay"
  ]
  node [
    id 1
    label "Seabird Trust"
    kind "ngo"
  ]
  node [
    id 2
    label "A second quay &#8211; &quot;now&quot;"
    kind "claim"
  ]
  edge [
    source 0
    target 2
    key 0
    sign 1
    weight 2.5
  ]
  edge [
    source 1
    target 2
    key 0
    sign -1
  ]
  edge [
    source 0
    target 1
    key 0
  ]
]
