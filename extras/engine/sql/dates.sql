-- Statements of a range of time. What has no time is in no range.
-- reads: statements, options
SELECT s.stakeholder, s.claim, s.stance, s.document, s.moment, s.in_week, s.in_month, s.in_year
FROM statements s
CROSS JOIN options o
WHERE o.dated = 0 OR (s.moment >= o.start_at AND s.moment <= o.stop_at)
