-- For each cap how many claims and counts stay, and how many rows the join of pairs makes of them:
-- what a network costs, before it is made.
-- reads: counts, caps
WITH popular AS (
  SELECT h.win, h.claim, COUNT(*) AS stakeholders
  FROM (SELECT DISTINCT c.win, c.stakeholder, c.claim FROM counts c) h
  GROUP BY h.win, h.claim
)
SELECT k.cap, COUNT(*) AS claims, SUM(p.stakeholders) AS held,
       SUM(p.stakeholders * (p.stakeholders - 1)) AS twice_joined
FROM popular p
CROSS JOIN caps k
WHERE p.stakeholders <= k.cap
GROUP BY k.cap
ORDER BY k.cap
