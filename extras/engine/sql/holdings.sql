-- For every stakeholder the number of its statements, and its agreement with itself.
-- reads: counted, base, scale
WITH totals AS (
  SELECT c.win, c.stakeholder, SUM(c.n) AS statements
  FROM counted c
  GROUP BY c.win, c.stakeholder
), own AS (
  SELECT x.win, x.stakeholder, SUM(x.n * y.n) AS together,
         SUM(x.n * y.n * CASE WHEN x.stance > y.stance THEN x.stance - y.stance
                              ELSE y.stance - x.stance END) AS apart
  FROM base x
  JOIN base y ON x.win = y.win AND x.stakeholder = y.stakeholder AND x.claim = y.claim
  GROUP BY x.win, x.stakeholder
)
SELECT t.win, t.stakeholder, CAST(t.statements AS DOUBLE) AS statements,
       CAST(o.together AS DOUBLE) - CAST(o.apart AS DOUBLE) / s.spread AS itself
FROM totals t
JOIN own o ON t.win = o.win AND t.stakeholder = o.stakeholder
CROSS JOIN scale s
