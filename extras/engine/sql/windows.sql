-- Statements in every window that they are in.
-- reads: kept, spans
SELECT w.win, k.stakeholder, k.claim, k.stance
FROM kept k
CROSS JOIN spans w
WHERE k.moment >= w.start_at AND k.moment <= w.stop_at
