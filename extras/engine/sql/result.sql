-- Ties with their labels, in order.
-- reads: chosen_ties, stakeholders
SELECT t.win, x.label AS source, y.label AS target, t.weight
FROM chosen_ties t
JOIN stakeholders x ON t.a = x.id
JOIN stakeholders y ON t.b = y.id
ORDER BY t.win, source, target
