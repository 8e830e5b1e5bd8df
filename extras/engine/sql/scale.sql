-- How far the largest stance is from the smallest; 1 where there is but one.
-- reads: dated
SELECT CASE WHEN MAX(d.stance) > MIN(d.stance)
            THEN CAST(MAX(d.stance) - MIN(d.stance) AS DOUBLE)
            ELSE CAST(1 AS DOUBLE) END AS spread
FROM dated d
