-- Statements that can make a tie: with stakeholder, claim and, unless it is ignored, stance.
-- reads: dated, stakeholders, claims, options
SELECT a.id AS stakeholder, c.id AS claim,
       CASE WHEN o.aggregation = 'ignore' THEN CAST(0 AS BIGINT) ELSE d.stance END AS stance,
       d.document, d.moment, d.in_week, d.in_month, d.in_year
FROM dated d
JOIN stakeholders a ON d.stakeholder = a.label
JOIN claims c ON d.claim = c.label
CROSS JOIN options o
WHERE o.aggregation = 'ignore' OR d.stance IS NOT NULL
