-- How often a stakeholder took a stance on a claim.
-- reads: placed
SELECT p.win, p.stakeholder, p.claim, p.stance, COUNT(*) AS n
FROM placed p
GROUP BY p.win, p.stakeholder, p.claim, p.stance
