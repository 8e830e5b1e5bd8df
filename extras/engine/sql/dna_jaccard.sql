-- Ties divided as the Discourse Network Analyzer's `jaccard` does.
-- reads: weights, holdings, counted
WITH same AS (
  SELECT x.win, x.stakeholder AS a, y.stakeholder AS b,
         SUM(x.n * y.n) - SUM(x.n + y.n) AS more
  FROM counted x
  JOIN counted y ON x.win = y.win AND x.claim = y.claim AND x.stance = y.stance
       AND x.stakeholder < y.stakeholder
  GROUP BY x.win, x.stakeholder, y.stakeholder
), divided AS (
  SELECT w.win, w.a, w.b, w.weight,
         x.statements + y.statements
           + CASE WHEN s.more IS NULL THEN CAST(0 AS DOUBLE) ELSE CAST(s.more AS DOUBLE) END
           AS divisor
  FROM weights w
  JOIN holdings x ON w.win = x.win AND w.a = x.stakeholder
  JOIN holdings y ON w.win = y.win AND w.b = y.stakeholder
  LEFT JOIN same s ON w.win = s.win AND w.a = s.a AND w.b = s.b
)
SELECT d.win, d.a, d.b, d.weight / d.divisor AS weight
FROM divided d
WHERE d.weight <> 0 AND d.divisor <> 0
