-- Repeated statements as often as they are there.
-- reads: chosen
SELECT c.stakeholder, c.claim, c.stance, c.moment
FROM chosen c
