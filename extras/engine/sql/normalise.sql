-- Ties divided by what the two hold; nothing divided by 0 is 0, and ties of 0 are none.
-- reads: weights, holdings, options
WITH divided AS (
  SELECT w.win, w.a, w.b, w.weight,
         CASE WHEN o.normalisation = 'average' THEN (x.statements + y.statements) / 2
              WHEN o.normalisation = 'jaccard' THEN x.itself + y.itself - w.agreed
              WHEN o.normalisation = 'overlap'
                THEN CASE WHEN x.itself < y.itself THEN x.itself ELSE y.itself END
              WHEN o.normalisation = 'cosine' THEN SQRT(x.itself * y.itself)
              WHEN o.normalisation = 'dna-cosine' THEN x.statements * y.statements
              ELSE CAST(1 AS DOUBLE) END AS divisor
  FROM weights w
  JOIN holdings x ON w.win = x.win AND w.a = x.stakeholder
  JOIN holdings y ON w.win = y.win AND w.b = y.stakeholder
  CROSS JOIN options o
)
SELECT d.win, d.a, d.b, d.weight / d.divisor AS weight
FROM divided d
WHERE d.weight <> 0 AND d.divisor <> 0
