-- Every count as 1: what a stakeholder holds, not how often it was said.
-- reads: counted
SELECT c.win, c.stakeholder, c.claim, c.stance, CAST(1 AS BIGINT) AS n
FROM counted c
