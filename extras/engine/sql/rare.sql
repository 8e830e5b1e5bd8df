-- Statements of stakeholders with enough statements, then of these those on claims with enough.
-- reads: filtered, options
WITH speakers AS (
  SELECT n.stakeholder
  FROM (SELECT f.stakeholder, COUNT(*) AS statements FROM filtered f GROUP BY f.stakeholder) n
  CROSS JOIN options o
  WHERE n.statements >= o.min_statements
), spoken AS (
  SELECT f.stakeholder, f.claim, f.stance, f.document, f.moment, f.in_week, f.in_month, f.in_year
  FROM filtered f
  JOIN speakers k ON f.stakeholder = k.stakeholder
), subjects AS (
  SELECT n.claim
  FROM (SELECT s.claim, COUNT(*) AS statements FROM spoken s GROUP BY s.claim) n
  CROSS JOIN options o
  WHERE n.statements >= o.min_claim_statements
)
SELECT s.stakeholder, s.claim, s.stance, s.document, s.moment, s.in_week, s.in_month, s.in_year
FROM spoken s
JOIN subjects k ON s.claim = k.claim
