-- The strongest ties of every stakeholder: what is kept is among the strongest of one of its two.
-- reads: ties, options
WITH ends AS (
  SELECT t.win, t.a, t.b, t.weight,
         CASE WHEN e.turned = 0 THEN t.a ELSE t.b END AS one,
         CASE WHEN e.turned = 0 THEN t.b ELSE t.a END AS other
  FROM ties t
  CROSS JOIN (SELECT 0 AS turned UNION ALL SELECT 1 AS turned) e
), placed_ends AS (
  SELECT e.win, e.a, e.b, e.weight,
         ROW_NUMBER() OVER (PARTITION BY e.win, e.one ORDER BY e.weight DESC, e.other) AS place
  FROM ends e
)
SELECT DISTINCT p.win, p.a, p.b, p.weight
FROM placed_ends p
CROSS JOIN options o
WHERE p.place <= o.top_each
