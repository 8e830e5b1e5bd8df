-- Counts without the stakeholders that speak on fewer claims than the floor.
-- reads: capped, options
WITH held AS (
  SELECT DISTINCT c.win, c.stakeholder, c.claim FROM capped c
), active AS (
  SELECT h.win, h.stakeholder, COUNT(*) AS claims FROM held h GROUP BY h.win, h.stakeholder
)
SELECT c.win, c.stakeholder, c.claim, c.stance, c.n
FROM capped c
JOIN active a ON c.win = a.win AND c.stakeholder = a.stakeholder
CROSS JOIN options o
WHERE a.claims >= o.least_claims
