-- How much there is to count.
-- reads: sized
SELECT SUM(s.n) AS statements, COUNT(DISTINCT s.stakeholder) AS stakeholders,
       COUNT(DISTINCT s.claim) AS claims
FROM sized s
