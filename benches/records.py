#!/usr/bin/env python3
"""Writes a generated record for pictures, the same bytes on every run.

    records.py STAKEHOLDERS THEMES CLAIMS STATEMENTS [camps]       a meeting
    records.py pairs STAKEHOLDERS TIES                             a network with so many ties

In a meeting, stakeholders belong to camps, and a camp tends to one side of a theme. In `pairs`
every claim has two speakers who agree, and its own theme, so every claim is one tie.
"""
import json
import random
import sys

KINDS = ["ngo", "business", "state", "igo", "academia", "technical", "media", "individual", "other"]
FIRST = ["Global", "Northern", "Open", "United", "Civic", "Digital", "Coastal", "Federal", "Young", "Free"]
SECOND = ["Forum", "Alliance", "Union", "Network", "Council", "Observatory", "Institute", "League", "Chamber"]
THIRD = ["for Cyber Peace", "of Engineers", "on Human Rights", "of Trade", "for Development", "of Cities", "and Law"]


def name(i):
    words = [FIRST[i % 10], SECOND[i // 10 % 9], THIRD[i % 7]]
    return " ".join(words) if i < 90 else f"{words[0]} {words[1]} {i}"


def people(n):
    return [
        {"id": f"who-{i}", "name": name(i), "kind": KINDS[i * 5 % 9], "aliases": ["".join(w[0] for w in name(i).split() if w[0].isupper()) + str(i)]}
        for i in range(n)
    ]


def record(stakeholders, themes, claims, statements):
    return {
        "plenary": 1,
        "title": f"Generated meeting of {len(stakeholders)} stakeholders",
        "sources": [{"id": "minutes", "title": "Generated minutes", "date": "2024-05-06"}],
        "stakeholders": stakeholders,
        "themes": themes,
        "claims": claims,
        "statements": statements,
    }


def said(i, who, claim, stance):
    return {"id": f"s-{i}", "stakeholder": who, "claim": claim, "stance": stance, "source": "minutes", "paragraph": i + 1}


def meeting(n, m, c, s, camps):
    rng = random.Random(7)
    tops = max(m // 6, 1)
    themes = [{"id": f"theme-{t}", "name": f"Theme {t} of the agenda"} | ({} if t < tops else {"broader": f"theme-{t % tops}"}) for t in range(m)]
    sides = [[rng.random() < 0.5 for _ in range(m)] for _ in range(camps)]
    claims, about = [], []
    for k in range(c):
        t = min(int(rng.random() ** 2 * m), m - 1)
        about.append(t)
        claims.append({"id": f"claim-{k}", "text": f"Claim {k}: the states should do more about matter {t}", "themes": {f"theme-{t}": "support"}})
    statements = []
    for i in range(s):
        who = min(int(rng.random() ** 1.6 * n), n - 1)
        k = rng.randrange(c)
        side = sides[who % camps][about[k]] ^ (rng.random() < 0.12)
        statements.append(said(i, f"who-{who}", f"claim-{k}", "support" if side else "concern"))
    return record(people(n), themes, claims, statements)


def pairs(n, ties):
    rng = random.Random(9)
    found = set()
    while len(found) < ties:
        a = rng.randrange(n)
        # Mostly near, as in any society.
        b = (a + 1 + int(rng.random() ** 3 * n / 4)) % n
        if a != b:
            found.add((min(a, b), max(a, b)))
    themes = [{"id": f"theme-{t}", "name": f"Theme {t}"} for t in range(ties)]
    claims, statements = [], []
    for k, (a, b) in enumerate(sorted(found)):
        claims.append({"id": f"claim-{k}", "text": f"Claim {k}", "themes": {f"theme-{k}": "support"}})
        for who in (a, b):
            statements.append(said(len(statements), f"who-{who}", f"claim-{k}", "support"))
    return record(people(n), themes, claims, statements)


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["pairs"]:
        made = pairs(int(words[1]), int(words[2]))
    else:
        n, m, c, s, *camps = map(int, words)
        made = meeting(n, m, c, s, *(camps or [3]))
    json.dump(made, sys.stdout, indent=1)
    print()
