-- All statements in one window, number 0.
-- reads: kept
SELECT CAST(0 AS BIGINT) AS win, k.stakeholder, k.claim, k.stance
FROM kept k
