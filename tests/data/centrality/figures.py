"""Figures of networkx for networkx.json: `pip install networkx scipy`, then `python figures.py ROOT`."""
import json, sys, networkx as nx, random
from networkx.algorithms.link_analysis.hits_alg import _hits_python
root=sys.argv[1]
def oewg():
    c=json.load(open(f"{root}/graph/oewg-2020-02-12/codebook.json")); m=json.load(open(f"{root}/graph/oewg-2020-02-12/meeting.json"))
    sign={"support":1,"concern":-1}
    G=nx.Graph(); names=[s["id"] for s in c["stakeholders"]]; themes=[t["id"] for t in c["themes"]]
    names=sorted(names)+["t:"+t for t in sorted(themes)]
    claims={x["id"]:x["themes"] for x in m["claims"]}
    w={}
    for s in m["statements"]:
        for t in claims[s["claim"]]:
            k=(s["stakeholder"],"t:"+t); w[k]=w.get(k,0)+1
    return names,[(names.index(a),names.index(b),v) for (a,b),v in sorted(w.items())],False
def karate():
    G=nx.karate_club_graph(); return [str(i) for i in range(34)],[(a,b,d["weight"]) for a,b,d in G.edges(data=True)],False
def digraph():
    r=random.Random(7); n=30; e={}
    for _ in range(110):
        a,b=r.randrange(n-2),r.randrange(n)
        if a!=b: e[(a,b)]=r.choice([1,2,3,5,0.5])
    return [str(i) for i in range(n)],[(a,b,w) for (a,b),w in sorted(e.items())],True
graphs={
 "karate club":karate(),
 "digraph":digraph(),
 "disconnected":([str(i) for i in range(8)],[(0,1,2),(1,2,1),(0,2,3),(3,4,1.5),(4,5,2.5),(6,7,4)],False),
 "path and isolated":([str(i) for i in range(5)],[(0,1,1),(1,2,2),(2,3,4)],False),
 "empty":([],[],False),
 "oewg stakeholders and themes":oewg(),
}
out=[]
for name,(names,edges,directed) in graphs.items():
    for weighted in (False,True):
        G=(nx.DiGraph if directed else nx.Graph)(); G.add_nodes_from(range(len(names)))
        for a,b,w in edges:
            G.add_edge(a,b,weight=w if weighted else 1.0,dist=1/w if weighted else 1.0)
        L=lambda d:[d[i] for i in range(len(names))]
        d={}
        d["degree_centrality"]=L(nx.degree_centrality(G))
        d["strength"]=L(dict(G.degree(weight="weight")))
        d["betweenness"]=L(nx.betweenness_centrality(G,weight="dist"))
        d["closeness"]=L(nx.closeness_centrality(G,distance="dist"))
        d["harmonic"]=L(nx.harmonic_centrality(G,distance="dist"))
        if edges:
            rows=max(x for _,x in (G.in_degree if directed else G.degree)(weight="weight"))
            alpha=1/(1+rows)
            d["eigenvector"]=L(nx.eigenvector_centrality(G,max_iter=100000,tol=1e-15,weight="weight"))
            d["katz"]=L(nx.katz_centrality(G,alpha=alpha,max_iter=100000,tol=1e-15,weight="weight"))
            d["pagerank"]=L(nx.pagerank(G,tol=1e-15,max_iter=10000))
            d["pagerank_personalised"]=L(nx.pagerank(G,tol=1e-15,max_iter=10000,personalization={0:1,2:3}))
            h,a=_hits_python(G,max_iter=100000,tol=1e-15); d["hub"]=L(h); d["authority"]=L(a)
            if name in("karate club","oewg stakeholders and themes"):
                h2,_=nx.hits(G); print(name, max(abs(h2[i]-h[i]) for i in h))
        out.append({"graph":name,"directed":directed,"weighted":weighted,"nodes":len(names),"edges":edges,"figures":d})
note=("Figures of networkx %s, made by extras-free script: degree_centrality, degree(weight), betweenness_centrality and closeness_centrality and harmonic_centrality with distance 1/weight, "%nx.__version__+
"eigenvector_centrality and katz_centrality (alpha = 1/(1 + largest in-strength)) with tol 1e-15, pagerank tol 1e-15 (also personalised to node 0 with 1 and node 2 with 3), HITS by networkx's own power iteration (_hits_python, tol 1e-15). "
"Unweighted runs have every weight 1. Nodes are indices; in the oewg graph the stakeholders by id, then the themes by id, weights the statements behind a position.")
note=note.replace("made by extras-free script","made by figures.py beside this file")
json.dump({"note":note,"cases":out},open(f"{root}/tests/data/centrality/networkx.json","w"),separators=(",",":"))
