-- Ties divided by nothing; ties of 0 are none.
-- reads: weights
SELECT w.win, w.a, w.b, w.weight
FROM weights w
WHERE w.weight <> 0
