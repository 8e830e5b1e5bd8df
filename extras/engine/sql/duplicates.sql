-- Repeated statements once, with the time of the first; one without a time comes before all others.
-- reads: chosen, options
SELECT k.stakeholder, k.claim, k.stance,
       CASE WHEN COUNT(*) > COUNT(k.moment) THEN NULL ELSE MIN(k.moment) END AS moment
FROM (
  SELECT c.stakeholder, c.claim, c.stance, c.moment,
         CASE WHEN o.duplicates = 'document' THEN c.document ELSE '' END AS within_document,
         CASE WHEN o.duplicates = 'week' THEN c.in_week
              WHEN o.duplicates = 'month' THEN c.in_month
              WHEN o.duplicates = 'year' THEN c.in_year
              ELSE CAST(0 AS BIGINT) END AS within_time
  FROM chosen c
  CROSS JOIN options o
) k
GROUP BY k.stakeholder, k.claim, k.stance, k.within_document, k.within_time
