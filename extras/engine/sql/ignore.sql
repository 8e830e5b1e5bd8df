-- Ties that count shared claims.
-- reads: pairs
SELECT p.win, p.a, p.b, CAST(p.together AS DOUBLE) AS weight, CAST(p.together AS DOUBLE) AS agreed
FROM pairs p
