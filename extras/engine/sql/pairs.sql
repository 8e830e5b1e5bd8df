-- For every two stakeholders that share a claim: the products of their counts, and the same times
-- the distance of their stances. Whole numbers, so that no order of adding matters.
-- reads: base
SELECT x.win, x.stakeholder AS a, y.stakeholder AS b,
       SUM(x.n * y.n) AS together,
       SUM(x.n * y.n * CASE WHEN x.stance > y.stance THEN x.stance - y.stance
                            ELSE y.stance - x.stance END) AS apart
FROM base x
JOIN base y ON x.win = y.win AND x.claim = y.claim AND x.stakeholder < y.stakeholder
GROUP BY x.win, x.stakeholder, y.stakeholder
