-- Counts without the claims that more stakeholders speak on than the cap.
-- reads: counts, options
WITH held AS (
  SELECT DISTINCT c.win, c.stakeholder, c.claim FROM counts c
), popular AS (
  SELECT h.win, h.claim, COUNT(*) AS stakeholders FROM held h GROUP BY h.win, h.claim
)
SELECT c.win, c.stakeholder, c.claim, c.stance, c.n
FROM counts c
JOIN popular p ON c.win = p.win AND c.claim = p.claim
CROSS JOIN options o
WHERE p.stakeholders <= o.cap
