-- What the ties of each window come to; `places` also tells who is tied.
-- reads: chosen_ties
SELECT t.win, COUNT(*) AS ties, SUM(t.weight) AS weight, MIN(t.weight) AS weakest,
       MAX(t.weight) AS strongest,
       SUM(t.weight * CAST(3 * t.a + t.b AS DOUBLE)) AS places
FROM chosen_ties t
GROUP BY t.win
ORDER BY t.win
