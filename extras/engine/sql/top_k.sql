-- The strongest ties of each window. No tie is among them that is not among as many of its first
-- stakeholder, so that most are gone before all are compared.
-- reads: ties, options
WITH near AS (
  SELECT t.win, t.a, t.b, t.weight,
         ROW_NUMBER() OVER (PARTITION BY t.win, t.a ORDER BY t.weight DESC, t.b) AS place
  FROM ties t
), all_over AS (
  SELECT n.win, n.a, n.b, n.weight,
         ROW_NUMBER() OVER (PARTITION BY n.win ORDER BY n.weight DESC, n.a, n.b) AS place
  FROM near n
  CROSS JOIN options o
  WHERE n.place <= o.top
)
SELECT f.win, f.a, f.b, f.weight
FROM all_over f
CROSS JOIN options o
WHERE f.place <= o.top
