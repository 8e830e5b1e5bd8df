-- Ties that count agreement.
-- reads: pairs, scale
SELECT p.win, p.a, p.b,
       CAST(p.together AS DOUBLE) - CAST(p.apart AS DOUBLE) / s.spread AS weight,
       CAST(p.together AS DOUBLE) - CAST(p.apart AS DOUBLE) / s.spread AS agreed
FROM pairs p
CROSS JOIN scale s
